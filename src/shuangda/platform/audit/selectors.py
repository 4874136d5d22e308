from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from .chain import Break, first_break
from .models import AuditEvent, ChainHead


def history(*subjects: models.Model) -> models.QuerySet[AuditEvent]:
    """All that happened to the records, oldest first. The caller has already decided who may see them."""
    wanted = models.Q(pk__in=[])
    for subject in subjects:
        wanted |= models.Q(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return AuditEvent.objects.filter(wanted)


def verify() -> tuple[int, Break | None]:
    """Walk the whole chain. Returns how many events it has and the first break, if any."""
    found = first_break(event.link() for event in _stream())
    head = ChainHead.objects.get(pk=1)
    if found is None:
        last = AuditEvent.objects.order_by("-seq").first()
        if (head.seq, head.sha256) != ((last.seq, last.sha256) if last else (0, head.sha256)):
            found = Break(head.seq, "the chain's head points at an event that is not there")
    return AuditEvent.objects.count(), found


def _stream() -> Iterator[AuditEvent]:
    return AuditEvent.objects.order_by("seq").iterator(chunk_size=2000)
