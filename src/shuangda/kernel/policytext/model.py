"""What the reader returns: frozen records in the shape of the JSON that `shuangda read --json` prints.

Spans are half-open `(start, end)` in Unicode code points of the extracted text. Every item names the
rule that found it, so that a page can say why it stands there. Fields keep the order of the contract.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

Span = tuple[int, int]

Genre = Literal[
    "work_points", "action_plan", "publicity_plan", "notice", "assessment_rules", "summary", "bulletin", "other"
]
Role = Literal["lead", "support", "responsible"]
Operator = Literal[">=", "<=", "=", ">", "<"]
Qualifier = Literal["exact", "over", "about", "at_least", "at_most"]
RelativeUnit = Literal["hour", "workday", "day", "month", "year"]
FindingCode = Literal[
    "weekday_mismatch",
    "numbering_gap",
    "numbering_repeat",
    "year_conflict",
    "missing_figure",
    "implausible_figure",
    "mixed_digits",
    "duplicate_unit",
    "unknown_unit",
    "near_duplicate",
    "unbalanced_bracket",
    "impossible_date",
    "placeholder",
]


@dataclass(frozen=True, slots=True)
class After:
    """A time relative to an event: `n` units after it (before it where `n` is negative)."""

    event: str
    n: int
    unit: RelativeUnit


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: exactly one of `by`, `on` (ISO 8601 day or minute), `rrule` (RFC 5545), `after`."""

    by: str | None = None
    on: str | None = None
    rrule: str | None = None
    after: After | None = None
    inferred_year: bool | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.by, self.on, self.rrule, self.after)) != 1:
            raise ValueError("a due time is exactly one of by, on, rrule, after")


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Section:
    level: int
    number: str
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    section: tuple[str, ...]
    text: str
    span: Span
    units: tuple[Unit, ...] = ()
    due: tuple[Due, ...] = ()
    campaigns: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    who: tuple[str, ...]
    what: str
    to: str | None
    due: tuple[Due, ...]
    span: Span
    channel: str | None = None
    min_count: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    who: tuple[str, ...]
    metric: str
    op: Operator
    value: float
    unit: str
    span: Span
    part_of: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    start: str | None
    end: str | None
    span: Span
    place: str | None = None
    hosts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Slogan:
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    what: str
    value: float
    unit: str
    span: Span
    qualifier: Qualifier = "exact"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    code: FindingCode
    message: str
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    title: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Consultation:
    due: Due
    to: str | None
    channel: str | None
    silence_is_consent: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file. See `shuangda.kernel.policytext.read_text`."""

    title: str | None
    genre: Genre
    span: Span
    number: str | None = None
    issuer: str | None = None
    recipients: tuple[str, ...] = ()
    issued_on: str | None = None
    period: Period | None = None
    theme: str | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    duplicate_of: int | None = None
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    duties: tuple[Duty, ...] = ()
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    facts: tuple[Fact, ...] = ()
    consultation: Consultation | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read; `characters` is the length of the text that all spans count in."""

    name: str
    sha256: str
    media_type: str
    characters: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says."""

    source: Source
    documents: tuple[Document, ...]


def to_json(value: Any) -> Any:
    """Turn a record into the JSON of the contract: a `Due` leaves its absent fields out, all others print null."""
    if isinstance(value, Due):
        return {k: v for k, v in _fields(value) if v is not None}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if dataclasses.is_dataclass(value):
        return dict(_fields(value))
    return value


def _fields(record: Any) -> list[tuple[str, Any]]:
    return [(field.name, to_json(getattr(record, field.name))) for field in dataclasses.fields(record)]
