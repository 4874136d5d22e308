"""Names as documents write them, in an invented district and its prefecture."""

from __future__ import annotations

import time
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangda.platform.orgs import services
from shuangda.platform.orgs.models import Unit, UnitName
from shuangda.platform.orgs.names import contracted, contracts, tidy
from shuangda.platform.orgs.resolver import Resolver, resolve
from shuangda.platform.orgs.roles import Role
from tests import factories

DISTRICT_UNITS = [
    ("青禾区市场监督管理局", "区市场监管局"),
    ("云川市公安局青禾分局", "市公安局青禾分局"),
    ("云川市生态环境局青禾分局", "市生态环境局青禾分局"),
    ("青禾区人民检察院", "区检察院"),
    ("青禾区人民法院", "区法院"),
    ("中共青禾区委宣传部", "区委宣传部"),
    ("中共青禾区委政法委员会", "区委政法委"),
    ("中共青禾区委网络安全和信息化委员会办公室", "区委网信办"),
    ("青禾区文化和旅游局", "区文化和旅游局"),
    ("青禾区科学技术和信息化局", "区科信局"),
    ("青禾区农业农村局", "区农业农村局"),
    ("青禾区发展和改革局", "区发展改革局"),
    ("青禾区人力资源和社会保障局", "区人力资源社会保障局"),
    ("青禾区商务和投资促进局", "区商投局"),
    ("青禾区卫生健康局", "区卫生健康局"),
    ("青禾区卫生健康局综合监督执法局", "区卫生监督所"),
    ("国家税务总局青禾区税务局", "区税务局"),
    ("共青团青禾区委员会", "团青禾区委"),
    ("青禾区人民政府办公室", "区政府办公室"),
    ("青禾区妇女联合会", "区妇联"),
    ("青禾区工商业联合会", "区工商联"),
    ("青禾区供销合作社联合社", "区供销社"),
    ("青禾区国有资产监督管理委员会", "区国资委"),
]
TOWNS = [("青禾区柳溪镇人民政府", "柳溪镇"), ("青禾区桃源乡人民政府", "桃源乡"), ("青禾区望山街道办事处", "望山街道")]
CITY_UNITS = [
    ("云川市市场监督管理局", "市市场监管局"),
    ("云川市公安局", "市公安局"),
    ("云川市人民检察院", "市检察院"),
    ("中华人民共和国云川海关", "云川海关"),
]


@pytest.fixture
def place(db: None) -> SimpleNamespace:
    district = factories.district()
    city = district.parent
    office = factories.office(district)
    for name, short in DISTRICT_UNITS:
        factories.unit(name, short, in_region=district)
    for name, short in TOWNS:
        factories.unit(name, short, in_region=district, kind=Unit.Kind.COUNTY)
    for name, short in CITY_UNITS:
        factories.unit(name, short, in_region=city)
    return SimpleNamespace(district=district, city=city, office=office)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # as registered, or with brackets, blanks and 等 around it
        ("区市场监管局", "区市场监管局"),
        ("青禾区市场监督管理局", "区市场监管局"),
        ("区 市场 监管局等", "区市场监管局"),
        ("区市场监管局（区知识产权局）", "区市场监管局"),
        # the region added, left out, spelt out, or in the middle
        ("市场监管局", "区市场监管局"),
        ("青禾区市场监管局", "区市场监管局"),
        ("云川市青禾区市场监管局", "区市场监管局"),
        ("我区市场监管局", "区市场监管局"),
        ("市市场监管局", "市市场监管局"),
        ("市公安青禾分局", "市公安局青禾分局"),
        ("公安青禾分局", "市公安局青禾分局"),
        ("区公安分局", "市公安局青禾分局"),
        ("公安分局", "市公安局青禾分局"),
        ("生态环境分局", "市生态环境局青禾分局"),
        ("市公安局", "市公安局"),
        ("海关", "云川海关"),
        # contractions
        ("区市监局", "区市场监管局"),
        ("区发改局", "区发展改革局"),
        ("区人社局", "区人力资源社会保障局"),
        ("文旅局", "区文化和旅游局"),
        ("科信局", "区科信局"),
        ("区卫健局", "区卫生健康局"),
        ("区检察", "区检察院"),
        ("市检察", "市检察院"),
        ("区委政法委员会", "区委政法委"),
        ("政法委", "区委政法委"),
        ("宣传部", "区委宣传部"),
        ("区网信办", "区委网信办"),
        ("团区委", "团青禾区委"),
        ("区政府办", "区政府办公室"),
        ("区税务局", "区税务局"),
        ("区妇联", "区妇联"),
        ("区工商业联合会", "区工商联"),
        ("供销合作社", "区供销社"),
        ("国资委", "区国资委"),
        # the office itself
        ("区双打办", "区双打办"),
        ("区打击侵权假冒领导小组办公室", "区双打办"),
        ("领导小组办公室", "区双打办"),
    ],
)
def test_a_name_means_one_unit(place: SimpleNamespace, written: str, meant: str) -> None:
    found = resolve(written, office=place.office)
    assert (found.kind, [unit.short_name for unit in found.units]) == ("unit", [meant])
    assert found.name == written
    assert found.reason


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("各乡镇", ["柳溪镇", "桃源乡"]),
        ("各乡镇人民政府（街道办事处）", ["柳溪镇", "桃源乡", "望山街道"]),
        ("各镇街", ["柳溪镇", "望山街道"]),
        ("各街道", ["望山街道"]),
        ("区法院、区检察院", ["区法院", "区检察院"]),
        ("各分局", ["市公安局青禾分局", "市生态环境局青禾分局"]),
        ("各成员单位", [short for _name, short in DISTRICT_UNITS]),
        ("区打击侵权假冒工作领导小组各成员单位", [short for _name, short in DISTRICT_UNITS]),
        ("领导小组成员单位", [short for _name, short in DISTRICT_UNITS]),
    ],
)
def test_a_name_means_a_group(place: SimpleNamespace, written: str, meant: list[str]) -> None:
    found = resolve(written, office=place.office)
    assert found.kind == "group"
    assert sorted(unit.short_name for unit in found.units) == sorted(meant)


@pytest.mark.parametrize(
    "written",
    [
        "有关部门",
        "相关成员单位",
        "各有关单位",
        "其他有关乡镇",
        "区委",
        "区委办",
        "区政府",
        "某某处",
        "区工商局",
        "区防汛指挥部成员单位",
        "各区属事业单位",
        "局办公室",
        "",
        "   ",
        "、",
        "（）",
        "区",
        "各",
    ],
)
def test_what_cannot_be_decided_waits_for_the_clerk(place: SimpleNamespace, written: str) -> None:
    found = resolve(written, office=place.office)
    assert (found.kind, found.units) == ("unknown", ())
    assert found.reason
    assert len(found.alternatives) <= 5


def test_alternatives_are_ranked(place: SimpleNamespace) -> None:
    found = resolve("区生态环境局", office=place.office)
    assert found.kind == "unknown"
    assert found.alternatives[0].unit.short_name == "市生态环境局青禾分局"
    scores = [candidate.score for candidate in found.alternatives]
    assert scores == sorted(scores, reverse=True)
    towns = resolve("有关乡镇", office=place.office).alternatives
    assert {candidate.unit.short_name for candidate in towns} == {"柳溪镇", "桃源乡"}


def test_two_units_that_fit_are_a_question(place: SimpleNamespace) -> None:
    factories.unit("青禾区科技和信访局", "区科技信访局", in_region=place.district)
    Unit.objects.filter(short_name="区科信局").update(short_name="区科学技术和信息化局")
    found = resolve("区科信局", office=place.office)
    assert found.kind == "unknown"
    assert {c.unit.name for c in found.alternatives} == {"青禾区科学技术和信息化局", "青禾区科技和信访局"}


def test_the_offices_decision_goes_first(place: SimpleNamespace) -> None:
    clerk = factories.actor_of(Role.CLERK, place.office)
    courts = list(Unit.objects.filter(short_name__in=["区法院", "区检察院"]))
    services.decide_alias(actor=clerk, office=place.office, name="有关 部门", units=courts)
    found = resolve("有关部门", office=place.office)
    assert (found.kind, set(found.units)) == ("group", set(courts))
    assert clerk.name in found.reason
    elsewhere = factories.office(place.city)
    assert resolve("有关部门", office=elsewhere).kind == "unknown", "another office decides for itself"


def test_a_former_name_is_understood_with_its_reason(place: SimpleNamespace) -> None:
    admin = factories.actor_of(Role.SYSTEM_ADMIN, place.office)
    unit = Unit.objects.get(short_name="区商投局")
    services.rename_unit(
        actor=admin, unit=unit, name="青禾区商务局", short_name="区商务局", day=date(2024, 3, 1), reason="机构改革"
    )
    before = resolve("区商投局", office=place.office, day=date(2023, 5, 1))
    after = resolve("区商投局", office=place.office, day=date(2025, 5, 1))
    assert [before.units, after.units] == [(unit,), (unit,)]
    assert "2024" in after.reason
    assert resolve("商务局", office=place.office).units == (unit,)


def test_a_name_goes_to_whoever_had_it_on_the_day(place: SimpleNamespace) -> None:
    """区知识产权局 was a body of its own; later it is a second plate of the market regulator."""
    old = factories.unit("青禾区专利局", "区专利局", in_region=place.district)
    new = Unit.objects.get(short_name="区市场监管局")
    UnitName.objects.create(unit=old, name="区知识产权局", former=True, valid_to=date(2018, 12, 31))
    UnitName.objects.create(unit=new, name="区知识产权局", valid_from=date(2019, 1, 1))
    assert resolve("区知识产权局", office=place.office, day=date(2017, 5, 1)).units == (old,)
    assert resolve("区知识产权局", office=place.office, day=date(2020, 5, 1)).units == (new,)


def test_a_closed_unit_is_only_offered(place: SimpleNamespace) -> None:
    Unit.objects.filter(short_name="区国资委").update(valid_to=date(2020, 1, 1))
    found = resolve("区国资委", office=place.office)
    assert found.kind == "unknown"
    assert [candidate.unit.short_name for candidate in found.alternatives] == ["区国资委"]


class TestPrefecture:
    """The same names at the office one level up, with two counties below."""

    @pytest.fixture
    def office(self, place: SimpleNamespace) -> Unit:
        county = factories.region("990121", "北湾县", place.city)
        office = factories.office(place.city)
        for region, name in ((place.district, "青禾区"), (county, "北湾县")):
            factories.unit(
                f"{name}知识产权工作领导小组", name, in_region=region, kind=Unit.Kind.COUNTY, superior=office
            )
        factories.unit("北湾县市场监督管理局", "县市场监管局", in_region=county)
        return office

    @pytest.mark.parametrize(
        "written",
        [
            "各县（区）",
            "各区县",
            "各县(市、区)人民政府",
            "各县（区）知识产权工作领导小组",
            "全市各县区政府",
            "各县区双打办",
        ],
    )
    def test_counties_are_a_group(self, office: Unit, written: str) -> None:
        found = resolve(written, office=office)
        assert (found.kind, {unit.short_name for unit in found.units}) == ("group", {"青禾区", "北湾县"})

    def test_the_same_unit_of_every_county(self, office: Unit) -> None:
        found = resolve("各县（区）市场监管局", office=office)
        names = {unit.name for unit in found.units}
        assert names == {"青禾区市场监督管理局", "北湾县市场监督管理局"}
        assert resolve("各县（区）农业农村局", office=office).kind == "unknown", "one county has none"

    def test_own_region_goes_before_those_below(self, office: Unit) -> None:
        assert resolve("市场监管局", office=office).units[0].name == "云川市市场监督管理局"
        assert resolve("市市场监管局", office=office).units[0].name == "云川市市场监督管理局"
        assert resolve("青禾区市场监管局", office=office).units[0].name == "青禾区市场监督管理局"
        assert resolve("北湾县市监局", office=office).units[0].name == "北湾县市场监督管理局"

    def test_a_bare_level_word_means_the_only_region_of_it(self, office: Unit) -> None:
        assert resolve("县市场监管局", office=office).units[0].name == "北湾县市场监督管理局"

    def test_open_ended_counties_are_offered(self, office: Unit) -> None:
        found = resolve("有关区县政府", office=office)
        assert {candidate.unit.short_name for candidate in found.alternatives} == {"青禾区", "北湾县"}


@pytest.mark.alone
def test_two_hundred_names_take_less_than_200_milliseconds(place: SimpleNamespace) -> None:
    """Half of them known, half of them questions, which cost most; the best of three runs counts."""
    names = [f"第{number}{kind}" for number in range(50) for kind in ("办公室", "管理局")]
    names += [short for _name, short in DISTRICT_UNITS] * 3 + ["文旅局", "各乡镇", "有关部门"] * 11
    taken = []
    for _run in range(3):
        started = time.perf_counter()
        resolver = Resolver(place.office)
        for name in names[:200]:
            resolver.resolve(name)
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.2


def test_the_number_of_queries_does_not_grow(place: SimpleNamespace, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(8):
        resolver = Resolver(place.office)
        for name, _short in DISTRICT_UNITS:
            resolver.resolve(f"{name}某")


_PIECES = st.lists(
    st.sampled_from(
        [*"各区县市省乡镇街道全有关局委办院（）()、等 ", "青禾", "领导小组", "成员单位", "人民政府", "分局"]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(written=st.text(max_size=300) | _PIECES)
def test_it_never_raises(place: SimpleNamespace, written: str) -> None:
    resolver = place.__dict__.setdefault("resolver", None) or Resolver(place.office)
    place.resolver = resolver
    found = resolver.resolve(written)
    assert found.kind in {"unit", "group", "unknown"}
    assert (found.kind == "unknown") == (not found.units)
    assert found.name == written


class TestWriting:
    """The pure part."""

    @pytest.mark.parametrize(
        ("short", "full"),
        [("文旅局", "文化和旅游局"), ("检察", "检察院"), ("委网信办", "委网络安全和信息化委办"), ("妇联", "妇女联")],
    )
    def test_contractions(self, short: str, full: str) -> None:
        assert contracts(short, full)
        assert not contracts(full, short)

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("公安局", "公安局青禾分局"),
            ("委办", "委网信办"),
            ("政府办", "政府外事办"),
            ("政府", "政府办"),
            ("文旅局", "旅游文化局"),
            ("卫健局", "卫生健康局监督执法局"),
            ("法院", "法院、检察院"),
        ],
    )
    def test_what_only_looks_like_one(self, short: str, full: str) -> None:
        assert not contracts(short, full)

    def test_tidy(self) -> None:
        assert tidy(" 市 市场监管局(市知识产权局)等，") == "市市场监管局（市知识产权局）"

    def test_contracted(self) -> None:
        assert contracted("网络安全和信息化委员会办公室") == "网络安全和信息化委办"
        assert contracted("国家税务总局税务局") == "税务局"
