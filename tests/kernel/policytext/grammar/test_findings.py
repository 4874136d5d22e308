"""Findings: real defects are named, clean text is left alone."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.findings import find_findings, find_near_duplicate
from shuangda.kernel.policytext.model import Measure, Unit
from shuangda.kernel.policytext.piece import Piece
from tests.kernel.policytext.grammar.pieces import piece_of

DEFECTS = [
    ("会议定于2026年4月26日（星期六）召开。", "weekday_mismatch", "2026年4月26日是星期日，不是星期六"),
    ("请于4月31日前报送。", "impossible_date", "没有“4月31日”这一天"),
    ("观展人次达到了人，反响热烈。", "missing_figure", "观展人次没有数字"),
    ("共发放宣传资料余份。", "missing_figure", "共发放宣传资料没有数字"),
    ("参观人次达到3.8人。", "implausible_figure", "人次不能是3.8，应为3.8万"),
    ("抽检合格率达到120%。", "implausible_figure", "比率不能是120%"),
    ("检查企业10家，其中食品企业15家。", "implausible_figure", "其中15家多于总数10家"),
    ("印发日期：二OO八年四月。", "mixed_digits", "年份里混有字母O"),
    ("截至2O26年底。", "mixed_digits", "年份里混有字母O"),
    ("活动主题（待定）。", "placeholder", "“（待定）”尚未填写"),
    ("××市人民政府办公室。", "placeholder", "“××”尚未填写"),
    ("青打假办〔2026〕 号", "placeholder", "“〔2026〕 号”尚未填写"),
    ("加强监管（含线上线下。各单位要落实。", "unbalanced_bracket", "括号“（”没有右半"),
    ("开展“清风行动，严查侵权。", "unbalanced_bracket", "引号“不成对"),
    ("落实关于加强保护的意见》要求。", "unbalanced_bracket", "书名号“》”没有左半"),
]

CLEAN = [
    "2026年4月26日（星期日）上午9:00开始。",
    "同比增长120%，完成率105%。人均办案3.8件，每万人拥有专利12.3件。",
    "1）加强领导；2）压实责任。（一）明确任务（见附件）。",
    "落实《关于印发〈工作方案〉的通知》（青打假办〔2026〕2号）要求。",
    "其余人员另行安排，业余时间不限。",
    "全区共有企业10家，其中食品企业6家。",
    "一、总体要求\n二、重点任务\n（一）整治\n（二）宣传\n三、保障措施\n（一）组织\n（二）考核",
    "使用A4纸打印，联系QQ群见附件。",
    "二〇二六年三月二日",
]


@pytest.mark.parametrize(("text", "code", "message"), DEFECTS)
def test_a_defect_is_named(text: str, code: str, message: str) -> None:
    assert [(f.code, f.message) for f in find_findings(piece_of(text))] == [(code, message)]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_has_no_findings(text: str) -> None:
    assert find_findings(piece_of(text)) == ()


def test_a_number_missing_from_the_headings() -> None:
    text = "一、总体要求\n二、重点任务\n三、时间安排\n四、职责分工\n六、工作要求\n各单位要落实。"
    (finding,) = find_findings(piece_of(text))
    assert (finding.code, finding.message) == ("numbering_gap", "四之后是六，缺五")
    assert text[finding.span[0]] == "六"


def test_a_number_standing_twice() -> None:
    text = "一、总体要求\n坚持问题导向。\n二、重点任务\n加强检查。\n二、工作要求\n落实责任。"
    assert [(f.code, f.message) for f in find_findings(piece_of(text))] == [("numbering_repeat", "编号二出现两次")]


def test_an_order_due_before_its_own_year() -> None:
    text = "2026年青禾区工作方案\n请于2025年12月10日前将总结报区双打办。"
    assert [f.code for f in find_findings(piece_of(text))] == ["year_conflict"]
    clean = "对2025年12月31日前登记的企业开展检查，2027年1月10日前报送总结。"
    assert find_findings(piece_of(clean)) == ()


def test_a_number_of_another_year_than_its_date() -> None:
    text = "青打假办〔2025〕2号\n2026年青禾区工作方案\n各单位要落实。\n2026年3月2日"
    assert [f.message for f in find_findings(piece_of(text))] == ["文号的年份是2025，落款日期在2026年"]


def measured(clause: str, *names: str, recipients: tuple[str, ...] = ()) -> Piece:
    text = f"加强市场监管。（{clause}）"
    piece = piece_of(text, recipients=recipients)
    units = tuple(Unit(name, "responsible") for name in names)
    measure = Measure((), text, (0, len(text)), units)
    return Piece(piece.text, piece.span, piece.title, piece.genre, 2026, recipients=recipients, measures=(measure,))


def test_a_unit_named_twice_in_one_clause() -> None:
    piece = measured("区教育局、区科技局、区教育局负责", "区教育局", "区科技局", "区教育局")
    (finding,) = find_findings(piece)
    assert (finding.code, finding.message) == ("duplicate_unit", "区教育局在同一责任括注中出现两次")


def test_a_unit_cut_short_while_the_whole_name_is_known() -> None:
    piece = measured("区法院、区检察", "区法院", "区检察", recipients=("区法院", "区检察院"))
    (finding,) = find_findings(piece)
    assert (finding.code, finding.message) == ("unknown_unit", "区检察似为区检察院")
    known = measured("区法院、区检察院", "区法院", "区检察院", recipients=("区法院", "区检察院"))
    assert find_findings(known) == ()


def test_a_document_that_repeats_an_earlier_one() -> None:
    earlier, later = piece_of("加强监管。"), piece_of("加强监管。")
    assert [f.code for f in find_near_duplicate(later, earlier)] == ["near_duplicate"]
    assert find_near_duplicate(later, None) == ()
