"""Word files: automatic numbers, tables, revisions, text boxes."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from shuangda.kernel.policytext import ReadError, extract
from shuangda.kernel.policytext.sources.numerals import number_text

from .builders import docx, paragraph, run


def lines(body: str, **parts: str) -> list[str]:
    return extract("文件.docx", docx(body, **parts)).text.split("\n")


def level(index: int, number_format: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(levels: str, number: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def instance(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def numbered(text: str, list_id: int = 1, ilvl: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{list_id}"/></w:numPr>')


CHINESE = abstract(level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）")) + instance(1)


def test_chinese_outline_is_numbered_and_restarts_under_each_heading() -> None:
    body = (
        numbered("总体要求")
        + numbered("加强领导", ilvl=1)
        + numbered("压实责任", ilvl=1)
        + numbered("重点任务")
        + numbered("开展检查", ilvl=1)
    )
    assert lines(body, numbering=CHINESE) == [
        "一、总体要求",
        "（一）加强领导",
        "（二）压实责任",
        "二、重点任务",
        "（一）开展检查",
    ]


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("japaneseCounting", 12, "十二"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 5, "05"),
        ("ideographTraditional", 2, "乙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalEnclosedCircle", 51, "51"),
        ("somethingNew", 7, "7"),
        ("bullet", 7, ""),
    ],
)
def test_number_formats(number_format: str, value: int, text: str) -> None:
    assert number_text(value, number_format) == text


def test_pattern_with_several_levels_and_legal_numbering() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = numbered("总则") + numbered("目的", ilvl=1) + numbered("依据", ilvl=1)
    assert lines(body, numbering=abstract(levels) + instance(1)) == ["第一章 总则", "1.1 目的", "1.2 依据"]


def test_level_that_never_restarts_counts_on() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    body = numbered("总则") + numbered("甲", ilvl=1) + numbered("附则") + numbered("乙", ilvl=1)
    assert lines(body, numbering=abstract(levels) + instance(1)) == [
        "第一章 总则",
        "第一条 甲",
        "第二章 附则",
        "第二条 乙",
    ]


def test_two_instances_count_on_together_unless_one_starts_again() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(level(0, "decimal", "%1.")) + instance(1) + instance(2) + instance(3, overrides=override)
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3)
    assert lines(body, numbering=numbering) == ["1. 甲", "2. 乙", "1. 丙", "2. 丁"]


def test_numbers_come_through_styles_and_their_parents() -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H2"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="H1"/>')
        + paragraph("乙", '<w:pStyle w:val="H2"/>')
        + paragraph("丙", '<w:pStyle w:val="Own"/>')
        + paragraph("丁", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, numbering=abstract(levels) + instance(1), styles=styles) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "丁",
    ]


def test_style_that_is_its_own_parent_does_not_hang() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert lines(paragraph("甲", '<w:pStyle w:val="A"/>'), styles=styles, numbering=CHINESE) == ["甲"]


def test_empty_numbered_paragraph_counts_but_prints_nothing() -> None:
    assert lines(numbered("甲") + numbered("") + numbered("丙"), numbering=CHINESE) == ["一、甲", "", "三、丙"]


def test_number_before_a_figure_stands_apart() -> None:
    numbering = abstract(level(0, "decimal", "%1.")) + instance(1)
    assert lines(numbered("5月底前完成。"), numbering=numbering) == ["1. 5月底前完成。"]


def test_bullets_are_dropped() -> None:
    numbering = abstract(level(0, "bullet", "\uf06c")) + instance(1)
    assert lines(numbered("甲"), numbering=numbering) == ["甲"]


def test_table_rows_with_merged_cells() -> None:
    document = python_docx.Document()
    table = document.add_table(4, 3)
    for row, texts in enumerate((("任务", "责任单位", "时限"), ("农资检查", "区农业农村局", "6月底前"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).text, table.cell(2, 2).text = "区供销社", "7月底前"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "小计"
    table.cell(3, 2).text = "2项"
    buffer = io.BytesIO()
    document.save(buffer)
    assert extract("表.docx", buffer.getvalue()).text.strip().split("\n") == [
        "任务\t责任单位\t时限",
        "农资检查\t区农业农村局\t6月底前",
        "农资检查\t区供销社\t7月底前",
        "小计\t2项",
    ]


def test_lines_of_a_cell_are_joined_and_numbered() -> None:
    cells = f"<w:tc>{numbered('甲')}{numbered('乙')}</w:tc><w:tc>{paragraph('区法院')}{paragraph('区检察院')}</w:tc>"
    assert lines(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", numbering=CHINESE) == ["一、甲 二、乙\t区法院 区检察院"]


def test_one_column_is_a_frame_not_a_table() -> None:
    cell = f"<w:tc>{paragraph('第一行')}{paragraph('第二行')}</w:tc>"
    assert lines(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == ["第一行", "第二行"]


def test_revisions_fields_breaks_and_hidden_text() -> None:
    body = (
        f"<w:p>{run('保留')}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins>{run('增加')}</w:ins>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
    )
    assert lines(body) == ["保留增加一", "二 三"]


def test_deleted_rows_are_left_out() -> None:
    row = "<w:tr>{}<w:tc>" + paragraph("甲") + "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr>"
    body = "<w:tbl>" + row.format("") + row.format("<w:trPr><w:del/></w:trPr>") + "</w:tbl>"
    assert lines(body) == ["甲\t乙"]


def test_text_boxes_are_read_once_where_they_stand() -> None:
    box = "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(f"<w:p>{drawing}{run('后文')}</w:p>") == ["框内", "后文"]
    assert lines(f"<w:p>{run('前文')}{drawing}</w:p>") == ["前文", "框内"]


def test_headers_and_footnotes_are_left_out() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("正文")
    buffer = io.BytesIO()
    document.save(buffer)
    assert extract("文件.docx", buffer.getvalue()).text == "正文"


def test_strict_ooxml_is_read_too() -> None:
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        + paragraph("严格")
        + "</w:body></w:document>"
    )
    assert extract("文件", docx("", extra={"word/document.xml": body})).text == "严格"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:sdt>" * 150 + "</w:sdt>" * 150, "unsafe"),
        ("<w:p>" * 5_000 + "</w:p>" * 5_000, "damaged"),
        ("<w:p", "damaged"),
    ],
)
def test_hostile_bodies_are_refused(body: str, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        extract("文件.docx", docx(body))
    assert refused.value.code == code
