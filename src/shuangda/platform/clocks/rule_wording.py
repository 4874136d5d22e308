"""Words for the rulebook: categories, units, states, effects, extensions, and how long a rule holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shuangda.kernel.clocks import Extension, Rule
from shuangda.kernel.clocks.statutes import Version

from .wording import Words, in_chinese, units

CATEGORIES: Final[dict[str, Words]] = {
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
    "publication": lazy("Publication of penalties"),
    "remedy": lazy("Review and lawsuits"),
    "report": lazy("Reports of offences"),
    "service": lazy("Service of papers"),
    "supervision": lazy("Supervision of enforcement"),
    "trademark": lazy("Trademarks"),
}

UNITS: Final[dict[str, Words]] = {
    "workday": lazy("Working days"),
    "day": lazy("Calendar days"),
    "month": lazy("Months"),
    "year": lazy("Years"),
    "hour": lazy("Hours"),
}

EFFECTS: Final[dict[str, Words]] = {
    "skipped": lazy("Days off"),
    "worked": lazy("Worked"),
    "paused": lazy("Not counted"),
    "extended": lazy("Extended"),
    "rolled": lazy("Moved"),
    "month_end": lazy("End of month"),
}


def category_words(category: str) -> str:
    """A category that has no words yet stands under its own key."""
    return str(CATEGORIES.get(category, category))


def extension_words(extension: Extension) -> str:
    """How far one extension goes."""
    if extension.total is not None:
        return _("to %(limit)s in all") % {"limit": units(extension.total, extension.unit)}
    if extension.n is not None:
        return f"+{units(extension.n, extension.unit)}"
    return _("no ceiling")


def extensions_words(rule: Rule) -> str:
    """All extensions of a rule, in turn."""
    return ("；" if in_chinese() else "; ").join(extension_words(extension) for extension in rule.extensions)


def warning_words(units_before: int, rule: Rule) -> str:
    """How long before the end people are warned. Months and years warn in days."""
    unit = rule.limit.unit if rule.limit.unit in ("workday", "hour") else "day"
    return _("%(units)s before the end") % {"units": units(units_before, unit)}


def validity_words(rule: Rule | Version) -> str:
    """From and until when a rule or the version of a statute holds."""
    since = rule.effective_from and date_format(rule.effective_from, "SHORT_DATE_FORMAT")
    until = rule.effective_to and date_format(rule.effective_to, "SHORT_DATE_FORMAT")
    if since and until:
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return _("from %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else _("in force; the first day is not on record")


def force_of(rule: Rule, today: date) -> str:
    """Whether a matter that begins today runs under the rule: `now`, `past` or `future`."""
    if rule.in_force_on(today):
        return "now"
    return "past" if rule.effective_to and rule.effective_to < today else "future"
