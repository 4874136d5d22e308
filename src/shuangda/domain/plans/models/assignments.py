from __future__ import annotations

from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.states import AssignmentOutcome, AssignmentRole, AssignmentState, ReportState, Visibility
from shuangda.platform import clock

from .items import Measure


class Assignment(models.Model):
    """A measure given to a unit: 牵头, 配合 or 责任. State, outcome and visibility are three fields, never one."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=12, choices=AssignmentRole)
    named = models.CharField(_("as written"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=AssignmentState, default=AssignmentState.TO_SIGN)
    outcome = models.CharField(_("outcome"), max_length=12, choices=AssignmentOutcome, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.UNITS)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    due_reason = models.CharField(_("why then"), max_length=300, blank=True)
    objection = models.TextField(_("objection"), blank=True)
    reply = models.TextField(_("reply of the office"), blank=True)
    issued_at = models.DateTimeField(_("issued"), default=clock.now)
    signed_at = models.DateTimeField(_("signed for"), null=True)
    signed_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        ordering = ["due_at", "measure", "pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "unit"], name="plans_one_assignment_each")]
        indexes = [models.Index(fields=["unit", "state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.measure.label} {self.unit}"

    @property
    def is_done(self) -> bool:
        return self.state == AssignmentState.CLOSED

    def is_overdue(self, now: datetime) -> bool:
        """Derived when read; nothing stores it."""
        return not self.is_done and self.due_at is not None and now > self.due_at


class ProgressReport(models.Model):
    """What a unit says it did on an assignment."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what was done"))
    completes = models.BooleanField(_("the assignment is completed with this"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    returned_because = models.TextField(_("reason of the return"), blank=True)
    written_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"), default=clock.now)
    approved_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True)
    decided_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["assignment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="plans_report_number_once"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state__in=["draft", "submitted", "approved", "returned"]),
                name="plans_one_open_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} #{self.number}"


class ReportFigure(models.Model):
    """A figure of a report. It has a unit, so that nobody writes 3.8 people."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="figures")
    label = models.CharField(_("what"), max_length=100)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])
    unit = models.CharField(_("unit"), max_length=20)

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.label} {self.amount}{self.unit}"

    @property
    def amount(self) -> str:
        """The value without idle zeros: 3, not 3.00."""
        return f"{self.value.normalize():f}"


class Proof(models.Model):
    """A file that proves a report."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="proofs")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="proof")

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return self.file.name
