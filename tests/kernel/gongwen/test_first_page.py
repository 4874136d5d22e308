"""The first page of papers that strain it: long names, many offices, long lists, and it still shows text."""

from __future__ import annotations

import datetime

import pytest

from shuangda.kernel.gongwen import Kind
from shuangda.kernel.gongwen.composing import compose
from shuangda.kernel.gongwen.lines import Composed, Line
from shuangda.kernel.gongwen.model import Imprint, plain
from shuangda.kernel.gongwen.roles import Role
from shuangda.kernel.gongwen.titles import width

from .builders import notice

LONG = "云川市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室"
OFFICES = tuple(f"云川市第{n}监督管理局" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"))


def lines(composed: Composed, role: Role) -> list[Line]:
    every = (*composed.above_mark, *composed.below_mark, *composed.body, *composed.imprint)
    return [line for line in every if isinstance(line, Line) and line.role is role]


def test_a_mark_too_long_for_one_line_is_broken_by_sense_instead_of_shrunk() -> None:
    composed = compose(notice(issuers=(LONG,)))
    assert composed.mark == ("云川市打击侵犯知识产权和制售假冒", "伪劣商品工作领导小组办公室文件")
    assert composed.looks[Role.MARK].size >= 24
    assert compose(notice()).mark == ("云川市双打办文件",)


@pytest.mark.parametrize("count", [2, 4, 6])
def test_the_mark_of_several_offices_stays_within_the_type_area(count: int) -> None:
    composed = compose(notice(issuers=OFFICES[:count]))
    size = composed.looks[Role.MARK].size
    assert composed.mark == OFFICES[:count]
    assert size >= 22
    assert (max(map(width, composed.mark)) + 2) * size + 36 <= 442.2


def test_of_too_many_offices_the_first_alone_stands_in_red() -> None:
    composed = compose(notice(issuers=OFFICES))
    assert (composed.mark, composed.suffix) == ((f"{OFFICES[0]}文件",), "")
    assert composed.looks[Role.MARK].size > 22


def test_addressees_for_whom_the_first_page_has_no_room_go_to_the_imprint() -> None:
    many = tuple(f"第{n}县{LONG}" for n in range(8))
    composed = compose(notice(addressees=many, imprint=Imprint(copies=("市政府",), office="双打办")))
    assert not lines(composed, Role.ADDRESSEES)
    assert plain(lines(composed, Role.IMPRINT)[0].words).startswith("主送：第0县")
    roles = [line.role for line in composed.imprint]
    assert roles == [Role.THICK, Role.IMPRINT, Role.IMPRINT, Role.THIN, Role.IMPRINT, Role.THICK]
    assert lines(compose(notice(addressees=many[:2])), Role.ADDRESSEES)


def test_addressees_for_whom_the_imprint_has_no_room_either_stay() -> None:
    many = tuple(f"第{n}县{LONG}" for n in range(60))
    assert lines(compose(notice(addressees=many)), Role.ADDRESSEES)


def test_signatories_stand_one_below_another() -> None:
    composed = compose(notice(kind=Kind.REQUEST, signatories=("沈知行", "欧阳海棠", "李明", "顾长平")))
    first, second = lines(composed, Role.NUMBER)
    assert [span.text for span in first.aside] == ["签发人：", "沈知行　欧阳海棠"]
    assert [span.text for span in second.aside] == ["　　　　", "李明　　顾长平　"]


def bulletin(office: str) -> Composed:
    paper = notice(kind=Kind.BULLETIN, issuers=(office,), issue=7, date=datetime.date(2026, 10, 22))
    return compose(paper)


@pytest.mark.parametrize(
    ("office", "rows", "size"),
    [
        ("云川市双打办", ["云川市双打办"], 16),
        ("云川市打击侵权假冒工作领导小组办公室", ["云川市打击侵权假冒工作领导小组办公室"], 14),
        (LONG, ["云川市打击侵犯知识产权和制售", "假冒伪劣商品工作领导小组办公室"], 16),
    ],
)
def test_office_and_date_of_a_bulletin_share_a_line(office: str, rows: list[str], size: float) -> None:
    composed = bulletin(office)
    found = lines(composed, Role.ISSUER_AND_DATE)
    assert [plain(line.words) for line in found] == rows
    assert [plain(line.aside) for line in found] == [*[""] * (len(rows) - 1), "2026年10月22日"]
    assert composed.looks[Role.ISSUER_AND_DATE].size == size


def test_several_offices_of_minutes_are_not_broken_within() -> None:
    offices = ("云川市市场监督管理局", "云川市文化和旅游局", "中共云川市委宣传部")
    found = lines(compose(notice(kind=Kind.MINUTES, issuers=offices)), Role.ISSUER_AND_DATE)
    assert [plain(line.words) for line in found] == ["云川市市场监督管理局　云川市文化和旅游局", offices[2]]


def test_the_title_of_a_form_keeps_its_distance_from_what_stands_above() -> None:
    assert compose(notice(kind=Kind.SUPERVISION)).looks[Role.TITLE].before == 0
    assert compose(notice(kind=Kind.SUPERVISION, urgency="特急")).looks[Role.TITLE].before > 28
