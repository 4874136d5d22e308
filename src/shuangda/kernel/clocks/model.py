"""What a clock is made of: the rule that the law sets, the run of one matter under it, and the reading of a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

UNREAD: Final = "条号待核"
"""What stands for the article where only the regulation is known."""

Unit = Literal["workday", "day", "month", "year", "hour"]
Direction = Literal["after", "before"]
Confidence = Literal["high", "medium", "low"]
State = Literal["running", "paused", "due", "overdue", "stopped"]
Effect = Literal["skipped", "worked", "paused", "extended", "rolled", "month_end"]


@dataclass(frozen=True, slots=True)
class Limit:
    """`n` units. `latest` is an outer limit of the same unit that the same article sets beside it (3日内, 至迟10日)."""

    n: int
    unit: Unit
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension that a rule has: by `n` units, or until `total` units in all; with neither, without a ceiling."""

    unit: Unit
    n: int | None = None
    total: int | None = None
    approver: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit as an article sets it, valid from one day to another, with where it was read.

    `exclusions` are the grounds on which time does not count. `before` and `then` are the ids of the rules for the
    same step that held earlier and hold later; `before_regulation` names the regulation where no clock is on record.
    `warn` is how many units before the end people are warned; None leaves it to the length of the limit.
    """

    id: str
    category: str
    name_zh: str
    name_en: str
    regulation: str
    article: str
    start_event: str
    limit: Limit
    duty_holder: str
    source: str
    confidence: Confidence
    direction: Direction = "after"
    extensions: tuple[Extension, ...] = ()
    exclusions: tuple[str, ...] = ()
    on_expiry: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    before: str = ""
    then: str = ""
    before_regulation: str = ""
    warn: int | None = None
    notes: str = ""

    @property
    def citation(self) -> str:
        """Regulation and article as one reads them out. An article that names its law already stands alone."""
        articles = re.split(r"; | → ", self.article)
        regulations = re.split(r"; | → ", self.regulation)
        regulations += regulations[-1:] * (len(articles) - len(regulations))
        return "；".join(
            f"{regulation}{'，' if article == UNREAD else ''}{article}"
            if article.startswith(("第", "条号", "时限"))
            else article
            for regulation, article in zip(regulations, articles, strict=False)
        )

    def in_force_on(self, day: date) -> bool:
        """Whether a matter that begins on `day` runs under this rule."""
        return (self.effective_from or date.min) <= day <= (self.effective_to or date.max)


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: from `start` up to but not including `end`; None while it still runs."""

    start: datetime
    end: datetime | None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One matter under one rule: everything from which its due date follows. Times are local to the office.

    `extensions` are the units granted, one for each extension of the rule in turn. Made by `running`, which checks it.
    """

    rule: Rule
    start: datetime
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[int, ...] = ()
    stopped: datetime | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What an office decides about counting where the texts leave it open.

    `roll_weekends`: a limit in days, months or years that ends on an ordinary weekend ends on the next working day.
    程序规定 第八十条 speaks of 法定节假日 only, so it is off unless the office's 法制机构 decides otherwise.
    """

    roll_weekends: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved the end or was counted over: from `date`, `days` units of it (whole unless hours), and why.

    `reason` is Chinese; `data` holds the words behind it for other languages.
    """

    date: date
    days: float
    effect: Effect
    reason: str
    data: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Due:
    """When a run ends and why. `moment` is None while a pause is open; midnight of the day unless hours are counted.

    `earlier` is the day before a weekend roll-over, on which to warn; `latest` the end of the outer limit.
    """

    moment: datetime | None
    why: tuple[Reason, ...]
    earlier: date | None = None
    latest: date | None = None


class Sentence(str):
    """Words for staff: Chinese, with the same in `english`."""

    english: str

    def __new__(cls, chinese: str, english: str) -> Sentence:
        made = super().__new__(cls, chinese)
        made.english = english
        return made


@dataclass(frozen=True, slots=True)
class Remaining:
    """How much is left: 0 on the last day, negative after it. Whole units except for hours."""

    n: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """A run at a moment."""

    run: Run
    at: datetime
    due: Due
    state: State
    remaining: Remaining | None
    warnings: tuple[Sentence, ...] = ()
