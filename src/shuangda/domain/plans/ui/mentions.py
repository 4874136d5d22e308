"""Deciding which units a name means."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shuangda.domain.plans import rules, selectors, services
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import demand

from .checking import form_page, perform, refused, the_measure


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def decide_mention(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose among the proposed units or all of the register, or say that the name means none."""
    mention = get_object_or_404(selectors.mentions(request.actor), pk=pk)
    measure = the_measure(request, mention.measure_id)
    demand(rules.may_edit(request.actor, measure.document))
    units = selectors.units_for(request.actor, mention)
    if request.method == "GET":
        chosen = set(mention.units.values_list("pk", flat=True))
        proposed = {other["unit"]: other["reason"] for other in mention.alternatives}
        rows = [(unit, unit.pk in chosen, proposed.get(unit.pk, "")) for unit in units]
        context = {
            "title": _("Which units does “%(name)s” mean?") % {"name": mention.name},
            "measure": measure,
            "mention": mention,
            "proposed": [row for row in rows if row[2] or row[1]],
            "others": [row for row in rows if not row[2] and not row[1]],
        }
        return form_page(request, measure.document, "plans/parts/mention_form.html", context)
    wanted = [int(value) for value in request.POST.getlist("units") if value.isdecimal()]
    none_meant = "dismiss" in request.POST
    chosen_units = [] if none_meant else list(units.filter(pk__in=wanted))
    if not chosen_units and not none_meant:
        return refused(request, measure.document, _("Choose at least one unit, or say that the name means none."))
    remember = "remember" in request.POST
    act = partial(services.decide_mention, actor=request.actor, mention=mention, units=chosen_units, remember=remember)
    said = _("“%(name)s” is decided.") % {"name": mention.name}
    return perform(request, measure.document, act, said, changed="work" if remember else "card", at=measure)
