"""Broken and hostile files: every one gets a sentence, none a traceback."""

from __future__ import annotations

import io
import pickle
import shutil
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangda.kernel.policytext import ReadError, SourceText, extract, limits
from shuangda.kernel.policytext.errors import MESSAGES

from .builders import LINES, docx, html, plain_docx, plain_ofd, plain_pdf, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)


def code(data: bytes) -> str:
    with pytest.raises(ReadError) as refused:
        extract("文件", data)
    return refused.value.code


def locked(data: bytes) -> bytes:
    """The zip with every member's encryption bit set, in the local headers and in the directory."""
    out = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(sign)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(sign, at + 4)
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\0" * 1_000, "not_document"),
        (bytes(range(256)) * 40, "not_document"),
        (b"x" * (limits.INPUT_BYTES + 1), "too_large"),
        (b"x" * limits.INPUT_BYTES, "too_long"),
        (plain_docx()[:700], "damaged"),
        (plain_docx()[:-30], "damaged"),
        (plain_ofd()[: len(plain_ofd()) // 2], "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (zipped({"a.txt": "x"}), "not_document"),
        (zipped({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (zipped({"OFD.xml": "<x/>", "../../escape": "x"}), "unsafe"),
        (zipped({"word/document.xml": LAUGHS}), "unsafe"),
        (zipped({"OFD.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><OFD/>'}), "unsafe"),
        (zipped({"OFD.xml": "<OFD><DocRoot>missing.xml</DocRoot></OFD>"}), "damaged"),
        (docx("<w:p/>" + "x" * 3_000_000), "unsafe"),
        (zipped({"word/document.xml": "x", **{f"{n}": "" for n in range(limits.ARCHIVE_MEMBERS)}}), "unsafe"),
        (locked(plain_docx()), "encrypted"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (b"MZ\x90\x00" + b"\1" * 500, "not_document"),
        (b"Rar!\x1a\x07", "not_document"),
        (b'<?xml version="1.0"?><feed><entry/></feed>', "not_document"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_sum_of_members_is_bounded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<x/>")
        for number in range(300):
            package.writestr(f"word/media/{number}", b"\0" * limits.MIB)
    assert code(buffer.getvalue()) == "unsafe"


def test_directory_that_lies_about_its_length_is_refused() -> None:
    data = bytearray(plain_docx())
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0x7FFFFFFF)
    assert code(bytes(data)) == "unsafe"


def test_encrypted_word_97() -> None:
    data = bytearray(OLE + b"\0" * 1_000 + "WordDocument".encode("utf-16-le"))
    struct.pack_into("<H8xH", data, 512, 0xA5EC, 0x0100)
    assert code(bytes(data)) == "encrypted"


@pytest.mark.parametrize("data", [OLE + b"\0" * 1_000 + "WordDocument".encode("utf-16-le"), b"{\\rtf1 x}"])
def test_without_libreoffice_old_files_say_what_is_needed(data: bytes, without_office: None) -> None:
    assert code(data) == "no_converter"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rtf_through_libreoffice() -> None:
    text = "".join(f"\\u{ord(letter)}?" for letter in "一、加强领导")
    source = extract("x.doc", ("{\\rtf1\\ansi " + text + "\\par}").encode())
    assert (source.text.strip(), source.media_type) == ("一、加强领导", "application/rtf")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"\xff\xd8\xff\xe0" + b"\0" * 50])
def test_pictures_are_scans(data: bytes, without_ocr: None) -> None:
    assert code(data) == "scan"


def test_the_name_does_not_decide() -> None:
    assert extract("要点.pdf", plain_docx()).text.split("\n") == list(LINES)
    assert extract("要点.docx", "\n".join(LINES).encode("gb18030")).media_type == "text/plain"


def test_nul_characters_do_not_reach_the_text() -> None:
    assert extract("x", ("加强领导" * 100 + "\0" + "压实责任").encode()).text == "加强领导" * 100 + "压实责任"


def test_every_message_is_one_sentence() -> None:
    for message in MESSAGES.values():
        assert message.endswith("。")
        assert message.count("。") == 1


def test_an_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadError("scan")))  # noqa: S301
    assert (error.code, error.message) == ("scan", MESSAGES["scan"])


def read_or_refuse(data: bytes) -> None:
    """Text fit to store and print, or ReadError; anything else fails the test."""
    with suppress(ReadError):
        source = extract("x", data)
        assert isinstance(source, SourceText)
        assert source.text.strip()
        assert not set(source.text) & {"\r", "\0"}
        source.text.encode("utf-8")


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    read_or_refuse(data)


@given(
    st.sampled_from((b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<?xml ", b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff")),
    st.binary(max_size=200),
)
@settings(max_examples=200, deadline=None)
def test_bytes_behind_a_promising_start(start: bytes, data: bytes) -> None:
    read_or_refuse(start + data)


@given(
    st.sampled_from((plain_docx(), plain_ofd(), plain_pdf(), html())),
    st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=6)), max_size=5),
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_give_text_or_a_sentence(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    broken = bytearray(data)
    for at, put in changes:
        broken[at % len(data) : at % len(data) + len(put)] = put
    read_or_refuse(bytes(broken))
