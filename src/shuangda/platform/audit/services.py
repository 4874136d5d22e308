"""The only writer of the audit trail."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models, transaction

from shuangda.platform import clock

from .chain import digests, plain
from .models import AuditEvent, ChainHead


class Acting(Protocol):
    """What the trail needs to know of whoever acts. `orgs.actors.Actor` fits."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def unit_name(self) -> str: ...
    @property
    def request_id(self) -> str: ...


def record(
    *,
    actor: Acting,
    verb: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Append one event to the chain, inside the transaction of the action that it records.

    `verb` is `<noun>.<past participle>`, such as `measure.accepted`; `before` and `after` hold JSON values of the
    fields that changed, never personal data. Raises TransactionManagementError outside a transaction: an event
    that can outlive its action would be a lie. Raises TypeError for values that are no JSON values (see `plain`).
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit event belongs in the transaction of its action")
    head = ChainHead.objects.select_for_update().get(pk=1)
    event = AuditEvent(
        seq=head.seq + 1,
        at=clock.now(),
        actor_id=actor.person_id,
        actor_name=actor.name,
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        before=plain(before or {}),
        after=plain(after or {}),
        reason=reason,
        request_id=actor.request_id,
        previous=head.sha256,
    )
    event.sha256, event.sm3 = digests(head.sha256, event.payload())
    event.save(force_insert=True)
    head.seq, head.sha256 = event.seq, event.sha256
    head.save(update_fields=["seq", "sha256"])
    return event
