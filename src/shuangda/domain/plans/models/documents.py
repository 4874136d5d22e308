from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.states import DocumentState, UploadState, Visibility
from shuangda.platform import clock


class Upload(models.Model):
    """A file that came from above, its text, and the reader's whole proposal, which nobody ever changes."""

    office = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="uploads")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="upload")
    state = models.CharField(_("state"), max_length=10, choices=UploadState, default=UploadState.READING)
    error = models.TextField(_("why it could not be read"), blank=True)
    text = models.TextField(blank=True)
    proposal = models.JSONField(default=dict, help_text="the reader's JSON, as it came")
    uploaded_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file.name


class PolicyDocument(models.Model):
    """One document of an upload: a notice, the plan attached to it, one piece of a compilation.

    `span_start` and `span_end` count Unicode code points of the upload's text, as do all spans of its items.
    """

    class Genre(models.TextChoices):
        WORK_POINTS = "work_points", _("Work points")
        ACTION_PLAN = "action_plan", _("Action plan")
        PUBLICITY_PLAN = "publicity_plan", _("Publicity plan")
        NOTICE = "notice", _("Notice")
        ASSESSMENT_RULES = "assessment_rules", _("Assessment rules")
        SUMMARY = "summary", _("Summary")
        BULLETIN = "bulletin", _("Bulletin")
        MINUTES = "minutes", _("Minutes")
        OTHER = "other", _("Other document")

    office = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="policy_documents")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="documents")
    position = models.PositiveSmallIntegerField(help_text="0 for the first document of the file")
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    genre = models.CharField(_("kind"), max_length=20, choices=Genre, default=Genre.OTHER)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issued_on = models.DateField(_("dated"), null=True, blank=True)
    period_start = models.DateField(_("runs from"), null=True, blank=True)
    period_end = models.DateField(_("runs to"), null=True, blank=True)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    duplicate_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="near_duplicates")
    state = models.CharField(_("state"), max_length=10, choices=DocumentState, default=DocumentState.CHECKING)
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility, default=Visibility.OFFICE)
    details = models.JSONField(
        default=dict, help_text="recipients, references, contacts, facts, slogans and sections as the reader found them"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("issued to units"), null=True)
    issued_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-created_at", "upload", "position"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="plans_document_position_once"),
            models.CheckConstraint(
                condition=models.Q(span_end__gte=models.F("span_start")), name="plans_document_span_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.upload.file.name

    @property
    def text(self) -> str:
        return self.upload.text[self.span_start : self.span_end]


class Consultation(models.Model):
    """A request for opinions on a draft, to the minute; silence may count as consent."""

    document = models.OneToOneField(PolicyDocument, models.CASCADE, related_name="consultation")
    due_at = models.DateTimeField(_("opinions due"), null=True)
    to = models.CharField(_("to"), max_length=200, blank=True)
    channel = models.CharField(_("through"), max_length=200, blank=True)
    silence_is_consent = models.BooleanField(_("silence counts as no objection"), default=False)

    def __str__(self) -> str:
        return f"{self.document} {self.due_at:%Y-%m-%d %H:%M}" if self.due_at else str(self.document)


class Edit(models.Model):
    """One decision on a document's items, with what they were before it, so that it can be undone."""

    document = models.ForeignKey(PolicyDocument, models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=20)
    before = models.JSONField(help_text="the touched measures and mentions as they were")
    created_ids = models.JSONField(default=list, help_text="measures that the edit created")
    made_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_id}"
