"""What an attacker or an accident hands in as a file."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.db import transaction
from django.http import Http404
from openpyxl import Workbook
from PIL import Image

from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.files import http, kinds, services
from shuangda.platform.files.models import StoredFile
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
CAMERA, LATITUDE = 0x0110, 2


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": tmp_path}
    settings.STORAGES = storages


@pytest.fixture
def liaison() -> Actor:
    return factories.actor_of(Role.LIAISON)


def _picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    picture, buffer = Image.new("RGB", size, "steelblue"), io.BytesIO()
    exif = Image.Exif()
    exif[CAMERA] = "Secret Camera"
    exif.get_ifd(0x8825)[LATITUDE] = (31.0, 0.0, 0.0)
    picture.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def _xlsx() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


DOCX_PARTS = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (_picture("JPEG"), "image/jpeg"),
        (_picture("PNG"), "image/png"),
        (_picture("WEBP"), "image/webp"),
        (_xlsx(), kinds.XLSX),
        (_zip(*DOCX_PARTS), kinds.DOCX),
        (_zip("OFD.xml"), kinds.OFD),
        (b"%PDF-1.7\n%%EOF", kinds.PDF),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, found: str) -> None:
    assert kinds.media_type(data) == found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("现场.jpg", b"<html><script>alert(1)</script></html>"),
        ("现场.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("现场.png", b"\xff\xd8\xff<html><script>alert(1)</script>"),
        ("现场.png", b"\x89PNG\r\n\x1a\n<html>"),
        ("现场.webp", b"RIFF\x00\x00\x00\x00WEBP<html>"),
        ("报告.docx", _zip("payload.exe")),
        ("报告.docx", _zip("word/document.xml")),
        ("报告.docx", _zip(*DOCX_PARTS, "word/vbaProject.bin")),
        ("报告.docx", b"PK\x03\x04 not a zip at all"),
        ("运行.exe", b"MZ\x90\x00"),
        ("动画.gif", b"GIF89a;<script>"),
        ("空白.txt", b"plain text"),
        ("空.jpg", b""),
    ],
)
def test_what_is_no_proof_is_refused_by_name(liaison: Actor, name: str, data: bytes) -> None:
    with pytest.raises(Refused, match=name.split(".")[0]), transaction.atomic():
        services.store_proof(actor=liaison, name=name, data=data)
    assert not StoredFile.objects.exists()


def test_a_file_that_is_two_kinds_is_only_ever_a_download(liaison: Actor) -> None:
    """A real picture with a page behind it: it stays a picture, is never shown as it came, and loses the page."""
    with transaction.atomic():
        stored = services.store_proof(actor=liaison, name="a.jpg", data=_picture() + b"<script>alert(1)</script>")
    response = http.original(stored)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()
    assert b"script" not in http.preview(stored).content


def test_a_picture_of_impossible_size_is_refused() -> None:
    header = bytearray(_picture("PNG"))
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    assert kinds.media_type(bytes(header)) is None


def test_the_original_stays_as_it_came(liaison: Actor) -> None:
    data = _picture()
    with transaction.atomic():
        stored = services.store_proof(actor=liaison, name="现场照片.jpg", data=data)
    with stored.content.open("rb") as handle:
        assert handle.read() == data
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.sm3 == hashlib.new("sm3", data).hexdigest()
    assert (stored.size, stored.unit_id, stored.stored_by_id) == (len(data), liaison.unit_id, liaison.person_id)
    event = AuditEvent.objects.get()
    assert (event.verb, event.after["sha256"]) == ("file.stored", stored.sha256)


def test_place_and_camera_are_gone_from_the_preview(liaison: Actor) -> None:
    with transaction.atomic():
        stored = services.store_proof(actor=liaison, name="现场照片.jpg", data=_picture(size=(4000, 3000)))
    shown = http.preview(stored).content
    with Image.open(io.BytesIO(shown)) as picture:
        assert not picture.getexif()
        assert max(picture.size) == http.PREVIEW_PIXELS
    assert b"Secret Camera" not in shown
    with stored.content.open("rb") as handle:
        assert b"Secret Camera" in handle.read(), "the original keeps what it came with"


def test_there_is_no_preview_of_a_document(liaison: Actor) -> None:
    with transaction.atomic():
        stored = services.store_proof(actor=liaison, name="表.xlsx", data=_xlsx())
    with pytest.raises(Http404):
        http.preview(stored)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\照片.jpg", "照片.jpg"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
        ("a\x00b\r\n.jpg", "ab.jpg"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("甲" * 300 + ".jpg", "甲" * 196 + ".jpg"),
    ],
)
def test_a_name_from_outside_is_only_a_label(liaison: Actor, name: str, kept: str) -> None:
    with transaction.atomic():
        stored = services.store_proof(actor=liaison, name=name, data=_picture())
    assert stored.name == kept
    assert stored.content.name == f"{stored.pk.hex[:2]}/{stored.pk.hex}"


def test_what_is_too_large_is_refused(liaison: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PROOF_LIMIT", 100)
    with pytest.raises(Refused, match="现场"), transaction.atomic():
        services.store_proof(actor=liaison, name="现场.jpg", data=_picture())


def test_a_file_is_kept_in_the_transaction_of_its_act(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        services.store(actor=Actor(name="周行"), name="a.pdf", data=b"%PDF-", media_type=kinds.PDF)
