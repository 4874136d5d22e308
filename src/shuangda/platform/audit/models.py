from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import models
from django.utils.functional import Promise

from .chain import GENESIS
from .wording import verb_words


class AuditEvent(models.Model):
    """One action: who, acting for which unit, did what to which record, with what before and after, and why.

    Names are kept as they were at the time. Nothing here points at other tables, so that removing a person or
    renaming a unit never changes history. A database trigger refuses changes and deletions.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_type}:{self.subject_id}"

    @property
    def words(self) -> str | Promise:
        """What was done, as a page says it."""
        return verb_words(self.verb)

    def payload(self) -> dict[str, Any]:
        """What the digests cover: everything but the digests themselves."""
        return covered({field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields})


def covered(values: dict[str, Any]) -> dict[str, Any]:
    """Of all values of an event, those that its digests cover, as they are hashed."""
    found = {name: value for name, value in values.items() if name not in {"previous", "sha256", "sm3"}}
    found["at"] = found["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return found


class ChainHead(models.Model):
    """The last link. Its row is locked by whoever appends, so that two writers can never follow the same event."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.sha256}"
