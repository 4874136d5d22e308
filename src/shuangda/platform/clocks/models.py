"""Holiday notices beside those that come with the software, stored clocks, and what moved their dates.

Notices, decisions, events and re-datings are added, never changed: the database refuses (migration 0002). No due date
is stored; a re-dating keeps what was said before and after a table changed.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuangda.kernel.clocks import Holiday, Notice, Rule, rulebook
from shuangda.platform.clock import now

from .states import EventKind


class HolidayNotice(models.Model):
    """The days off and the make-up days of one year as an office recorded them; the newest of a year holds.

    `holidays` are objects with `name`, `name_zh`, `first` and `last`; days are ISO 8601.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("version"))
    holidays = models.JSONField(_("holidays"))
    worked = models.JSONField(_("days worked to make up"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    class Meta:
        ordering = ["year", "number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="clocks_notice_version_once")]

    def __str__(self) -> str:
        return _("Holidays of %(year)s, version %(number)s") % {"year": self.year, "number": self.number}

    def notice(self) -> Notice:
        """The same for the kernel. Raises BadNotice."""
        holidays = (
            Holiday(day["name"], day["name_zh"], date.fromisoformat(day["first"]), date.fromisoformat(day["last"]))
            for day in self.holidays
        )
        worked = tuple(date.fromisoformat(day) for day in self.worked)
        return Notice(self.year, tuple(holidays), worked, self.source, str(self.number))


class WeekendDecision(models.Model):
    """Whether an ordinary weekend moves a limit in days, months or years in this region; the newest decision holds."""

    region = models.ForeignKey("orgs.Region", models.PROTECT, related_name="+")
    roll_weekends = models.BooleanField(_("an ordinary weekend moves the last day too"))
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return _("How weekends count in %(region)s") % {"region": self.region}


class Clock(models.Model):
    """One matter under one rule. Everything else about it follows from its events.

    A case or a complaint stands behind it by `subject_type` (a model's label in lower case) and `subject_id`.
    """

    rule_id = models.CharField(_("rule"), max_length=80)
    title = models.CharField(_("matter"), max_length=200)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "rule_id"]),
            models.Index(fields=["subject_type", "subject_id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> Rule:
        """The rule it runs under."""
        return rulebook()[self.rule_id]


class ClockEvent(models.Model):
    """Something that happened to a clock at `at` and was entered at `recorded`; an undo takes another entry back."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="events")
    kind = models.CharField(_("what happened"), max_length=10, choices=EventKind)
    at = models.DateTimeField(_("when"))
    recorded = models.DateTimeField(_("recorded"), default=now)
    ground = models.CharField(_("ground"), max_length=300, blank=True)
    units = models.PositiveIntegerField(_("units granted"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=EventKind.UNDO, undoes__isnull=False)
                | (~models.Q(kind=EventKind.UNDO) & models.Q(undoes__isnull=True)),
                name="clocks_only_an_undo_undoes",
            ),
            models.UniqueConstraint(
                fields=["clock"], condition=models.Q(kind=EventKind.START), name="clocks_a_clock_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.get_kind_display()}"


class Redating(models.Model):
    """A changed table moved the due time of an open clock: what was said before and after, and by which row.

    `old_due` or `new_due` is None where the date could not be counted for want of a year's notice.
    """

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="redatings")
    old_due = models.DateTimeField(_("due before"), null=True)
    new_due = models.DateTimeField(_("due now"), null=True)
    notice = models.ForeignKey(HolidayNotice, models.PROTECT, null=True, related_name="redatings")
    decision = models.ForeignKey(WeekendDecision, models.PROTECT, null=True, related_name="redatings")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(notice__isnull=False, decision__isnull=True)
                | models.Q(notice__isnull=True, decision__isnull=False),
                name="clocks_one_cause_moves_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.old_due} → {self.new_due}"
