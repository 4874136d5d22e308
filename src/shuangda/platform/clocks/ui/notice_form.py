"""The holidays of a year as somebody types or pastes them: a line for each holiday, the make-up days in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuangda.kernel.clocks import Holiday, Notice, announced
from shuangda.kernel.clocks.holidays import FIRST_YEAR, LAST_YEAR

_DAY: Final = re.compile(r"(?:(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})\s*日?")
_LEFT_OVER: Final = re.compile(r"[\s,，、;；:：~～—–至到放假（）()-]+")


class NoticeForm(forms.Form):
    """A year's notice. `cleaned_data` has the kernel's holidays and days."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    holidays = forms.CharField(
        label=gettext_lazy("Holidays"),
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("One a line: name, first day, last day. For example: 春节 2027-02-05 2027-02-12"),
    )
    worked = forms.CharField(
        label=gettext_lazy("Weekend days worked to make up"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Days in a row, for example: 2027-01-31 2027-02-20"),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("The State Council's document, for example 国办发明电〔2026〕7号"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def clean_holidays(self) -> list[Holiday]:
        lines = enumerate(self.cleaned_data["holidays"].splitlines(), 1)
        return [self._holiday(number, line) for number, line in lines if line.strip()]

    def clean_worked(self) -> list[date]:
        text = self.cleaned_data["worked"]
        return list(self._days(text, _("Make-up days")))

    def _holiday(self, number: int, line: str) -> Holiday:
        where = _("Line %(number)d") % {"number": number}
        name = re.match(r"[^\d]*", line)
        assert name is not None
        zh = _LEFT_OVER.sub("", name.group())
        days = list(self._days(line[name.end() :], where))
        if not zh:
            raise forms.ValidationError(_("%(where)s: write the name of the holiday first.") % {"where": where})
        if len(days) not in (1, 2):
            raise forms.ValidationError(
                _("%(where)s: write the first and the last day, such as 2027-02-05 2027-02-12.") % {"where": where}
            )
        return Holiday(_english(zh), zh, days[0], days[-1])

    def _days(self, text: str, where: str) -> Iterator[date]:
        """The days of a text; a month or a year that is left out is that of the day before, or of the notice."""
        if wrong := _LEFT_OVER.sub("", _DAY.sub("", text)):
            raise forms.ValidationError(_("%(where)s: “%(text)s” is no day.") % {"where": where, "text": wrong[:40]})
        year, month = self.cleaned_data.get("year", FIRST_YEAR), 0
        for found in _DAY.finditer(text):
            month = int(found[2] or month)
            try:
                yield date(int(found[1] or year), month, int(found[3]))
            except ValueError:
                raise forms.ValidationError(
                    _("%(where)s: “%(text)s” is no day.") % {"where": where, "text": found[0].strip()}
                ) from None


def as_typed(notice: Notice) -> dict[str, Any]:
    """A notice as the form shows it, to be corrected."""
    return {
        "year": notice.year,
        "holidays": "\n".join(f"{day.name_zh} {day.first} {day.last}" for day in notice.holidays),
        "worked": " ".join(map(str, notice.worked)),
    }


def _english(zh: str) -> str:
    """The English name of a known holiday, else the Chinese one; 清明 and 清明节 are the same."""
    known = {day.name_zh.removesuffix("节"): day.name for notice in announced() for day in notice.holidays}
    parts = [known.get(part.removesuffix("节"), part) for part in re.split(r"[、和及]", zh)]
    return ", ".join(parts)
