"""Words of the calendar and of clocks in templates: `{% load clock_words %}`.

{% missing_holidays %}      says which year has no holidays yet and who records them; nothing, if none is missing
{{ notice|holiday_names }} {{ notice|days_off }} {{ holiday|holiday_name }} {{ holiday|holiday_span }}
{{ rule|named }}            the rule's name
{{ moment|due_day }}        a due day, or that it cannot be counted
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shuangda.kernel.clocks import Holiday, Notice
from shuangda.platform import clock
from shuangda.platform.clocks import rules, selectors
from shuangda.platform.clocks.wording import in_chinese, rule_name

register = template.Library()

register.filter("named", rule_name)


@register.inclusion_tag("clocks/parts/missing_holidays.html", takes_context=True)
def missing_holidays(context: Context) -> dict[str, Any]:
    """The years that are missing by today, and whether the reader is the one who records them."""
    may_edit = bool(rules.may_edit_calendar(context["request"].actor))
    return {"missing": selectors.missing_years(clock.today()), "may_edit": may_edit}


@register.filter
def holiday_name(holiday: Holiday) -> str:
    return holiday.name_zh if in_chinese() else holiday.name


@register.filter
def holiday_names(notice: Notice) -> str:
    names = dict.fromkeys(holiday_name(holiday) for holiday in notice.holidays)
    return ("、" if in_chinese() else ", ").join(names)


@register.filter
def days_off(notice: Notice) -> int:
    return sum(holiday.days for holiday in notice.holidays)


@register.filter
def holiday_span(holiday: Holiday) -> str:
    first = date_format(holiday.first, "SHORT_DATE_FORMAT")
    return first if holiday.days == 1 else f"{first} – {date_format(holiday.last, 'SHORT_DATE_FORMAT')}"


@register.filter
def due_day(moment: datetime | None) -> str:
    if moment is None:
        return _("cannot be counted")
    return date_format(
        moment, "SHORT_DATE_FORMAT" if (moment.hour, moment.minute) == (0, 0) else "SHORT_DATETIME_FORMAT"
    )
