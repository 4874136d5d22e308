from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.states import AssignmentRole, Decision, MentionState

from .documents import PolicyDocument


class Item(models.Model):
    """Something the reader found at a place in the text, and what a person decided about it.

    `proposal` keeps the machine's reading as it came (empty for an item that a person added); the other fields
    hold what stands now.
    """

    document = models.ForeignKey(PolicyDocument, models.CASCADE, related_name="%(class)s_set")
    position = models.PositiveIntegerField()
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    rule = models.CharField(max_length=60, blank=True)
    proposal = models.JSONField(default=dict)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.PROPOSED)
    decided_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["document", "span_start", "position", "pk"]

    @property
    def stands(self) -> bool:
        """Not rejected, merged away or split."""
        return self.decision not in {Decision.REJECTED, Decision.REPLACED}


class Measure(Item):
    """What somebody has to do."""

    section = models.JSONField(default=list, help_text="numbers of the headings above, outermost first")
    text = models.TextField(_("measure"))
    campaigns = models.JSONField(_("campaigns"), default=list)
    due = models.JSONField(_("due"), default=list, help_text="due times in the shape of the reader's contract")
    note = models.CharField(_("note to the units"), max_length=500, blank=True)

    class Meta(Item.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.label} {self.text[:40]}".strip()

    @property
    def label(self) -> str:
        """Where it stands, as an office says it: 一·（三）."""
        return "·".join(self.section)


class Mention(models.Model):
    """A unit as the document names it for one measure, and which units of the register that means."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="mentions")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("as written"), max_length=200)
    role = models.CharField(_("role"), max_length=12, choices=AssignmentRole)
    state = models.CharField(max_length=10, choices=MentionState, default=MentionState.OPEN)
    units = models.ManyToManyField("orgs.Unit", related_name="+")
    reason = models.CharField(_("why"), max_length=300, blank=True)
    alternatives = models.JSONField(default=list, help_text="[{unit: id, name, reason}] nearest first")

    class Meta:
        ordering = ["measure", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class Duty(Item):
    """Something to hand in, with a rhythm."""

    who = models.JSONField(_("who"), default=list)
    what = models.CharField(_("what"), max_length=500)
    to = models.CharField(_("to"), max_length=200, blank=True)
    channel = models.CharField(_("through"), max_length=200, blank=True)
    due = models.JSONField(_("due"), default=list)
    min_count = models.PositiveIntegerField(_("at least"), null=True)

    class Meta(Item.Meta):
        pass

    def __str__(self) -> str:
        return self.what


class Target(Item):
    """A number to be reached or kept to."""

    who = models.JSONField(_("who"), default=list)
    metric = models.CharField(_("what is counted"), max_length=300)
    op = models.CharField(max_length=2)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=20)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")

    class Meta(Item.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.metric} {self.sign} {self.amount}{self.unit}"

    @property
    def sign(self) -> str:
        return {">=": "≥", "<=": "≤"}.get(self.op, self.op)

    @property
    def amount(self) -> str:
        return f"{self.value.normalize():f}"


class Activity(Item):
    """An activity on a day or in a span of days."""

    name = models.CharField(_("activity"), max_length=300)
    start = models.CharField(max_length=16, blank=True, help_text="ISO 8601 day or minute")
    end = models.CharField(max_length=16, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    hosts = models.JSONField(_("hosts"), default=list)
    participants = models.JSONField(_("participants"), default=list)

    class Meta(Item.Meta):
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.name


class Finding(Item):
    """What a careful proof-reader would query in the source."""

    code = models.CharField(max_length=30)
    message = models.CharField(_("what is odd"), max_length=500)

    class Meta(Item.Meta):
        pass

    def __str__(self) -> str:
        return self.message
