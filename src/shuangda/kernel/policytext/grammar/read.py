"""From text to documents: the order in which the rules ask each other.

First the file is shared out among its documents. Then each is read from its frame inwards: head and
particulars, numbered headings, measures; last the items that need all of these (duties, targets, events,
facts, slogans, findings).
"""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, Span
from ..piece import Piece
from .consultation import find_consultation
from .contacts import find_contacts
from .documents import find_repeats, split_documents
from .duties import find_duties
from .events import find_events
from .facts import find_facts
from .findings import find_findings, find_near_duplicate
from .heading import Head, read_head
from .measures import find_measures
from .meta import Meta, read_meta
from .references import find_references
from .sections import find_sections
from .slogans import find_slogans
from .targets import find_targets
from .titles import announced_titles


def read_text(text: str) -> tuple[Document, ...]:
    """Read a file's text into its documents, in order.

    Any text gives a result: the documents' spans share the text out, and a text without a known shape is one
    document of genre `other`. Spans count in `text`. An empty text gives one empty document.
    """
    spans = split_documents(text)
    repeats = find_repeats(text, spans)
    pieces: list[Piece] = []
    documents: list[Document] = []
    announced: tuple[str, ...] = ()
    for index, span in enumerate(spans):
        head, meta, piece = _frame(text, span, announced, pieces, last=index == len(spans) - 1)
        announced += tuple(announced_titles(text, *span)) if meta.genre == "notice" else ()
        repeated = repeats[index]
        document = _document(piece, head, meta)
        earlier = pieces[repeated] if repeated is not None else None
        findings = find_near_duplicate(piece, earlier) + document.findings
        documents.append(replace(document, duplicate_of=repeated, findings=findings))
        pieces.append(piece)
    return tuple(documents)


def _frame(
    text: str, span: Span, announced: tuple[str, ...], before: list[Piece], *, last: bool
) -> tuple[Head, Meta, Piece]:
    """Read what every item rule needs to know of a document."""
    head = read_head(text, span, announced)
    sections = find_sections(text, span)
    issued_before = before[-1].issued_on if before else None
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
        body_start=head.body_start,
    )
    return head, meta, replace(piece, measures=find_measures(piece))


def _document(piece: Piece, head: Head, meta: Meta) -> Document:
    return Document(
        title=piece.title,
        genre=piece.genre,
        span=piece.span,
        number=head.number,
        issuer=piece.issuer,
        recipients=piece.recipients,
        issued_on=piece.issued_on,
        period=piece.period,
        theme=meta.theme,
        references=find_references(piece.text, piece.span, head.number),
        contacts=find_contacts(piece.text, piece.span),
        sections=piece.sections,
        measures=piece.measures,
        duties=find_duties(piece),
        targets=find_targets(piece),
        events=find_events(piece),
        slogans=find_slogans(piece),
        facts=find_facts(piece),
        consultation=find_consultation(piece.text, piece.span, piece.year),
        findings=find_findings(piece),
    )
