"""Targets: what binds as a number, and what only looks like one."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.targets import find_targets
from tests.kernel.policytext.grammar.pieces import piece_of

BINDING = [
    ("全年开展集中检查不少于2场次。", [(">=", 2, "场次")]),
    ("每村至少开展1次宣传。", [(">=", 1, "次")]),
    ("每年至少组织一次联合演练，举办两期以上培训班。", [(">=", 1, "次"), (">=", 2, "期")]),
    ("覆盖率达到90%以上。", [(">=", 90, "%")]),
    ("食品抽检合格率保持在98%以上，问题整改率达100%。", [(">=", 98, "%"), (">=", 100, "%")]),
    ("投诉办结率不低于95％。", [(">=", 95, "%")]),
    ("案件查办数量同比增长10%以上。", [(">=", 10, "%")]),
    ("化肥使用量较2025年下降5%以上。", [(">=", 5, "%")]),
    ("将万人投诉率下降到3‰以内。", [("<=", 3, "‰")]),
    ("把群众投诉量控制在500件以内。", [("<=", 500, "件")]),
    ("案件办理时限压缩至5个工作日以内。", [("<=", 5, "个工作日")]),
    ("确保投诉15分钟内响应、2小时内到场。", [("<=", 15, "分钟"), ("<=", 2, "小时")]),
    ("问题发现率不超过百分之二。", [("<=", 2, "%")]),
    ("抽检批次完成率达到百分之百。", [(">=", 100, "%")]),
    ("各乡镇要培育3名以上“法律明白人”，打造10个以上示范点。", [(">=", 3, "名"), (">=", 10, "个")]),
    ("执法人员不得少于2人。", [(">=", 2, "人")]),
    ("力争年内新增市级示范企业超过20家，地理标志产品突破10个。", [(">", 20, "家"), (">=", 10, "个")]),
    ("力争到2028年，全市高价值发明专利拥有量达到每万人12件。", [(">=", 12, "件")]),
    ("完成投资3.5亿元以上，带动就业2000人以上。", [(">=", 350_000_000, "元"), (">=", 2000, "人")]),
    ("对不少于30%的单位开展督查。", [(">=", 30, "%")]),
    ("各县（市、区）每年办理案件数不少于上年度的90%。", [(">=", 90, "%")]),
    ("对辖区50%以上的门店进行现场检查。", [(">=", 50, "%")]),
    ("人均培训不少于40学时。", [(">=", 40, "学时")]),
    ("实现镇街调解组织全覆盖。", [(">=", 100, "%")]),
    ("确保工单按期办结率、满意率均达到98%以上。", [(">=", 98, "%"), (">=", 98, "%")]),
    ("各镇、街道均要建成1个以上示范点。", [(">=", 1, "个")]),
    ("PM2.5浓度控制在35微克/立方米以内。", [("<=", 35, "微克/立方米")]),
    ("按不低于1%的比例抽取样品。", [(">=", 1, "%")]),
    ("实现市县两级100%全覆盖。", [(">=", 100, "%")]),
    ("实现监管全覆盖、执法零容忍。", [(">=", 100, "%")]),
    ("线索核查反馈时限缩短至10个工作日以内。", [("<=", 10, "个工作日")]),
]

LOOKING_LIKE_ONE = [
    "对符合条件的企业给予不超过50万元的奖励，每单位限报2名。",
    "对举报有功人员给予5000元以上奖励。",
    "年主营业务收入2000万元以上的企业可以申报。",
    "满意度达到90%以上的得5分，80%以上的得3分。",
    "公示时间不少于5个工作日。",
    "参会人员不超过3人，每人发言不超过5分钟。",
    "培育省级示范县1个、市级示范镇2—3个。",
    "发放资料约5000份，争取覆盖面更广。",
    "截至2025年底，全区已建成示范点30个，覆盖率达到85%。",
    "本办法有效期5年。",
    "聘请具有3年以上工作经验的人员。",
    "县级以上人民政府应当加强领导。",
    "第3批名单共20家。",
    "年度出口额增长10%以上，给予不超过50万元的奖励。",
    "检查50人以上学校食堂20家。",
    "两个以上部门联合实施的，由牵头部门负责。",
    "电商平台应当在24小时内下架侵权商品。",
    "城镇调查失业率控制在5.5%左右。",
    "对全链条、全覆盖、全要素的要求，要认真领会。",
]


@pytest.mark.parametrize(("sentence", "expected"), BINDING)
def test_a_number_with_a_comparator_binds(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(t.op, t.value, t.unit) for t in find_targets(piece_of(sentence))] == expected


@pytest.mark.parametrize("sentence", LOOKING_LIKE_ONE)
def test_counts_ceilings_prizes_terms_and_reports_bind_nothing(sentence: str) -> None:
    assert find_targets(piece_of(sentence)) == ()


def test_a_part_points_at_the_whole_it_is_counted_within() -> None:
    text = "各街道全年查办案件不得低于12件，其中电商案件不得低于4件；宣传活动不少于2场。"
    whole, part, other = find_targets(piece_of(text))
    assert (whole.part_of, part.part_of, other.part_of) == (None, 0, None)
    assert whole.who == ("各街道",)
    assert part.metric == "电商案件"


def test_respectively_gives_every_thing_its_own_target() -> None:
    one_figure = find_targets(piece_of("全县商标、专利和版权案件分别不得低于3件。"))
    assert [(t.metric, t.value, t.who) for t in one_figure] == [
        ("商标案件", 3, ("全县",)),
        ("专利案件", 3, ("全县",)),
        ("版权案件", 3, ("全县",)),
    ]
    own_figures = find_targets(piece_of("商标、专利案件分别达到20件、10件以上。"))
    assert [(t.metric, t.value) for t in own_figures] == [("商标案件", 20), ("专利案件", 10)]


def test_what_a_duty_counts_is_no_second_target() -> None:
    assert find_targets(piece_of("各成员单位每月至少报送2篇以上工作信息。")) == ()


def test_the_units_of_the_measure_are_bound_where_no_one_is_named() -> None:
    (target,) = find_targets(piece_of("抽检不少于300批次。", units=("区市场监管局", "区农业农村局")))
    assert target.who == ("区市场监管局", "区农业农村局")


def test_a_summary_has_targets_only_in_its_outlook() -> None:
    text = "一、主要成效\n合格率达到98%以上，检查覆盖率100%。\n二、下一步工作打算\n力争合格率达到99%以上。"
    (target,) = find_targets(piece_of(text, "summary"))
    assert target.value == 99


def test_the_span_shows_the_words_of_the_target() -> None:
    text = "要求如下：每个考点配备不少于2名引导员。"
    (target,) = find_targets(piece_of(text))
    assert text[slice(*target.span)] == "每个考点配备不少于2名引导员"
    assert target.who == ("每个考点",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("食品检验量达5批次/千人以上。", [(">=", 5, "批次/千人")]),
        ("事故死亡率控制在0.1人/亿元以内。", [("<=", 0.1, "人/亿元")]),
        ("统计表迟报不得超过2次。", [("<=", 2, "次")]),
        ("加分最高不超过20分。", []),
        ("行动中查明的涉案金额达80多万元。", []),
    ],
)
def test_composite_units_faults_and_vague_figures(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(t.op, t.value, t.unit) for t in find_targets(piece_of(sentence))] == expected


def test_a_sentence_goes_on_speaking_of_the_same_bodies_and_a_metric_carries_no_year() -> None:
    found = find_targets(
        piece_of(
            "各镇（街道）2026年度办理的商标案件不得少于12件，其中电商案件不得少于3件；"
            "专利纠纷调解案件不少于2件。全区地理标志案件不得少于1件。"
        )
    )
    assert [(target.who, target.metric) for target in found] == [
        (("各镇（街道）",), "商标案件"),
        (("各镇（街道）",), "电商案件"),
        (("各镇（街道）",), "专利纠纷调解案件"),
        (("全区",), "地理标志案件"),
    ]
