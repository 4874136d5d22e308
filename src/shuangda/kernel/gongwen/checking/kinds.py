"""Every kind of deviation that the checker knows: what it is, the clause, whether it can be mended, how much it weighs.

Clauses are of GB/T 9704-2012 unless they name another text; empty where only custom or tidiness asks. Their numbers,
and the demands in `FROM_KNOWLEDGE`, are known from the text of the standard without a second source on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..roles import LOOKS, Role
from .findings import Severity

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of deviation. `fixable`: `fix` can mend it where nothing stands in the way."""

    id: str
    what: str
    clause: str
    fixable: bool
    severity: Severity


PARTS: Final[dict[Role, tuple[str, str, tuple[str, ...]]]] = {
    # role: (first half of the id, name, properties compared with the look that the standard gives)
    Role.COPY_NUMBER: ("copy_number", "份号", ("size", "indent")),
    Role.SECRECY: ("secrecy", "密级和保密期限", ("face", "size", "indent")),
    Role.URGENCY: ("urgency", "紧急程度", ("face", "size", "indent")),
    Role.MARK: ("mark", "发文机关标志", ("face", "align", "indent")),
    Role.NUMBER: ("number", "发文字号", ("face", "size", "colour")),
    Role.TITLE: ("title", "标题", ("face", "size", "bold", "colour", "align", "indent")),
    Role.ADDRESSEES: ("addressees", "主送机关", ("face", "size", "bold", "colour", "indent", "spacing")),
    Role.TEXT: ("text", "正文", ("face", "size", "bold", "colour", "align", "indent", "line", "spacing", "decoration")),
    Role.HEADING_1: ("heading_1", "一级标题", ("face", "size", "bold", "colour", "indent", "line", "spacing")),
    Role.HEADING_2: ("heading_2", "二级标题", ("face", "size", "bold", "colour", "indent", "line", "spacing")),
    Role.HEADING_3: ("heading_3", "三级标题", ("face", "size", "bold", "colour", "indent", "line", "spacing")),
    Role.HEADING_4: ("heading_4", "四级标题", ("face", "size", "bold", "colour", "indent", "line", "spacing")),
    Role.ATTACHMENTS: ("attachments", "附件说明", ("face", "size", "colour", "indent")),
    Role.SIGNATURE: ("signature", "发文机关署名", ("face", "size", "bold", "colour", "spacing")),
    Role.DATE: ("date", "成文日期", ("face", "size", "bold", "colour")),
    Role.REMARK: ("remark", "附注", ("face", "size", "indent")),
    Role.ATTACHMENT_MARK: ("attachment_mark", "附件序号", ("face", "size", "indent")),
    Role.ATTACHMENT_TITLE: ("attachment_title", "附件标题", ("face", "size", "align", "indent")),
    Role.IMPRINT: ("imprint", "版记", ("face", "size", "colour", "indent")),
    Role.FOLIO: ("folio", "页码", ("face", "size")),
}
_PROPERTIES: Final[dict[str, tuple[str, str, Severity]]] = {
    # property: (name, clause where it is not that of the part, weight)
    "face": ("字体", "", _ERROR),
    "size": ("字号", "", _ERROR),
    "bold": ("加粗", "", _HINT),
    "colour": ("颜色", "5.2.4", _ERROR),
    "align": ("对齐", "", _ERROR),
    "indent": ("缩进", "", _ERROR),
    "line": ("行距", "5.2.3", _ERROR),
    "spacing": ("段前段后距离", "5.2.3", _WARNING),
    "decoration": ("下划线或倾斜", "5.2.2", _HINT),
}

_OWN: Final = (
    # The page
    Kind("page_size", "纸张不是A4", "5.1", True, _ERROR),
    Kind("page_orientation", "纸张横放而没有横排表格", "8", True, _ERROR),
    Kind("margin_top", "天头不是37毫米", "5.2.1", True, _ERROR),
    Kind("margin_bottom", "下边距不是35毫米", "5.2.1", True, _ERROR),
    Kind("margin_left", "订口不是28毫米", "5.2.1", True, _ERROR),
    Kind("margin_right", "右边距不是26毫米", "5.2.1", True, _ERROR),
    Kind("grid", "没有文档网格，行距也不固定", "5.2.3", True, _ERROR),
    Kind("line_pitch", "每面不是22行", "5.2.3", True, _ERROR),
    Kind("character_pitch", "每行不是28字", "5.2.3", True, _ERROR),
    Kind("columns", "正文分栏", "5.2.3", True, _ERROR),
    Kind("header_distance", "页眉侵入版心", "5.2.1", True, _ERROR),
    Kind("footer_distance", "页脚位置使页码不在版心下边缘之下7毫米", "7.5", True, _ERROR),
    # 版头
    Kind("head_order", "份号、密级、紧急程度的顺序", "7.2.3", False, _ERROR),
    Kind("copy_number_digits", "份号不是6位阿拉伯数字", "7.2.1", False, _WARNING),
    Kind("secrecy_form", "密级与保密期限的写法", "7.2.2", False, _ERROR),
    Kind("mark_colour", "发文机关标志不是红色", "7.2.4", True, _ERROR),
    Kind("mark_size", "发文机关标志过小", "7.2.4", True, _ERROR),
    Kind("mark_place", "发文机关标志上边缘不在版心上边缘之下35毫米", "7.2.4", True, _ERROR),
    Kind("number_brackets", "发文字号的年份不用六角括号", "7.2.5", False, _ERROR),
    Kind("number_year", "发文字号的年份不全", "7.2.5", False, _ERROR),
    Kind("number_zero", "发文顺序号编虚位", "7.2.5", False, _ERROR),
    Kind("number_di", "发文顺序号前加“第”字", "7.2.5", False, _ERROR),
    Kind("number_place", "发文字号的位置", "7.2.5", True, _ERROR),
    Kind("number_gap", "发文字号不在发文机关标志下空二行处", "7.2.5", True, _ERROR),
    Kind("signatory_missing", "上行文没有签发人", "7.2.6", False, _ERROR),
    Kind("signatory_face", "签发人姓名不用楷体", "7.2.6", True, _ERROR),
    Kind("signatory_colon", "“签发人”后不是全角冒号", "7.2.6", False, _ERROR),
    Kind("rule_missing", "没有红色分隔线", "7.2.7", True, _ERROR),
    Kind("rule_colour", "版头的分隔线不是红色", "7.2.7", True, _ERROR),
    Kind("rule_width", "红色分隔线不与版心等宽", "7.2.7", True, _ERROR),
    # 主体
    Kind("title_gap", "标题不在红色分隔线下空二行处", "7.3.1", True, _ERROR),
    Kind("title_stop", "标题末尾有标点", "7.3.1", False, _WARNING),
    Kind("title_punctuation", "标题中有半角标点", "9", False, _ERROR),
    Kind("title_border", "标题有边线", "7.3.1", True, _HINT),
    Kind("title_lines", "标题一行过长，没有回行", "7.3.1", False, _WARNING),
    Kind("addressees_gap", "主送机关不在标题下空一行处", "7.3.2", True, _ERROR),
    Kind("addressees_colon", "主送机关后没有冒号", "7.3.2", False, _ERROR),
    Kind("addressees_half_colon", "主送机关后是半角冒号", "7.3.2", False, _ERROR),
    Kind("heading_form", "结构层次序数的写法", "7.3.3", False, _ERROR),
    Kind("heading_brackets", "结构层次序数用半角括号", "7.3.3", False, _ERROR),
    Kind("heading_order", "结构层次序数不连续", "7.3.3", False, _ERROR),
    Kind("heading_jump", "结构层次越级", "7.3.3", False, _WARNING),
    Kind("half_width_punctuation", "汉字之间有半角标点", "9", False, _ERROR),
    Kind("full_width_digits", "用全角数字", "GB/T 15835-2011 5", False, _ERROR),
    Kind("no_text_page", "标注“此页无正文”", "7.3.5.5", False, _ERROR),
    Kind("attachments_label", "“附件”后不是全角冒号", "7.3.4", False, _ERROR),
    Kind("attachments_number", "附件顺序号的写法", "7.3.4", False, _ERROR),
    Kind("attachments_stop", "附件名称后有标点", "7.3.4", False, _ERROR),
    Kind("attachments_gap", "附件说明不在正文下空一行处", "7.3.4", True, _ERROR),
    Kind("attachments_place", "附件说明不在署名之前", "7.3.4", False, _ERROR),
    Kind("attachments_agree", "附件说明与附件不一致", "7.3.7", False, _ERROR),
    Kind("signature_missing", "有成文日期而没有发文机关署名", "7.3.5", False, _WARNING),
    Kind("signature_gap", "署名与正文之间没有空行", "7.3.5.2", True, _ERROR),
    Kind("signature_place", "署名的位置", "7.3.5", True, _ERROR),
    Kind("date_place", "成文日期的位置", "7.3.5", True, _ERROR),
    Kind("date_zero", "成文日期编虚位", "7.3.5.4", False, _ERROR),
    Kind("date_chinese", "成文日期用汉字数字", "7.3.5.4", False, _ERROR),
    Kind("date_form", "成文日期的年、月、日不全", "7.3.5.4", False, _ERROR),
    Kind("date_missing", "有署名而没有成文日期", "7.3.5", False, _WARNING),
    Kind("remark_brackets", "附注没有圆括号", "7.3.6", False, _ERROR),
    Kind("attachment_page", "附件没有另面编排", "7.3.7", True, _ERROR),
    Kind("attachment_mark_form", "附件序号的写法", "7.3.7", False, _ERROR),
    Kind("attachment_title_place", "附件标题不在版心第三行", "7.3.7", True, _ERROR),
    # 版记
    Kind("imprint_rules", "版记没有分隔线", "7.4.1", True, _ERROR),
    Kind("imprint_rule_widths", "版记分隔线的粗细", "7.4.1", True, _WARNING),
    Kind("imprint_place", "版记不在最后", "7.4", False, _ERROR),
    Kind("imprint_colon", "“抄送”后不是全角冒号", "7.4.2", False, _ERROR),
    Kind("imprint_stop", "抄送机关后没有句号", "7.4.2", False, _ERROR),
    Kind("imprint_date", "印发日期的写法", "7.4.3", False, _ERROR),
    Kind("imprint_word", "印发日期后没有“印发”", "7.4.3", False, _ERROR),
    # 页码
    Kind("folio_missing", "没有页码", "7.5", False, _ERROR),
    Kind("folio_dashes", "页码左右没有一字线", "7.5", False, _ERROR),
    Kind("folio_sides", "单页码不居右或双页码不居左", "7.5", True, _ERROR),
    Kind("folio_indent", "页码不空一字", "7.5", True, _ERROR),
    Kind("folio_typed", "页码是打上去的数字，不会变", "7.5", False, _ERROR),
    # 信函
    Kind("letter_upper_rule", "信函首页没有上粗下细的红色双线", "10.1", True, _ERROR),
    Kind("letter_lower_rule", "信函首页没有下边的红色双线", "10.1", True, _ERROR),
    Kind("letter_rule_width", "信函红色双线不是170毫米长", "10.1", True, _ERROR),
    Kind("letter_folio", "信函首页显示页码", "10.1", True, _ERROR),
    # 表格
    Kind("table_head", "跨页的表格不重复表头", "", True, _WARNING),
    Kind("table_split", "表格的行会断在两页", "", True, _HINT),
    Kind("table_width", "表格宽出版心", "5.2.1", False, _ERROR),
    # 习惯
    Kind("direct_formatting", "直接设置格式而不用样式", "", True, _HINT),
    Kind("indent_by_blanks", "用空格或制表符缩进", "", True, _HINT),
    Kind("align_by_blanks", "用空格或制表符对齐", "", False, _HINT),
    Kind("page_by_blanks", "用空行换页", "", False, _HINT),
    Kind("odd_face", "少见的字体，也没有嵌入", "", False, _HINT),
    Kind("person_in_properties", "文件属性中有人名", "", True, _HINT),
    Kind("machine_in_properties", "文件属性中有机器或程序的名称", "", True, _HINT),
)


def _kinds() -> Iterator[Kind]:
    for role, (name, words, properties) in PARTS.items():
        for key in properties:
            label, clause, severity = _PROPERTIES[key]
            clause = clause or LOOKS[role].clause
            if role is Role.MARK and key == "face":
                severity = _WARNING  # the standard recommends 小标宋
            yield Kind(f"{name}_{key}", f"{words}的{label}", clause, True, severity)
    yield from _OWN


_FROM_KNOWLEDGE: Final = """
    page_orientation columns header_distance head_order secrecy_form signatory_colon title_stop title_punctuation
    title_border heading_order heading_jump half_width_punctuation full_width_digits no_text_page attachments_place
    attachments_agree signature_missing signature_gap signature_spacing date_missing imprint_colon imprint_stop
    imprint_date letter_upper_rule letter_lower_rule letter_rule_width letter_folio text_decoration text_spacing
    addressees_spacing heading_1_spacing heading_2_spacing heading_3_spacing heading_4_spacing
"""
FROM_KNOWLEDGE: Final = frozenset(_FROM_KNOWLEDGE.split())
"""Kinds whose demand the project's record of the standard does not hold or holds without a source"""
KINDS: Final[dict[str, Kind]] = {kind.id: kind for kind in _kinds()}
"""By id, in the order of a document."""


def clause_of(kind: Kind) -> str:
    """The clause as people write it; empty for custom."""
    if not kind.clause or kind.clause.startswith("GB"):
        return kind.clause
    return f"GB/T 9704-2012 {kind.clause}"
