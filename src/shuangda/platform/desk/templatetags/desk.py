"""Template tags of every page: `{% load desk %}`.

{% icon "bell" %}                       an outline icon of Tabler, hidden from screen readers
{% crumbs %}                            menu group / entry of this page; {% crumb label url %} adds what follows
{% light reading.light %}               shape, colour and word of a light
{% due reading %}                       light and words of a due date, with its reasons behind a click
{% field form.name %}                   label, hint, error and widget of one form field
{% error_summary form %}                the errors of a form at the top, each a link to its field
{% pager page %}                        1–50 / 1,284, size, previous and next page
{% page_of page %}                      only 1–50 / 1,284
{% filters form %}                      the filter bar over a list; folds on a narrow screen
{% link_with page=3 %}                  this address with some parameters changed, None removes one
{% column _("Due") "due" %}             the head of a column that sorts the list, upwards and then downwards
{{ text|marked:query }}                 text escaped, the phrases of the query in <mark>
{% empty_state title hint url act %}    what belongs here, and the first act
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from shuangda.platform.desk import search
from shuangda.platform.desk.lights import DueReading, Light
from shuangda.platform.desk.lists import SIZES

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The SVG of a Tabler outline icon. A name that does not exist raises an error while developing and testing."""
    return _svg(name)


@lru_cache(maxsize=256)
def _svg(name: str) -> SafeString:
    path = settings.ICON_DIR / "outline" / f"{name}.svg"
    try:
        source = path.read_text("utf-8")
    except FileNotFoundError:
        if settings.PRODUCTION:
            return SafeString("")
        raise
    inner = re.sub(r"<!--.*?-->|\s*<path stroke=\"none\"[^>]*/>", "", source, flags=re.DOTALL)
    body = re.sub(r"\s+", " ", inner[inner.index(">", inner.index("<svg")) + 1 : inner.rindex("</svg>")]).strip()
    return mark_safe(  # noqa: S308 - a file of the icon set, never of a user
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{body}</svg>'
    )


@register.inclusion_tag("desk/parts/crumbs.html", takes_context=True)
def crumbs(context: Context) -> dict[str, Any]:
    """Group and entry of the menu to which this page belongs; the entry is a link unless it is this page."""
    here = context.get("here")
    request = context["request"]
    return {"here": here, "is_entry": bool(here and here[1].url == request.path)}


@register.inclusion_tag("desk/parts/crumb.html")
def crumb(label: str, url: str = "") -> dict[str, str]:
    """One more step of the trail, a link when it has an address."""
    return {"label": label, "url": url}


@register.simple_tag
def light(value: Light, words: str = "") -> SafeString:
    """A light with its label, or with other words."""
    return format_html(
        '<span class="light {}"><span class="light-shape" aria-hidden="true">{}</span>{}</span>',
        value.css,
        value.char,
        words or value.label,
    )


@register.inclusion_tag("desk/parts/due.html")
def due(reading: DueReading) -> dict[str, DueReading]:
    """Light and words of a due date; the reasons open on their own text."""
    return {"reading": reading}


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, Any]:
    """Label, hint, error and widget of a form field, tied together for screen readers."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "textarea" if hasattr(widget, "attrs") else "")
    css = {"checkbox": "form-check-input", "radio": "", "select": "form-select"}.get(kind, "form-control")
    if bound.errors:
        css += " is-invalid"
    described = [f"{bound.auto_id}_hint"] * bool(bound.help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} {css}".strip()}
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = False  # the label has said it
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {"field": bound, "widget": bound.as_widget(attrs=attrs), "kind": kind, "wide": wide}


@register.inclusion_tag("desk/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """All errors of a form; the box takes the focus when the page opens."""
    named = [(form[name], error) for name, errors in form.errors.items() if name in form.fields for error in errors]
    return {"general": form.non_field_errors(), "named": named}


@register.simple_tag
def page_of(page: Page[Any]) -> str:
    """Which rows of how many a page shows: 1–50 / 1,284."""
    total = number_format(page.paginator.count, use_l10n=True, force_grouping=True)
    first, last = (number_format(at, force_grouping=True) for at in (page.start_index(), page.end_index()))
    return f"{first}–{last} / {total}" if page.paginator.count else "0"


@register.inclusion_tag("desk/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The line under a list: what is shown, rows a page, previous and next."""
    return {"page": page, "sizes": SIZES, "request": context["request"]}


@register.inclusion_tag("desk/parts/filters.html", takes_context=True)
def filters(context: Context, form: BaseForm) -> dict[str, Any]:
    """The filter bar of a list, from a GET form; 重置 leads to the bare address."""
    request = context["request"]
    kept = [(key, value) for key in ("per", "sort", "tab") if (value := request.GET.get(key))]
    active = sum(1 for name in form.fields if request.GET.get(name))
    return {"form": form, "action": request.path, "kept": kept, "active": active}


@register.simple_tag(takes_context=True)
def link_with(context: Context, **changes: Any) -> str:
    """The query string of this page with some parameters changed; a value of None or "" takes one away.

    Any change but of the page itself begins again at the first page.
    """
    query = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def column(context: Context, label: str, key: str) -> SafeString:
    """The head of a column by which the list sorts, upwards first: `?sort=key`, then `?sort=-key`."""
    now = context["request"].GET.get("sort", "")
    return format_html(
        '<th scope="col" aria-sort="{}"><a href="{}">{}</a></th>',
        {key: "ascending", f"-{key}": "descending"}.get(now, "none"),
        link_with(context, sort=f"-{key}" if now == key else key),
        label,
    )


@register.filter
def marked(text: str, query: str) -> SafeString:
    """`text` escaped, the phrases of the query marked."""
    return search.marked(str(text), query)


@register.inclusion_tag("desk/parts/empty.html")
def empty_state(title: str, hint: str = "", url: str = "", act: str = "", icon_name: str = "inbox") -> dict[str, str]:
    """What belongs here and, with `url` and `act`, the first thing to do."""
    return {"title": title, "hint": hint, "url": url, "act": act, "icon_name": icon_name}
