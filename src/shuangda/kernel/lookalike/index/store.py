"""The index on disk: built in a folder of its own, opened as memory-mapped arrays, searched by many threads."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from ..errors import BadIndex
from ..judging.costs import judge_tables
from ..tables import load
from . import filing, probing, texts, whole
from .keys import LONGEST, KeyTables
from .probing import IndexArrays
from .tables import key_tables, likeness

VERSION: Final = 9
MANIFEST: Final = "manifest.json"
DEEP_TEXTS: Final = 16_000_000
"""Up to so many texts, Latin names are also filed without any two letters, and there are all keys across scripts."""
THOROUGH_TEXTS: Final = 2_500_000
"""Up to so many texts, more candidates are compared and judged: there is time for it."""
MOST_MARKS: Final = 1 << 30
LOAD: Final = 4
"""Postings a bucket."""
BLOCK: Final = 256
"""Queries that a thread takes at a time."""


class Found(NamedTuple):
    """What `Index.search` gives: one entry a match, in the order of the queries, best first within each."""

    query: NDArray[np.int64]
    mark: NDArray[np.int64]
    score: NDArray[np.float32]
    kind: NDArray[np.uint8]


def _tables_hash(t: KeyTables) -> str:
    """What keys depend on; an index of other tables would silently find less."""
    digest = hashlib.sha256(load().codes.tobytes())
    for part in (t.sound, t.member, t.coarse, t.spelling, t.spelt):
        digest.update(part.tobytes())
    return digest.hexdigest()


def _sample(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.uint32]]:
    """About 20,000 texts from all over, to size the index by."""
    rows = np.unique(np.linspace(0, len(offsets) - 2, 20_000).astype(np.int64))
    begins: NDArray[np.int64] = offsets[rows].astype(np.int64)
    each: NDArray[np.int64] = offsets[rows + 1].astype(np.int64) - begins
    lengths = np.concatenate((np.zeros(1, np.int64), np.cumsum(each)))
    places = np.arange(lengths[-1]) + np.repeat(begins - lengths[:-1], each)
    return symbols[places], lengths.astype(np.uint32)


def text_bits(texts: int) -> int:
    """Bits of a posting that hold the number of a text."""
    return max(1, (texts - 1).bit_length())


def _file(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], depth: int, threads: int, work: ModuleType) -> Any:
    """Heads and postings of all texts."""
    t = key_tables()
    count = len(offsets) - 1
    sample = _sample(symbols, offsets) if count else (symbols, offsets)
    each = work.count_postings(*sample, depth, t) / max(1, len(sample[1]) - 1)
    buckets = max(64, int(each * count) // LOAD)
    free = np.zeros((threads, buckets), np.uint32)
    edges = np.linspace(0, count, threads + 1).astype(np.int64).tolist()

    def everywhere(postings: NDArray[np.uint16]) -> None:
        def part(at: int) -> None:
            work.file_marks(symbols, offsets, edges[at], edges[at + 1], depth, t, text_bits(count), free[at], postings)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(threads)))

    everywhere(np.empty((0, 3), np.uint16))
    total = int(work.lay_out(free))
    if total >= 1 << 32:
        raise BadIndex(f"商标太多（{count} 种文字），一个索引装不下，请分成几份。")
    postings = np.empty((total, 3), np.uint16)
    everywhere(postings)
    # behind the last posting of one bucket the next begins
    return np.concatenate((np.zeros(1, np.uint32), free[-1])), postings


def build(
    symbols: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    out: Path,
    *,
    threads: int = 2,
    depth: int | None = None,
    plain: bool = False,
) -> None:
    """Write the index of M marks to the folder `out`, which appears only when it is whole and replaces an older one.

    `symbols` are those of all marks one after the other, `offsets` [M + 1] says where each begins; what goes past
    32 symbols in a mark is not looked at. `depth` (by default by the number of texts) 1 files Latin marks without
    any two letters too, and has more keys across scripts; 2 has the most, and has searches look longer.
    `plain` works without numba, for small tables. BadIndex if there are too many marks or `out` is something else.
    """
    marks = len(offsets) - 1
    if marks >= MOST_MARKS or len(symbols) >= 1 << 32:
        raise BadIndex(f"商标太多（{marks} 个），一个索引装不下，请分成几份。")
    grouping, work = (module if plain else compiled(module.__name__) for module in (texts, filing))
    held = texts.group(np.ascontiguousarray(symbols, np.uint16), np.ascontiguousarray(offsets, np.uint32), grouping)
    if depth is None:
        count = len(held.offsets) - 1
        depth = int(count <= DEEP_TEXTS) + int(count <= THOROUGH_TEXTS)
    heads, postings = _file(held.symbols, held.offsets, depth, threads, work)
    arrays = {**held._asdict(), "heads": heads, "postings": postings}
    manifest = {"version": VERSION, "marks": marks, "depth": depth, "tables": _tables_hash(key_tables()),
                "shapes": {name: list(array.shape) for name, array in arrays.items()}}  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        folder.chmod(0o755)
        _take_place(folder, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_place(folder: Path, out: Path) -> None:
    """Rename the finished folder to `out`; an index that stood there goes, anything else stays and is an error."""
    if out.exists():
        if not (out / MANIFEST).is_file():
            raise BadIndex(f"{out} 已经存在，而且不是索引；请换一个文件夹。")
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        out.rename(old / "old")
        folder.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    else:
        folder.rename(out)


def _mapped(path: Path, name: str, dtype: Any, shape: list[int]) -> NDArray[Any]:
    try:
        array: NDArray[Any] = np.load(path / f"{name}.npy", mmap_mode="r" if 0 not in shape else None)
    except (OSError, ValueError, EOFError) as reason:
        raise BadIndex(f"{path} 里的 {name}.npy 缺失或已损坏；请重新建立索引。") from reason
    if array.dtype != np.dtype(dtype) or list(array.shape) != shape:
        raise BadIndex(f"{path} 里的 {name}.npy 与清单不符；请重新建立索引。")
    array.flags.writeable = False
    return array


@dataclass(frozen=True)
class Index:
    """An opened index. Threads and processes may share it; its pages are shared as well."""

    path: Path
    marks: int
    depth: int
    arrays: IndexArrays

    @classmethod
    def open(cls, path: Path, resident: bool = False) -> Index:
        """Map an index into memory. BadIndex if the folder is none, is damaged, or was made with other tables.

        `resident` reads all of it into memory of this process instead: no other process shares that, but its pages
        are large, and answers come a fifth sooner (`benchmarks/lookalike_speed.py`).
        """
        try:
            manifest = json.loads((path / MANIFEST).read_text("utf-8"))
            version, marks, depth = manifest["version"], int(manifest["marks"]), int(manifest["depth"])
            shapes = {name: [int(size) for size in shape] for name, shape in manifest["shapes"].items()}
            made_with = manifest["tables"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
            raise BadIndex(f"{path} 不是索引（没有可读的 {MANIFEST}）；请先用 shuangda marks build 建立。") from reason
        if version != VERSION:
            raise BadIndex(f"{path} 是第 {version} 版的索引，本程序要第 {VERSION} 版；请重新建立索引。")
        if set(shapes) != set(IndexArrays._fields):
            raise BadIndex(f"{path} 的清单不完整；请重新建立索引。")
        dtypes = {"symbols": np.uint16, "postings": np.uint16}
        read = {name: _mapped(path, name, dtypes.get(name, np.uint32), shapes[name]) for name in IndexArrays._fields}
        if made_with != _tables_hash(key_tables()):
            raise BadIndex(f"{path} 是用另一版字表建立的；请重新建立索引。")
        if resident:
            read = {name: np.array(array) for name, array in read.items()}
        arrays = IndexArrays(**read)
        parts = ((arrays.offsets, arrays.symbols), (arrays.firsts, arrays.rows), (arrays.heads, arrays.postings))
        whole = len(arrays.offsets) == len(arrays.firsts) and len(arrays.rows) == marks
        if not whole or any(int(ends[-1]) != len(held) for ends, held in parts):
            raise BadIndex(f"{path} 的内容前后不符；请重新建立索引。")
        return cls(path, marks, depth, arrays)

    def search(
        self,
        symbols: NDArray[np.uint16],
        offsets: NDArray[np.int64],
        top: int,
        min_score: float,
        threads: int = 1,
        plain: bool = False,
    ) -> Found:
        """The at most `top` marks of each query with `min_score` and more; marks count from 0 in the order of `build`.

        `symbols`, `offsets` hold the queries as `build` takes marks; only the first 32 symbols of each count. `plain`
        answers without numba, for single names. The outcome depends on neither `threads` nor `plain`.
        """
        count = len(offsets) - 1
        rows = np.zeros((count, top), np.int64)
        scores, kinds = np.zeros((count, top), np.float32), np.zeros((count, top), np.uint8)
        counts = np.zeros(count, np.int64)
        symbols = np.ascontiguousarray(symbols, np.uint16)
        offsets = np.ascontiguousarray(offsets, np.int64)
        a, judging = self.arrays, judge_tables(plain)
        different = len(a.offsets) - 1
        few = different <= whole.FEW
        work: Any = whole if few else probing
        if not plain:
            work = compiled(work.__name__)
        tables = () if few else (key_tables(), likeness(plain))

        def answer(begin: int) -> None:
            end = min(begin + BLOCK, count)
            if few:
                work.search_all(
                    symbols, offsets, begin, end, min_score, a.symbols, a.offsets, a.rows, a.firsts, judging,
                    rows, scores, kinds, counts,
                )  # fmt: skip
                return
            work.search_rows(
                symbols, offsets, begin, end, self.depth, text_bits(different), min_score,
                a, *tables, judging, rows, scores, kinds, counts,
            )  # fmt: skip

        if threads == 1 or plain:
            for begin in range(0, count, BLOCK):
                answer(begin)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(answer, range(0, count, BLOCK)))
        held = np.arange(top) < counts[:, None]
        return Found(np.nonzero(held)[0], rows[held], scores[held], kinds[held])


__all__ = ["LONGEST", "Found", "Index", "build"]
