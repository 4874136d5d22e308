"""Correcting a measure: its words, units, due times, campaigns and note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.models import Measure
from shuangda.domain.plans.states import AssignmentRole
from shuangda.platform.desk.widgets import DayInput

RHYTHMS = [
    ("FREQ=WEEKLY", _("every week")),
    ("FREQ=MONTHLY", _("every month")),
    ("FREQ=MONTHLY;INTERVAL=3", _("every quarter")),
    ("FREQ=MONTHLY;INTERVAL=6", _("every half-year")),
    ("FREQ=YEARLY", _("every year")),
]


class TimeInput(forms.TimeInput):
    input_type = "time"


class MeasureForm(forms.Form):
    text = forms.CharField(
        label=_("What is to be done"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("A measure needs words. To drop it, reject it.")},
    )
    campaigns = forms.CharField(
        label=_("Campaigns"), required=False, max_length=500, help_text=_("Several are separated by “、”.")
    )
    note = forms.CharField(label=_("Note to the units"), required=False, max_length=500)

    def clean_campaigns(self) -> list[str]:
        return list(dict.fromkeys(name for name in re.split(r"[、,，;；\s]+", self.cleaned_data["campaigns"]) if name))

    @classmethod
    def of(cls, measure: Measure) -> dict[str, Any]:
        """The values that stand."""
        return {"text": measure.text, "campaigns": "、".join(measure.campaigns), "note": measure.note}


class UnitRow(forms.Form):
    """A unit as the document names it. An empty row is none."""

    name = forms.CharField(label=_("Name as written"), required=False, max_length=200)
    role = forms.ChoiceField(
        label=_("Role"), choices=AssignmentRole.choices, initial=AssignmentRole.RESPONSIBLE, required=False
    )

    def __init__(self, *args: Any, unit_list: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["list"] = unit_list

    @property
    def pair(self) -> tuple[str, str] | None:
        name = self.cleaned_data.get("name", "").strip()
        return (name, self.cleaned_data.get("role") or AssignmentRole.RESPONSIBLE) if name else None


class DueRow(forms.Form):
    """A due time in the shape of the reader's contract: by or on a day, or a rhythm."""

    KINDS = [("", _("none")), ("by", _("by a day")), ("on", _("on a day")), ("rhythm", _("again and again"))]

    kind = forms.ChoiceField(label=_("Due"), choices=KINDS, required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=DayInput())
    time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput(format="%H:%M"))
    rhythm = forms.ChoiceField(label=_("Rhythm"), choices=RHYTHMS, required=False, initial="FREQ=MONTHLY")
    month = forms.IntegerField(label=_("Month"), required=False, min_value=1, max_value=12)
    month_day = forms.IntegerField(label=_("By day"), required=False, min_value=1, max_value=31)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original: dict[str, Any] | None = self.initial.pop("original", None)
        if self.original and self.initial.get("kind") == "kept":
            self.fields["kind"].choices = [*self.KINDS, ("kept", _("as the document says"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind")
        if kind in {"by", "on"} and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Which day?"))
        if kind == "rhythm" and values.get("month") and values.get("rhythm") != "FREQ=YEARLY":
            self.add_error("month", _("A month belongs to a yearly rhythm only."))
        return values

    @property
    def due(self) -> dict[str, Any] | None:
        """The due time, as it was where nothing was changed."""
        values = self.cleaned_data
        if not values.get("kind"):
            return None
        if self.original is not None and not self.has_changed():
            return self.original
        if values["kind"] == "rhythm":
            return {"rrule": _rrule(values)}
        time = f"T{values['time']:%H:%M}" if values.get("time") else ""
        return {values["kind"]: f"{values['day']:%Y-%m-%d}{time}"}

    @classmethod
    def of(cls, due: Mapping[str, Any]) -> dict[str, Any]:
        """The row that shows a due time. One that the row cannot show is kept as it is."""
        for kind in ("by", "on"):
            if written := due.get(kind):
                return {"original": due, "kind": kind, "day": written[:10], "time": written[11:] or None}
        parts = dict(part.split("=", 1) for part in due.get("rrule", "").split(";") if "=" in part)
        month, day = parts.pop("BYMONTH", ""), parts.pop("BYMONTHDAY", "")
        base = ";".join(f"{key}={value}" for key, value in parts.items())
        simple = base in dict(RHYTHMS) and all(not part or part.isdecimal() for part in (month, day))
        if due.get("rrule") and simple and (not month or base == "FREQ=YEARLY"):
            return {"original": due, "kind": "rhythm", "rhythm": base, "month": month or None, "month_day": day or None}
        return {"original": due, "kind": "kept"}


def _rrule(values: Mapping[str, Any]) -> str:
    month = f";BYMONTH={values['month']}" if values.get("month") else ""
    day = f";BYMONTHDAY={values['month_day']}" if values.get("month_day") else ""
    return f"{values['rhythm']}{month}{day}"


UnitRows = forms.formset_factory(UnitRow, extra=1)
DueRows = forms.formset_factory(DueRow, extra=1)


class MeasureForms:
    """The parts of the editing form together."""

    def __init__(self, measure: Measure, data: Mapping[str, Any] | None = None) -> None:
        self.measure = measure
        self.unit_list = f"unit-names-{measure.pk}"
        mentions = list(measure.mentions.all())
        ids = f"id-{measure.pk}-%s"
        self.measure_form = MeasureForm(data, initial=MeasureForm.of(measure), auto_id=ids)
        self.units = UnitRows(
            data,
            prefix="units",
            auto_id=ids,
            initial=[{"name": mention.name, "role": mention.role} for mention in mentions],
            form_kwargs={"unit_list": self.unit_list},
        )
        self.dues = DueRows(data, prefix="due", auto_id=ids, initial=[DueRow.of(due) for due in measure.due])
        for row, mention in zip(self.units.forms, mentions, strict=False):
            row.mention = mention  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        return all([self.measure_form.is_valid(), self.units.is_valid(), self.dues.is_valid()])

    def values(self) -> dict[str, Any]:
        """The arguments for `services.edit_measure`."""
        pairs = dict.fromkeys(row.pair for row in self.units.forms if row.pair)
        dues = [row.due for row in self.dues.forms if row.due]
        return {**self.measure_form.cleaned_data, "units": list(pairs), "due": dues}


class AddForm(forms.Form):
    """Words of the text that order something. With script their place comes along; without, it is looked for."""

    quote = forms.CharField(
        label=_("Words of the text"),
        help_text=_("Mark them in the text and press “a”, or copy them in here as they stand."),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Mark the words in the text that order something.")},
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def place_in(self, text: str, offset: int) -> tuple[int, int] | None:
        """Where the words stand, counted in the upload's text; `text` begins at `offset`."""
        quote, start, end = (self.cleaned_data.get(name) for name in ("quote", "start", "end"))
        if start is not None and end is not None and _same(text[start - offset : end - offset], str(quote)):
            return start, end
        words = [re.escape(word) for word in str(quote).split()]
        found = re.search(r"\s*".join(words), text)
        return (offset + found.start(), offset + found.end()) if found else None


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
