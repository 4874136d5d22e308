"""The shipped tables hold together, whatever fonts and data this machine has."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike.tables import CODE_SPACE, FOLDER, LETTERS, load, pair_key, word_hash
from shuangda.kernel.lookalike.tables.likeness import look, looks

T = load()
N, S = len(T.codes), len(T.syllables)


def readings(char: str) -> list[str]:
    symbol = T.symbols(char)[0]
    return [T.syllables[at] for at in T.syllable[symbol] if at]


def sound(one: str, other: str) -> int:
    return int(T.syllable_similarity[T.syllables.index(one), T.syllables.index(other)])


def glyphs(one: str, other: str) -> float:
    a, b = (T.shape[T.symbols(char)[0]].astype(int) for char in (one, other))
    return float(a @ b) / 127**2


def seen(one: str, other: str) -> float:
    return look(T, *map(int, T.symbols(one + other)))


def letter(one: str, other: str) -> int:
    return int(T.letter_shape[LETTERS.index(one), LETTERS.index(other)])


def test_shapes_and_kinds_of_arrays_are_as_promised() -> None:
    assert (T.shape.shape, T.shape.dtype) == ((N, 128), np.int8)
    assert (T.letter_shape.shape, T.letter_shape.dtype) == ((36, 36), np.uint8)
    assert (T.syllable.shape, T.syllable.dtype) == ((N, 3), np.uint16)
    assert (T.syllable_similarity.shape, T.syllable_similarity.dtype) == ((S, S), np.uint8)
    assert T.initial.shape == T.final.shape == (S,)
    assert T.frequency.shape == (N,)
    assert T.words_hash.shape == T.words_cost.shape
    assert T.bigram_hash.shape == T.bigram_cost.shape
    assert (T.words_hash.dtype, T.bigram_hash.dtype, T.symbol_of.dtype) == (np.uint64, np.uint32, np.uint16)
    assert len(T.symbol_of) == CODE_SPACE


def test_the_alphabet_is_ascending_and_holds_digits_letters_and_parts() -> None:
    assert T.codes[0] == 0
    assert (np.diff(T.codes.astype(np.int64)) > 0).all()
    assert "".join(map(chr, T.codes[1:37])) == LETTERS
    assert (T.symbols("氵亻扌讠钅忄犭纟艹辶饣冫刂阝宀礻衤甲帅臼") < N).all()
    assert (T.symbols("師國漢語釒") >= N).all(), "traditional forms fold away before"


def test_nothing_is_written_through_the_tables() -> None:
    with pytest.raises(ValueError, match="read-only"):
        T.symbol_of[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        T.shape[0, 0] = 1


def test_keys_are_sorted_and_the_whole_stays_small() -> None:
    for keys in (T.words_hash, T.bigram_hash):
        assert (keys[1:] > keys[:-1]).all()
    own = ("codes", "shape", "letter_shape", "syllable", "initial", "final", "syllable_similarity")
    own += ("frequency", "words_hash", "words_cost", "bigram_hash", "bigram_cost")
    assert sum((FOLDER / f"{name}.npy").stat().st_size for name in own) < 6_000_000


def test_vectors_have_unit_length_where_a_glyph_is_known() -> None:
    length = np.linalg.norm(T.shape.astype(np.float32), axis=1) / 127
    assert (length[:37] == 0).all()
    assert (np.abs(length[length > 0] - 1) < 0.03).all()
    assert (length[37:] == 0).sum() < 30


def test_look_alikes_are_closer_than_others() -> None:
    alike = [glyphs(*pair) for pair in ("己已", "未末", "土士", "日曰", "晴睛", "拨拔", "免兔", "治冶", "帅师", "壁璧")]
    other = [glyphs(*pair) for pair in ("己国", "未晴", "土治", "日帅", "壁人", "免拨")]
    assert min(alike) > 0.6
    assert max(other) < 0.45


def test_shared_parts_count_wherever_they_stand() -> None:
    moved = ("漂飘", "锣箩", "净静", "唐塘", "末抹")
    assert max(glyphs(*pair) for pair in moved) < 0.3
    assert min(seen(*pair) for pair in moved) > 0.4
    assert seen("搪", "塘") > seen("唐", "塘") > seen("唐", "抹") + 0.2
    assert seen("帅", "师") > 0.75
    assert seen("雪", "雷") > 0.75
    assert max(seen("己", "国"), seen("免", "拨")) < 0.45


def test_likeness_is_symmetric_and_greatest_to_itself() -> None:
    rows = np.arange(37, N, 97)
    found = looks(T, rows)
    assert found.min() >= 0
    assert found.max() <= 1.0001
    square = found[:, rows]
    assert np.allclose(square, square.T, atol=1e-4)
    assert (found.max(axis=1) <= square.diagonal() + 0.02).mean() > 0.99
    outside = int(T.symbols("㐂")[0])
    assert outside >= N
    assert (look(T, outside, outside), look(T, outside, int(rows[0]))) == (1, 0)


def test_parts_are_few_weighted_and_in_order() -> None:
    assert (T.part.shape, T.part.dtype, T.part_weight.dtype) == ((N, 8), np.uint16, np.uint8)
    assert ((T.part > 0) == (T.part_weight > 0)).all()
    filled = (T.part[:, 1:] > 0) & (T.part[:, :-1] > 0)
    assert (np.diff(T.part.astype(int), axis=1)[filled] > 0).all()


def test_letters_look_alike_in_whichever_case_is_closer() -> None:
    assert (T.letter_shape == T.letter_shape.T).all()
    assert (T.letter_shape.diagonal() == 255).all()
    assert min(letter("0", "o"), letter("1", "l"), letter("1", "i"), letter("5", "s"), letter("2", "z")) > 100
    assert max(letter("m", "o"), letter("x", "0"), letter("1", "w")) < 80
    assert letter("b", "d") > letter("b", "z")


def test_readings_keep_what_is_heard_and_drop_what_is_rare() -> None:
    assert readings("行") == ["xing", "hang"]
    assert readings("绿") == ["lv"]
    assert readings("师") == ["shi"]
    assert readings("a") == []
    assert set(readings("长")) == {"zhang", "chang"}
    missing = [symbol for symbol in range(37, N) if not T.syllable[symbol, 0]]
    assert len(missing) < 30


def test_sounds_that_dialects_merge_are_nearly_the_same() -> None:
    table = T.syllable_similarity
    assert (table == table.T).all()
    assert (table.diagonal()[1:] == 255).all()
    off = table[1:, 1:][~np.eye(S - 1, dtype=bool)]
    assert off.max() < 255
    merged = ("ni li", "zi zhi", "cai chai", "si shi", "fei hui", "ran lan", "ban bang", "shen sheng", "xin xing")
    near = ("bo po", "da ta", "ga ka", "ji qi", "lai lei", "ge guo", "yi yu", "dong deng")
    far = ("ba zhu", "kang yi", "xue ping", "nai jiu")
    lowest, highest = min(sound(*pair.split()) for pair in merged), max(sound(*pair.split()) for pair in near)
    assert lowest > highest > 140
    assert max(sound(*pair.split()) for pair in far) < 80


def test_syllables_come_apart_into_initial_and_final() -> None:
    parts = {
        name: (T.initials[a], T.finals[b]) for name, a, b in zip(T.syllables, T.initial, T.final, strict=True) if name
    }
    assert parts["yan"] == ("", "ian")
    assert parts["juan"] == ("j", "van")
    assert parts["zhi"] == ("zh", "ii")
    assert parts["gui"] == ("g", "uei")
    assert parts["lv"] == ("l", "v")


def test_common_characters_and_words_cost_fewer_bits() -> None:
    common, rare = T.symbols("国巉")
    assert T.frequency[common] < T.frequency[rare]
    teacher, nonsense = T.word_cost(T.symbols("老师")), T.word_cost(T.symbols("师巉"))
    assert teacher is not None
    assert 5 < teacher < 20
    assert nonsense is None
    after = T.bigram_bits(*T.symbols("老师"))
    assert after is not None
    assert after < teacher
    assert T.bigram_bits(*T.symbols("师巉")) is None


@given(st.text(st.characters()))
def test_any_text_has_symbols_and_equal_characters_stay_equal(text: str) -> None:
    symbols = T.symbols(text)
    assert len(symbols) == len(text)
    assert (symbols == T.symbols(text + "x")[:-1]).all()
    for char, symbol in zip(text, symbols, strict=True):
        assert (symbol < N) == (ord(char) in T.codes)
        assert symbol < 65535


@given(st.lists(st.sampled_from([chr(code) for code in T.codes[1:]])).map("".join))
def test_text_of_the_alphabet_comes_back(text: str) -> None:
    assert T.text(T.symbols(text)) == text


@given(st.lists(st.integers(1, 65534), min_size=2, max_size=4))
def test_hashes_fit_their_arrays(symbols: list[int]) -> None:
    assert 0 <= word_hash(symbols) < 2**64
    assert 0 <= pair_key(symbols[0], symbols[1]) < 2**32
    assert word_hash(symbols) == word_hash(np.array(symbols, dtype=np.uint16))


@pytest.mark.alone
def test_loading_is_quick_and_brings_no_compiler() -> None:
    code = (
        "import sys, numpy, json, time; import shuangda.kernel.lookalike.tables as t;"
        "at = time.perf_counter(); t.load(); print(time.perf_counter() - at, 'numba' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert printed[1] == "False"
    assert float(printed[0]) < 0.3, "about 6 ms where nothing else runs"
