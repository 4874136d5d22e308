from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.models import PolicyDocument
from shuangda.platform.desk.widgets import DayInput

ACCEPTED = ".docx,.doc,.pdf,.ofd,.html,.htm,.txt,.md,.png,.jpg,.jpeg,.tif,.tiff"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each is validated as one."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        return [one(each, initial) for each in data] if data else [one(None, initial)]


class UploadForm(forms.Form):
    files = ManyFilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_("Word, PDF, OFD, web page or text, up to 20 MB each"),
        max_length=200,
        widget=ManyFiles({"multiple": True, "accept": ACCEPTED}),
        error_messages={"required": _("Choose at least one file."), "empty": _("The file is empty.")},
    )


class HeadingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands at the head of a document."""

    class Meta:
        model = PolicyDocument
        fields = ["title", "genre", "number", "issuer", "issued_on", "period_start", "period_end", "theme"]
        widgets = {"issued_on": DayInput(), "period_start": DayInput(), "period_end": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["genre"].label = _("Kind")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins."))
        return values


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The units read it."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why the document is withdrawn; the units will read it.")},
    )
