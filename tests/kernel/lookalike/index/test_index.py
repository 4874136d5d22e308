"""The index finds what imitates a mark, whichever way, and is a whole index or none."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike import BadIndex
from shuangda.kernel.lookalike.index import Index, build
from shuangda.kernel.lookalike.index.keys import LONGEST
from shuangda.kernel.lookalike.index.probing import IndexArrays
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.judging.judge import judge
from shuangda.kernel.lookalike.tables import load

BRANDS = (
    "康师傅", "雪碧", "大白兔", "飘柔", "五粮液", "六个核桃", "香飘飘", "香奈儿",
    "nike", "oppo", "starbucks", "cocacola", "kangshifu", "老干妈", "王老吉", "脑白金",
    "南极人", "好想你", "今麦郎", "恒源祥", "adidas", "lenovo", "旺旺", "爱",
)  # fmt: skip
TOP = 20


def packed(names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Symbols and offsets of names."""
    ends = np.cumsum([0, *map(len, names)])
    return load().symbols("".join(names)), ends


def invented(count: int, seed: int) -> list[str]:
    """Names of common characters and of letters, so that the brands do not stand alone."""
    rng = np.random.default_rng(seed)
    tables = load()
    common = [chr(tables.codes[symbol]) for symbol in np.argsort(tables.frequency)[:700] if symbol > 36]
    letters = list("abcdefghijklmnopqrstuvwxyz")
    return [
        "".join(rng.choice(letters if rng.random() < 0.3 else common, rng.integers(2, 8)).tolist())
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def marks() -> list[str]:
    return [*BRANDS, *invented(2000, 1)]


@pytest.fixture(scope="module")
def index(marks: list[str], tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index") / "marks"
    build(*packed(marks), folder)
    return Index.open(folder)


def found(index: Index, marks: list[str], name: str, plain: bool = False, top: int = TOP) -> list[str]:
    answer = index.search(*packed([name]), top, 0.0, plain=plain)
    return [marks[row] for row in answer.mark.tolist()]


def test_every_mark_finds_itself_first(index: Index, marks: list[str]) -> None:
    answer = index.search(*packed(marks), 1, 0.99)
    assert answer.query.tolist() == list(range(len(marks)))
    assert [marks[row] for row in answer.mark.tolist()] == marks
    assert set(answer.score.tolist()) == {1.0}


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("康帅傅", "康师傅"),  # similar in shape
        ("雷碧", "雪碧"),  # the same in a name of two
        ("飘揉", "飘柔"),
        ("学必", "雪碧"),  # both sound alike
        ("吴娘业", "五粮液"),  # all sound alike
        ("六粮液", "五粮液"),  # one replaced
        ("六核桃", "六个核桃"),  # one left out
        ("六个大核桃", "六个核桃"),  # one inserted
        ("康师", "康师傅"),
        ("师康傅", "康师傅"),  # neighbours swapped
        ("妈干老", "老干妈"),  # another order
        ("碧雪", "雪碧"),
        ("香飘", "香飘飘"),  # reduplication
        ("旺旺旺", "旺旺"),
        ("大臼免", "大白兔"),  # two replaced by similar ones
        ("金今麦郎食品有限公司", "今麦郎"),  # within a longer name
        ("香nai儿", "香奈儿"),  # a syllable in pinyin
        ("kangshifu", "康师傅"),
        ("康师父", "kangshifu"),
        ("nlke", "nike"),
        ("starbuks", "starbucks"),
        ("satrbucks", "starbucks"),
        ("cokakola", "cocacola"),  # one class of letters
        ("xstarbucksx", "starbucks"),
        ("adibos", "adidas"),  # two letters replaced
        ("爱", "爱"),
    ],
)
def test_each_kind_of_edit_is_found(index: Index, marks: list[str], name: str, mark: str, plain: bool) -> None:
    assert mark in found(index, marks, name, plain)


def test_plain_answers_are_those_of_the_compiled_code(index: Index, marks: list[str]) -> None:
    names = [*invented(12, 2), *(mark[1:] + mark[:1] for mark in marks[:20])]
    fast, plain = (index.search(*packed(names), 5, 0.0, plain=plain) for plain in (False, True))
    same = set(zip(fast.query.tolist(), fast.mark.tolist(), strict=True)) & set(
        zip(plain.query.tolist(), plain.mark.tolist(), strict=True)
    )
    assert len(same) >= 0.98 * len(fast.query)
    assert np.array_equal(np.bincount(fast.query), np.bincount(plain.query))


def test_two_threads_answer_as_one(index: Index, marks: list[str], tmp_path: Path) -> None:
    names = packed([*marks, *invented(1000, 3)])
    one, two = (index.search(*names, 5, 0.1, threads=threads) for threads in (1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
    for threads in (1, 2, 3):
        build(*packed(marks), tmp_path / str(threads), threads=threads)
    files = [sorted(tmp_path.glob(f"{threads}/*")) for threads in (1, 2, 3)]
    first, second, third = ([file.read_bytes() for file in folder] for folder in files)
    assert first == second == third


def test_an_index_read_as_a_whole_answers_as_one_that_is_mapped(index: Index, marks: list[str]) -> None:
    names = packed([*marks[:50], *invented(100, 4)])
    whole = Index.open(index.path, resident=True)
    assert not isinstance(whole.arrays.postings, np.memmap)
    assert all(
        np.array_equal(a, b) for a, b in zip(whole.search(*names, 5, 0.1), index.search(*names, 5, 0.1), strict=True)
    )


@pytest.mark.parametrize("name", ["nike", "oppo", "康师傅", "kangshifu", "雷碧", "starbuks", "香飘", "旺旺旺"])
def test_a_least_score_only_leaves_out(index: Index, name: str) -> None:
    every = index.search(*packed([name]), TOP, 0.5)
    for least in (0.9, 0.99, 1.0):
        wanted = [row for row, score in zip(every.mark.tolist(), every.score.tolist(), strict=True) if score >= least]
        assert index.search(*packed([name]), TOP, least).mark.tolist() == wanted


def test_marks_of_one_text_are_found_by_row(tmp_path: Path) -> None:
    marks = ["雪碧", *invented(700, 5), "雪碧", "雷碧", "雪碧"]
    build(*packed(marks), tmp_path / "marks")
    index = Index.open(tmp_path / "marks")
    assert index.marks == len(marks) > len(index.arrays.offsets) - 1
    for name, wanted in (("雪碧", [0, 701, 703, 702]), ("雷碧", [702, 0, 701, 703])):
        for plain in (False, True):
            assert index.search(*packed([name]), 4, 0.5, plain=plain).mark.tolist() == wanted
    assert index.search(*packed(["雪碧"]), 2, 0.5).mark.tolist() == [0, 701]


def test_many_marks_of_one_text_hide_no_others(tmp_path: Path) -> None:
    others = ["blet", "blhe"]
    marks = ["bleet"] * 400 + [*others, *BRANDS, *invented(800, 7)]
    build(*packed(marks), tmp_path / "marks", depth=1)
    index = Index.open(tmp_path / "marks")
    answer = index.search(*packed(["blhet"]), TOP, 0.0)
    assert set(others) <= {marks[row] for row in answer.mark.tolist()}
    copies = [row for row in answer.mark.tolist() if row < 400]
    assert copies == list(range(len(copies))), "of equal ones the first"


def test_a_score_is_that_of_the_text_it_stands_beside(index: Index, marks: list[str]) -> None:
    tables = judge_tables()
    for name in ("blhet", "康帅傅", "kangshifu", "南极仁", "lenvo"):
        answer = index.search(*packed([name]), TOP, 0.0)
        for row, score in zip(answer.mark.tolist(), answer.score.tolist(), strict=True):
            assert score == pytest.approx(judge(load().symbols(name), load().symbols(marks[row]), tables)[0], abs=1e-5)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("机用受", "机绶"),  # one more, and of the rest one sounds and looks alike
        ("走路苗", "走露"),
        ("者何子", "者荷"),
        ("mici", "cimi"),  # halves changed over
        ("zibanceng", "shanceng"),  # three letters before a half that is kept
        ("fangzherngshi", "fangzhe"),  # within a longer name
        ("vanjioaxing", "wenjiaxing"),  # three letters, and the last half is kept
        ("pu治世", "谱治"),  # of what letters spell any symbol
        ("a公椟", "阿公楼"),  # one letter that is a syllable
        ("k踪多", "宗多"),  # a letter that spells nothing
        ("jian秃", "机案秃"),  # a syllable that is also two
        ("老gan妈辣酱", "老干妈"),  # within a longer name
        ("b全排", "b排全"),  # neighbours swapped beside a letter that both have
        ("qing克换", "qing课改"),
    ],
)
def test_what_only_a_comparison_would_tell_is_found_beside_many(tmp_path: Path, name: str, mark: str) -> None:
    marks = [mark, *BRANDS, *invented(800, 3)]
    build(*packed(marks), tmp_path / "marks", depth=1)
    answer = Index.open(tmp_path / "marks").search(*packed([name]), 10, 0.5)
    assert 0 in answer.mark.tolist()


def test_a_thorough_index_finds_no_less(marks: list[str], tmp_path: Path) -> None:
    names = [mark[:-1] + marks[at - 1][-1] for at, mark in enumerate(marks) if at % 9 == 0]
    best: dict[int, list[float]] = {}
    for depth in (1, 2):
        build(*packed(marks), tmp_path / str(depth), depth=depth)
        answer = Index.open(tmp_path / str(depth)).search(*packed(names), TOP, 0.1)
        best[depth] = np.bincount(answer.query, answer.score, len(names)).tolist()
    assert all(longer >= short - 1e-4 for short, longer in zip(best[1], best[2], strict=True))


def test_plain_and_compiled_builds_are_the_same(tmp_path: Path, marks: list[str]) -> None:
    some = packed(marks[:300])
    build(*some, tmp_path / "fast", depth=0)
    build(*some, tmp_path / "plain", depth=0, plain=True)
    for file in (tmp_path / "fast").iterdir():
        assert file.read_bytes() == (tmp_path / "plain" / file.name).read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(max_size=80), max_size=8))
def test_no_text_fails(index: Index, names: list[str]) -> None:
    answer = index.search(*packed(names), 3, 0.0)
    assert set(answer.query.tolist()) <= set(range(len(names)))
    assert ((answer.mark >= 0) & (answer.mark < index.marks)).all()
    assert ((answer.score >= 0) & (answer.score <= 1)).all()


@settings(max_examples=25, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=12))
def test_any_marks_find_themselves(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any") / "marks"
    symbols, offsets = packed(names)
    build(symbols, offsets, folder)
    index = Index.open(folder)
    answer = index.search(symbols, offsets, 12, 0.0)
    for row, name in enumerate(names):
        if load().symbols(name).any():
            assert row in answer.mark[answer.query == row].tolist()


def test_only_the_first_symbols_count(index: Index, marks: list[str], tmp_path: Path) -> None:
    long = "".join(invented(40, 4))
    assert len(long) > 3 * LONGEST
    build(*packed([long]), tmp_path / "long")
    answer = Index.open(tmp_path / "long").search(*packed([long[:LONGEST], long]), 1, 0.9)
    assert answer.query.tolist() == [0, 1]
    assert found(index, marks, "康师傅" + long)


def test_no_marks_and_no_names(tmp_path: Path, index: Index) -> None:
    build(*packed([]), tmp_path / "none")
    assert len(Index.open(tmp_path / "none").search(*packed(["康师傅"]), 3, 0.0).query) == 0
    assert len(index.search(*packed([]), 3, 0.0).query) == 0


@pytest.mark.parametrize("name", [*(f"{field}.npy" for field in IndexArrays._fields), "manifest.json"])
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_damaged_index_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    build(*packed(list(BRANDS)), tmp_path / "marks", plain=True)
    file = tmp_path / "marks" / name
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-7])
    else:
        file.write_bytes(b"[]")
    with pytest.raises(BadIndex, match="marks"):
        Index.open(tmp_path / "marks")


@pytest.mark.parametrize(("field", "value"), [("version", 99), ("tables", "0"), ("marks", 7), ("shapes", {})])
def test_a_foreign_index_is_refused(tmp_path: Path, field: str, value: object) -> None:
    build(*packed(list(BRANDS)), tmp_path / "marks", plain=True)
    manifest = tmp_path / "marks" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {field: value}), "utf-8")
    with pytest.raises(BadIndex):
        Index.open(tmp_path / "marks")


def test_a_folder_that_is_no_index_is_neither_opened_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("kept", "utf-8")
    with pytest.raises(BadIndex):
        Index.open(tmp_path / "papers")
    with pytest.raises(BadIndex):
        build(*packed(["雪碧"]), tmp_path / "papers", plain=True)
    assert (tmp_path / "papers" / "letter.txt").read_text("utf-8") == "kept"
    assert [folder.name for folder in tmp_path.iterdir()] == ["papers"]


def test_a_new_index_takes_the_place_of_the_old(tmp_path: Path) -> None:
    for names in (["雪碧"], ["雪碧", "飘柔"]):
        build(*packed(names), tmp_path / "marks", plain=True)
    assert Index.open(tmp_path / "marks").marks == 2
    assert [folder.name for folder in tmp_path.iterdir()] == ["marks"]
