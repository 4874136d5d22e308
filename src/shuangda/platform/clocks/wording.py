"""Time limits in words, in the language of the reader.

What the kernel says, it says in Chinese and English; quoted law (rule, ground, condition) stays as it was enacted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shuangda.kernel.clocks import ClockError, Reason, Remaining, Rule, Sentence

Words = str | Promise

VERBS: Final[dict[str, Words]] = {
    "holidays.recorded": lazy("recorded the holidays"),
    "weekends.decided": lazy("decided how weekends count"),
    "clock.started": lazy("started the time limit"),
    "clock.restarted": lazy("started the time limit anew"),
    "clock.paused": lazy("paused the time limit"),
    "clock.resumed": lazy("resumed the time limit"),
    "clock.extended": lazy("extended the time limit"),
    "clock.stopped": lazy("closed the time limit"),
    "clock.entry_undone": lazy("took an entry of the time limit back"),
    "clock.redated": lazy("moved the due date by a changed table"),
}

CONFIDENCE: Final[dict[str, Words]] = {
    "high": lazy("Read in the text itself"),
    "medium": lazy("Read at second hand"),
    "low": lazy("Not verified"),
}


def in_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")


def said(what: ClockError | Sentence) -> str:
    """A sentence of the kernel in the reader's language."""
    return str(what) if in_chinese() else what.english


def rule_name(rule: Rule) -> str:
    """What a rule is called."""
    return rule.name_zh if in_chinese() else rule.name_en


def units(n: float, unit: str) -> str:
    """A number of units in words: 7 working days. Hours are said to the minute."""
    say: dict[str, Callable[[], str]] = {
        "workday": lambda: ngettext("%(n)s working day", "%(n)s working days", whole),
        "day": lambda: ngettext("%(n)s day", "%(n)s days", whole),
        "month": lambda: ngettext("%(n)s month", "%(n)s months", whole),
        "year": lambda: ngettext("%(n)s year", "%(n)s years", whole),
        "hour": lambda: ngettext("%(n)s hour", "%(n)s hours", whole),
    }
    if n != int(n):
        hours, minutes = divmod(round(n * 60), 60)
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    whole = 1 if abs(n) == 1 else 2
    return say[unit]() % {"n": int(n)}


def limit_words(rule: Rule) -> str:
    """The limit of a rule: 7 working days, 30 days at most 60, 20 working days before the event."""
    words = units(rule.limit.n, rule.limit.unit)
    if rule.limit.latest is not None:
        words = _("%(limit)s, at most %(latest)s") % {
            "limit": words,
            "latest": units(rule.limit.latest, rule.limit.unit),
        }
    return _("%(limit)s before") % {"limit": words} if rule.direction == "before" else words


def remaining_words(remaining: Remaining) -> str:
    """What is left, or by how much it is over: 3 working days left, overdue by 2 days, today."""
    if remaining.n < 0:
        return _("Overdue by %(units)s") % {"units": units(-remaining.n, remaining.unit)}
    if remaining.n == 0 and remaining.unit != "hour":
        return _("Last day")
    return _("%(units)s left") % {"units": units(remaining.n, remaining.unit)}


def why_words(reason: Reason) -> str:
    """One reason of a date, without the date it stands beside."""
    if in_chinese():
        return reason.reason
    data = reason.data
    match reason.effect:
        case "skipped":
            return _("%(holiday)s: days off") % {"holiday": data["en"]}
        case "worked":
            return _("Worked to make up for a holiday")
        case "paused":
            return _paused(data)
        case "extended":
            return _("Extended by %(units)s") % {"units": units(reason.days, data["unit"])}
        case "rolled":
            return _("The last day falls on %(break)s: moved to the day after") % {"break": data["en"]}
        case "month_end":
            return _("That month has no day %(day)s, so its last day ends the limit") % {"day": data["day"]}


def _paused(data: dict[str, object]) -> str:
    ground = data["ground"] or _("no ground given")
    if data["until"] is None:
        return _("Paused (%(ground)s), not resumed yet") % {"ground": ground}
    until = date_format(data["until"], "SHORT_DATE_FORMAT")  # type: ignore[arg-type]
    return _("Paused (%(ground)s), counted again from %(day)s on") % {"ground": ground, "day": until}
