"""A folder that `shuangda marks build` makes: the search index of the marks, their ids, names and authorised names."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from .errors import BadIndex
from .exchange.columns import name_list
from .folding import exact_key, fold_batch
from .folding.batch import encode
from .index import THOROUGH, Found, Index, build
from .tables import CODE_SPACE, load

if TYPE_CHECKING:
    import pyarrow as pa

    from .titles import TitleScreen

VERSION: Final = 1
MANIFEST: Final = "catalogue.json"
SEARCH: Final = "search"
MOST_FOR_TITLES: Final = 1_000_000
"""Marks that are searched for within titles: they are held in memory, some 200 bytes each."""
NAMES_WORTH: Final = 50
"""A name that is asked for saves as much time, if the index was read as a whole, as it takes to read so many marks."""

_TEXTS: Final = ("ids", "names", "authorised")
_REBUILD: Final = "请用 shuangda marks build 重新建立。"


@dataclass(frozen=True, slots=True)
class Texts:
    """N texts one after the other: `data` uint8[total] in UTF-8, text i ends at `ends[i]` of int64[N + 1] (first 0)."""

    data: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        writer = _Writer()
        writer.add(texts)
        return writer.texts()

    def __getitem__(self, row: int) -> str:
        found: bytes = self.data[self.ends[row] : self.ends[row + 1]].tobytes()
        return found.decode()


class Searchable(Protocol):
    """What `index.Index` does, and `scan.Scan` without an index."""

    @property
    def marks(self) -> int: ...

    def search(
        self,
        symbols: npt.NDArray[np.uint16],
        offsets: npt.NDArray[np.int64],
        top: int,
        min_score: float,
        threads: int = 1,
        plain: bool = False,
    ) -> Found: ...


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Marks that can be searched; of an opened folder, everything large is mapped into memory.

    Rows count marks from 0 in the order of their file.
    """

    index: Searchable
    ids: Texts
    names: Texts
    authorised: Texts
    """Of each row of `authorised_rows`, its authorised names separated by semicolons."""
    authorised_rows: npt.NDArray[np.int64]

    @classmethod
    def open(cls, path: Path, asked: int = 0) -> Catalogue:
        """Map a folder into memory. Raises BadIndex if it is none, is damaged, or was made by another version.

        If so many names will be `asked` for that it pays, the index is read as a whole (see `Index.open`).
        """
        try:
            manifest = json.loads((path / MANIFEST).read_text("utf-8"))
            version, marks = manifest["version"], int(manifest["marks"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadIndex(f"{path} 不是商标索引，请先用 shuangda marks build 建立。") from error
        if version != VERSION:
            raise BadIndex(f"{path} 是第 {version} 版的索引，本程序要第 {VERSION} 版，{_REBUILD}")
        index = Index.open(path / SEARCH, resident=asked * NAMES_WORTH > marks)
        ids, names, authorised = (Texts(_mapped(path, name), _mapped(path, f"{name}_ends")) for name in _TEXTS)
        rows = _mapped(path, "authorised_rows")
        whole = all(len(texts.ends) and texts.ends[-1] == len(texts.data) for texts in (ids, names, authorised))
        if (
            not whole
            or {len(ids.ends) - 1, len(names.ends) - 1} != {index.marks}
            or len(authorised.ends) - 1 != len(rows)
        ):
            raise BadIndex(f"{path} 的内容前后不符，{_REBUILD}")
        return cls(index, ids, names, authorised, rows)

    def __len__(self) -> int:
        return self.index.marks

    def titles(self, plain: bool = False) -> TitleScreen:
        """The marks prepared for the search within titles: made at the first call, then kept."""
        return _title_screen(self, plain)

    def is_authorised(self, row: int, text: str) -> bool:
        """Whether a text is, but for case and width, a name that may use the mark."""
        at = int(np.searchsorted(self.authorised_rows, row))
        if at == len(self.authorised_rows) or self.authorised_rows[at] != row:
            return False
        key = exact_key(text.strip())
        return any(exact_key(name) == key for name in name_list(self.authorised[at]))


@cache
def _title_screen(catalogue: Catalogue, plain: bool) -> TitleScreen:
    if len(catalogue) > MOST_FOR_TITLES:
        raise BadIndex(f"商标有 {len(catalogue)} 个，在标题中查找最多用 {MOST_FOR_TITLES} 个，请只留下要保护的商标。")
    from .titles import TitleScreen

    return TitleScreen.build([catalogue.names[row] for row in range(len(catalogue))], plain=plain)


def build_catalogue(
    batches: Iterable[pa.RecordBatch], out: Path, *, threads: int = 1, plain: bool = False, thorough: bool = False
) -> int:
    """Write marks (columns of `exchange.MARKS`) to the folder `out`, which appears only when it is whole.

    `thorough` has searches compare more marks, as they always do among few (`index.store.THOROUGH_TEXTS`).
    A catalogue that stands there is replaced. Returns the number of marks. Raises BadIndex if something else stands
    there or the marks are too many, OSError if the disk refuses.
    """
    if out.exists() and not (out / MANIFEST).is_file():
        raise BadIndex(f"{out} 已经存在，而且不是商标索引，请换一个文件夹。")
    collected = _collect(batches, plain)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as room:
        folder = Path(room) / "new"
        depth = THOROUGH if thorough else None
        marks, offsets = collected.pop("symbols"), collected.pop("offsets")
        build(marks, offsets, folder / SEARCH, threads=threads, depth=depth, plain=plain)
        for name, array in collected.items():
            np.save(folder / f"{name}.npy", array)
        count = len(collected["ids_ends"]) - 1
        (folder / MANIFEST).write_text(json.dumps({"version": VERSION, "marks": count}), "utf-8")
        if out.exists():
            out.rename(Path(room) / "old")
        folder.rename(out)
    return count


def fold_symbols(
    texts: list[str], plain: bool
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Symbols of the base folds of n texts, offsets int64[n + 1], and their flags (see `folding.batch`)."""
    folded = fold_batch(*encode(texts), fast=not plain)
    return load().symbol_of[np.minimum(folded.codes, CODE_SPACE - 1)], folded.offsets, folded.flags


def _collect(batches: Iterable[pa.RecordBatch], plain: bool) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a catalogue, and the symbols and offsets that `index.build` takes."""
    ids, names, authorised = _Writer(), _Writer(), _Writer()
    rows: list[int] = []
    symbols: list[npt.NDArray[np.uint16]] = []
    lengths: list[npt.NDArray[np.int64]] = []
    for batch in batches:
        texts = batch.column("name").to_pylist()
        folded, offsets, _ = fold_symbols(texts, plain)
        symbols.append(folded)
        lengths.append(np.diff(offsets))
        if "authorised" in batch.schema.names:
            for row, cell in enumerate(batch.column("authorised").to_pylist(), len(names)):
                if cell.strip():
                    rows.append(row)
                    authorised.add([cell])
        ids.add(batch.column("mark_id").to_pylist())
        names.add(texts)
    found: dict[str, npt.NDArray[Any]] = {"authorised_rows": np.array(rows, np.int64)}
    for name, writer in zip(_TEXTS, (ids, names, authorised), strict=True):
        kept = writer.texts()
        found[name], found[f"{name}_ends"] = kept.data, kept.ends
    found["symbols"] = np.concatenate([np.empty(0, np.uint16), *symbols])
    found["offsets"] = _running(lengths)
    return found


class _Writer:
    """Collects texts."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._lengths: list[npt.NDArray[np.int64]] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, texts: Sequence[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._data += b"".join(encoded)
        self._lengths.append(np.fromiter(map(len, encoded), np.int64, len(encoded)))
        self._count += len(texts)

    def texts(self) -> Texts:
        return Texts(np.frombuffer(self._data, np.uint8), _running(self._lengths))


def _running(lengths: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *lengths]))
    return ends.astype(np.int64, copy=False)


def _mapped(path: Path, name: str) -> Any:
    kind = np.uint8 if name in _TEXTS else np.int64
    file = path / f"{name}.npy"
    try:
        empty = file.stat().st_size <= 128  # nothing but a header cannot be mapped
        array = np.load(file, mmap_mode=None if empty else "r")
    except (OSError, ValueError, EOFError) as error:
        raise BadIndex(f"{file} 缺失或已损坏，{_REBUILD}") from error
    if array.dtype != kind or array.ndim != 1:
        raise BadIndex(f"{file} 已损坏，{_REBUILD}")
    return array
