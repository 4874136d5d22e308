"""What is no DOCX, or made to harm, is refused in one sentence, soon."""

from __future__ import annotations

import io
import random
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.gongwen.checking import Unreadable, check, fix

from .papers import clean

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(document: str | bytes, **others: str | bytes) -> bytes:
    """A DOCX with this main part and others by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", document)
        for name, content in others.items():
            target.writestr(name, content)
    return out.getvalue()


def body(inner: str) -> str:
    return f"<w:document {_SPACE}><w:body>{inner}</w:body></w:document>"


_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HOSTILE = {
    "empty": (b"", "empty"),
    "text": ("关于开会的通知".encode(), "not_docx"),
    "pdf": (b"%PDF-1.7 ...", "not_docx"),
    "other_zip": (package(body(""))[:0] or b"PK\x05\x06" + b"\0" * 18, "not_docx"),
    "cut_off": (clean("notice")[:4000], "damaged"),
    "old_word": (_OLE, "not_docx"),
    "encrypted": (_OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "macros": (package(body(""), **{"word/vbaProject.bin": "x" * 90}), "macros"),
    "macro_type": (
        package(body(""), **{"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled</Types>"}),
        "macros",
    ),
    "no_xml": (package("<w:document"), "damaged"),
    "no_body": (package(f"<w:document {_SPACE}/>"), "damaged"),
    "laughs": (package(_LAUGHS + f"<w:document {_SPACE}><w:body>&i;</w:body></w:document>"), "unsafe"),
    "bomb": (package(b" " * 60_000_000), "unsafe"),
    "long": (
        package(body("<w:p><w:r><w:t>" + random.Random(1).randbytes(200_000).hex() + "</w:t></w:r></w:p>")),
        "too_long",
    ),
    "paragraphs": (package(body("<w:p/>" * 25_000)), "too_long"),
    "tags": (package(body("<w:p/>" * 900_000)), "unsafe"),
    "deep": (package(body("<w:sdt>" * 400 + "</w:sdt>" * 400)), "damaged"),
    "no_styles": (package(body(""), **{"word/other.bin": "x"}), ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_sentence_and_soon(name: str) -> None:
    data, code = HOSTILE[name]
    begun = time.monotonic()

    if code:
        for refuse in (check, fix):
            with pytest.raises(Unreadable) as caught:
                refuse(data)
            assert caught.value.code == code
            assert caught.value.message.endswith("。")
            assert "\n" not in caught.value.message
    else:
        check(data)

    assert time.monotonic() - begun < 10


def test_a_part_that_is_broken_makes_one_sentence() -> None:
    source = zipfile.ZipFile(io.BytesIO(clean("notice")))
    for broken in (
        "word/styles.xml",
        "word/numbering.xml",
        "word/footer1.xml",
        "docProps/core.xml",
        "word/settings.xml",
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for member in source.namelist():
                target.writestr(member, b"<broken" if member == broken else source.read(member))
        with pytest.raises(Unreadable):
            check(out.getvalue())


def test_styles_based_on_thousands_of_others_cost_no_time() -> None:
    own = '<w:basedOn w:val="s{}"/><w:rPr><w:sz w:val="{}"/></w:rPr>'
    based = f'<w:style w:type="paragraph" w:styleId="s{{}}">{own}</w:style>'
    styles = "".join(based.format(n, n - 1, n) for n in range(3_000))
    words = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>检查</w:t></w:r></w:p>' for n in range(3_000)
    )
    relation = '<Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>'
    others = {
        "word/styles.xml": f"<w:styles {_SPACE}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://x/relationships">{relation}</Relationships>',
    }
    begun = time.process_time()

    check(package(body(words), **others))

    assert time.process_time() - begun < 5


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_checked_or_refused(data: st.DataObject) -> None:
    """Whatever is cut out or changed in the main part: an answer or Unreadable, nothing else."""
    source = zipfile.ZipFile(io.BytesIO(clean("notice")))
    name = data.draw(st.sampled_from(("word/document.xml", "word/styles.xml", "word/footer1.xml")))
    content = source.read(name).decode()
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, min(begin + 400, len(content))))
    put = data.draw(st.sampled_from(("", "-1", "99999999999", "<w:p/>", 'w:val="é"', "</w:p><w:p>", "一、")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for member in source.namelist():
            target.writestr(member, content[:begin] + put + content[end:] if member == name else source.read(member))
    with suppress(Unreadable):
        check(fix(out.getvalue())[0])
