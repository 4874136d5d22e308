"""The filter bars of the lists. All fields are optional; what makes no sense is left out of the query."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.models import PolicyDocument
from shuangda.domain.plans.states import DocumentState
from shuangda.platform.desk.search import matching
from shuangda.platform.desk.widgets import DayInput

ANY = ("", _("All"))


class Filter(forms.Form):
    """A GET form whose valid fields become conditions."""

    def conditions(self) -> Q:
        """What the rows must fulfil."""
        self.is_valid()
        found = Q()
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                found &= self.condition(name, value)
        return found

    def condition(self, name: str, value: Any) -> Q:
        raise NotImplementedError


class DocumentFilter(Filter):
    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    genre = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *PolicyDocument.Genre.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *DocumentState.choices])
    since = forms.DateField(label=_("Dated from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Dated until"), required=False, widget=DayInput())

    def condition(self, name: str, value: Any) -> Q:
        if name == "q":
            return matching(value, "title", "number", "issuer")
        return Q(**{{"since": "issued_on__gte", "until": "issued_on__lte"}.get(name, name): value})


class ItemFilter(Filter):
    """For duties and targets."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    who = forms.CharField(label=_("Who"), required=False, max_length=60)
    document: forms.ModelChoiceField[PolicyDocument] = forms.ModelChoiceField(
        label=_("Document"), required=False, queryset=None, empty_label=_("All")
    )

    def __init__(self, data: Any, *, documents: Any, words: tuple[str, ...]) -> None:
        super().__init__(data)
        self.words = words
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def condition(self, name: str, value: Any) -> Q:
        if name == "q":
            return matching(value, *self.words)
        return Q(who__icontains=value) if name == "who" else Q(document=value)
