from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.domain.plans.models import Measure, Mention
from shuangda.domain.plans.rules import may_edit
from shuangda.domain.plans.states import MentionState
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.services import decide_alias
from shuangda.platform.orgs.verdicts import Refused, demand

from .documents import standing_measures
from .items import remember_mentions, replace_units


@transaction.atomic
def decide_mention(*, actor: Actor, mention: Mention, units: Sequence[Unit], remember: bool = True) -> Mention:
    """Say which units a name means; none says that it names no unit.

    With `remember` it settles the other open mentions of the same name in this document too, and the units become an
    alias of the office, with which later documents are read.
    """
    measure = _locked_measure(actor, mention.measure)
    mention = measure.mentions.select_for_update().get(pk=mention.pk)
    same = Mention.objects.filter(
        measure__in=standing_measures(measure.document), name=mention.name, state=MentionState.OPEN
    ).exclude(pk=mention.pk)
    others = list(same.select_related("measure")) if remember else []
    touched = {found.pk: found for found in (measure, *(other.measure for other in others))}
    remember_mentions(actor, list(touched.values()), "decide_mention")
    before = {"state": mention.state, "units": [unit.pk for unit in mention.units.all()]}
    _settle(mention, units, _("Decided by %(name)s") % {"name": actor.name})
    record(
        actor=actor,
        verb="mention.decided",
        subject=mention,
        before=before,
        after={"state": mention.state, "units": [unit.pk for unit in units]},
    )
    for other in others:
        _settle(other, units, _("Decided by %(name)s") % {"name": actor.name})
    if remember and units:
        decide_alias(actor=actor, office=measure.document.office, name=mention.name, units=list(units))
    return mention


@transaction.atomic
def name_units(*, actor: Actor, measure: Measure, units: Sequence[tuple[str, str]]) -> Measure:
    """Replace the units of a measure by (name as written, role). Raises Refused on an unknown role or empty name."""
    measure = _locked_measure(actor, measure)
    remember_mentions(actor, [measure], "name_units")
    before = {"units": [[mention.name, mention.role] for mention in measure.mentions.all()]}
    replace_units(measure, measure.document, units)
    record(
        actor=actor,
        verb="measure.units_named",
        subject=measure,
        before=before,
        after={"units": [list(pair) for pair in units]},
    )
    return measure


def _locked_measure(actor: Actor, measure: Measure) -> Measure:
    measure = Measure.objects.select_for_update(of=("self",)).select_related("document__office").get(pk=measure.pk)
    demand(may_edit(actor, measure.document))
    if not measure.stands:
        raise Refused(_("This measure has been replaced or rejected meanwhile. Load the page again."))
    return measure


def _settle(mention: Mention, units: Sequence[Unit], reason: str) -> None:
    mention.units.set(units)
    mention.state = MentionState.DECIDED if units else MentionState.DISMISSED
    mention.reason = reason
    mention.save(update_fields=["state", "reason"])
