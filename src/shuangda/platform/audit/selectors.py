"""What can be read of the trail, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.selectors import within

from .chain import GENESIS, Break, Link, first_break
from .models import AuditEvent, ChainHead, covered


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many links were walked and where the chain breaks first, if it does; `head` is the last digest that held."""

    events: int
    broken: Break | None
    head: str


def events(actor: Actor) -> models.QuerySet[AuditEvent]:
    """The trail as the audit administrator of a region sees it: acts of its units, and those of no unit."""
    if actor.role != Role.AUDIT_ADMIN or actor.region_id is None:
        return AuditEvent.objects.none()
    units = Unit.objects.filter(within(actor.region_id)).values("pk")
    return AuditEvent.objects.filter(Q(unit_id__in=units) | Q(unit_id__isnull=True))


def history(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """All that happened to one record, oldest first. The caller has already decided who may see the record."""
    return AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def verify() -> Verdict:
    """Walk the whole chain, also while others append to it.

    The head is read before and after: every event up to the first must be there, and none beyond the second.
    """
    start = _head()
    walk = _Walk(start[0])
    broken = first_break(walk.links())
    if broken is None and walk.digest_at_start != start[1]:
        broken = Break(max(1, min(walk.seq + 1, start[0])), "removed")
    if broken is None and walk.seq > _head()[0]:
        broken = Break(_head()[0] + 1, "foreign")
    return Verdict(walk.seq, broken, walk.digest)


def lines() -> Iterator[dict[str, Any]]:
    """Every event as it is hashed, with its digests, in order: what an off-line verifier needs."""
    for values in AuditEvent.objects.order_by("seq").values().iterator(chunk_size=2000):
        digests = {name: values[name] for name in ("previous", "sha256", "sm3")}
        yield covered(dict(values)) | digests


class _Walk:
    """The events in order, remembering how far it came and which digest stood where the head was."""

    def __init__(self, start: int) -> None:
        self.start, self.seq, self.digest = start, 0, GENESIS
        self.digest_at_start = GENESIS if start == 0 else ""

    def links(self) -> Iterator[Link]:
        for values in AuditEvent.objects.order_by("seq").values().iterator(chunk_size=2000):
            link = Link(values["seq"], values["previous"], values["sha256"], values["sm3"], covered(dict(values)))
            yield link
            self.seq, self.digest = link.seq, link.sha256
            if link.seq == self.start:
                self.digest_at_start = link.sha256


def _head() -> tuple[int, str]:
    """Number and digest of the last event; an impossible pair when the head itself was removed."""
    head = ChainHead.objects.filter(pk=1).values_list("seq", "sha256").first()
    return head or (-1, "")
