from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from shuangda.platform.desk.widgets import DayInput

from ..wording import named_verbs


class EventFilter(forms.Form):
    """What narrows the trail."""

    who = forms.CharField(label=_("Person or unit"), required=False, max_length=60)
    what = forms.CharField(label=_("Record"), required=False, max_length=60)
    verb = forms.ChoiceField(label=_("Act"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput())

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        acts = sorted((str(words), verb) for verb, words in named_verbs().items())
        self.fields["verb"].choices = [("", _("All")), *((verb, words) for words, verb in acts)]  # type: ignore[attr-defined]

    def condition(self) -> Q:
        """The events that the valid fields let through."""
        self.is_valid()
        asked, found = self.cleaned_data, Q()
        if who := asked.get("who"):
            found &= Q(actor_name__icontains=who) | Q(unit_name__icontains=who)
        if what := asked.get("what"):
            found &= Q(subject_label__icontains=what)
        if verb := asked.get("verb"):
            found &= Q(verb=verb)
        if since := asked.get("since"):
            found &= Q(at__gte=make_aware(datetime.combine(since, time.min)))
        if until := asked.get("until"):
            found &= Q(at__lte=make_aware(datetime.combine(until, time.max)))
        return found
