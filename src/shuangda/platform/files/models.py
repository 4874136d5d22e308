from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuangda.platform import clock


def storage_path(stored: StoredFile, _filename: str) -> str:
    """Where the bytes lie: by id, so that no name from outside ever becomes a path."""
    return f"{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    """An original, untouched. It has no address of its own: the record that owns it decides who may have it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64)
    content = models.FileField(upload_to=storage_path)
    stored_at = models.DateTimeField(default=clock.now)
    stored_by = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["stored_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show a cleaned copy of it."""
        return self.media_type in {"image/jpeg", "image/png", "image/webp"}
