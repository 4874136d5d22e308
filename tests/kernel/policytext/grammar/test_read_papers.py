"""Whole papers, read: what they are, whom they address, what they order, and where one ends."""

from __future__ import annotations

import re

import pytest

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.model import Document, Due, Measure
from tests.kernel.policytext.grammar.papers import LAYOUTS, names, paper


def bare(words: str | None) -> str | None:
    return re.sub(r"\s", "", words) if words is not None else None


def due(value: Due) -> str:
    return (
        value.by or value.rrule or value.on or f"{value.after.n} {value.after.unit}"
        if value.after is None
        else (f"{value.after.n} {value.after.unit}")
    )


def said(measure: Measure) -> tuple[str, str, str]:
    """A measure as (path, units with role initials, times)."""
    units = " ".join(f"{unit.role[0]}:{unit.name}" for unit in measure.units)
    return "/".join(measure.section), units, " ".join(due(value) for value in measure.due)


@pytest.mark.parametrize(
    ("name", "genres"),
    [
        ("work_points_with_notice", "notice work_points"),
        ("action_plan_with_label_lines", "notice action_plan"),
        ("notice_of_a_quality_month", "notice"),
        ("draft_with_two_annexes", "notice other other"),
        ("assessment_rules_in_articles", "assessment_rules"),
        ("bulletin", "bulletin"),
        ("summary_with_next_steps", "summary"),
        ("task_table", "other"),
        ("opinions_of_joint_issuers", "notice other"),
        ("page_with_metadata", "notice publicity_plan"),
        ("numbered_series", "summary summary"),
        ("inspection_plan_in_stages", "action_plan"),
        ("flattened_task_table", "notice other"),
        ("leading_group", "notice"),
        ("policy_measures_with_bare_units", "other"),
        ("publicity_plan", "publicity_plan"),
        ("assessment_notice_with_annexes", "notice assessment_rules other"),
        ("mechanism_of_three_bodies", "other"),
        ("letter", "other"),
        ("campaign_plan_with_date_under_title", "action_plan"),
        ("glued_plan", "action_plan"),
        ("three_year_plan_with_markdown_table", "action_plan"),
        ("markdown_plan", "action_plan"),
        ("joint_notice", "notice"),
    ],
)
def test_documents_and_genres(name: str, genres: str) -> None:
    assert [document.genre for document in read_text(paper(name))] == genres.split()


def test_every_paper_is_expected_somewhere() -> None:
    assert len(names()) == 24


def one(name: str, index: int = 0) -> Document:
    return read_text(paper(name))[index]


def test_head_of_a_notice() -> None:
    notice = one("work_points_with_notice")
    assert notice.title == "关于印发《2023年云川市打击侵犯知识产权和制售假冒伪劣商品工作要点》的通知"
    assert notice.number == "云打假办发〔2023〕4号"
    assert notice.recipients == (
        "各县（市、区）打击侵权假冒工作领导小组",
        "高新区管委会",
        "市打击侵权假冒工作领导小组各成员单位",
    )
    assert notice.issuer == "云川市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室"
    assert notice.issued_on == "2023-07-12"
    assert notice.measures == ()


def test_head_behind_a_table_of_metadata() -> None:
    notice = one("page_with_metadata")
    assert notice.title == "关于印发青禾区2022年4.26知识产权宣传周活动方案的通知"
    assert notice.number == "青知联办〔2022〕5号"
    assert notice.recipients == ("知识产权战略实施工作联席会议各成员单位",)
    plan = one("page_with_metadata", 1)
    assert plan.title == "青禾区2022年4·26知识产权宣传周活动方案"
    assert plan.theme == "全面开启知识产权强国建设新征程"
    assert plan.period is not None
    assert (plan.period.start, plan.period.end) == ("2022-04-20", "2022-04-26")
    assert [(c.name, c.phone, c.email) for c in plan.contacts] == [("周某", "000-0000004", "zscq@example.cn")]


def test_joint_issuers_and_shared_addressees() -> None:
    notice = one("opinions_of_joint_issuers")
    assert notice.issuer == "中共云川市委办公室 云川市人民政府办公室"
    assert notice.recipients == ("各县（区）党委和人民政府", "市级各部门", "各人民团体")


def test_a_period_of_years_and_of_an_activity() -> None:
    years = one("three_year_plan_with_markdown_table").period
    weeks = one("joint_notice").period
    assert years is not None
    assert weeks is not None
    assert (years.start, years.end) == ("2024-01-01", "2026-12-31")
    assert (weeks.start, weeks.end) == ("2024-01-05", "2024-02-20")


def test_a_date_under_the_title_is_the_day_of_issue() -> None:
    assert one("campaign_plan_with_date_under_title").issued_on == "2023-03-20"


def test_a_seal_is_no_part_of_the_issuer() -> None:
    assert one("assessment_notice_with_annexes").issuer == "青禾区打击侵权假冒工作领导小组办公室"


@pytest.mark.parametrize(
    ("name", "index", "expected"),
    [
        (
            "work_points_with_notice",
            1,
            [
                ("一/(一)", "r:市委宣传部 r:市公安局 r:市经信局", ""),
                ("一/(一)", "r:市市场监管局", ""),
                ("一/(二)", "l:市农业农村局 s:市公安局 s:市市场监管局 s:市供销社", ""),
                ("二/(三)/1", "r:市市场监管局 r:市知识产权局", ""),
                ("二/(三)/2", "r:市市场监管局", ""),
                ("二/(四)", "r:云川海关", "FREQ=MONTHLY;INTERVAL=3"),
                ("三", "", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25 2023-11-30"),
            ],
        ),
        (
            "action_plan_with_label_lines",
            1,
            [
                ("三/（一）/1", "r:食品生产科 r:食品流通科 r:各市场监管所", "2022-05-31"),
                ("三/（一）/2", "l:执法大队 s:各市场监管所", ""),
                ("三/（二）", "r:餐饮科 s:各市场监管所", ""),
                ("四/（二）", "", "FREQ=MONTHLY;BYMONTHDAY=25 2022-12-05"),
            ],
        ),
        (
            "draft_with_two_annexes",
            1,
            [
                ("第一章/第三条", "", ""),
                ("第二章/第四条", "", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
                ("第二章/第五条", "", "20 workday"),
            ],
        ),
        (
            "task_table",
            0,
            [
                ("1", "l:区市场监管局 r:区司法局 r:各街道办事处", "2024-11-30"),
                ("2", "l:区市场监管局 r:区农业农村局", "FREQ=MONTHLY;INTERVAL=6"),
                ("3", "l:区市场监管局 l:区公安局", "2024-10-31"),
                ("4", "l:区委组织部 r:区市场监管局 r:区司法局", ""),
            ],
        ),
        (
            "flattened_task_table",
            1,
            [
                ("一/1", "r:区市场监管局 r:区司法局", "2023-11-30"),
                ("一/2", "r:区市场监管局 r:区农业农村局", "2023-09-30"),
                ("二/3", "r:区市场监管局 r:区金融办", "2023-12-31"),
            ],
        ),
        (
            "policy_measures_with_bare_units",
            0,
            [
                ("1", "r:市市场监管局 r:市财政局 r:各县区政府", "2025-12-31"),
                ("2", "r:市知识产权保护中心", ""),
                ("3/（1）", "r:市法院", ""),
                ("3/（2）", "r:市检察院", ""),
                ("4", "", ""),
            ],
        ),
        (
            "three_year_plan_with_markdown_table",
            0,
            [
                ("二", "l:区市场监管局 s:区公安局 s:区商务局", "2024-10-31"),
                ("二", "l:区司法局 s:各镇街", "FREQ=YEARLY FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
                ("三/（一）", "", "FREQ=MONTHLY;INTERVAL=3"),
                ("三/（二）", "", ""),
            ],
        ),
        (
            "markdown_plan",
            0,
            [
                ("一/（一）", "l:市市场监管局 r:市委网信办 r:市公安局", ""),
                ("一/（二）", "l:市农业农村局 r:市供销社", "2025-10-31"),
                ("一/（二）/1", "", ""),
                ("一/（二）/2", "", ""),
                ("二", "", "2025-12-05"),
            ],
        ),
        ("summary_with_next_steps", 0, [("三/（一）", "", ""), ("三/（二）", "", "")]),
        ("leading_group", 0, []),
        ("bulletin", 0, []),
        (
            "glued_plan",
            0,
            [
                ("二/（一）", "r:区农业农村局 r:区市场监管局", ""),
                ("二/（二）", "l:区市场监管局 s:区公安局", ""),
                ("二/（三）", "r:各镇人民政府", ""),
                ("三/2", "", "FREQ=WEEKLY;BYDAY=FR 24 hour"),
            ],
        ),
        (
            "inspection_plan_in_stages",
            0,
            [
                ("三/（一）", "", "2023-03-31"),
                ("三/（二）", "", ""),
                ("三/（三）", "", "2023-11-20"),
                ("四/2", "", "20 workday"),
            ],
        ),
    ],
)
def test_measures(name: str, index: int, expected: list[tuple[str, str, str]]) -> None:
    assert [said(measure) for measure in one(name, index).measures] == expected


def test_operations_are_named_without_their_marks() -> None:
    points = one("work_points_with_notice", 1)
    assert [campaign for measure in points.measures for campaign in measure.campaigns] == [
        "剑网2023",
        "农资打假",
        "龙腾行动2023",
    ]


def test_a_draft_sent_out_for_opinions() -> None:
    consultation = one("draft_with_two_annexes").consultation
    assert consultation is not None
    assert (consultation.due.by, consultation.to) == ("2022-06-30", "省知识产权局")
    assert not consultation.silence_is_consent


def test_cited_documents() -> None:
    assert [(r.title, r.number) for r in one("notice_of_a_quality_month").references] == [
        ("关于开展2021年“质量月”活动的通知", "云质强办发〔2021〕6号")
    ]


def shape(text: str) -> list[tuple[object, ...]]:
    """What must not change when only the layout does."""
    return [
        (
            bare(document.title),
            document.genre,
            document.number,
            bare(document.issuer),
            document.issued_on,
            document.recipients,
            [(section.level, section.number) for section in document.sections],
            [said(measure) for measure in document.measures],
            [reference.number for reference in document.references],
        )
        for document in read_text(text)
    ]


STEADY = [
    "work_points_with_notice",
    "action_plan_with_label_lines",
    "notice_of_a_quality_month",
    "draft_with_two_annexes",
    "assessment_rules_in_articles",
    "summary_with_next_steps",
    "opinions_of_joint_issuers",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", STEADY)
def test_a_paper_reads_the_same_in_every_layout(name: str, layout: str) -> None:
    text = paper(name)
    assert shape(LAYOUTS[layout](text)) == shape(text)


def test_a_page_keeps_its_furniture_out_of_the_particulars() -> None:
    text = paper("action_plan_with_label_lines")
    page = f"当前位置： 首页政务公开文件 {LAYOUTS['flattened with spaces'](text)} 来源：云川市人民政府 附件下载"
    first, second = read_text(page)
    plain = read_text(text)
    assert (first.title, first.recipients, first.issued_on) == (
        plain[0].title,
        plain[0].recipients,
        plain[0].issued_on,
    )
    assert [said(measure) for measure in second.measures] == [said(measure) for measure in plain[1].measures]
    assert second.measures[-1].text.endswith("shipin@example.com。")


def test_a_repeated_document_is_known() -> None:
    body = "".join(f"{n}月，我局组织第{n}场宣传活动，发放资料{n * 130}份，接待群众{n * 17}人次。" for n in range(1, 13))
    text = f"第一篇：青禾区宣传周活动总结\n{body}甲。\n"
    text += f"第二篇：青禾区宣传周总结\n{body}乙。\n第三篇：云川市计划\n另行安排各项工作。\n"
    assert [document.duplicate_of for document in read_text(text)] == [None, 0, None]
