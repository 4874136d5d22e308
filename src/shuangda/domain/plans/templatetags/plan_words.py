"""Words for what stands in a document: `{% load plan_words %}`.

{{ measure.due|due_words }}     due times, as the document wrote them where that is known
{{ item.rule|rule_words }}      why the reader took it for what it is
{{ measure.text|brief }}        a measure in one line
{{ item|card_key }}             the id of its card on the page, and of its marks in the text
{{ duty.who|joined }}           a list of names with 、 between them
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from shuangda.domain.plans.deadlines import describe, describe_all
from shuangda.domain.plans.models import Activity, Item, Measure, Mention, PolicyDocument
from shuangda.domain.plans.ui.brief import brief
from shuangda.domain.plans.ui.workspace import key_of
from shuangda.kernel.policytext.grammar.rules import RULES

register = template.Library()

AROUND = 20  # characters of the text shown on either side of a query


register.filter("due_words", describe_all)
register.filter("due_word", describe)
register.filter("card_key", key_of)
register.filter("brief", brief)


@register.filter
def rule_words(rule: str) -> str:
    """The sentence that the reader keeps for its rule."""
    return _("A person made this an item.") if rule == "person" else RULES.get(rule, rule)


@register.filter
def place_words(measure: Measure) -> str:
    """The numbers of the headings above, and which measure it is among those under them."""
    ordinal = getattr(measure, "ordinal", 0)
    number = chr(ord("①") + ordinal - 1) if 0 < ordinal <= 20 else f" {ordinal}" if ordinal else ""
    return f"{measure.label}{number}" or _("Without a heading")


@register.filter
def units_words(mention: Mention) -> str:
    names = "、".join(unit.short_name for unit in mention.units.all()) or mention.get_state_display()
    return f"{names}（{mention.reason}）" if mention.reason else names


@register.filter
def when_words(activity: Activity) -> str:
    written = [each.replace("T", " ") for each in (activity.start, activity.end) if each]
    return " – ".join(dict.fromkeys(written))


@register.filter
def fact_words(fact: dict[str, Any]) -> str:
    signs = {"over": ">", "about": "≈", "at_least": "≥", "at_most": "≤"}
    return f"{signs.get(fact.get('qualifier', ''), '')}{number_format(fact['value'])} {fact['unit']}"


@register.filter
def quoted(item: Item, document: PolicyDocument) -> str:
    start, end = max(document.span_start, item.span_start - AROUND), min(document.span_end, item.span_end + AROUND)
    return " ".join(document.upload.text[start:end].split())


@register.filter
def joined(names: Iterable[str]) -> str:
    return "、".join(names)
