"""Holiday notices: what contradicts itself is refused, and a corrected one re-dates what runs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from shuangda.kernel.clocks import BadNotice, UnknownYear, announced, announced_calendar, due_of, rulebook, start
from shuangda.kernel.clocks.holidays import Holiday, Notice, left_out
from shuangda.kernel.clocks.notice_files import calendar_with, read_notice

from .asking import answer, due, refused

CALENDAR = announced_calendar()


def off(name: str, first: str, last: str) -> Holiday:
    return Holiday(name, name, date.fromisoformat(first), date.fromisoformat(last))


def notice(*holidays: Holiday, worked: tuple[str, ...] = (), year: int = 2027) -> Notice:
    return Notice(year, holidays, tuple(map(date.fromisoformat, worked)), "国办发明电〔2026〕…号")


SPRING = off("春节", "2027-02-05", "2027-02-12")


@pytest.mark.parametrize(
    ("holidays", "worked", "said"),
    [
        ([], (), "2027年的放假安排没有一个节日"),
        ([off("春节", "2027-02-12", "2027-02-05")], (), "“春节”的最后一天 2027-02-05 早于第一天 2027-02-12"),
        ([off("春节", "2027-02-01", "2027-02-21")], (), "放假 21 天，超过 20 天"),
        ([SPRING, off("元宵", "2027-02-12", "2027-02-13")], (), "2027-02-12 既属于“春节”又属于“元宵”"),
        ([off("元宵", "2027-02-12", "2027-02-13"), SPRING], (), "2027-02-12 既属于“春节”又属于“元宵”"),
        ([SPRING], ("2027-02-06",), "2027-02-06 既是“春节”放假日又是调休上班日"),
        ([SPRING], ("2027-02-04",), "2027-02-04 不是周六或周日"),
        ([SPRING], ("2027-02-14", "2027-02-14"), "调休上班日有重复"),
        ([SPRING], ("2026-02-14",), "2026-02-14 不属于2027年的放假安排"),
        ([SPRING, off("元旦", "2028-01-01", "2028-01-03")], (), "2028-01-01 不属于2027年的放假安排"),
        ([off("元旦", "2026-12-16", "2026-12-18")], (), "2026-12-16 不属于2027年的放假安排"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(
    holidays: list[Holiday], worked: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadNotice, match=said):
        notice(*holidays, worked=worked)


def test_new_year_may_begin_in_december_and_be_made_up_there() -> None:
    new_year = notice(off("元旦", "2026-12-31", "2027-01-03"), SPRING, worked=("2026-12-27", "2027-02-14"))
    calendar = CALENDAR.replacing(new_year)
    assert calendar.is_workday(date(2026, 12, 27))
    assert not calendar.is_workday(date(2026, 12, 31))
    assert not CALENDAR.is_workday(date(2026, 12, 27))  # the old one stays as it was
    assert calendar.add_workdays(date(2026, 12, 30), 1) == date(2027, 1, 4)
    assert calendar.notices[2027].source == "国办发明电〔2026〕…号"


def test_a_corrected_notice_moves_what_runs() -> None:
    run = start(rulebook()["complaint_accept"], datetime(2026, 4, 30))
    corrected = notice(off("劳动节", "2026-05-01", "2026-05-03"), year=2026)
    assert due_of(run, CALENDAR).moment == datetime(2026, 5, 13)
    assert due_of(run, CALENDAR.replacing(corrected)).moment == datetime(2026, 5, 12)  # 4-8, 11, 12 May


def test_a_calendar_with_a_gap_does_not_count_over_it() -> None:
    far = CALENDAR.replacing(notice(off("元旦", "2029-01-01", "2029-01-01"), year=2029))
    with pytest.raises(UnknownYear, match="2027年"):
        far.add_workdays(date(2026, 12, 30), 10)
    with pytest.raises(UnknownYear, match="2027年"):
        far.add_workdays(date(2029, 1, 3), -10)
    with pytest.raises(UnknownYear, match="2027年"):
        far.workdays_between(date(2026, 12, 30), date(2029, 1, 4))
    with pytest.raises(UnknownYear, match="2028年"):
        far.is_workday(date(2028, 5, 1))


def test_equal_notices_give_equal_calendars() -> None:
    once, again = (CALENDAR.replacing(notice(SPRING)) for _ in range(2))
    assert (once == again, hash(once) == hash(again), once == CALENDAR) == (True, True, False)


GOOD = """
year = 2027
source = "国办发明电〔2026〕…号"
worked = [2027-02-14]
[[holiday]]
name_zh = "元旦"
first = 2027-01-01
last = 2027-01-03
[[holiday]]
name_zh = "春节"
name = "Spring Festival"
first = 2027-02-05
last = 2027-02-12
[[holiday]]
name_zh = "清明"
first = 2027-04-03
last = 2027-04-05
[[holiday]]
name_zh = "劳动节"
first = 2027-05-01
last = 2027-05-05
[[holiday]]
name_zh = "端午"
first = 2027-06-09
last = 2027-06-09
[[holiday]]
name_zh = "中秋"
first = 2027-09-15
last = 2027-09-15
[[holiday]]
name_zh = "国庆节"
first = 2027-10-01
last = 2027-10-07
"""


def file_of(folder: Path, text: str | bytes) -> Path:
    path = folder / "放假2027.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_adds_a_year(tmp_path: Path) -> None:
    path = file_of(tmp_path, GOOD)
    assert read_notice(path).holidays[1] == Holiday("Spring Festival", "春节", date(2027, 2, 5), date(2027, 2, 12))
    assert calendar_with(path).is_workday(date(2027, 2, 14))
    assert calendar_with(None) is CALENDAR
    assert "2027年的放假安排尚未收录" in refused("company_info_report", "--start", "2026-12-30")
    assert due("data_share_reply_open", "2026-12-31", f"--calendar={path}") == "2027-01-04"
    found = answer("data_share_reply_conditional", "2027-02-02", f"--calendar={path}")
    # 3, 4, 13 is a plain Saturday, Sun 14, 15-19, 22, 23 February
    assert (found["due"], found["why"][0]["reason"]) == ("2027-02-23", "春节放假")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "缺少 year"),
        (GOOD.replace("元旦", "新年").replace("端午", "龙舟节"), "没有写元旦、端午"),
        (b"\xff\xfe\x00", "不是 TOML 文件"),
        ("year = ", "不是 TOML 文件"),
        ("[" * 3000, "不是 TOML 文件"),
        ("x = " + "[" * 3000, "不是 TOML 文件"),
        ("year = " + "9" * 5000, "不是 TOML 文件"),
        (GOOD.replace("year = 2027", 'year = "2027"'), "缺少 year，或其写法不对"),
        (GOOD.replace("year = 2027", "year = true"), "不在 1949 至 2199 之间"),
        (GOOD.replace("year = 2027", "year = 0"), "不在 1949 至 2199 之间"),
        (GOOD.replace("year = 2027", "year = 99999"), "不在 1949 至 2199 之间"),
        (GOOD.replace("year = 2027", "year = -5"), "不在 1949 至 2199 之间"),
        (GOOD.replace("year = 2027", "year = 2026"), "不属于2026年的放假安排"),
        (GOOD.replace("[2027-02-14]", "2027-02-14"), "缺少 worked，或其写法不对"),
        (GOOD.replace("[2027-02-14]", '["2027-02-14"]'), "请写成 2027-02-05（不加引号）"),
        (GOOD.replace("[2027-02-14]", "[2027-02-14T00:00:00]"), "请写成 2027-02-05（不加引号）"),
        (GOOD.replace("[2027-02-14]", "[2027-02-30]"), "不是 TOML 文件"),
        (GOOD.replace("[2027-02-14]", "[2027-02-08]"), "放假日又是调休上班日"),
        (GOOD.replace("first = 2027-01-01\n", ""), "请写成 2027-02-05（不加引号）"),
        (GOOD.replace('name_zh = "元旦"\n', ""), "缺少 name_zh"),
        (GOOD.replace('"元旦"', "1"), "缺少 name_zh，或其写法不对"),
        (GOOD.replace('source = "国办发明电〔2026〕…号"\n', ""), "缺少 source"),
        ('year = 2027\nsource = "x"\nworked = []\nholiday = [1, "a"]', "缺少 name_zh"),
        ('year = 2027\nsource = "x"\nworked = []\nholiday = {}', "缺少 holiday"),
        ('year = 2027\nsource = "x"\nworked = []\nholiday = []', "没有一个节日"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence_with_its_name(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = file_of(tmp_path, text)
    with pytest.raises(BadNotice, match="放假2027") as caught:
        read_notice(path)
    assert said in str(caught.value)
    assert said in refused("case_decide", "--start", "2026-03-02", "--calendar", str(path))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.toml"):
        with pytest.raises(BadNotice, match=f"读不了 {path.name}"):
            read_notice(path)


def test_the_example_of_the_docs_is_the_notice_of_2026(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "clocks.md").read_text("utf-8")
    example = read_notice(file_of(tmp_path, page.split("```toml\n")[1].split("```")[0]))
    announced_one = CALENDAR.notices[2026]
    assert (example.holidays, example.worked) == (announced_one.holidays, announced_one.worked)


def test_mid_autumn_may_lie_within_a_long_national_day() -> None:
    """2020: 国庆节、中秋 from 1 to 8 October. Every notice that comes with the software since 2008 is whole."""
    assert [left_out(found) for found in announced() if found.year >= 2008 and left_out(found)] == []
