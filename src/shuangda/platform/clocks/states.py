"""What can happen to a clock, and how it stands when somebody looks. Only what happened is stored."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    START = "start", _("Started")
    RESTART = "restart", _("Started anew")
    PAUSE = "pause", _("Paused")
    RESUME = "resume", _("Resumed")
    EXTEND = "extend", _("Extended")
    STOP = "stop", pgettext_lazy("clock", "Stopped")
    UNDO = "undo", _("Entry taken back")


class ClockState(TextChoices):
    RUNNING = "running", _("Running")
    PAUSED = "paused", pgettext_lazy("clock", "Paused")
    DUE = "due", _("Last day")
    OVERDUE = "overdue", _("Overdue")
    STOPPED = "stopped", pgettext_lazy("clock", "Done")
    UNKNOWN = "unknown", _("Not to be counted yet")
