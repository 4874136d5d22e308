"""What a changing service does alike: lock the row, compare, save, tell the trail what was and what is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ..verdicts import Refused

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """The row as it is now, locked until the transaction ends."""
    manager: models.Manager[Row] = row._meta.model._base_manager  # type: ignore[assignment]
    return manager.select_for_update(of=("self",)).get(pk=row.pk)


def checked(row: models.Model) -> None:
    """Hold the model's own limits. Raises Refused with all of its messages."""
    try:
        row.clean_fields()
    except ValidationError as error:
        names = {field.name: field.verbose_name for field in row._meta.concrete_fields}
        lines = [f"{names[name]}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        raise Refused("\n".join(lines)) from error


def apply(row: models.Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set and save the values that differ. Returns them before and after, as the trail keeps them."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: plain(getattr(row, name)) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        checked(row)
        row.save(update_fields=list(changed))
    return before, {name: plain(value) for name, value in changed.items()}


def plain(value: Any) -> Any:
    """A field's value as a JSON value: days in ISO 8601, rows by their key."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
