"""Words of the rulebook in templates: `{% load rule_words %}`.

{{ rule|rule_name }} {{ rule|limit }} {{ rule|extensions }} {{ rule|validity }} {{ rule|category }}
{{ extension|extension }}
{% confidence rule brief=True %}  how the rule was read, with an icon where it must be checked
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shuangda.kernel.clocks import Rule
from shuangda.platform.clocks.rule_wording import category_words, extension_words, extensions_words, validity_words
from shuangda.platform.clocks.wording import CONFIDENCE, limit_words, rule_name
from shuangda.platform.desk.templatetags.desk import icon

register = template.Library()

register.filter("rule_name", rule_name)
register.filter("limit", limit_words)
register.filter("extension", extension_words)
register.filter("extensions", extensions_words)
register.filter("validity", validity_words)

MARKS = {"medium": ("info-circle", "tag"), "low": ("alert-triangle", "tag tag-amber")}


@register.filter
def category(rule: Rule) -> str:
    return category_words(rule.category)


@register.simple_tag
def confidence(rule: Rule, brief: bool = False) -> SafeString:
    """Icon and words; what was read in the text itself needs no mark, and in brief no words."""
    words = CONFIDENCE[rule.confidence]
    if rule.confidence not in MARKS:
        return SafeString("") if brief else format_html('<span class="muted">{}</span>', words)
    picture, css = MARKS[rule.confidence]
    return format_html('<span class="{} confidence">{}{}</span>', css, icon(picture), words)
