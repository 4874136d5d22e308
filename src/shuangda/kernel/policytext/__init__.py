"""From a policy document to what it orders: bytes → text → documents with their items.

    reading = read_bytes("要点.docx", data)      # Reading, or ReadError with one Chinese sentence
    json.dumps(to_json(reading))                 # the contract of `shuangda read --json`

The text side is a pure function on text and spans (`read_text`); the file side (`extract`) says what the
text is. Nothing here touches the network or keeps state. For files of strangers use `sandbox`.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from .errors import ReadError
from .kinds import kind_of
from .model import Document, Reading, Source, to_json
from .sources import SourceText, extract

__all__ = [
    "Document",
    "ReadError",
    "Reading",
    "SourceText",
    "extract",
    "kind_of",
    "read_bytes",
    "read_source",
    "read_text",
    "to_json",
]


def read_bytes(name: str, data: bytes) -> Reading:
    """Read one file: what it holds, with every place counted in the text that `extract` gives.

    `name` may be a path; only its last part is kept. Raises ReadError for what cannot be read.
    """
    return read_source(name, data, extract(name, data))


def read_source(name: str, data: bytes, source: SourceText) -> Reading:
    """As `read_bytes`, for one who has extracted the text already and wants to keep it."""
    digest = hashlib.sha256(data).hexdigest()
    documents = read_text(source.text)
    # A name that the file system could not decode carries half surrogates, which no JSON can.
    shown = PurePath(name).name.encode("utf-8", "replace").decode("utf-8")
    return Reading(Source(shown, digest, source.media_type, len(source.text)), documents)


def read_text(text: str) -> tuple[Document, ...]:
    """The documents of a text, in order; they share out the whole of it. Spans count its code points."""
    # The grammar's tables are compiled when a text is first read, not when only `extract` is wanted.
    from .grammar.read import read_text as read

    return read(text)
