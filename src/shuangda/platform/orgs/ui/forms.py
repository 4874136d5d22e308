from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuangda.platform.desk.widgets import DayInput

from .. import selectors
from ..actors import Actor
from ..models import Person, Region, Seat, Unit
from ..roles import ADMINS, OFFICE, Role

ANY = ("", _("All"))


def _password_hint() -> str:
    return " ".join(password_validators_help_texts())


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Units by their short and full name."""

    def label_from_instance(self, unit: Unit) -> str:
        return unit.short_name if unit.short_name == unit.name else f"{unit.short_name} · {unit.name}"


class UnitFilter(forms.Form):
    """What narrows the list of units."""

    q = forms.CharField(label=_("Name"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("In force")), ("closed", pgettext_lazy("unit", "Closed")), ("all", _("All"))],
    )

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [ANY, *Unit.Kind.choices]  # type: ignore[attr-defined]
        self.fields["region"].queryset = selectors.regions(actor)  # type: ignore[attr-defined]

    def condition(self) -> Q:
        """The rows that the valid fields let through."""
        self.is_valid()
        asked = self.cleaned_data
        open_now = Q(pk__in=Unit.objects.on().values("pk"))
        found = {"all": Q(), "closed": ~open_now}.get(asked.get("state", ""), open_now)
        if name := asked.get("q"):
            found &= Q(name__icontains=name) | Q(short_name__icontains=name) | Q(names__name__icontains=name)
        if kind := asked.get("kind"):
            found &= Q(kind=kind)
        if region := asked.get("region"):
            found &= Q(region=region)
        return found


class PersonFilter(forms.Form):
    """What narrows the list of people."""

    q = forms.CharField(label=_("Name, log-in name or unit"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("May log in")),
            ("locked", _("Log-in locked")),
            ("closed", _("Account closed")),
            ("none", _("Without a seat")),
            ("all", _("All")),
        ],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["role"].choices = [ANY, *Role.choices]  # type: ignore[attr-defined]

    def condition(self) -> Q:
        """The rows that the valid fields let through."""
        self.is_valid()
        asked = self.cleaned_data
        held = Seat.objects.on().filter(person=OuterRef("pk"))
        states = {
            "": Q(is_active=True, locked_at__isnull=True),
            "locked": Q(locked_at__isnull=False),
            "closed": Q(is_active=False),
            "none": ~Exists(held) & Q(is_active=True),
        }
        found = states.get(asked.get("state", ""), Q())
        if words := asked.get("q"):
            found &= (
                Q(full_name__icontains=words)
                | Q(username__icontains=words)
                | Q(unit__name__icontains=words)
                | Q(unit__short_name__icontains=words)
            )
        if role := asked.get("role"):
            found &= Q(Exists(held.filter(role=role)))
        return found


class RegionForm(forms.Form):
    parent = forms.ModelChoiceField(Region.objects.none(), label=_("Lies in"), empty_label=None)
    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("By GB/T 2260, for example 990102"))
    name = forms.CharField(label=_("Name"), max_length=60)

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        self.fields["parent"].queryset = selectors.regions(actor)  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    """A unit's fields; the names are asked only when it is new."""

    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), empty_label=None)
    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("As your documents write it, for example 区市场监管局")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices, initial=Unit.Kind.MEMBER)
    superior = UnitChoice(Unit.objects.none(), label=_("Superior"), required=False, empty_label=_("None"))
    can_enforce = forms.BooleanField(
        label=_("Has enforcement power"),
        required=False,
        help_text=_("Only such a unit owns cases and inspections. A coordinating office never has it."),
    )
    valid_from = forms.DateField(label=_("Exists since"), required=False, widget=DayInput())

    def __init__(self, actor: Actor, data: Any = None, unit: Unit | None = None) -> None:
        names = ("kind", "superior", "can_enforce", "valid_from")
        super().__init__(data, initial={name: getattr(unit, name) for name in names} if unit else None)
        others = selectors.units(actor).filter(pk__in=Unit.objects.on().values("pk"))
        self.fields["superior"].queryset = others.exclude(pk=unit.pk) if unit else others  # type: ignore[attr-defined]
        if unit:
            for name in ("region", "name", "short_name"):
                del self.fields[name]
        else:
            self.fields["region"].queryset = selectors.regions(actor)  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    name = forms.CharField(label=_("New full name"), max_length=120)
    short_name = forms.CharField(label=_("New short name"), max_length=60)
    day = forms.DateField(label=_("In force from"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200, help_text=_("Such as the decree"))


class OtherNameForm(forms.Form):
    name = forms.CharField(label=_("Other name"), max_length=120)
    valid_from = forms.DateField(label=_("In use since"), required=False, widget=DayInput())
    valid_to = forms.DateField(label=_("Last day"), required=False, widget=DayInput())


class CloseUnitForm(forms.Form):
    last_day = forms.DateField(label=_("Last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ConfirmForm(forms.Form):
    """Nothing to enter; the button is the answer."""


class PersonForm(forms.Form):
    """A person's fields; log-in name and first password are asked only when they are new."""

    full_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,60}$",
        label=_("Log-in name"),
        help_text=_("3 to 60 letters, digits, dots, hyphens"),
        error_messages={"invalid": _("Only letters, digits, dots, hyphens and underscores, at least three.")},
    )
    unit = UnitChoice(Unit.objects.none(), label=_("Belongs to"), empty_label=None)
    post = forms.CharField(label=_("Post"), required=False, max_length=60)
    phone = forms.CharField(label=_("Office phone"), required=False, max_length=30)
    password = forms.CharField(
        label=_("First password"),
        max_length=128,
        strip=False,
        help_text=lazy(_password_hint, str)(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, actor: Actor, data: Any = None, person: Person | None = None) -> None:
        names = ("full_name", "unit", "post", "phone")
        super().__init__(data, initial={name: getattr(person, name) for name in names} if person else None)
        self.fields["unit"].queryset = selectors.units(actor)  # type: ignore[attr-defined]
        if person:
            for name in ("username", "password"):
                del self.fields[name]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        strip=False,
        help_text=lazy(_password_hint, str)(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class SeatForm(forms.Form):
    unit = UnitChoice(Unit.objects.none(), label=_("Unit"), empty_label=None)
    role = forms.ChoiceField(label=_("Role"))
    valid_from = forms.DateField(label=_("From"), widget=DayInput())
    valid_to = forms.DateField(label=_("Last day"), required=False, widget=DayInput())
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(self, actor: Actor, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        in_force = Unit.objects.on().values("pk")
        self.fields["unit"].queryset = selectors.units(actor).filter(pk__in=in_force)  # type: ignore[attr-defined]
        working = [role for role in Role if role not in OFFICE | ADMINS]
        groups = ((_("Office"), OFFICE), (_("Units"), working), (_("Administrators"), ADMINS))
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a role")),
            *((label, [(role.value, role.label) for role in Role if role in roles]) for label, roles in groups),
        ]


class EndSeatForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput(), help_text=_("Leave it empty to end the seat at once")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class LiaisonFilter(forms.Form):
    """What narrows the roster of liaison officers."""

    q = forms.CharField(label=_("Unit or name"), required=False, max_length=60)
    missing = forms.BooleanField(label=_("Only units without a liaison officer"), required=False)
