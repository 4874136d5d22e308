"""The calculator on a rule's page: a GET form whose address carries the whole calculation. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shuangda.kernel.clocks import (
    ClockError,
    Event,
    Extension,
    NotInForce,
    Policy,
    Reading,
    Rule,
    Run,
    UnknownYear,
    WorkCalendar,
    extend,
    pause,
    read,
    rulebook,
    start,
    step,
)
from shuangda.platform import clock

from ..readings import local
from ..rule_wording import UNITS, extension_words
from ..wording import said

MOST_PAUSES: Final = 20
_ROW: Final = re.compile(r"(?:from|to|ground)-(\d{1,2})")
_WHEN: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")


class WhenInput(forms.TextInput):
    """The browser's own field for a day, or for a day and a time where hours are counted."""

    def __init__(self, *, hours: bool) -> None:
        super().__init__()
        self.input_type = "datetime-local" if hours else "date"

    def format_value(self, value: Any) -> str | None:
        """A day alone is its midnight where a time is asked for, and a time is left out where it is not."""
        text: str | None = super().format_value(value)
        if text is None or not _WHEN.fullmatch(text):
            return text
        return text[:16] if "T" in text else f"{text}T00:00" if self.input_type == "datetime-local" else text[:10]


class WhenField(forms.Field):
    """2026-04-30 or 2026-04-30T16:00, local time of the office."""

    def __init__(self, *, hours: bool, **options: Any) -> None:
        super().__init__(widget=WhenInput(hours=hours), **options)

    def to_python(self, value: Any) -> datetime | None:
        if not (text := str(value or "").strip()):
            return None
        try:
            if not _WHEN.fullmatch(text):
                raise ValueError
            return datetime.fromisoformat(text)
        except ValueError:
            message = _("“%(value)s” is no date: write it as 2026-04-30 or 2026-04-30T16:00.")
            raise forms.ValidationError(message % {"value": text[:40]}) from None


class CalculatorForm(forms.Form):
    """What happened to one matter under a rule. Checked by the kernel, whose errors stand at their fields.

    After `is_valid()` there is a `reading`; where the rule was not in force on the first day, `instead` is the one
    that was, if it is on record; `unknown_year` has no holiday notice yet.
    """

    reading: Reading
    instead: Rule | None = None
    unknown_year: int | None = None

    def __init__(self, data: Mapping[str, Any] | None, rule: Rule, calendar: WorkCalendar, policy: Policy) -> None:
        asked = data or {}
        adding = "rows" in asked and not asked.get("start")  # another row before anything is to be counted
        super().__init__(None if not asked or adding else asked, initial=dict(asked.items()) if adding else {})
        self.rule, self.calendar, self.policy = rule, calendar, policy
        self.hours = rule.limit.unit == "hour"
        self.fields["start"] = self._when(
            rule.start_event, required=True, error_messages={"required": lazy("Say when the time began to run.")}
        )
        self.rows = 0 if rule.direction == "before" else _rows(asked)
        for row in range(self.rows):
            self.fields[f"from-{row}"] = self._when(lazy("Not counted from"))
            self.fields[f"to-{row}"] = self._when(lazy("Counted again from"))
            if rule.exclusions:
                grounds = [("", _("Not named")), *((ground, ground) for ground in rule.exclusions)]
                self.fields[f"ground-{row}"] = forms.ChoiceField(label=lazy("Ground"), required=False, choices=grounds)
        for number, extension in enumerate(rule.extensions):
            self.fields[f"extend-{number}"] = forms.IntegerField(
                label=_("Granted, in %(unit)s") % {"unit": str(UNITS[extension.unit]).lower()},
                required=False,
                help_text=extension_words(extension),
                widget=forms.TextInput({"inputmode": "numeric"}),
                error_messages={"invalid": lazy("Write how much was granted as a whole number.")},
            )
        self.fields["stop"] = self._when(lazy("Done on"))
        self.fields["at"] = self._when(lazy("Look at (now, if empty)"))

    def _when(self, label: Any, *, required: bool = False, **options: Any) -> WhenField:
        return WhenField(hours=self.hours, label=label, required=required, **options)

    def pauses(self) -> Iterator[tuple[forms.BoundField, ...]]:
        """The fields of each row of the pauses."""
        for row in range(self.rows):
            yield tuple(self[name] for kind in ("from", "to", "ground") if (name := f"{kind}-{row}") in self.fields)

    def extensions(self) -> Iterator[tuple[Extension, forms.BoundField]]:
        """Each extension of the rule with its field."""
        for number, extension in enumerate(self.rule.extensions):
            yield extension, self[f"extend-{number}"]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if (begin := values.get("start")) is None:
            return values
        try:
            rulebook().in_force(self.rule.id, begin.date())
            run = start(self.rule, begin)
        except NotInForce as error:
            self.instead = _held_then(self.rule, begin)
            self.add_error("start", said(error))
            return values
        except ClockError as error:
            self.add_error("start", said(error))
            return values
        run = self._stopped(self._extended(self._paused(run)))
        if not self.errors:
            self._read(run)
        return values

    def _paused(self, run: Run) -> Run:
        for row in range(self.rows):
            begin, end = self.cleaned_data.get(f"from-{row}"), self.cleaned_data.get(f"to-{row}")
            if begin is None:
                if end is not None and f"from-{row}" not in self.errors:
                    self.add_error(f"from-{row}", _("Say from when on time was not counted."))
                continue
            if f"to-{row}" in self.errors:
                continue
            try:
                run = pause(run, begin, end, self.cleaned_data.get(f"ground-{row}", ""))
            except ClockError as error:
                self.add_error(f"to-{row}" if end is not None and end < begin else f"from-{row}", said(error))
        return run

    def _extended(self, run: Run) -> Run:
        for number in range(len(self.rule.extensions)):
            name = f"extend-{number}"
            units = self.cleaned_data.get(name)
            if units is None or name in self.errors:
                continue
            if len(run.extensions) < number:
                if not any(f"extend-{before}" in self.errors for before in range(number)):
                    self.add_error(name, _("The extensions before this one come first: say what they granted."))
                continue
            try:
                run = extend(run, units)
            except ClockError as error:
                self.add_error(name, said(error))
        return run

    def _stopped(self, run: Run) -> Run:
        stopped = self.cleaned_data.get("stop")
        if stopped is None:
            return run
        try:
            return step(self.rule, run, Event("stop", stopped), self.calendar)
        except ClockError as error:
            self.add_error("stop", said(error))
            return run

    def _read(self, run: Run) -> None:
        at = self.cleaned_data.get("at") or local(clock.now())
        try:
            self.reading = read(run, self.calendar, at, self.policy)
        except UnknownYear as error:
            self.unknown_year = error.year
            self.add_error(None, said(error))

    def query(self) -> str:
        """The calculation as the query of an address, without what was left empty."""
        given = ((name, self.data.get(name, "")) for name in self.fields)
        return urlencode([(name, value) for name, value in given if value])


def _rows(asked: Mapping[str, Any]) -> int:
    """How many rows of pauses to show: those that are filled in and an empty one, or as many as were asked for."""
    filled = [int(row[1]) + 1 for name, value in asked.items() if value and (row := _ROW.fullmatch(name))]
    wanted = str(asked.get("rows", ""))
    return min(MOST_PAUSES, max([1, *(n + 1 for n in filled), int(wanted) if wanted[:2].isdecimal() else 1]))


def _held_then(rule: Rule, begin: datetime) -> Rule | None:
    try:
        return rulebook().of_the_day(rule.id, begin.date())
    except NotInForce:
        return None
