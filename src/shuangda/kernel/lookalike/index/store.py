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
from . import filing, probing, whole
from .keys import LONGEST, KeyTables
from .probing import IndexArrays
from .tables import key_tables, likeness

VERSION: Final = 7
MANIFEST: Final = "manifest.json"
DEEP_MARKS: Final = 16_000_000
"""Up to so many marks, Latin names are also filed without any two letters, and all under the keys of `crossing`."""
THOROUGH_MARKS: Final = 2_500_000
"""Up to so many marks, more candidates are compared and judged: there is time for it."""
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
    """About 20,000 marks from all over, to size the index by."""
    rows = np.unique(np.linspace(0, len(offsets) - 2, 20_000).astype(np.int64))
    begins: NDArray[np.int64] = offsets[rows].astype(np.int64)
    each: NDArray[np.int64] = offsets[rows + 1].astype(np.int64) - begins
    lengths = np.concatenate((np.zeros(1, np.int64), np.cumsum(each)))
    places = np.arange(lengths[-1]) + np.repeat(begins - lengths[:-1], each)
    return symbols[places], lengths.astype(np.uint32)


def _file(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], depth: int, threads: int, work: ModuleType) -> Any:
    """Heads and postings of all marks."""
    t = key_tables()
    marks = len(offsets) - 1
    bits = max(1, (marks - 1).bit_length())
    sample = _sample(symbols, offsets) if marks else (symbols, offsets)
    each = work.count_postings(*sample, depth, t) / max(1, len(sample[1]) - 1)
    buckets = max(64, int(each * marks) // LOAD)
    free = np.zeros((threads, buckets), np.uint32)
    edges = np.linspace(0, marks, threads + 1).astype(np.int64).tolist()

    def everywhere(postings: NDArray[np.uint16]) -> None:
        def part(at: int) -> None:
            work.file_marks(symbols, offsets, edges[at], edges[at + 1], depth, t, bits, free[at], postings)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(threads)))

    everywhere(np.empty((0, 3), np.uint16))
    total = int(work.lay_out(free))
    if total >= 1 << 32:
        raise BadIndex(f"商标太多（{marks} 个），一个索引装不下，请分成几份。")
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
    32 symbols in a mark is not looked at. `depth` (by default by the number of marks) 1 files Latin marks without
    any two letters too, and all marks under the keys of `crossing`; 2 adds keys of nothing but the consonants
    to these, and has searches look longer.
    `plain` works without numba, for small tables. BadIndex if there are too many marks or `out` is something else.
    """
    marks = len(offsets) - 1
    if marks >= MOST_MARKS or len(symbols) >= 1 << 32:
        raise BadIndex(f"商标太多（{marks} 个），一个索引装不下，请分成几份。")
    if depth is None:
        depth = int(marks <= DEEP_MARKS) + int(marks <= THOROUGH_MARKS)
    work: ModuleType = filing
    if not plain:
        work = compiled(filing.__name__)
    narrow = np.ascontiguousarray(offsets, np.uint32)
    symbols = np.ascontiguousarray(symbols, np.uint16)
    heads, postings = _file(symbols, narrow, depth, threads, work)
    t = key_tables()
    arrays = {"symbols": symbols, "offsets": narrow, "heads": heads, "postings": postings}
    manifest = {"version": VERSION, "marks": marks, "depth": depth, "tables": _tables_hash(t),
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
        dtypes = {"offsets": np.uint32, "symbols": np.uint16, "heads": np.uint32, "postings": np.uint16}
        if set(shapes) != set(dtypes):
            raise BadIndex(f"{path} 的清单不完整；请重新建立索引。")
        read = {name: _mapped(path, name, dtype, shapes[name]) for name, dtype in dtypes.items()}
        if made_with != _tables_hash(key_tables()):
            raise BadIndex(f"{path} 是用另一版字表建立的；请重新建立索引。")
        if resident:
            read = {name: np.array(array) for name, array in read.items()}
        arrays = IndexArrays(**read)
        ends = len(arrays.offsets) == marks + 1 and int(arrays.offsets[-1]) == len(arrays.symbols)
        if not ends or int(arrays.heads[-1]) != len(arrays.postings):
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
        few = self.marks <= whole.FEW
        work: Any = whole if few else probing
        if not plain:
            work = compiled(work.__name__)
        bits = max(1, (self.marks - 1).bit_length())
        judging = judge_tables(plain)
        tables = () if few else (key_tables(), likeness(plain))

        def answer(begin: int) -> None:
            end = min(begin + BLOCK, count)
            if few:
                work.search_all(
                    symbols, offsets, begin, end, min_score, self.arrays.symbols, self.arrays.offsets, judging,
                    rows, scores, kinds, counts,
                )  # fmt: skip
                return
            work.search_rows(
                symbols, offsets, begin, end, self.depth, bits, min_score,
                self.arrays, *tables, judging, rows, scores, kinds, counts,
            )  # fmt: skip

        if threads == 1 or plain:
            for begin in range(0, count, BLOCK):
                answer(begin)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(answer, range(0, count, BLOCK)))
        held = np.arange(top) < counts[:, None]
        return Found(np.nonzero(held)[0], rows[held], scores[held], kinds[held])

    def mark_symbols(self, row: int) -> NDArray[np.uint16]:
        """The symbols of one mark."""
        begin, end = self.arrays.offsets[row], self.arrays.offsets[row + 1]
        return self.arrays.symbols[begin:end]


__all__ = ["LONGEST", "Found", "Index", "build"]
