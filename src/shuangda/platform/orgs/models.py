from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuangda.platform import clock

from .roles import Role


class InForce(models.QuerySet[Any]):
    """Rows with a first and a last day of validity."""

    def on(self, day: date | None = None) -> InForce:
        """Those in force on a day; today if none is given."""
        day = day or clock.today()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Dated(models.Model):
    """Valid from a day to a day, both included; an open end is empty."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_dates_in_order",
            )
        ]


class Region(models.Model):
    """An administrative division by GB/T 2260: province, prefecture, county."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(Dated):
    """A body that can be given work. Only one with `can_enforce` (执法主体资格) may own cases and inspections."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Coordinating office")
        MEMBER = "member", _("Member unit")
        COUNTY = "county", _("County-level body")
        OTHER = "other", _("Other body")

    region = models.ForeignKey(Region, models.PROTECT, related_name="units", verbose_name=_("region"))
    name = models.CharField(_("full name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEMBER)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name=_("superior")
    )
    can_enforce = models.BooleanField(_("has enforcement power"), default=False)

    class Meta(Dated.Meta):
        ordering = ["region__code", "kind", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["region", "name"], name="orgs_unit_name_once_in_region"),
            models.CheckConstraint(
                condition=~Q(kind="office") | Q(can_enforce=False), name="orgs_an_office_never_enforces"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class UnitName(Dated):
    """Another name of a unit: one it had before, or one in use beside the official one."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=120)
    former = models.BooleanField(_("former name"), default=False)

    class Meta(Dated.Meta):
        ordering = ["unit", "valid_from", "id"]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """What a clerk decided that a name in a document means for this office; it holds from then on."""

    office = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name as written"), max_length=120)
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("units meant"))
    decided_by = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["office", "name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="orgs_alias_once_in_office")]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people; they are made by `services.create_person` only."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody with a log-in. What they may do comes from the seats they hold, never from the person."""

    username = models.CharField(_("log-in name"), max_length=60, unique=True)
    full_name = models.CharField(_("name"), max_length=60)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("belongs to")
    )
    post = models.CharField(_("post"), max_length=60, blank=True)
    phone = models.CharField(_("office phone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    locked_at = models.DateTimeField(_("log-in locked since"), null=True, blank=True)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    date_joined = models.DateTimeField(_("since"), default=clock.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name


class SeatsHeld(InForce):
    """Seats with their days, and the moment at which one was taken away."""

    def on(self, day: date | None = None) -> SeatsHeld:
        """Those held on a day; one that was taken away is not held on the day of its end."""
        day = day or clock.today()
        held = super().on(day).filter(Q(ended_at__isnull=True) | Q(ended_at__date__gt=day))
        return cast(SeatsHeld, held)


class Seat(Dated):
    """A person in a role at a unit for a time: who held it when a task was given stays answerable."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = SeatsHeld.as_manager()  # type: ignore[misc]  # narrows that of Dated

    class Meta(Dated.Meta):
        ordering = ["unit", "role", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "unit", "role", "valid_from"],
                condition=Q(ended_at__isnull=True),
                name="orgs_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit} · {self.get_role_display()}"
