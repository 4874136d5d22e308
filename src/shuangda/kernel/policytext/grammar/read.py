"""From text to documents: the order in which the rules ask each other.

First the file is shared out among its documents. Then each is read from its frame inwards: head and
particulars, numbered headings, measures; last the items that need all of these (duties, targets, events,
facts, findings).
"""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, Span
from ..piece import Piece
from .consultation import find_consultation
from .contacts import find_contacts
from .documents import duplicates, split_documents
from .heading import read_head
from .measures import find_measures
from .meta import read_meta
from .references import find_references
from .sections import find_sections
from .titles import announced_titles


def read_text(text: str) -> tuple[Document, ...]:
    """Read a file's text into its documents, in order.

    Any text gives a result: the documents' spans share the text out, and a text without a known shape is one
    document of genre `other`. Spans count in `text`. An empty text gives one empty document.
    """
    spans = split_documents(text)
    repeats = duplicates(text, spans)
    documents: list[Document] = []
    announced: tuple[str, ...] = ()
    for index, span in enumerate(spans):
        before = documents[-1] if documents else None
        document = _read_document(text, span, announced, before, last=index == len(spans) - 1)
        announced += tuple(announced_titles(text, *span)) if document.genre == "notice" else ()
        documents.append(replace(document, duplicate_of=repeats[index]))
    return tuple(documents)


def _read_document(
    text: str, span: Span, announced: tuple[str, ...], before: Document | None, *, last: bool
) -> Document:
    head = read_head(text, span, announced)
    sections = find_sections(text, span)
    issued_before = before.issued_on if before else None
    meta = read_meta(text, span, head, sections, issued_before, own_body=last)
    piece = Piece(
        text=text,
        span=span,
        title=head.title,
        genre=meta.genre,
        year=meta.year,
        issued_on=meta.issued_on,
        period=meta.period,
        issuer=meta.issuer,
        recipients=head.recipients,
        sections=sections,
    )
    piece = replace(piece, measures=find_measures(piece))
    return Document(
        title=head.title,
        genre=meta.genre,
        span=span,
        number=head.number,
        issuer=meta.issuer,
        recipients=head.recipients,
        issued_on=meta.issued_on,
        period=meta.period,
        theme=meta.theme,
        references=find_references(text, span, head.number),
        contacts=find_contacts(text, span),
        sections=sections,
        measures=piece.measures,
        consultation=find_consultation(text, span, meta.year),
    )
