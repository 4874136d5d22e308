"""Files built by code, for the tests and the benchmarks of the reader: an invented district's papers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

LINES = (
    "青禾区2021年打击侵权假冒工作要点",
    "一、加强重点领域治理",
    "（一）开展农资市场检查。2021年6月底前完成不少于15家门店的检查。（责任单位：区农业农村局、区市场监管局）",
    "（二）开展校园周边清查。（区教育局牵头，区市场监管局配合）",
    "二、做好信息报送",
    "各成员单位于每月25日前报送工作信息，每月不少于1篇。",
)
"""A small plan that every builder can hold."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


Stroke = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip of these members; XML without a declaration is UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A Word file from the XML inside `w:body`, `w:numbering` and `w:styles` (prefix `w:`)."""
    space = f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    parts = {"numbering": numbering, "styles": styles}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name, xml in parts.items() if xml
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            "</Relationships>",
            **{f"word/{name}.xml": f"<w:{name} {space}>{xml}</w:{name}>" for name, xml in parts.items() if xml},
            **(extra or {}),
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def plain_docx(lines: Iterable[str] = LINES, *, numbering: str = "") -> bytes:
    """Paragraphs without format; with `numbering` each is an item of list 1."""
    properties = '<w:numPr><w:numId w:val="1"/></w:numPr>' if numbering else ""
    return docx("".join(paragraph(line, properties) for line in lines), numbering=numbering)


def html(lines: Iterable[str] = LINES) -> bytes:
    return ("<!DOCTYPE html><html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


def ofd(
    pages: Sequence[Sequence[tuple[float, float, float, str]]],
    *,
    root: str = "Doc_0/Document.xml",
    rules: Sequence[Stroke] = (),
) -> bytes:
    """An OFD whose pages are texts with their place and size: (left, top, size, text) in millimetres.

    `rules` are drawn on each page.
    """
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for index, page in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{n}" Boundary="{left} {top} {size * len(text)} {size}" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(text) - 1} {size}">{text}</ofd:TextCode></ofd:TextObject>'
            for n, (left, top, size, text) in enumerate(page)
        ) + "".join(
            f'<ofd:PathObject ID="r{n}" Boundary="{x} {y} {x1 - x} {y1 - y}">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x} {y1 - y}</ofd:AbbreviatedData></ofd:PathObject>"
            for n, (x, y, x1, y1) in enumerate(rules)
        )
        members[f"Doc_0/Pages/Page_{index}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(members)


def plain_ofd(lines: Sequence[str] = LINES) -> bytes:
    return ofd([[(30.0, 30.0 + 8 * n, 4.5, line) for n, line in enumerate(lines)]])


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, encrypt: bool = False, drawing: str = ""
) -> bytes:
    """A PDF whose pages are texts with their place and size: (left, bottom, size, text) in points.

    `drawing` are operators that each page begins with.

    The font is named, not embedded, and every character is as wide as high; a ToUnicode map says what the
    codes mean (ISO 32000-1, 9.10.3), which is all that reading needs.
    """
    letters = sorted({letter for page in pages for *_, text in page for letter in text})
    code = {letter: index + 1 for index, letter in enumerate(letters)}
    mapping = "".join(f"<{code[c]:04X}> <{c.encode('utf-16-be').hex().upper()}>\n" for c in letters)
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /FontDescriptor 6 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: _stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(letters)} beginbfchar\n{mapping}endbfchar endcmap end end"
        ),
        6: b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880 /Descent -120 /CapHeight 880"
        b" /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >>",
        7: b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    }
    kids: list[str] = []
    for index, page in enumerate(pages):
        number = 10 + 2 * index
        shown = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm <{''.join(f'{code[c]:04X}' for c in text)}> Tj ET"
            for left, bottom, size, text in page
        )
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[number + 1] = _stream(f"{drawing}\n{shown}")
        kids.append(f"{number} 0 R")
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _assemble(objects, "/Encrypt 7 0 R /ID [<00> <00>]" if encrypt else "")


def _stream(content: str) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode("ascii")


def _assemble(objects: dict[int, bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    table = b""
    for number in sorted(objects):
        table += f"{number} 1\n{len(out):010d} 00000 n \n".encode()
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(out)
    return (
        out
        + b"xref\n0 1\n0000000000 65535 f \n"
        + table
        + f"trailer << /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


Placed = tuple[float, float, float, str]


def typeset(lines: Iterable[str]) -> list[Placed]:
    """One page of paragraphs, however long it gets."""
    return [placed for page in typeset_pages(lines, rows=10_000) for placed in page]


def typeset_pages(
    lines: Iterable[str], *, left: float = 90.0, width: int = 27, size: float = 16.0, rows: int = 22
) -> list[list[Placed]]:
    """Pages of paragraphs broken into lines of `width` characters, first lines indented by two, as offices print."""
    printed: list[tuple[int, str]] = []
    for line in lines:
        printed.append((2, line[: width - 2]))
        printed += [(0, line[start : start + width]) for start in range(width - 2, len(line), width)]
    return [
        [
            (left + indent * size, 740.0 - 28.0 * row, size, text)
            for row, (indent, text) in enumerate(printed[start : start + rows])
        ]
        for start in range(0, len(printed), rows)
    ]


def plain_pdf(lines: Sequence[str] = LINES) -> bytes:
    return pdf([typeset(lines)])
