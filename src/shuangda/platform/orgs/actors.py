"""Who acts, in which seat. Every service and every selector takes one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied

from .models import Seat
from .roles import OFFICE, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one seat. Without a seat there is no role, hence no permission and no rows."""

    person_id: int | None = None
    name: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    region_id: int | None = None
    role: Role | None = None
    seat_id: int | None = None
    request_id: str = ""

    @property
    def in_office(self) -> bool:
        """Works in a coordinating office, as head or clerk."""
        return self.role in OFFICE

    def seated(self) -> tuple[int, int]:
        """The ids of the person and of the unit, for records that need both. Raises PermissionDenied without a seat."""
        if self.person_id is None or self.unit_id is None:
            raise PermissionDenied
        return self.person_id, self.unit_id

    @classmethod
    def in_seat(cls, seat: Seat, request_id: str = "") -> Actor:
        return cls(
            person_id=seat.person_id,
            name=seat.person.full_name,
            unit_id=seat.unit_id,
            unit_name=seat.unit.short_name,
            region_id=seat.unit.region_id,
            role=Role(seat.role),
            seat_id=seat.pk,
            request_id=request_id,
        )

    def during(self, request_id: str) -> Actor:
        """The same actor, with the id of the request in which it acts."""
        return replace(self, request_id=request_id)


NOBODY = Actor()


def system(purpose: str) -> Actor:
    """The software itself, for jobs: no seat, so that no scope opens; the audit trail names the purpose."""
    return Actor(name=f"system:{purpose}")
