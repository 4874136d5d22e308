"""Words for rules and clocks in both languages: categories, units, states, effects, and the reasons of a date.

The kernel gives reasons in Chinese and as data; here the data becomes a sentence where the page is in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shuangda.kernel.clocks import Extension, Limit, Reason, Rule
from shuangda.platform.desk.lights import DONE, LATE, NEAR, NORMAL, Light

CATEGORIES: Final[dict[str, Promise]] = {
    "case": lazy("Penalty cases"),
    "complaint": lazy("Complaints"),
    "copyright": lazy("Copyright"),
    "credit": lazy("Credit"),
    "criminal": lazy("Transfer to the police"),
    "customs": lazy("Customs"),
    "data_sharing": lazy("Data sharing"),
    "ecommerce": lazy("E-commerce"),
    "evidence": lazy("Evidence and seizure"),
    "execution": lazy("Execution of penalties"),
    "exhibition": lazy("Exhibitions"),
    "hearing": lazy("Statements and hearings"),
    "patent": lazy("Patents"),
    "privacy": lazy("Personal information"),
    "publication": lazy("Publication"),
    "remedy": lazy("Review and lawsuits"),
    "report": lazy("Reports of offences"),
    "service": lazy("Service of papers"),
    "supervision": lazy("Supervision of enforcement"),
    "trademark": lazy("Trademarks"),
}

UNITS: Final[dict[str, Promise]] = {
    "workday": lazy("Working days"),
    "day": lazy("Calendar days"),
    "month": lazy("Months"),
    "year": lazy("Years"),
    "hour": lazy("Hours"),
}

CONFIDENCES: Final[dict[str, Promise]] = {
    "high": lazy("Text read"),
    "medium": lazy("Cited at second hand"),
    "low": lazy("Basis to be checked"),
}

STATES: Final[dict[str, Promise]] = {
    "running": lazy("Running"),
    "paused": lazy("Paused"),
    "due": lazy("Due today"),
    "overdue": lazy("Overdue"),
    "stopped": lazy("Stopped"),
}

EFFECTS: Final[dict[str, Promise]] = {
    "skipped": lazy("Passed over"),
    "worked": lazy("Counted"),
    "paused": lazy("Paused"),
    "extended": lazy("Extended"),
    "rolled": lazy("Moved"),
}

LIGHTS: Final[dict[str, Light]] = {"normal": NORMAL, "near": NEAR, "late": LATE, "done": DONE}
"""The house's light for each light of the kernel."""

_COUNTS: Final = {
    "workday": ngettext_lazy("%(n)s working day", "%(n)s working days", "number"),
    "day": ngettext_lazy("%(n)s day", "%(n)s days", "number"),
    "month": ngettext_lazy("%(n)s month", "%(n)s months", "number"),
    "year": ngettext_lazy("%(n)s year", "%(n)s years", "number"),
    "hour": ngettext_lazy("%(n)s hour", "%(n)s hours", "number"),
}


def chinese() -> bool:
    """Whether the page is in Chinese, the language of the rules themselves."""
    return (get_language() or "").startswith("zh")


def name_of(rule: Rule) -> str:
    """The rule's name in the language of the page."""
    return rule.name_zh if chinese() else rule.name_en


def category_words(category: str) -> str:
    """A category that has no words yet stands under its own key."""
    return str(CATEGORIES.get(category, category))


def count_words(n: float, unit: str) -> str:
    """So many units: 7个工作日, 7 working days."""
    return _COUNTS[unit] % {"number": round(n) if n != 1 else 1, "n": number_format(n)}


def limit_words(rule: Rule) -> str:
    """The limit of a rule with its unit, its outer limit, and its direction when that is backwards."""
    limit = rule.limit
    words = count_words(limit.n, limit.unit)
    if limit.latest is not None:
        words = _("%(limit)s, at the latest %(outer)s") % {"limit": words, "outer": _count(limit.latest, limit)}
    return _("%(limit)s before") % {"limit": words} if rule.direction == "before" else words


def extension_words(extension: Extension) -> str:
    """How far one extension goes."""
    if extension.total is not None:
        return _("%(limit)s in all") % {"limit": count_words(extension.total, extension.unit)}
    if extension.n is not None:
        return f"+{count_words(extension.n, extension.unit)}"
    return _("without a ceiling, in %(unit)s") % {"unit": str(UNITS[extension.unit]).lower()}


def extensions_words(rule: Rule) -> str:
    """All extensions of a rule, in turn."""
    return ("；" if chinese() else "; ").join(extension_words(extension) for extension in rule.extensions)


def validity_words(rule: Rule) -> str:
    """From and until when a matter may begin under the rule."""
    since = rule.effective_from and date_format(rule.effective_from, "SHORT_DATE_FORMAT")
    until = rule.effective_to and date_format(rule.effective_to, "SHORT_DATE_FORMAT")
    if since and until:
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return _("from %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else _("in force, first day not on record")


def reason_words(reason: Reason) -> str:
    """Why a date moved, as one line in the language of the page."""
    return reason.reason if chinese() else _SAID[reason.effect](reason)


def _count(n: int, limit: Limit) -> str:
    return count_words(n, limit.unit)


def _skipped(reason: Reason) -> str:
    return _("Holiday: %(name)s, until %(last)s") % {
        "name": reason.data["en"],
        "last": date_format(reason.data["last"], "SHORT_DATE_FORMAT"),
    }


def _worked(reason: Reason) -> str:
    return _("A day of the weekend that is worked to make up for a holiday")


def _paused(reason: Reason) -> str:
    until: date | None = reason.data["until"]
    ground = reason.data["ground"] or _("No ground named")
    if until is None:
        return _("%(ground)s; not resumed yet") % {"ground": ground}
    return _("%(ground)s; counted again from %(until)s") % {
        "ground": ground,
        "until": date_format(until, "SHORT_DATE_FORMAT"),
    }


def _extended(reason: Reason) -> str:
    words = _("Extended by %(count)s") % {"count": count_words(reason.days, reason.data["unit"])}
    approver = reason.data["approver"]
    return f"{words} ({approver})" if approver and approver != "无" else words


def _rolled(reason: Reason) -> str:
    if "last" in reason.data:
        return _("The last day falls in the break of %(name)s and moves to the day after it") % {
            "name": reason.data["en"]
        }
    return _("The last day falls on a weekend and moves on, as the office has decided")


_SAID: Final[dict[str, Callable[[Reason], str]]] = {
    "skipped": _skipped,
    "worked": _worked,
    "paused": _paused,
    "extended": _extended,
    "rolled": _rolled,
}


def left_words(n: float, unit: str) -> str:
    """What is left, or how much too late it is."""
    if n < 0:
        return _("Overdue by %(count)s") % {"count": count_words(-n, unit)}
    return _("%(count)s left") % {"count": count_words(n, unit)}
