"""What is measured of a name and a mark before they are judged. Kernels: see `compiling`.

Most measures are in bits: how unlikely it is that a name has this by chance. What a name keeps of the mark counts by
the rarity of the characters, what it changes by how few characters come as near (see `costs.weigh`).
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..tables.hashing import PRIME, SEED
from .alignment import BOTH, INSERTED, LEFT_OUT, SWAP, align
from .near import NEAREST, rank_of

FEATURES: Final = (
    "name_length",
    "mark_length",
    "kept_of_mark",
    "kept_of_name",
    "cost",
    "substitutions",
    "insertions",
    "deletions",
    "swaps",
    "kept_bits",
    "change_bits",
    "least_change_bits",
    "changed_symbol_bits",
    "inserted_bits",
    "inserted_before",
    "inserted_after",
    "first_kept",
    "last_kept",
    "same_letters",
    "same_set",
    "longest_kept_bits",
    "name_is_word",
    "class_changes",
    "evidence",
    "start_kept",
    "end_kept",
    "consonants_changed",
    "shape_bits",
    "sound_bits",
    "letters_shared",
    "consonants_shared",
    "both_words",
    "contained",
    "contained_bits",
    "short_contained",
    "short_split",
    "short_swapped",
    "one_of_many",
    "repetition_kept",
    "common_end",
    "two_ways",
)
STEPS: Final = ("least_rank", "most_rank", "changes_alike")
"""Counted besides, not weighed: how near the nearest and the farthest changed symbol come (`near.rank_of`), and how
many of the changed ones sound alike."""
CROSSING: Final = ("spelling", "sound", "meaning", "heard", "meant", "best", "length")
NAME_LENGTH, MARK_LENGTH, KEPT_OF_MARK, KEPT_OF_NAME, COST, SUBSTITUTIONS, INSERTIONS, DELETIONS, SWAPS = range(9)
KEPT_BITS, CHANGE_BITS, LEAST_CHANGE_BITS, CHANGED_SYMBOL_BITS, INSERTED_BITS = range(9, 14)
INSERTED_BEFORE, INSERTED_AFTER, FIRST_KEPT, LAST_KEPT, SAME_LETTERS, SAME_SET, LONGEST_KEPT_BITS = range(14, 21)
NAME_IS_WORD, CLASS_CHANGES, EVIDENCE, START_KEPT, END_KEPT, CONSONANTS_CHANGED = range(21, 27)
SHAPE_BITS, SOUND_BITS, LETTERS_SHARED, CONSONANTS_SHARED = range(27, 31)
BOTH_WORDS, CONTAINED, CONTAINED_BITS, SHORT_CONTAINED, SHORT_SPLIT, SHORT_SWAPPED, ONE_OF_MANY = range(31, 38)
REPETITION_KEPT, COMMON_END, TWO_WAYS = range(38, 41)
LEAST_RANK, MOST_RANK, CHANGES_ALIKE = range(41, 44)

LETTERS: Final = 36
VOWELS: Final = (11, 15, 19, 25, 31, 35)
"""Symbols of a, e, i, o, u, y."""
STRANGE: Final = 16.0
"""Bits of a symbol outside the alphabet."""
NO_LINK: Final = 14.0
"""Bits of a neighbour that never follows within words."""
UNCHANGED: Final = 12.0
"""`LEAST_CHANGE_BITS` of a name in which nothing is replaced."""
CHANGE: Final = 3.0
"""Bits that one more change takes from the evidence."""


@kernel
def holds(q: NDArray[np.uint16], keys: NDArray[np.uint64]) -> bool:
    """Whether the whole name stands in a sorted table of `word_hash`."""
    key = np.uint64(SEED)
    for i in range(len(q)):
        key = (key ^ np.uint64(q[i])) * np.uint64(PRIME)
    at = np.searchsorted(keys, key)
    return bool(at < len(keys) and keys[at] == key)


@kernel
def bits_at(q: NDArray[np.uint16], i: int, t: Any) -> float:
    """Information of a symbol at its place in a name, in bits."""
    if q[i] >= t.place_bits.shape[1]:
        return STRANGE
    place = 0 if i == 0 else (2 if i == len(q) - 1 else 1)
    return float(t.place_bits[place, q[i]] / 8.0)


@kernel
def link_bits(a: int, b: int, t: Any) -> float:
    """-log2 of how often `b` follows `a` within words."""
    key = np.uint32(a) << np.uint32(16) | np.uint32(b)
    at = np.searchsorted(t.bigram_hash, key)
    if at < len(t.bigram_hash) and t.bigram_hash[at] == key:
        return float(t.bigram_cost[at] / 4.0)
    return NO_LINK


@kernel
def common_bits(a: int, b: int, last: bool, t: Any) -> float:
    """Bits less than other ends that a beginning or an end (`last`) of two symbols tells, because many names share it.

    0 if few do.
    """
    key = np.int64(last) << np.int64(40) | np.int64(a) << np.int64(24) | np.int64(b) << np.int64(8)
    at = np.searchsorted(t.common_ends, key)
    if at < len(t.common_ends) and t.common_ends[at] >> np.int64(8) == key >> np.int64(8):
        return float((t.common_ends[at] & np.int64(255)) / 8.0)
    return 0.0


@kernel
def is_consonant(symbol: int) -> bool:
    """Whether a symbol is a Latin consonant."""
    return bool(10 < symbol <= LETTERS and symbol not in VOWELS)


@kernel
def measure_letters(q: NDArray[np.uint16], m: NDArray[np.uint16], out: NDArray[np.float32]) -> None:
    """Count the symbols that both have, whatever their order."""
    n, k = len(q), len(m)
    taken = np.zeros(n, np.bool_)
    shared = consonants = all_consonants = in_set = in_mark = 0
    for j in range(k):
        all_consonants += is_consonant(m[j])
        found = held = False
        for i in range(n):
            if q[i] == m[j]:
                held = True
                if not found and not taken[i]:
                    taken[i] = found = True
        shared += found
        in_set += held
        consonants += found and is_consonant(m[j])
    for i in range(n):
        for j in range(k):
            if q[i] == m[j]:
                in_mark += 1
                break
    out[SAME_LETTERS] = shared == k == n
    out[SAME_SET] = in_set == k and in_mark == n
    out[LETTERS_SHARED] = shared / max(n, k)
    out[CONSONANTS_SHARED] = consonants / max(1, all_consonants)


@kernel
def measure_change(a: int, b: int, t: Any, out: NDArray[np.float32]) -> None:
    """Count the symbol `a` of the name in the place of `b` of the mark."""
    bits = 0.0
    if a < t.shape_evidence.shape[0] and b < t.shape_evidence.shape[0]:
        shape, sound = t.shape_evidence[b, a] / 8.0, t.sound_evidence[b, a] / 8.0
        bits = max(shape, sound)
        out[SHAPE_BITS] += shape
        out[SOUND_BITS] += sound
        out[CLASS_CHANGES] += t.meaning_class[a] > 0 and t.meaning_class[a] == t.meaning_class[b]
    out[SUBSTITUTIONS] += 1
    out[CHANGE_BITS] += bits
    out[LEAST_CHANGE_BITS] = min(out[LEAST_CHANGE_BITS], bits)
    out[EVIDENCE] += bits - CHANGE
    out[CONSONANTS_CHANGED] += is_consonant(a) or is_consonant(b)
    rank = rank_of(a, b, t.near)
    out[LEAST_RANK], out[MOST_RANK] = min(out[LEAST_RANK], rank), max(out[MOST_RANK], rank)
    out[CHANGES_ALIKE] += t.sound_class[a] == t.sound_class[b]


class Known(NamedTuple):
    """What is measured of a name of n symbols alone: looked up once, however many marks it is judged against."""

    bits: NDArray[np.float64]
    """[n], what each symbol tells at its place."""
    links: NDArray[np.float64]
    """[n], what each tells after the one before it; 0 of the first."""
    is_word: float
    """1 or 0."""
    common_start: float
    """`common_bits` of the first two symbols."""
    common_end: float
    """The same of the last two."""


@kernel
def know(q: NDArray[np.uint16], t: Any) -> Known:
    """What is known of the name `q` before any mark is looked at."""
    n = len(q)
    bits, links = np.zeros(n), np.zeros(n)
    for i in range(n):
        bits[i] = bits_at(q, i, t)
        if i > 0:
            links[i] = link_bits(q[i - 1], q[i], t)
    is_word = 1.0 if n > 0 and holds(q, t.english if q[0] <= LETTERS else t.words) else 0.0
    if n < 2:
        return Known(bits, links, is_word, 0.0, 0.0)
    start, end = common_bits(q[0], q[1], False, t), common_bits(q[n - 2], q[n - 1], True, t)
    return Known(bits, links, is_word, start, end)


@kernel
def linked_bits(known: Known, i: int) -> float:
    """What a symbol tells if the one behind it is kept as well: less, the more likely that one follows it."""
    return float(max(0.5, known.bits[i] - max(0.0, known.bits[i + 1] - known.links[i + 1])))


@kernel
def measure(q: NDArray[np.uint16], m: NDArray[np.uint16], t: Any, out: NDArray[np.float32]) -> None:
    """Fill `out` (float32[len(FEATURES + STEPS)]) with what is measured of the name `q` against the mark `m`."""
    measure_known(q, know(q, t), m, t, out)


@kernel
def measure_known(q: NDArray[np.uint16], known: Known, m: NDArray[np.uint16], t: Any, out: NDArray[np.float32]) -> None:
    """`measure` of a name of which `know` was asked before."""
    n, k = len(q), len(m)
    moves = np.empty((n + 1, k + 1), np.int8)
    out[:] = 0.0
    out[LEAST_CHANGE_BITS], out[LEAST_RANK] = UNCHANGED, NEAREST
    out[NAME_LENGTH], out[MARK_LENGTH] = n, k
    out[COST] = align(q, m, t.substitution, moves) / max(n, k)
    kept, longest_run = measure_moves(q, known, m, moves, t, out)
    out[KEPT_OF_MARK], out[KEPT_OF_NAME] = kept / k, kept / n
    out[CONTAINED] = longest_run == k
    measure_letters(q, m, out)
    if out[SAME_SET] > 0 and n == k and kept < k:
        take_order(q, known, m, out)
    out[NAME_IS_WORD] = known.is_word
    out[BOTH_WORDS] = known.is_word > 0 and holds(m, t.english if m[0] <= LETTERS else t.words)
    start, end = ends_kept(q, m)
    out[START_KEPT], out[END_KEPT] = start / k, end / k
    out[REPETITION_KEPT] = keeps_repetition(q, m)
    measure_whole(known, k, start, end, out)


@kernel
def measure_moves(
    q: NDArray[np.uint16], known: Known, m: NDArray[np.uint16], moves: NDArray[np.int8], t: Any,
    out: NDArray[np.float32],
) -> tuple[int, int]:  # fmt: skip
    """Add up what each step of an alignment keeps and changes; how many symbols are kept, and their longest run."""
    n, k = len(q), len(m)
    i, j, kept, run, longest_run = n, k, 0, 0, 0
    run_bits = 0.0
    while i > 0 or j > 0:
        move = moves[i, j]
        if move == BOTH and q[i - 1] == m[j - 1]:
            bits = linked_bits(known, i - 1) if run > 0 and i < n else known.bits[i - 1]
            kept += 1
            run, run_bits = run + 1, run_bits + bits
            longest_run = max(longest_run, run)
            out[KEPT_BITS] += bits
            out[LONGEST_KEPT_BITS] = max(out[LONGEST_KEPT_BITS], run_bits)
            out[FIRST_KEPT] = out[FIRST_KEPT] or (i == 1 and j == 1)
            out[LAST_KEPT] = out[LAST_KEPT] or (i == n and j == k)
            out[EVIDENCE] += bits
            i, j = i - 1, j - 1
            continue
        run, run_bits = 0, 0.0
        if move == BOTH:
            measure_change(q[i - 1], m[j - 1], t, out)
            out[CHANGED_SYMBOL_BITS] += known.bits[i - 1]
            i, j = i - 1, j - 1
        elif move == INSERTED:
            out[INSERTIONS] += 1
            out[INSERTED_BITS] += known.bits[i - 1]
            out[INSERTED_BEFORE] += j == 0
            out[INSERTED_AFTER] += j == k
            out[EVIDENCE] -= 1.0
            out[CONSONANTS_CHANGED] += is_consonant(q[i - 1])
            i -= 1
        elif move == LEFT_OUT:
            out[DELETIONS] += 1
            out[EVIDENCE] -= CHANGE + 1.0
            out[CONSONANTS_CHANGED] += is_consonant(m[j - 1])
            j -= 1
        else:
            bits = known.bits[i - 1] + known.bits[i - 2]
            kept += 2
            out[SWAPS] += 1
            out[KEPT_BITS] += bits
            out[EVIDENCE] += bits - CHANGE
            i, j = i - 2, j - 2
    return kept, longest_run


@kernel
def measure_whole(known: Known, k: int, start: int, end: int, out: NDArray[np.float32]) -> None:
    """What other measures tell together: a mark of two characters is kept by chance more easily than a longer one.

    `start`, `end`: how many symbols are kept there (`ends_kept`).
    """
    added = out[INSERTIONS] + out[DELETIONS]
    out[CONTAINED_BITS] = out[CONTAINED] * out[KEPT_BITS]
    out[TWO_WAYS] = added > 0 and out[SUBSTITUTIONS] > 0
    if k > 2 and out[CONTAINED] == 0:
        out[COMMON_END] = max(known.common_start if start >= 2 else 0.0, known.common_end if end >= 2 else 0.0)
    if k <= 2:
        out[SHORT_CONTAINED] = out[CONTAINED]
        out[SHORT_SPLIT] = out[INSERTIONS] - out[INSERTED_BEFORE] - out[INSERTED_AFTER]
        out[SHORT_SWAPPED] = out[SWAPS]
    else:
        out[ONE_OF_MANY] = out[SUBSTITUTIONS] == 1 and added + out[SWAPS] == 0


@kernel
def keeps_repetition(q: Any, m: Any) -> bool:
    """Whether the name repeats another character where a Han mark repeats one: AA of BB, or ABB of ACC."""
    if len(q) != len(m) or m[0] <= LETTERS:
        return False
    for i in range(len(m)):
        if q[i] == m[i]:
            continue
        for j in range(i):
            if m[i] == m[j] and q[i] == q[j]:
                return True
    return False


@kernel
def is_turned(q: NDArray[np.uint16], m: NDArray[np.uint16]) -> bool:
    """Whether the name is the mark with its two parts, of two letters and more or of Han, changed over."""
    n = len(q)
    least = 1 if m[0] > LETTERS else 2
    for first in range(least, n - least + 1):
        i = 0
        while i < n and q[i] == m[(i + first) % n]:
            i += 1
        if i == n:
            return True
    return False


@kernel
def take_order(q: NDArray[np.uint16], known: Known, m: NDArray[np.uint16], out: NDArray[np.float32]) -> None:
    """Count as one change of order what an alignment takes for characters left out and added.

    That are Han of the mark in any order or repeated (ABB, AAB), and letters whose two parts changed places; other
    orders of letters only keep the evidence that they are the same.
    """
    bits = 0.0
    for i in range(len(q)):
        fresh = True
        for j in range(i):
            fresh = fresh and (q[j] != q[i] or out[SAME_LETTERS] > 0)
        bits += known.bits[i] if fresh else 0.0
    if m[0] <= LETTERS and not is_turned(q, m):
        if out[SAME_LETTERS] > 0:
            out[EVIDENCE] = max(out[EVIDENCE], bits - CHANGE - 1.0)
        return
    out[COST] = SWAP / len(q)
    out[SWAPS] = out[KEPT_OF_MARK] = out[KEPT_OF_NAME] = 1.0
    out[SUBSTITUTIONS] = out[INSERTIONS] = out[DELETIONS] = out[CHANGE_BITS] = out[CHANGED_SYMBOL_BITS] = 0.0
    out[INSERTED_BITS] = out[INSERTED_BEFORE] = out[INSERTED_AFTER] = out[CLASS_CHANGES] = 0.0
    out[CONSONANTS_CHANGED] = out[SHAPE_BITS] = out[SOUND_BITS] = 0.0
    out[LEAST_CHANGE_BITS] = UNCHANGED
    out[KEPT_BITS] = bits
    out[EVIDENCE] = bits - CHANGE - 1.0


@kernel
def ends_kept(q: Any, m: Any) -> tuple[int, int]:
    """How many symbols of the mark the name keeps from its start, and how many from its end."""
    n, k = len(q), len(m)
    start = end = 0
    while start < min(n, k) and q[start] == m[start]:
        start += 1
    while end < min(n, k) and q[n - 1 - end] == m[k - 1 - end]:
        end += 1
    return start, end


@kernel
def measure_across(
    spelling: float, sound: float, meaning: float, han: int, latin: int, out: NDArray[np.float32]
) -> None:
    """Fill `out` (float32[len(CROSSING)]) from the similarities of `crossing.compare` and the lengths of both names."""
    length = min(han, 5)
    heard = max(0.0, spelling + sound - 1.0) * length
    meant = max(0.0, meaning - 0.6) * 2.0 * length
    out[0], out[1], out[2] = spelling, sound, meaning
    out[3], out[4], out[5] = heard, meant, max(heard, meant)
    out[6] = min(latin, 12)
