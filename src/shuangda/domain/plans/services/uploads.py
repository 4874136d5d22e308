from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shuangda.domain.plans.models import (
    Activity,
    Consultation,
    Duty,
    Finding,
    Measure,
    Mention,
    PolicyDocument,
    Target,
    Upload,
)
from shuangda.domain.plans.rules import UPLOAD
from shuangda.domain.plans.states import MentionState, UploadState
from shuangda.kernel.policytext import kind_of
from shuangda.platform import clock
from shuangda.platform.audit.services import record
from shuangda.platform.files.services import store
from shuangda.platform.jobs.registry import enqueue
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.resolver import Resolver
from shuangda.platform.orgs.verdicts import YES, demand, no

UNTYPED = "application/octet-stream"
KEPT_DETAILS = ("recipients", "references", "contacts", "sections", "slogans", "facts")


@transaction.atomic
def upload_file(*, actor: Actor, name: str, data: bytes) -> Upload:
    """Keep a file from above and queue its reading. Raises Refused when it is empty or too large."""
    from shuangda.domain.plans.jobs import read_uploaded_file

    demand(YES if actor.role in UPLOAD.roles else no(_("Only the office takes documents in.")))
    person_id, office_id = actor.seated()
    stored = store(actor=actor, name=name, data=data, media_type=UNTYPED)
    upload = Upload.objects.create(office_id=office_id, file=stored, uploaded_by_id=person_id)
    record(actor=actor, verb="upload.received", subject=upload, after={"file": stored.name, "sha256": stored.sha256})
    enqueue(read_uploaded_file, upload_id=upload.pk)
    return upload


@transaction.atomic
def read_upload(*, actor: Actor, upload: Upload, text: str, proposal: Mapping[str, Any]) -> Upload:
    """Turn the reader's proposal into documents, items and mentions. Does nothing when that has been done.

    `proposal` has the shape of the reader's contract; `text` is the text that its spans count in.
    """
    upload = Upload.objects.select_for_update(of=("self",)).select_related("office", "file").get(pk=upload.pk)
    if upload.state == UploadState.READ:
        return upload
    upload.state, upload.error, upload.read_at = UploadState.READ, "", clock.now()
    upload.text, upload.proposal = _storable(text), dict(proposal)
    upload.save()
    upload.file.media_type = proposal["source"]["media_type"]
    upload.file.save(update_fields=["media_type"])
    documents: list[PolicyDocument] = []
    for position, found in enumerate(proposal["documents"]):
        documents.append(_create_document(upload, position, found, documents))
    record(
        actor=actor,
        verb="upload.read",
        subject=upload,
        after={"documents": len(documents), "measures": sum(len(d["measures"]) for d in proposal["documents"])},
    )
    return upload


@transaction.atomic
def note_failure(*, actor: Actor, upload: Upload, error: str) -> Upload:
    """Keep the sentence that says why a file could not be read."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != UploadState.READ:
        upload.state, upload.error, upload.read_at = UploadState.FAILED, error, clock.now()
        upload.save()
        record(actor=actor, verb="upload.failed", subject=upload, reason=error)
    return upload


def _create_document(
    upload: Upload, position: int, found: Mapping[str, Any], earlier: list[PolicyDocument]
) -> PolicyDocument:
    period = found.get("period") or {}
    same = found.get("duplicate_of")
    document = PolicyDocument.objects.create(
        office=upload.office,
        upload=upload,
        position=position,
        span_start=found["span"][0],
        span_end=found["span"][1],
        title=_cut(found["title"], 300),
        genre=kind_of(found),
        number=_cut(found.get("number"), 80),
        issuer=_cut(found.get("issuer"), 200),
        issued_on=_day(found.get("issued_on")),
        period_start=_day(period.get("start")),
        period_end=_day(period.get("end")),
        theme=_cut(found.get("theme"), 300),
        duplicate_of=earlier[same] if same is not None and same < len(earlier) else None,
        details={key: found.get(key, []) for key in KEPT_DETAILS},
    )
    resolver = Resolver(upload.office, document.issued_on)
    for place, measure in enumerate(found["measures"]):
        _create_measure(document, place, measure, resolver)
    _create_duties(document, found["duties"])
    _create_targets(document, found["targets"])
    _create_activities(document, found["events"])
    _create_findings(document, found["findings"])
    if consultation := found.get("consultation"):
        _create_consultation(document, consultation)
    return document


def _create_measure(document: PolicyDocument, place: int, found: Mapping[str, Any], resolver: Resolver) -> None:
    measure = Measure.objects.create(
        **_item(document, place, found),
        section=found["section"],
        text=found["text"],
        campaigns=found["campaigns"],
        due=found["due"],
    )
    for number, unit in enumerate(found["units"]):
        create_mention(measure, number, unit["name"], unit["role"], resolver)


def create_mention(measure: Measure, position: int, name: str, role: str, resolver: Resolver) -> Mention:
    """Write down a unit as named, with what the register makes of it; what it cannot decide stays open."""
    result = resolver.resolve(name)
    mention = Mention.objects.create(
        measure=measure,
        position=position,
        name=_cut(name, 200),
        role=role,
        state=MentionState.RESOLVED if result.units else MentionState.OPEN,
        reason=_cut(result.reason, 300),
        alternatives=[
            {"unit": other.unit.pk, "name": str(other.unit), "reason": str(other.reason)}
            for other in result.alternatives
        ],
    )
    mention.units.set(result.units)
    return mention


def _create_duties(document: PolicyDocument, found: list[dict[str, Any]]) -> None:
    Duty.objects.bulk_create(
        Duty(
            **_item(document, place, duty),
            who=duty["who"],
            what=_cut(duty["what"], 500),
            to=_cut(duty.get("to"), 200),
            channel=_cut(duty.get("channel"), 200),
            due=duty["due"],
            min_count=duty.get("min_count"),
        )
        for place, duty in enumerate(found)
    )


def _create_targets(document: PolicyDocument, found: list[dict[str, Any]]) -> None:
    created: list[Target] = []
    for place, target in enumerate(found):
        whole = target.get("part_of")
        created.append(
            Target.objects.create(
                **_item(document, place, target),
                who=target["who"],
                metric=_cut(target["metric"], 300),
                op=target["op"],
                value=str(target["value"]),
                unit=_cut(target["unit"], 20),
                part_of=created[whole] if whole is not None and whole < len(created) else None,
            )
        )


def _create_activities(document: PolicyDocument, found: list[dict[str, Any]]) -> None:
    Activity.objects.bulk_create(
        Activity(
            **_item(document, place, event),
            name=_cut(event["name"], 300),
            start=event["start"] or "",
            end=event["end"] or "",
            place=_cut(event.get("place"), 200),
            hosts=event.get("hosts", []),
            participants=event.get("participants", []),
        )
        for place, event in enumerate(found)
    )


def _create_findings(document: PolicyDocument, found: list[dict[str, Any]]) -> None:
    Finding.objects.bulk_create(
        Finding(**_item(document, place, finding), code=finding["code"], message=_cut(finding["message"], 500))
        for place, finding in enumerate(found)
    )


def _create_consultation(document: PolicyDocument, found: Mapping[str, Any]) -> None:
    written = found["due"].get("by") or found["due"].get("on")
    if written and "T" not in written:
        written += "T23:59"
    Consultation.objects.create(
        document=document,
        due_at=timezone.make_aware(datetime.fromisoformat(written)) if written else None,
        to=_cut(found.get("to"), 200),
        channel=_cut(found.get("channel"), 200),
        silence_is_consent=found["silence_is_consent"],
    )


def _item(document: PolicyDocument, place: int, found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "document": document,
        "position": place,
        "span_start": found["span"][0],
        "span_end": found["span"][1],
        "rule": found.get("rule", ""),
        "proposal": found,
    }


def _cut(value: str | None, length: int) -> str:
    """A value that a column holds; the proposal beside it keeps the whole."""
    return (value or "")[:length]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def _storable(text: str) -> str:
    """PostgreSQL text cannot hold NUL; a space keeps every span where it was."""
    return text.replace("\x00", " ")
