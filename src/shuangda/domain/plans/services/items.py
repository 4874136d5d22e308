from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.domain.plans.models import Edit, Item, Measure, Mention, PolicyDocument
from shuangda.domain.plans.rules import may_edit
from shuangda.domain.plans.states import AssignmentRole, Decision
from shuangda.platform import clock
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.resolver import Resolver
from shuangda.platform.orgs.verdicts import Refused, demand

from .uploads import create_mention

KEPT = ("section", "text", "campaigns", "due", "note", "span_start", "span_end", "position", "decision")


def accept_measure(*, actor: Actor, measure: Measure) -> Measure:
    """The reader was right."""
    return _decide(actor, measure, "accept", Decision.ACCEPTED)


def reject_measure(*, actor: Actor, measure: Measure, reason: str = "") -> Measure:
    """This orders nothing."""
    return _decide(actor, measure, "reject", Decision.REJECTED, reason)


def edit_measure(
    *,
    actor: Actor,
    measure: Measure,
    text: str,
    due: list[dict[str, Any]] | None = None,
    campaigns: list[str] | None = None,
    note: str | None = None,
    units: Sequence[tuple[str, str]] | None = None,
) -> Measure:
    """Correct the words, the due times, the campaigns, the note or the units (name as written, role).

    What is None stays. Raises Refused on an empty text or an unknown role.
    """
    if not text.strip():
        raise Refused(_("A measure needs words. To drop it, reject it."))
    changes = {"text": text.strip(), "due": due, "campaigns": campaigns, "note": note}
    kept = {name: value for name, value in changes.items() if value is not None}
    return _decide(actor, measure, "edit", Decision.EDITED, changes=kept, units=units)


@transaction.atomic
def accept_all(*, actor: Actor, document: PolicyDocument) -> int:
    """Accept every measure that nobody has looked at yet. Returns how many."""
    document = _locked(actor, document)
    waiting = list(document.measure_set.filter(decision=Decision.PROPOSED))
    if waiting:
        _remember(actor, document, "accept_all", waiting)
        for measure in waiting:
            _mark(actor, measure, Decision.ACCEPTED)
        record(actor=actor, verb="document.measures_accepted", subject=document, after={"count": len(waiting)})
    return len(waiting)


@transaction.atomic
def add_measure(
    *, actor: Actor, document: PolicyDocument, start: int, end: int, units: Sequence[tuple[str, str]] = ()
) -> Measure:
    """Make the words `[start, end)` of the file's text a measure that the reader missed.

    `units` are (name as written, role). Raises Refused when the place lies outside the document or is empty.
    """
    document = _locked(actor, document)
    text = document.upload.text[start:end].strip()
    if not text or start < document.span_start or end > document.span_end:
        raise Refused(_("Mark the words in the text that order something."))
    measure = Measure.objects.create(
        document=document,
        position=document.measure_set.count(),
        span_start=start,
        span_end=end,
        text=text,
        section=_section_at(document, start),
        rule="person",
        decision=Decision.ADDED,
        decided_by_id=actor.person_id,
        decided_at=clock.now(),
    )
    resolver = Resolver(document.office, document.issued_on)
    for number, (name, role) in enumerate(units):
        create_mention(measure, number, name, role, resolver)
    _remember(actor, document, "add", [], created=[measure])
    record(actor=actor, verb="measure.added", subject=measure, after=_values(measure))
    return measure


@transaction.atomic
def merge_measures(*, actor: Actor, first: Measure, second: Measure) -> Measure:
    """Make two measures one: both texts in their order, every unit once with its stronger role."""
    document = _locked(actor, first.document)
    first, second = sorted(_fresh(document, first.pk, second.pk), key=lambda m: (m.span_start, m.position))
    _remember(actor, document, "merge", [first, second])
    before = _values(first)
    first.text = f"{first.text}\n{second.text}"
    first.span_start, first.span_end = min(first.span_start, second.span_start), max(first.span_end, second.span_end)
    first.due = [*first.due, *(due for due in second.due if due not in first.due)]
    first.campaigns = [*first.campaigns, *(name for name in second.campaigns if name not in first.campaigns)]
    known = {mention.name: mention for mention in first.mentions.all()}
    for mention in second.mentions.all():
        if mention.name not in known:
            _copy_mention(mention, first, len(known))
            known[mention.name] = mention
        elif mention.role == AssignmentRole.LEAD:
            first.mentions.filter(name=mention.name).update(role=AssignmentRole.LEAD)
    _mark(actor, first, Decision.EDITED)
    _mark(actor, second, Decision.REPLACED)
    record(actor=actor, verb="measure.merged", subject=first, before=before, after=_values(first))
    return first


@transaction.atomic
def split_measure(*, actor: Actor, measure: Measure, at: int) -> tuple[Measure, Measure]:
    """Cut a measure in two at a character of its text; both keep the units. Returns the two.

    Raises Refused when one half would be empty.
    """
    document = _locked(actor, measure.document)
    (measure,) = _fresh(document, measure.pk)
    head, tail = measure.text[:at].rstrip(), measure.text[at:].lstrip()
    if not head or not tail:
        raise Refused(_("Choose a place inside the measure, so that both parts have words."))
    before = _values(measure)
    cut = min(measure.span_end, measure.span_start + at)
    second = Measure.objects.create(
        document=document,
        position=measure.position,
        span_start=cut,
        span_end=measure.span_end,
        text=tail,
        section=measure.section,
        due=measure.due,
        campaigns=[name for name in measure.campaigns if name in tail],
        rule="person",
        decision=Decision.ADDED,
        decided_by_id=actor.person_id,
        decided_at=clock.now(),
    )
    _remember(actor, document, "split", [measure], created=[second])
    for number, mention in enumerate(measure.mentions.all()):
        _copy_mention(mention, second, number)
    measure.text, measure.span_end = head, cut
    measure.campaigns = [name for name in measure.campaigns if name in head]
    _mark(actor, measure, Decision.EDITED)
    record(actor=actor, verb="measure.split", subject=measure, before=before, after=_values(measure))
    return measure, second


@transaction.atomic
def decide_item(*, actor: Actor, item: Item, accept: bool) -> Item:
    """Accept or reject a duty, target, activity or finding."""
    document = _locked(actor, item.document)
    item = type(item)._default_manager.get(pk=item.pk, document=document)
    before = item.decision
    _mark(actor, item, Decision.ACCEPTED if accept else Decision.REJECTED)
    noun = item._meta.model_name
    record(
        actor=actor,
        verb=f"{noun}.{'accepted' if accept else 'rejected'}",
        subject=item,
        before={"decision": before},
        after={"decision": item.decision},
    )
    return item


@transaction.atomic
def undo_last_edit(*, actor: Actor, document: PolicyDocument) -> Edit:
    """Put the measures that the last edit touched back to what they were. Raises Refused when there is none."""
    document = _locked(actor, document)
    edit = document.edits.filter(undone_at__isnull=True).first()
    if edit is None:
        raise Refused(_("There is nothing to undo."))
    document.measure_set.filter(pk__in=edit.created_ids).delete()
    for kept in edit.before:
        measure = document.measure_set.get(pk=kept["id"])
        for name in KEPT:
            setattr(measure, name, kept[name])
        measure.save()
        measure.mentions.all().delete()
        for mention in kept["mentions"]:
            units = mention["units"]
            restored = Mention.objects.create(
                measure=measure, **{key: value for key, value in mention.items() if key != "units"}
            )
            restored.units.set(units)
    edit.undone_at = clock.now()
    edit.save(update_fields=["undone_at"])
    record(actor=actor, verb="document.edit_undone", subject=document, after={"edit": edit.pk, "kind": edit.kind})
    return edit


@transaction.atomic
def _decide(
    actor: Actor,
    measure: Measure,
    kind: str,
    decision: Decision,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    units: Sequence[tuple[str, str]] | None = None,
) -> Measure:
    document = _locked(actor, measure.document)
    (measure,) = _fresh(document, measure.pk)
    _remember(actor, document, kind, [measure])
    before = _values(measure)
    for name, value in (changes or {}).items():
        setattr(measure, name, value)
    if units is not None:
        replace_units(measure, document, units)
    _mark(actor, measure, decision)
    record(
        actor=actor, verb=f"measure.{decision}", subject=measure, before=before, after=_values(measure), reason=reason
    )
    return measure


def _locked(actor: Actor, document: PolicyDocument) -> PolicyDocument:
    """The document, locked, after asking whether this actor may correct it now."""
    document = (
        PolicyDocument.objects.select_for_update(of=("self",)).select_related("upload", "office").get(pk=document.pk)
    )
    demand(may_edit(actor, document))
    return document


def _fresh(document: PolicyDocument, *ids: int) -> list[Measure]:
    found = {measure.pk: measure for measure in document.measure_set.filter(pk__in=ids) if measure.stands}
    if len(found) != len(set(ids)) or len(ids) != len(set(ids)):
        raise Refused(_("This measure has been replaced or rejected meanwhile. Load the page again."))
    return [found[key] for key in ids]


def _mark(actor: Actor, item: Item, decision: Decision) -> None:
    item.decision, item.decided_by_id, item.decided_at = decision, actor.person_id, clock.now()
    item.save()


def _values(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in KEPT}


def _remember(
    actor: Actor, document: PolicyDocument, kind: str, touched: Sequence[Measure], created: Sequence[Measure] = ()
) -> None:
    Edit.objects.create(
        document=document,
        kind=kind,
        before=[{"id": measure.pk, **_values(measure), "mentions": _mentions(measure)} for measure in touched],
        created_ids=[measure.pk for measure in created],
        made_by_id=actor.seated()[0],
    )


def remember_mentions(actor: Actor, measures: Sequence[Measure], kind: str) -> None:
    """Keep what measures of one document and their units are before a decision about them, so that it can be undone."""
    _remember(actor, measures[0].document, kind, measures)


def replace_units(measure: Measure, document: PolicyDocument, units: Sequence[tuple[str, str]]) -> None:
    """Let the measure name these units, in this order. What was decided about a name that stays is kept.

    Raises Refused on an unknown role or a missing name.
    """
    if any(role not in AssignmentRole.values or not name.strip() for name, role in units):
        raise Refused(_("A unit leads, supports or is responsible."))
    standing = {mention.name: mention for mention in measure.mentions.all()}
    resolver = Resolver(document.office, document.issued_on)
    kept = []
    for number, (name, role) in enumerate((name.strip(), role) for name, role in units):
        mention = standing.pop(name, None) or create_mention(measure, number, name, role, resolver)
        mention.position, mention.role = number, role
        mention.save(update_fields=["position", "role"])
        kept.append(mention.pk)
    measure.mentions.exclude(pk__in=kept).delete()


def _mentions(measure: Measure) -> list[dict[str, Any]]:
    names = ("position", "name", "role", "state", "reason", "alternatives")
    return [
        {**{name: getattr(mention, name) for name in names}, "units": [unit.pk for unit in mention.units.all()]}
        for mention in measure.mentions.all()
    ]


def _copy_mention(mention: Mention, measure: Measure, position: int) -> None:
    copy = Mention.objects.create(
        measure=measure,
        position=position,
        name=mention.name,
        role=mention.role,
        state=mention.state,
        reason=mention.reason,
        alternatives=mention.alternatives,
    )
    copy.units.set(mention.units.all())


def _section_at(document: PolicyDocument, place: int) -> list[str]:
    """The numbers of the headings above a place, outermost first."""
    above: list[tuple[int, str]] = []
    for section in document.details.get("sections", []):
        if section["span"][0] > place:
            break
        above = [pair for pair in above if pair[0] < section["level"]] + [(section["level"], section["number"])]
    return [number for _level, number in above]
