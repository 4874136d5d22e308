"""The only writers of the organisation. Each act: transaction, lock, rule, check, write, event."""

from .aliases import decide_alias, drop_alias
from .founding import FirstAdmin, Founding, found
from .people import (
    change_own_password,
    change_person,
    create_person,
    deactivate_person,
    lock_person,
    note_failed_login,
    note_login,
    reactivate_person,
    set_password,
    unlock_person,
)
from .seats import end_seat, give_seat
from .units import add_unit_name, change_unit, close_unit, create_region, create_unit, rename_unit

__all__ = [
    "FirstAdmin",
    "Founding",
    "add_unit_name",
    "change_own_password",
    "change_person",
    "change_unit",
    "close_unit",
    "create_person",
    "create_region",
    "create_unit",
    "deactivate_person",
    "decide_alias",
    "drop_alias",
    "end_seat",
    "found",
    "give_seat",
    "lock_person",
    "note_failed_login",
    "note_login",
    "reactivate_person",
    "rename_unit",
    "set_password",
    "unlock_person",
]
