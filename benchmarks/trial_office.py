"""An office for a trial: founded through the services, it knows every unit that a document names.

Its clerk does what a clerk would do when a document comes in: registers units that are missing, decides what each
name means, checks, confirms and issues.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.timezone import localtime

from shuangda.conf.demo.founding import seating
from shuangda.conf.demo.roster import PASSWORD
from shuangda.domain.plans import services
from shuangda.domain.plans.deadlines import describe
from shuangda.domain.plans.jobs import read_uploaded_file
from shuangda.domain.plans.models import Assignment, Duty, Mention, PolicyDocument, Upload
from shuangda.domain.plans.states import DocumentState, MentionState
from shuangda.platform.orgs import services as orgs
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.services.founding import FirstAdmin, Founding

ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


class TrialOffice:
    """An office with its clerk. `take_through` leads one file through the whole work."""

    def __init__(self) -> None:
        self.founded: Founding = orgs.found(
            regions=[("990000", "某省"), ("990100", "某市")],
            office_name="某市打击侵权假冒工作领导小组办公室",
            office_short_name="某办",
            admins={role: FirstAdmin(role.value, str(role.label), PASSWORD) for role in ADMINS},
        )
        self.clerk: Actor = seating(self.founded)("clerk", "办事员", self.founded.office, Role.CLERK)

    def take_through(self, path: Path) -> Upload:
        """Upload, read, register and decide, confirm and issue. Raises what the services raise."""
        upload = services.upload_file(actor=self.clerk, name=path.name, data=path.read_bytes())
        read_uploaded_file(upload_id=upload.pk)
        upload.refresh_from_db()
        for document in upload.documents.order_by("position"):
            self._decide_names(document)
            services.accept_all(actor=self.clerk, document=document)
            services.confirm_document(actor=self.clerk, document=document)
            services.issue_document(actor=self.clerk, document=document)
        return upload

    def _decide_names(self, document: PolicyDocument) -> None:
        for mention in Mention.objects.filter(measure__document=document, state=MentionState.OPEN).order_by("pk"):
            mention.refresh_from_db()
            if mention.state == MentionState.OPEN:
                services.decide_mention(actor=self.clerk, mention=mention, units=[self._unit(mention.name)])

    def _unit(self, name: str) -> Unit:
        found = Unit.objects.filter(region=self.founded.region, name=name).first()
        return found or orgs.create_unit(
            actor=self.founded.actors[Role.SYSTEM_ADMIN], region=self.founded.region, name=name, short_name=name[:60]
        )


def figures(document: PolicyDocument) -> tuple[str, ...]:
    """What the database holds of one document, as cells: see `eval_corpus.COLUMNS`."""
    named = Mention.objects.filter(measure__document=document)
    assigned = Assignment.objects.filter(measure__document=document)
    kinds = (document.target_set, document.activity_set, document.finding_set)
    dated = sum(has_date(duty) for duty in document.duty_set.all())
    return (
        str(document.position + 1),
        document.title[:36],
        document.genre,
        DocumentState(document.state).value,
        str(document.measure_set.count()),
        str(named.count()),
        str(assigned.count()),
        f"{dated} + {document.duty_set.count() - dated}",
        *(str(kind.count()) for kind in kinds),
    )


def has_date(duty: Duty) -> bool:
    """Whether a duty says when or how often; the others (“publish the results”) only stand in the list."""
    return bool(duty.due or duty.min_count)


def details(document: PolicyDocument) -> Iterator[str]:
    """Consultation, duplicates, dated duties, targets and findings of one document, a line each."""
    if document.duplicate_of:
        yield f"document {document.position + 1} nearly repeats document {document.duplicate_of.position + 1}"
    consultation = getattr(document, "consultation", None)
    if consultation:
        silence = "silence is consent" if consultation.silence_is_consent else "silence is no answer"
        yield f"consultation due {localtime(consultation.due_at):%Y-%m-%d %H:%M} to {consultation.to}, {silence}"
    for duty in filter(has_date, document.duty_set.all()):
        count = f" ≥{duty.min_count}" if duty.min_count else ""
        yield f"duty: {'、'.join(duty.who)} → {duty.to}: {duty.what}{count}: {', '.join(map(describe, duty.due))}"
    for target in document.target_set.all():
        yield f"target: {'、'.join(target.who)}: {'其中 ' if target.part_of else ''}{target}"
    for finding in document.finding_set.all():
        yield f"finding: {finding.code}: {finding.message}"
    twice = [
        f"{measure.label} {mention.name}"
        for measure in document.measure_set.prefetch_related("mentions")
        for number, mention in enumerate(measure.mentions.all())
        if mention.name in [other.name for other in list(measure.mentions.all())[:number]]
    ]
    for place in twice:
        yield f"named twice, assigned once: {place}"
