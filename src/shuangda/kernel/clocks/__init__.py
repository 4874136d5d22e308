"""Working days and statutory clocks: start, pause, resume, extend, stop; when a limit ends, and why then.

`rulebook()` holds the rules, `announced_calendar()` the working days; `start`, `pause`, `extend` or `replay` make a
`Run`, `due_of` says when it ends and `read` what that means at a moment. `article_on` and `applicable` cite statutes
by the day.
"""

from .counting import due_day, due_of
from .errors import BadEvents, BadExtension, BadNotice, ClockError, NotInForce, UnknownClock, UnknownTopic, UnknownYear
from .holidays import Holiday, Notice, announced
from .model import Due, Extension, Limit, Pause, Policy, Reading, Reason, Remaining, Rule, Run, Sentence
from .reading import in_time, light_of, read, warn_from
from .rulebook import Rulebook, rulebook
from .running import Event, as_granted, extend, known_at, pause, replay, start, step
from .statutes import Applicable, Citation, Statute, applicable, article_on, statutes
from .workdays import WorkCalendar, announced_calendar

__all__ = [
    "Applicable",
    "BadEvents",
    "BadExtension",
    "BadNotice",
    "Citation",
    "ClockError",
    "Due",
    "Event",
    "Extension",
    "Holiday",
    "Limit",
    "NotInForce",
    "Notice",
    "Pause",
    "Policy",
    "Reading",
    "Reason",
    "Remaining",
    "Rule",
    "Rulebook",
    "Run",
    "Sentence",
    "Statute",
    "UnknownClock",
    "UnknownTopic",
    "UnknownYear",
    "WorkCalendar",
    "announced",
    "announced_calendar",
    "applicable",
    "article_on",
    "as_granted",
    "due_day",
    "due_of",
    "extend",
    "in_time",
    "known_at",
    "light_of",
    "pause",
    "read",
    "replay",
    "rulebook",
    "start",
    "statutes",
    "step",
    "warn_from",
]
