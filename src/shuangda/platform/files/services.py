from __future__ import annotations

import hashlib
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from shuangda.platform.audit.services import record
from shuangda.platform.orgs.verdicts import Refused

from . import kinds
from .models import StoredFile

if TYPE_CHECKING:
    from shuangda.platform.orgs.actors import Actor

PROOF_LIMIT = 20 * 1024 * 1024
DOCUMENT_LIMIT = 20 * 1024 * 1024


def store_proof(*, actor: Actor, name: str, data: bytes) -> StoredFile:
    """Keep a proof file. Raises Refused, naming the file, when it is empty, too large or of a kind nobody takes."""
    return store(actor=actor, name=name, data=data, media_type=check_proof(name, data), limit=PROOF_LIMIT)


def check_proof(name: str, data: bytes) -> str:
    """The media type of a proof file. Raises Refused as `store_proof` does; nothing is written.

    Whoever stores several asks this of each first: bytes on the disk are not taken back with a transaction.
    """
    _check_size(name, data, PROOF_LIMIT)
    found = kinds.media_type(data)
    if found is None or found not in kinds.PROOFS:
        raise Refused(_("“%(name)s” is not a picture, PDF, OFD, Word or Excel file.") % {"name": clean_name(name)})
    return found


def _check_size(name: str, data: bytes, limit: int) -> None:
    shown = clean_name(name)
    if not data:
        raise Refused(_("“%(name)s” is empty.") % {"name": shown})
    if len(data) > limit:
        size = limit // (1024 * 1024)
        raise Refused(_("“%(name)s” is larger than %(size)d MB.") % {"name": shown, "size": size})


def store(*, actor: Actor, name: str, data: bytes, media_type: str, limit: int = DOCUMENT_LIMIT) -> StoredFile:
    """Keep the bytes as they came, with SHA-256 and SM3. Raises Refused when there are none or more than `limit`."""
    _check_size(name, data, limit)
    stored = StoredFile(
        name=clean_name(name),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        sm3=hashlib.new("sm3", data).hexdigest(),
        stored_by_id=actor.person_id,
        unit_id=actor.unit_id,
    )
    stored.content.save("", ContentFile(data), save=False)
    stored.save(force_insert=True)
    record(
        actor=actor,
        verb="file.stored",
        subject=stored,
        after={"sha256": stored.sha256, "sm3": stored.sm3, "size": stored.size, "media_type": media_type},
    )
    return stored


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, at most 200 characters, its ending kept."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    path = PurePath(shown or "file")
    return path.stem[: 200 - len(path.suffix[:20])] + path.suffix[:20]
