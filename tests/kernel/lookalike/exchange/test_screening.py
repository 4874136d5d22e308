"""What screening promises about its matches, whatever the judge thinks of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike import BadIndex
from shuangda.kernel.lookalike.batches import MATCHES, screen_batch
from shuangda.kernel.lookalike.catalogue import MANIFEST, SEARCH, Catalogue, build_catalogue
from shuangda.kernel.lookalike.example import example_catalogue
from shuangda.kernel.lookalike.model import KINDS, Mark
from shuangda.kernel.lookalike.nearest import nearest
from shuangda.kernel.lookalike.scan import small_catalogue
from shuangda.kernel.lookalike.screening import screen
from shuangda.kernel.lookalike.searching import Options

from .tables import names_batch

MARKS = (
    Mark("m1", "康师傅", (30,), "", ("康师傅授权店", "ＫＳＦ旗舰店")),
    Mark("m2", "雪碧"),
    Mark("m3", "OPPO", (9,)),
    Mark("m4", "國窖"),
    Mark("m5", "！！"),
    Mark("m6", "雪碧"),
)
NAMES = [
    ("1", "康帅傅"), ("2", "雷碧"), ("3", "康師傅"), ("4", "ｏｐｐｏ"), ("5", ""), ("6", "0PP0"), ("7", "国窖"),
    ("8", "康师傅授权店"), ("9", "ksf旗舰店"), ("10", "雪碧"), ("11", "氵去国"), ("12", "雪·碧"), ("13", "？"),
]  # fmt: skip
PLAIN = Options(plain=True)


@cache
def catalogue() -> Catalogue:
    return small_catalogue(MARKS)


def matches(names: list[tuple[str, str]], options: Options = PLAIN) -> list[dict[str, object]]:
    found = screen_batch(catalogue(), names_batch(names), options)
    assert found.schema == MATCHES
    found.validate(full=True)
    return list(found.to_pylist())


def pairs(found: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(one["name_id"], one["mark_id"]) for one in found]


def test_the_mark_itself_is_exact_but_for_case_and_width() -> None:
    exact = [one for one in matches(NAMES) if one["kind"] == "exact"]
    assert pairs(exact) == [("4", "m3"), ("10", "m2"), ("10", "m6")]
    assert {one["score"] for one in exact} == {1.0}


def test_another_way_to_write_the_mark_is_a_variant_below_1() -> None:
    top = {one["name_id"]: one for one in reversed(matches(NAMES))}
    for name, mark in (("3", "m1"), ("7", "m4"), ("12", "m2"), ("6", "m3")):
        assert (top[name]["mark_id"], top[name]["kind"]) == (mark, "variant")
        assert 0.8 < float(str(top[name]["score"])) < 1


def test_authorised_names_are_never_reported_for_their_mark() -> None:
    found = pairs(matches(NAMES))
    assert not {("8", "m1"), ("9", "m1")} & set(found)
    assert ("1", "m1") in found


def test_best_first_within_each_name_and_equal_scores_by_the_marks() -> None:
    found = matches(NAMES)
    order = [name for name, _ in NAMES]
    keys = [(order.index(str(one["name_id"])), -float(str(one["score"])), one["mark_id"]) for one in found]
    assert keys == sorted(keys)
    assert len(set(pairs(found))) == len(found)


def test_best_first_within_each_mark_and_equal_scores_by_the_names() -> None:
    found = matches(NAMES, Options(per_mark=3, plain=True))
    keys = [(one["mark_id"], -float(str(one["score"])), one["name_id"]) for one in found]
    assert keys == sorted(keys, key=lambda key: (str(key[0]), key[1], str(key[2])))
    assert max(sum(one["mark_id"] == mark.mark_id for one in found) for mark in MARKS) == 3


def test_limits() -> None:
    everything = matches(NAMES, Options(per_name=99, plain=True))
    assert len(matches(NAMES, Options(per_name=1, plain=True))) <= len(NAMES)
    high = matches(NAMES, Options(per_name=99, min_score=0.8, plain=True))
    assert high == [one for one in everything if float(str(one["score"])) >= 0.8]
    both = matches(NAMES, Options(per_name=1, per_mark=1, plain=True))
    assert max(pairs(both).count(pair) for pair in pairs(both)) == 1
    assert len({one["mark_id"] for one in both}) == len(both)


def test_places_count_code_points_of_the_text() -> None:
    texts = dict(NAMES)
    for one in matches(NAMES):
        assert 0 <= int(str(one["start"])) < int(str(one["end"])) <= len(texts[str(one["name_id"])])
        assert one["kind"] in KINDS
        assert one["kind"] == "exact" or one["why"]
        assert "\n" not in str(one["why"])


def test_nothing_in_nothing_out() -> None:
    assert matches([]) == []
    assert screen_batch(small_catalogue([]), names_batch(NAMES), PLAIN).num_rows == 0


TEXT = st.one_of(
    st.sampled_from([text for _, text in NAMES]),
    st.text(st.sampled_from("康师傅帅雪雷碧OPp0国窖氵去🐂·\u200b１ a"), max_size=6),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
)


@settings(max_examples=25)
@given(st.lists(TEXT, max_size=8), st.integers(1, 4), st.sampled_from([None, 1, 3]))
def test_how_names_are_cut_into_batches_changes_nothing(texts: list[str], size: int, per_mark: int | None) -> None:
    names = names_batch([(str(row), text) for row, text in enumerate(texts)])
    options = Options(per_mark=per_mark, plain=True)
    told: list[int] = []
    cut = [names.slice(start, size) for start in range(0, len(texts), size)]
    found = list(screen(catalogue(), cut, options, told.append))
    whole = screen_batch(catalogue(), names, options)
    assert pa.Table.from_batches(found, MATCHES).equals(pa.Table.from_batches([whole]))
    assert sum(told) == len(texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = {
        "mark_id": [mark.mark_id for mark in MARKS],
        "name": [mark.name for mark in MARKS],
        "authorised": [";".join(mark.authorised) for mark in MARKS],
    }
    path = tmp_path_factory.mktemp("built") / "index"
    batch = pa.record_batch(rows)
    assert build_catalogue([batch.slice(0, 2), batch.slice(2)], path, plain=True) == len(MARKS)
    return path


def test_a_built_catalogue_finds_what_judging_every_mark_finds(folder: Path) -> None:
    plain = Options(min_score=0.6, plain=True)
    names = names_batch([row for row in NAMES if row[0] not in ("8", "9")])  # nobody takes those for another mark
    built = screen_batch(Catalogue.open(folder), names, plain)
    assert built.equals(screen_batch(catalogue(), names, plain))


def test_compiled_and_on_two_threads_the_same_is_found(folder: Path) -> None:
    plain, compiled = (Options(min_score=0.1, plain=plain, threads=2) for plain in (True, False))
    opened = Catalogue.open(folder)
    found = screen_batch(opened, names_batch(NAMES), compiled)
    # The last digit of a score may differ, because compiled code adds in another order.
    expected = screen_batch(opened, names_batch(NAMES), plain)
    assert found.drop_columns(["score"]).equals(expected.drop_columns(["score"]))
    assert found.column("score").to_pylist() == pytest.approx(expected.column("score").to_pylist(), abs=2e-6)


def test_a_catalogue_is_replaced_by_a_new_one_and_nothing_else_is(folder: Path, tmp_path: Path) -> None:
    batch = pa.record_batch({"mark_id": ["x"], "name": ["雪碧"]})
    build_catalogue([batch, batch], tmp_path / "index", plain=True)
    build_catalogue([batch], tmp_path / "index", plain=True)
    assert len(Catalogue.open(tmp_path / "index")) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    (tmp_path / "other").mkdir()
    with pytest.raises(BadIndex, match="不是商标索引"):
        build_catalogue([batch], tmp_path / "other", plain=True)
    assert not any((tmp_path / "other").iterdir())


@pytest.mark.parametrize("name", [MANIFEST, "ids.npy", "names_ends.npy", "authorised_rows.npy", f"{SEARCH}/heads.npy"])
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_damaged_catalogue_is_a_sentence(folder: Path, tmp_path: Path, name: str, damage: str) -> None:
    import shutil

    shutil.copytree(folder, tmp_path / "index")
    file = tmp_path / "index" / name
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        file.write_bytes(b'{"version": 0}')
    with pytest.raises(BadIndex, match=r"重新建立|先用"):
        Catalogue.open(tmp_path / "index")


def test_the_example_marks_answer_without_an_index() -> None:
    match, why = nearest(example_catalogue(), "康帅傅", 3)[0]
    assert (match.mark, match.start, match.end) == ("康师傅", 0, 3)
    assert "帅" in why
    assert nearest(example_catalogue(), "\udcff\udcff", 3) is not None
