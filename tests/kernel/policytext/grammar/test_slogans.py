"""Slogans: the list under a heading that announces them."""

from __future__ import annotations

from shuangda.kernel.policytext.grammar.slogans import find_slogans
from tests.kernel.policytext.grammar.pieces import piece_of


def test_slogans_with_and_without_a_unit() -> None:
    text = (
        "六、宣传口号（横幅内容）\n（1）尊重知识，崇尚创新。（区科技局）\n（2）拒绝盗版，从我做起！（文旅局）\n"
        "（3）保护知识产权就是保护创新\n七、工作要求\n（1）加强领导，落实责任。"
    )
    slogans = find_slogans(piece_of(text, "publicity_plan"))
    assert [(s.text, s.unit) for s in slogans] == [
        ("尊重知识，崇尚创新", "区科技局"),
        ("拒绝盗版，从我做起！", "文旅局"),
        ("保护知识产权就是保护创新", None),
    ]


def test_a_document_of_slogans() -> None:
    title = "2026年知识产权宣传周宣传标语"
    text = f"{title}\n1.保护知识产权，激发创新活力！\n2.尊重知识，诚信守法。"
    slogans = find_slogans(piece_of(text, "other", title=title))
    assert [s.text for s in slogans] == ["保护知识产权，激发创新活力！", "尊重知识，诚信守法"]


def test_slogans_added_after_the_plan() -> None:
    text = "四、工作要求\n加强领导。\n附：宣传标语\n1.保护知识产权，激发创新活力！\n2.拒绝盗版，从我做起。（区文旅局）"
    assert [s.unit for s in find_slogans(piece_of(text, "publicity_plan"))] == [None, "区文旅局"]


def test_a_plan_that_only_mentions_slogans_has_none() -> None:
    text = "三、宣传形式\n1.悬挂横幅标语，播放公益广告。\n2.张贴海报。"
    assert find_slogans(piece_of(text, "publicity_plan")) == ()


def test_a_point_that_tells_what_is_done_with_slogans_lists_none() -> None:
    text = (
        "（二）6月1日至30日，区电视台每天播出“安全生产月”活动的宣传标语。并制作一期专题报道。\n责任单位：区文旅局、电视台。\n"
        "（三）悬挂宣传标语\n在主要街道悬挂宣传标语。"
    )
    assert find_slogans(piece_of(text, "publicity_plan")) == ()


def test_a_list_ends_where_a_responsibility_line_begins() -> None:
    text = "六、宣传标语\n1.保护创新，人人有责\n2.尊重知识，从我做起\n责任单位：区文旅局、电视台。"
    assert len(find_slogans(piece_of(text, "publicity_plan"))) == 2
