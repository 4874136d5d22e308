"""Screening as a pure function over Arrow batches: names in, matches out.

`screen_batch` is the whole of it for one batch. Its three steps stand by themselves, so that many batches can be
screened with a limit per mark: `find` in each batch, keep the `best` of all that were found, `explain` only those.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from .catalogue import Catalogue, Texts
from .judging.reasons import explain_match, line
from .searching import Options, place_within, search

FOUND: Final = pa.schema([
    ("name_id", pa.string()), ("text", pa.string()), ("mark", pa.int64()), ("mark_id", pa.string()),
    ("score", pa.float64()), ("kind", pa.uint8()), ("start", pa.int32()), ("end", pa.int32()),
])  # fmt: skip
"""What `find` gives. `mark` is the row of the catalogue, `kind` a position in KINDS."""

MATCHES: Final = pa.schema([
    ("name_id", pa.string()), ("mark_id", pa.string()), ("score", pa.float64()), ("kind", pa.string()),
    ("start", pa.int32()), ("end", pa.int32()), ("why", pa.string()),
])  # fmt: skip
"""What `screen_batch` gives; `start`, `end` count code points of the text."""


def screen_batch(catalogue: Catalogue, names: pa.RecordBatch, options: Options) -> pa.RecordBatch:
    """The matches of a batch of names (columns of `exchange.NAMES`), as MATCHES.

    Best first within each mark if `per_mark` is given, marks in the order of their file; otherwise within each name,
    names in the order of the batch. Equal scores stand in the order of the names' ids, or of the marks' file. The
    outcome depends on nothing but the arguments, and not on `threads` or `plain`.
    """
    found = find(catalogue, names, options)
    if options.per_mark is not None:
        found = best(found, options.per_mark)
    return explain(catalogue, found)


def find(catalogue: Catalogue, names: pa.RecordBatch, options: Options) -> pa.RecordBatch:
    """The matches of a batch as FOUND, best first within each name."""
    hits = search(catalogue, names.column("text").to_pylist(), options)
    rows = pa.array(hits.text)
    mark_ids = _strings(catalogue.ids).take(pa.array(hits.mark)).cast(pa.string())
    return pa.record_batch([
        names.column("name_id").take(rows), names.column("text").take(rows), pa.array(hits.mark), mark_ids,
        pa.array(hits.score), pa.array(hits.kind), pa.array(hits.start), pa.array(hits.end),
    ], schema=FOUND)  # fmt: skip


def best(found: pa.RecordBatch, per_mark: int) -> pa.RecordBatch:
    """The best names of each mark, marks in their order; of equal scores those with the smaller ids."""
    order = [("mark", "ascending"), ("score", "descending"), ("name_id", "ascending")]
    found = found.take(pc.sort_indices(found, order))
    return found.filter(pa.array(place_within(found.column("mark").to_numpy()) < per_mark))


def explain(catalogue: Catalogue, found: pa.RecordBatch) -> pa.RecordBatch:
    """FOUND to MATCHES: where in the text each match stands, and why it is one."""
    kinds, starts, ends, whys = [], [], [], []
    columns = (found.column(name).to_pylist() for name in ("text", "mark", "mark_id", "score", "kind", "start", "end"))
    for text, mark, mark_id, score, kind, start, end in zip(*columns, strict=True):
        match = explain_match(text[start:end], catalogue.names[mark], mark_id, score, kind)
        kinds.append(match.kind)
        starts.append(start + match.start)
        ends.append(start + match.end)
        whys.append(line(match))
    return pa.record_batch([
        found.column("name_id"), found.column("mark_id"), found.column("score"), pa.array(kinds, pa.string()),
        pa.array(starts, pa.int32()), pa.array(ends, pa.int32()), pa.array(whys, pa.string()),
    ], schema=MATCHES)  # fmt: skip


def _strings(texts: Texts) -> pa.Array:
    """The texts as an Arrow array over the same memory."""
    buffers = [None, pa.py_buffer(texts.ends), pa.py_buffer(texts.data)]
    return pa.Array.from_buffers(pa.large_string(), len(texts.ends) - 1, buffers)
