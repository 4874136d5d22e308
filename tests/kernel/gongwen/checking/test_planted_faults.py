"""Every kind of fault, planted alone in a clean paper: it is found, nothing else is, and what can be mended is."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from shuangda.kernel.gongwen.checking import check, fix, kinds
from shuangda.kernel.gongwen.checking.kinds import FROM_KNOWLEDGE, KINDS

from .papers import (
    Damage,
    add_before,
    align,
    bold,
    clean,
    colour,
    damaged,
    drop,
    face,
    find,
    first_indent,
    footer,
    para,
    replace,
    run,
    section,
    size,
    texts,
)

TITLE, HEADED, BODY = "关于开展春季", "一、总体要求", "坚持问题导向"
SECOND, THIRD, FOURTH = "（一）加强农资", "1.种子", "（1）抽样"
TO, LIST, SIGNED, DATED = "各县（市、区）", "附件：1.", "云川市打假办", "2026年3月5日"
REMARK, COPIES, NUMBER, MARK = "（联系人", "抄送：", "云打假办〔", "云川市打假办文件"
NONE = '<w:ind w:leftChars="0" w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
AUTO = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="{}"/>'


def last(words: str, damage: Any, *arguments: Any) -> Damage:
    """Do a damage to the last paragraph with exactly these words: a signature reads like the mark."""

    def change(document: Any) -> None:
        found = [
            element
            for element in document.element.body.iter(qn("w:p"))
            if "".join(node.text or "" for node in element.iter(qn("w:t"))) == words
        ]
        first = next(found[-1].iter(qn("w:t")))
        first.text = "署名" + words
        damage("署名" + words, *arguments)(document)
        first.text = words

    return change


def grid(**attributes: str) -> Damage:
    return section("docGrid", **attributes)


def margins(**millimetres: float) -> Damage:
    return section("pgMar", **{key: str(round(Mm(value).twips)) for key, value in millimetres.items()})


def text_of(words: str, new: str) -> Damage:
    def change(document: Any) -> None:
        nodes = list(find(document, words).iter(qn("w:t")))
        nodes[0].text = new
        for node in nodes[1:]:
            node.text = ""

    return change


def rule_paragraph(change: Any) -> Damage:
    def changed(document: Any) -> None:
        for element in document.element.body.iter(qn("w:pStyle")):
            if element.get(qn("w:val")) == "GongwenRule":
                change(element.getparent().getparent())
                return
        raise AssertionError

    return changed


def drop_element(element: Any) -> None:
    element.getparent().remove(element)


def bordered(colour: str, indent: int = 0) -> Damage:
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{colour}"/></w:pBdr>'
    return rule_paragraph(
        lambda element: [
            element.get_or_add_pPr().append(child)
            for child in parse_xml(
                f'<w:pPr {nsdecls("w")}>{border}<w:ind w:left="{indent}" w:right="{indent}"/></w:pPr>'
            )
        ]
    )


def in_footer(xpath: str, change: Any, *, even: bool = False) -> Damage:
    return footer(lambda root: [change(element) for element in root.xpath(xpath)], even=even)


def set_text(element: Any, value: str) -> None:
    element.text = value


def each_run(properties: str) -> Any:
    def change(element: Any) -> None:
        own = element.get_or_add_rPr()
        for child in parse_xml(f"<w:rPr {nsdecls('w')}>{properties}</w:rPr>"):
            own.append(child)

    return change


SIDES = '<w:ind w:left="-454" w:right="-340"/>'


def border(kind: str, sides: str = SIDES) -> str:
    """A double rule as a border, which is how Word's users draw it."""
    rule = f'<w:pBdr><w:bottom w:val="{kind}" w:sz="24" w:space="0" w:color="FF0000"/></w:pBdr>'
    return f'<w:p><w:pPr>{rule}<w:spacing w:line="160" w:lineRule="exact"/>{sides}</w:pPr></w:p>'


def bars(*twips: int) -> str:
    """A double rule as two low paragraphs with a red ground."""
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>'
    lines = f'<w:p><w:pPr>{ground}<w:spacing w:line="{{}}" w:lineRule="exact"/>{SIDES}</w:pPr></w:p>'
    return "".join(lines.format(height) for height in twips)


def letter_rule(xml: str, *, upper: bool) -> Damage:
    """Put this in the place of the writer's own double rule."""

    def change(document: Any) -> None:
        part = document.sections[0].first_page_header if upper else document.sections[0].first_page_footer
        for paragraph in part.paragraphs:
            if not paragraph.text:
                drop_element(paragraph._p)
        for element in parse_xml(f"<w:hdr {nsdecls('w')}>{xml}</w:hdr>"):
            part._element.append(element)

    return change


def number_on_first_page(document: Any) -> None:
    document.sections[0].first_page_footer._element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts '
            'w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
            "<w:r><w:t> —</w:t></w:r></w:p>"
        )
    )


def typed_folio(document: Any) -> None:
    for part in (document.sections[0].footer, document.sections[-1].footer):
        for element in part._element.xpath(".//w:fldChar|.//w:instrText"):
            drop_element(element)


def rows(*names: str) -> Damage:
    def change(document: Any) -> None:
        for properties in document.tables[0]._tbl.iter(qn("w:trPr")):
            for name in names:
                for element in properties.findall(qn(f"w:{name}")):
                    properties.remove(element)

    return change


def wide_table(document: Any) -> None:
    for column in document.tables[0]._tbl.tblGrid:
        column.set(qn("w:w"), "6000")


def set_property(name: str, value: str) -> Damage:
    return lambda document: setattr(document.core_properties, name, value)


def one_side(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def no_imprint_rules(document: Any) -> None:
    for name in ("GongwenThick", "GongwenThin"):
        for element in [e for e in document.element.body.iter(qn("w:pStyle")) if e.get(qn("w:val")) == name]:
            drop_element(element.getparent().getparent())


def thin_outside(document: Any) -> None:
    for style in document.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) == "GongwenThick":
            next(style.iter(qn("w:spacing"))).set(qn("w:line"), "5")


def directly(document: Any) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith(("Normal Indent", "Heading")):
            for each in paragraph.runs:
                each.font.size = Pt(16)


def imprint_at_front(document: Any) -> None:
    """An attachment behind the 版记."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>附后的表</w:t></w:r></w:p>"))


def no_new_page(document: Any) -> None:
    for style in document.styles.element.iter(qn("w:style")):
        for element in style.iter(qn("w:pageBreakBefore")):
            drop_element(element)
            return


def no_before(words: str) -> Damage:
    """No distance above; the rest is as in the style."""
    return para(words, '<w:spacing w:before="0"/>')


def no_after(words: str) -> Damage:
    return para(words, '<w:spacing w:after="0"/>')


FAULTS: list[tuple[str, str, Damage | tuple[Damage, ...]]] = [
    # kind, paper, damage
    ("page_size", "notice", section("pgSz", w="12240", h="15840")),
    ("page_orientation", "reply", section("pgSz", w="16838", h="11906", orient="landscape")),
    ("margin_top", "notice", margins(top=25.4)),
    ("margin_bottom", "notice", margins(bottom=25.4, footer=12)),
    ("margin_left", "notice", margins(left=31.7)),
    ("margin_right", "notice", margins(right=31.7)),
    ("margin_left", "notice", margins(gutter=5)),
    ("grid", "notice", grid(type="default")),
    ("line_pitch", "notice", grid(linePitch="312")),
    ("character_pitch", "notice", grid(charSpace="4096")),
    ("columns", "notice", section("cols", num="2")),
    ("header_distance", "notice", margins(header=40)),
    ("footer_distance", "notice", margins(footer=15)),
    ("head_order", "secret", (text_of("特急", "秘密★1年"), text_of("秘密★1年", "特急"))),
    ("copy_number_digits", "secret", replace("000001", "1")),
    ("copy_number_size", "secret", size("000001", 14)),
    ("copy_number_indent", "secret", first_indent("000001", 2)),
    ("secrecy_form", "secret", replace("秘密★1年", "秘密★一年")),
    ("secrecy_face", "secret", face("秘密", "仿宋_GB2312")),
    ("secrecy_size", "secret", size("秘密", 22)),
    ("secrecy_indent", "secret", align("秘密", "right")),
    ("urgency_face", "secret", face("特急", "宋体")),
    ("urgency_indent", "secret", first_indent("特急", 2)),
    ("mark_colour", "notice", colour(MARK, "000000")),
    ("mark_size", "notice", size(MARK, 16)),
    ("mark_align", "notice", align(MARK, "left")),
    ("mark_face", "notice", face(MARK, "华文新魏")),
    ("mark_place", "notice", para(MARK, AUTO.format(1200, "exact"))),
    ("number_brackets", "notice", replace("〔2026〕", "[2026]")),
    ("number_brackets", "notice", replace("〔2026〕", "（2026）")),
    ("number_year", "notice", replace("〔2026〕", "〔26〕")),
    ("number_zero", "notice", replace("〕3号", "〕03号")),
    ("number_di", "notice", replace("〕3号", "〕第3号")),
    ("number_face", "notice", face(NUMBER, "黑体")),
    ("number_size", "notice", size(NUMBER, 14)),
    ("number_colour", "notice", colour(NUMBER, "FF0000")),
    ("number_place", "notice", align(NUMBER, "right")),
    ("number_place", "letter", align("云打假办函", "left")),
    ("number_place", "request", para("云打假办〔2026〕3号", '<w:ind w:left="1280" w:leftChars="400"/>')),
    ("number_gap", "notice", no_before(NUMBER)),
    ("signatory_missing", "request", text_of("云打假办〔2026〕3号", "云打假办〔2026〕3号")),
    ("signatory_face", "request", face("云打假办〔2026〕3号", "仿宋_GB2312")),
    ("signatory_colon", "request", replace("签发人：", "签发人:")),
    ("rule_missing", "notice", rule_paragraph(drop_element)),
    ("rule_colour", "notice", bordered("000000")),
    ("rule_width", "notice", bordered("FF0000", 1600)),
    ("title_face", "notice", face(TITLE, "黑体")),
    ("title_size", "notice", size(TITLE, 18)),
    ("title_align", "notice", align(TITLE, "left")),
    ("title_bold", "notice", bold(TITLE)),
    ("title_colour", "notice", colour(TITLE, "FF0000")),
    ("title_indent", "notice", first_indent(TITLE, 2)),
    ("title_gap", "notice", no_before(TITLE)),
    ("title_stop", "notice", replace("工作的通知", "工作的通知。")),
    ("title_punctuation", "notice", replace("工作的通知", "工作(春季)的通知")),
    (
        "title_border",
        "notice",
        para(TITLE, '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="4F81BD"/></w:pBdr>'),
    ),
    ("title_lines", "notice", replace("春季市场", "春季重点区域重点商品重点市场侵权假冒违法行为")),
    ("addressees_indent", "notice", first_indent(TO, 2)),
    ("addressees_half_colon", "notice", replace("市有关单位：", "市有关单位:")),
    ("addressees_colon", "notice", replace("市有关单位：", "市有关单位")),
    ("addressees_spacing", "notice", para(TO, '<w:spacing w:after="300"/>')),
    ("addressees_gap", "notice", (no_before(TO), no_after(TITLE))),
    ("addressees_face", "notice", face(TO, "黑体")),
    ("addressees_size", "notice", size(TO, 14)),
    ("text_face", "notice", face(BODY, "宋体")),
    ("text_size", "notice", size(BODY, 14)),
    ("text_bold", "notice", bold(BODY)),
    ("text_colour", "notice", colour(BODY, "1F4E79")),
    ("text_align", "notice", align(BODY, "center")),
    ("text_indent", "notice", first_indent(BODY, 0)),
    ("text_indent", "notice", para(BODY, '<w:ind w:firstLineChars="200" w:leftChars="200"/>')),
    ("text_line", "notice", para(BODY, AUTO.format(360, "auto"))),
    ("text_line", "notice", para(BODY, AUTO.format(480, "exact"))),
    ("text_spacing", "notice", para(BODY, '<w:spacing w:before="240" w:after="240"/>')),
    ("text_decoration", "notice", run(BODY, '<w:u w:val="single"/>')),
    ("heading_1_face", "notice", face(HEADED, "宋体")),
    ("heading_1_size", "notice", size(HEADED, 15)),
    ("heading_1_bold", "notice", bold(HEADED)),
    ("heading_1_indent", "notice", first_indent(HEADED, 0)),
    ("heading_1_colour", "notice", colour(HEADED, "2E74B5")),
    ("heading_1_spacing", "notice", para(HEADED, '<w:spacing w:before="260" w:after="260"/>')),
    ("heading_1_line", "notice", para(HEADED, AUTO.format(416, "auto"))),
    ("heading_2_face", "notice", face(SECOND, "仿宋_GB2312")),
    ("heading_2_size", "notice", size(SECOND, 14)),
    ("heading_2_bold", "notice", bold(SECOND)),
    ("heading_2_indent", "notice", first_indent(SECOND, 0)),
    ("heading_3_face", "notice", face(THIRD, "宋体")),
    ("heading_3_bold", "notice", bold(THIRD)),
    ("heading_4_face", "notice", face(FOURTH, "宋体")),
    ("heading_4_indent", "notice", first_indent(FOURTH, 4)),
    ("heading_form", "notice", replace("一、", "一.", where="总体要求")),
    ("heading_form", "notice", replace("（一）", "（一）、", where="加强农资")),
    ("heading_form", "notice", replace("1.", "1、", where="种子")),
    ("heading_brackets", "notice", replace("（一）", "(一)", where="加强农资")),
    ("heading_order", "notice", replace("二、", "三、", where="重点任务")),
    ("heading_order", "notice", replace("（二）", "（一）", where="加强网络")),
    ("heading_jump", "notice", (drop(SECOND), replace("（二）", "（一）", where="加强网络"))),
    ("half_width_punctuation", "notice", replace("坚持问题导向，", "坚持问题导向,")),
    ("full_width_digits", "notice", replace("1200户", "１２００户")),
    ("no_text_page", "notice", last(SIGNED, add_before, "（此页无正文）")),
    ("attachments_label", "notice", replace("附件：1.", "附件:1.")),
    ("attachments_number", "notice", replace("附件：1.", "附件：1、")),
    ("attachments_number", "notice", replace("附件：1.", "附件1：1.")),
    ("attachments_stop", "notice", replace("任务分工表", "任务分工表；", where="附件：1.")),
    ("attachments_indent", "notice", para(LIST, NONE)),
    ("attachments_gap", "notice", no_before(LIST)),
    ("attachments_agree", "notice", replace("任务分工表", "职责分工表", where="附件：1.")),
    ("attachments_agree", "notice", drop("2.联络员名单")),
    ("attachments_face", "notice", face(LIST, "黑体")),
    ("attachments_place", "reply", add_before(REMARK, "附件：任务分工表")),
    ("signature_missing", "notice", last(SIGNED, drop)),
    ("signature_gap", "notice", last(SIGNED, no_before)),
    ("signature_place", "notice", last(SIGNED, align, "left")),
    ("signature_spacing", "notice", last(SIGNED, para, '<w:spacing w:before="579" w:after="300"/>')),
    ("signature_face", "notice", last(SIGNED, face, "黑体")),
    ("signature_size", "notice", last(SIGNED, size, 14)),
    ("date_place", "notice", align(DATED, "left")),
    ("date_zero", "notice", replace(DATED, "2026年03月05日")),
    ("date_chinese", "notice", replace(DATED, "二〇二六年三月五日")),
    ("date_form", "notice", replace(DATED, "2026/3/5")),
    ("date_form", "notice", replace(DATED, "2026年3月5")),
    ("date_missing", "notice", drop(DATED)),
    ("date_face", "notice", face(DATED, "宋体")),
    ("remark_brackets", "notice", text_of(REMARK, "联系人：李某，电话：0000-1234567")),
    ("remark_indent", "notice", first_indent(REMARK, 0)),
    ("attachment_page", "notice", no_new_page),
    ("attachment_mark_face", "notice", face("附件1", "仿宋_GB2312")),
    ("attachment_mark_form", "notice", text_of("附件1", "附件1：")),
    ("attachment_mark_form", "notice", text_of("附件2", "附件二")),
    ("attachment_mark_indent", "notice", first_indent("附件1", 2)),
    ("attachment_title_place", "notice", (no_before("任务分工表"), no_after("附件1"))),
    ("attachment_title_face", "notice", face("任务分工表", "黑体")),
    ("attachment_title_size", "notice", size("联络员名单", 16)),
    ("imprint_rules", "notice", no_imprint_rules),
    ("imprint_rule_widths", "notice", thin_outside),
    ("imprint_place", "notice", imprint_at_front),
    ("imprint_colon", "notice", replace("抄送：", "抄送:")),
    ("imprint_stop", "notice", replace("市政府办公室。", "市政府办公室")),
    ("imprint_date", "notice", replace("2026年3月5日印发", "2026年03月05日印发")),
    ("imprint_word", "notice", replace("2026年3月5日印发", "2026年3月5日")),
    ("imprint_face", "notice", face(COPIES, "宋体")),
    ("imprint_size", "notice", size(COPIES, 16)),
    ("imprint_indent", "notice", para(COPIES, NONE)),
    ("folio_missing", "letter", (in_footer("w:p", drop_element), in_footer("w:p", drop_element, even=True))),
    ("folio_dashes", "letter", in_footer(".//w:t[contains(., '—')]", lambda e: set_text(e, e.text.replace("—", "-")))),
    ("folio_typed", "reply", (typed_folio, in_footer("w:p", drop_element, even=True))),
    ("folio_face", "letter", in_footer(".//w:r", each_run('<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'))),
    ("folio_size", "letter", in_footer(".//w:r", each_run('<w:sz w:val="18"/>'))),
    ("folio_sides", "letter", in_footer(".//w:jc", lambda e: e.set(qn("w:val"), "center"))),
    ("folio_sides", "letter", in_footer(".//w:jc", lambda e: e.set(qn("w:val"), "right"), even=True)),
    ("folio_sides", "letter", one_side),
    ("folio_indent", "letter", in_footer(".//w:ind", drop_element)),
    ("letter_upper_rule", "letter", letter_rule(border("double"), upper=True)),
    ("letter_upper_rule", "letter", letter_rule(bars(30, 30), upper=True)),
    ("letter_lower_rule", "letter", letter_rule(border("thickThinSmallGap"), upper=False)),
    ("letter_lower_rule", "letter", letter_rule("<w:p/>", upper=False)),
    ("letter_rule_width", "letter", letter_rule(border("thickThinSmallGap", ""), upper=True)),
    ("letter_folio", "letter", number_on_first_page),
    ("table_head", "notice", rows("tblHeader")),
    ("table_split", "notice", rows("cantSplit")),
    ("table_width", "notice", wide_table),
    ("direct_formatting", "notice", directly),
    ("indent_by_blanks", "notice", (replace(BODY, "　　" + BODY), first_indent("　　" + BODY, 0))),
    (
        "align_by_blanks",
        "notice",
        (replace(DATED, "　　　　" + DATED), para("　　　　" + DATED, "<w:jc w:val='right'/>")),
    ),
    ("page_by_blanks", "notice", last(SIGNED, add_before, *[""] * 8)),
    ("odd_face", "notice", face("甲县", "天书美化体")),
    ("person_in_properties", "notice", set_property("author", "王小明")),
    ("machine_in_properties", "notice", set_property("last_modified_by", "Administrator")),
]
WORDS = {
    "urgency": ("secret", "特急"),
    "mark": ("notice", MARK),
    "addressees": ("notice", TO),
    "heading_2": ("notice", SECOND),
    "heading_3": ("notice", THIRD),
    "heading_4": ("notice", FOURTH),
    "attachments": ("notice", LIST),
    "date": ("notice", DATED),
    "remark": ("notice", REMARK),
    "attachment_mark": ("notice", "附件1"),
    "attachment_title": ("notice", "任务分工表"),
    "imprint": ("notice", COPIES),
}
LOOKS: dict[str, Any] = {
    "face": lambda words: face(words, "宋体"),
    "size": lambda words: size(words, 13),
    "bold": bold,
    "colour": lambda words: colour(words, "00B050"),
    "align": lambda words: align(words, "right"),
    "indent": lambda words: first_indent(words, 5),
    "line": lambda words: para(words, '<w:spacing w:line="480" w:lineRule="auto"/>'),
    "spacing": lambda words: para(words, '<w:spacing w:before="200"/>'),
}
_PLANTED = {kind for kind, _, _ in FAULTS}
FAULTS += [
    (kind, paper, damage(words))
    for part, (paper, words) in WORDS.items()
    for key, damage in LOOKS.items()
    if (kind := f"{part}_{key}") in KINDS and kind not in _PLANTED
]
FAULTS += [
    (f"signature_{key}", "notice", last(SIGNED, damage))
    for key, damage in (("bold", bold), ("colour", LOOKS["colour"]))
]
COMPANIONS: dict[str, set[str]] = {
    # What a fault brings with it, because it is one, too.
    "margin_bottom": {"footer_distance"},
    "page_orientation": {"margin_top"},
    "mark_size": {"mark_place"},
    "signature_missing": {"signature_gap"},
    "attachments_place": {"attachments_gap", "attachments_indent"},
}


def names(data: bytes) -> set[str]:
    return {deviation.kind for deviation in check(data)}


@pytest.mark.parametrize(
    ("kind", "paper", "damage"), FAULTS, ids=[f"{n}-{kind}" for n, (kind, _, _) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found_and_mended(kind: str, paper: str, damage: Damage | tuple[Damage, ...]) -> None:
    data = damaged(clean(paper), *(damage if isinstance(damage, tuple) else (damage,)))

    found = check(data)
    assert {deviation.kind for deviation in found} - COMPANIONS.get(kind, set()) == {kind}

    mended, fixed, left = fix(data)
    mendable = {deviation.kind for deviation in found if deviation.fixable}
    assert {deviation.kind for deviation in fixed} == mendable
    assert {deviation.kind for deviation in left} == {deviation.kind for deviation in found} - mendable
    before, after = texts(data), texts(mended)
    if kind == "indent_by_blanks":
        before = [line.lstrip("　") for line in before]
    assert after == before


def test_both_ways_of_a_double_rule_are_right() -> None:
    for upper, lower in ((border("thickThinSmallGap"), border("thinThickSmallGap")), (bars(45, 15), bars(15, 45))):
        assert names(damaged(clean("letter"), letter_rule(upper, upper=True), letter_rule(lower, upper=False))) == set()


def test_every_kind_is_planted() -> None:
    assert {kind for kind, _, _ in FAULTS} == {kind.id for kind in kinds()}


def test_demands_from_knowledge_are_kinds() -> None:
    assert set(KINDS) >= FROM_KNOWLEDGE
