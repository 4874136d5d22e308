"""Forms of stored clocks: the filter of the list, the start, and one for each thing that can happen."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shuangda.kernel.clocks import Rule, Run, rulebook
from shuangda.kernel.clocks.holidays import FIRST_YEAR, LAST_YEAR
from shuangda.platform import clock
from shuangda.platform.desk.search import matching
from shuangda.platform.desk.widgets import DayInput
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.selectors import units
from shuangda.platform.orgs.ui.forms import UnitChoice

from ..rule_wording import category_words, extension_words
from ..states import EventKind
from ..wording import limit_words, rule_name


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayField(forms.DateField):
    """A day in the years that clocks know."""

    widget = DayInput
    default_validators = [MinValueValidator(date(FIRST_YEAR, 1, 1)), MaxValueValidator(date(LAST_YEAR, 12, 31))]


class ClockFilter(forms.Form):
    """What narrows the list of clocks."""

    q = forms.CharField(label=gettext_lazy("Matter or rule"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All that run")),
            ("late", gettext_lazy("Overdue")),
            ("near", gettext_lazy("Due soon")),
            ("paused", pgettext_lazy("clock", "Paused")),
            ("unknown", gettext_lazy("Not to be counted yet")),
            ("done", pgettext_lazy("clock", "Done")),
        ],
    )
    unit = UnitChoice(Unit.objects.none(), label=gettext_lazy("Unit"), required=False, empty_label=gettext_lazy("All"))

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data)
        if actor.in_office:
            self.fields["unit"].queryset = units(actor)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        self.is_valid()

    @property
    def state_asked(self) -> str:
        """The chosen state; "" for all that run."""
        return str(self.cleaned_data.get("state", ""))

    def condition(self) -> Q:
        """The rows that words and unit let through."""
        found = Q()
        if words := self.cleaned_data.get("q"):
            named = [
                rule.id
                for rule in rulebook().values()
                if words.casefold() in f"{rule.id} {rule.name_zh} {rule.name_en} {rule.regulation}".casefold()
            ]
            found &= matching(words, "title") | Q(rule_id__in=named)
        if unit := self.cleaned_data.get("unit"):
            found &= Q(unit=unit)
        return found


class WhenForm(forms.Form):
    """A day, and the time of day where hours are counted."""

    day = DayField(label=gettext_lazy("Day"))
    time = forms.TimeField(label=gettext_lazy("Time of day"), required=False, widget=TimeInput())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if day := values.get("day"):
            values["at"] = timezone.make_aware(datetime.combine(day, values.get("time") or time()))
        return values


class StartForm(WhenForm):
    """A matter, its rule and the day from which it is counted."""

    field_order = ("rule_id", "title", "day", "time", "note")
    rule_id = forms.ChoiceField(label=gettext_lazy("Rule"))
    title = forms.CharField(
        label=gettext_lazy("Matter"),
        max_length=200,
        help_text=gettext_lazy("The number or name of the case or complaint; no personal data"),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, data: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        groups: dict[str, list[tuple[str, str]]] = {}
        for rule in rulebook().values():
            label = f"{rule_name(rule)} · {limit_words(rule)} · {rule.citation}"
            groups.setdefault(category_words(rule.category), []).append((rule.id, label))
        self.fields["rule_id"].choices = [("", _("Choose a rule")), *groups.items()]  # type: ignore[attr-defined]
        self.fields["day"].label = _("Counted from")
        self.fields["time"].help_text = _("Only for limits in hours")
        self.fields["day"].help_text = _(
            "The day of what starts the limit; for limits counted back, the day of the event"
        )


class ActForm(WhenForm):
    """What can happen to a running clock; a rule without hours asks for no time, one without grounds for no ground."""

    field_order = ("day", "time", "ground", "units", "note")
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, kind: EventKind, run: Run, data: Any) -> None:
        now = timezone.localtime(clock.now())
        super().__init__(
            data, initial={"day": now.date(), "time": now.time() if run.rule.limit.unit == "hour" else None}
        )
        if run.rule.limit.unit != "hour":
            del self.fields["time"]
        self.fields["day"].label, note = _DAYS[kind], self.fields["note"]
        if kind == EventKind.PAUSE and run.rule.exclusions:
            choices = [(ground, ground) for ground in run.rule.exclusions]
            self.fields["ground"] = forms.ChoiceField(
                label=_("Ground"), choices=choices, widget=forms.RadioSelect, help_text=_("As the article names them")
            )
        if kind == EventKind.EXTEND:
            self._ask_units(run.rule, len(run.extensions))
            note.label, note.required = _("Approved by"), True
        if kind == EventKind.RESTART:
            note.label, note.required = _("Reason"), True
        self.order_fields(self.field_order)

    def _ask_units(self, rule: Rule, number: int) -> None:
        extension = rule.extensions[number] if number < len(rule.extensions) else None
        open_ended = extension is not None and extension.n is None and extension.total is None
        allowed = extension_words(extension) if extension else _("None")
        who = f" · {extension.approver}" if extension and extension.approver else ""
        self.fields["units"] = forms.IntegerField(
            label=_("Units granted"),
            required=open_ended,
            min_value=1,
            max_value=9999,
            help_text=_("The rule allows: %(allowed)s. Leave it empty for all of it.") % {"allowed": f"{allowed}{who}"}
            if not open_ended
            else _("The rule sets no ceiling: %(allowed)s") % {"allowed": f"{allowed}{who}"},
        )


_DAYS: Final = {
    EventKind.PAUSE: gettext_lazy("Does not count from"),
    EventKind.RESUME: gettext_lazy("Counts again from"),
    EventKind.EXTEND: gettext_lazy("Granted on"),
    EventKind.STOP: gettext_lazy("Done on"),
    EventKind.RESTART: gettext_lazy("Counted anew from"),
}


class LookBackForm(forms.Form):
    """A past day, as whose end everything is shown."""

    known = DayField(label=gettext_lazy("As known on"), required=False)
