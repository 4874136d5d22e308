"""The forms of the assignment side: the filter bars, a reason, and the progress report with its figures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.models import PolicyDocument, ProgressReport, ReportFigure
from shuangda.domain.plans.services import Figure
from shuangda.domain.plans.states import AssignmentRole, AssignmentState, ReportState
from shuangda.platform.desk.lights import LIGHTS
from shuangda.platform.files.services import PROOF_LIMIT
from shuangda.platform.orgs.models import Unit

SPARE_ROWS = 3
MOST_ROWS = 40
MOST_BYTES = 3 * PROOF_LIMIT
PROOF_KINDS = "image/*,.heic,.pdf,.ofd,.docx,.xlsx"
COMMON_UNITS = ("件", "起", "人次", "场", "份", "家", "个", "条", "次", "万元", "公斤", "吨")
"""Offered while typing the unit of a figure; any other may be written."""

STANDS = [
    ("to_sign", _("Not signed for")),
    (AssignmentState.OBJECTED, AssignmentState.OBJECTED.label),
    ("in_progress", AssignmentState.IN_PROGRESS.label),
    ("done", _("Completed")),
    ("dropped", _("Released or withdrawn")),
]


def light_choices() -> list[tuple[str, Any]]:
    return [(key, light.label) for key, light in LIGHTS.items()]


class AssignmentFilter(forms.Form):
    """The filter bar over the list of assignments. What makes no sense is left out, so that a link never fails."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STANDS])
    light = forms.ChoiceField(label=_("Light"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *AssignmentRole.choices])
    document = forms.ModelChoiceField(
        label=_("Document"), queryset=PolicyDocument.objects.none(), required=False, empty_label=_("All")
    )
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)

    def __init__(self, data: Any, *, units: Any, documents: Any, campaigns: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["light"].choices = [("", _("All")), *light_choices()]  # type: ignore[attr-defined]
        self.fields["campaign"].choices = [("", _("All")), *((c, c) for c in campaigns)]  # type: ignore[attr-defined]
        _offer_units(self, units)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        if len(self.fields["campaign"].choices) == 1:  # type: ignore[attr-defined]
            del self.fields["campaign"]


def _offer_units(form: forms.Form, units: Any) -> None:
    """The units to choose from; a unit that sees only its own work has none to choose."""
    if units is None:
        del form.fields["unit"]
    else:
        form.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ReportFilter(forms.Form):
    """The filter bar over the list of reports."""

    WAITING = "waiting"

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), (WAITING, _("Waiting for my review")), *ReportState.choices],
    )

    def __init__(self, data: Any, *, units: Any, may_decide: bool) -> None:
        super().__init__(data)
        _offer_units(self, units)
        if not may_decide:
            self.fields["state"].choices = [("", _("All")), *ReportState.choices]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A few sentences that say why."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, act: str, label: Any, required: bool = True, hint: Any = "") -> None:
        super().__init__(data, auto_id=f"{act}_%s")
        self.act = act
        self.fields["reason"].label = label
        self.fields["reason"].required = required
        self.fields["reason"].help_text = hint


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ProofField(forms.FileField):
    """Several files at once. Those that are too large are refused before they are read into memory."""

    widget = SeveralFiles(attrs={"accept": PROOF_KINDS})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, (list, tuple)) else [data]
        found = [file for one in given if (file := super(ProofField, self).clean(one, initial))]
        for file in found:
            if (file.size or 0) > PROOF_LIMIT:
                raise forms.ValidationError(
                    _("“%(name)s” is larger than %(size)d MB."),
                    params={"name": file.name, "size": PROOF_LIMIT // (1024 * 1024)},
                )
        if sum(file.size or 0 for file in found) > MOST_BYTES:
            raise forms.ValidationError(
                _("These files together are larger than %(size)d MB. Save the report and add the others then."),
                params={"size": MOST_BYTES // (1024 * 1024)},
            )
        return found


class ReportForm(forms.Form):
    """What was done, whether that completes the assignment, and the proof."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Say what was done, when and with what result, as it may stand in a summary."),
    )
    proofs = ProofField(
        label=_("Proof files"),
        required=False,
        help_text=_("Photos, PDF, OFD, Word or Excel; at most 20 MB each. Several can be chosen at once."),
    )
    remove = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    completes = forms.BooleanField(label=_("The assignment is completed with this; please close it"), required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, report: ProgressReport | None = None, typed: Any = None
    ) -> None:
        """`typed` is what stands in the form on a page that is shown again unchecked."""
        kept: dict[str, Any] = {"text": report.text, "completes": report.completes} if report else {}
        if typed is not None:
            kept = {name: typed.get(name, "") for name in ("text", "completes")} | {"remove": typed.getlist("remove")}
        super().__init__(data, files, initial=kept)
        proofs = list(report.proofs.all()) if report else []
        self.fields["remove"].choices = [(proof.pk, proof.file.name) for proof in proofs]  # type: ignore[attr-defined]

    def contents(self) -> list[tuple[str, bytes]]:
        """Names and bytes of the files given."""
        return [(file.name or "", file.read()) for file in self.cleaned_data["proofs"]]


class NumberField(forms.DecimalField):
    """A number as people type it: full-width digits and separators of thousands too.

    A text field with a number keyboard: a field of type number loses what it cannot parse.
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal"}


class FigureForm(forms.Form):
    """One figure: what was counted, how much, in what unit. All three or none."""

    label = forms.CharField(label=_("What was counted"), max_length=100, required=False)
    value = NumberField(label=_("Figure"), min_value=0, max_digits=16, decimal_places=2, required=False)
    unit = forms.CharField(
        label=_("Unit of count"), max_length=20, required=False, widget=forms.TextInput(attrs={"list": "units"})
    )

    def clean(self) -> dict[str, Any]:
        values = {name: self.cleaned_data.get(name) for name in self.fields}
        given = [name for name, value in values.items() if value not in (None, "")]
        for name in set(self.fields) - set(given) - set(self.errors) if given else ():
            self.add_error(name, _("Every figure says what it counts, how much and in what unit."))
        return self.cleaned_data


class BaseFigures(forms.BaseFormSet):  # type: ignore[type-arg]
    def figures(self) -> list[Figure]:
        """The rows that were filled in."""
        return [Figure(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("label")]


Figures = forms.formset_factory(
    FigureForm, formset=BaseFigures, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def figures_of(report: ProgressReport | None) -> Any:
    """The rows of a report, and some to be filled in."""
    kept: list[ReportFigure] = list(report.figures.all()) if report else []
    rows = [{"label": one.label, "value": one.amount, "unit": one.unit} for one in kept]
    return Figures(initial=rows, prefix="figures")


def with_more_rows(posted: Any) -> Any:
    """The rows as posted, unchecked, with more to be filled in."""
    total = posted.get("figures-TOTAL_FORMS", "")
    count = min(int(total) if total.isdecimal() else 0, MOST_ROWS)
    rows = [{name: posted.get(f"figures-{row}-{name}", "") for name in FigureForm.base_fields} for row in range(count)]
    return Figures(initial=rows, prefix="figures")


def plain_number(written: str) -> str:
    """A number as people type it: full-width digits, separators of thousands."""
    return unicodedata.normalize("NFKC", written).replace(",", "").strip()


def campaigns_of(rows: Any) -> list[str]:
    """The campaigns that the measures of some assignments belong to."""
    lists = rows.order_by().values_list("measure__campaigns", flat=True).distinct()
    return sorted({name for names in lists for name in names})
