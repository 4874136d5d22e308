"""What cannot be counted: one sentence for staff on standard error, exit code 2, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from .asking import clock, refused

KINDS = ["case_decide", "case_review", "transfer_deliver", "hearing_notice", "major_patent_conclude"]
CASE = ["case_decide", "--start", "2026-03-02"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_clock", "--start", "2026-04-30"], "没有编号为“no_such_clock”的时限"),
        (["complaint_acept", "--start", "2026-04-30"], "complaint_accept"),
        (["", "--start", "2026-04-30"], "没有编号为“”的时限"),
        (["complaint_accept"], "请写明时限的编号和起算时间"),
        (["--start", "2026-04-30"], "请写明时限的编号和起算时间"),
        (["complaint_accept", "--start", "30.4.2026"], "“30.4.2026”不是日期"),
        (["complaint_accept", "--start", "2026-02-30"], "“2026-02-30”不是日期"),
        (["complaint_accept", "--start", "2025-02-29"], "“2025-02-29”不是日期"),
        (["complaint_accept", "--start", ""], "“”不是日期"),
        ([*CASE, "--at", "gestern"], "“gestern”不是日期"),
        ([*CASE, "--stop", "2026-13-01"], "“2026-13-01”不是日期"),
        ([*CASE, "--stop", "2026-03-01"], "早于已录入的2026-03-02"),
        ([*CASE, "--pause", "2026-03-09..2026-03-12", "--stop", "2026-03-10"], "请按发生的先后录入"),
        ([*CASE, "--pause", "2026-03-09..2026-03-08"], "结束早于开始"),
        ([*CASE, "--pause", "2026-03-09T16:00..2026-03-09T09:00"], "结束早于开始"),
        ([*CASE, "--pause", "2026-03-01..2026-03-08"], "早于起算"),
        ([*CASE, "--pause", "2026-03-01.."], "早于起算"),
        ([*CASE, "--pause", "2026-03-10..2026-03-20", "--pause", "2026-03-15..2026-03-25"], "重叠"),
        ([*CASE, "--pause", "2026-03-10..2026-03-20", "--pause", "2026-03-12..2026-03-13"], "重叠"),
        ([*CASE, "--pause", "2026-03-10..2026-03-20", "--pause", "2026-03-10..2026-03-20"], "重叠"),
        ([*CASE, "--pause", "2026-03-10..", "--pause", "2026-03-20..2026-03-21"], "重叠"),
        ([*CASE, "--pause", "2026-03-10..", "--pause", "2026-03-20.."], "重叠"),
        ([*CASE, "--pause", "2026-03-09"], "应写成 起..止"),
        ([*CASE, "--pause", ".."], "“”不是日期"),
        ([*CASE, "--pause", "..2026-03-09"], "“”不是日期"),
        ([*CASE, "--pause", "2026-03-09...2026-03-10"], "不是日期"),
        ([*CASE, "--pause", "2026-03-09..9999-12-31"], "晚于2199年"),
        ([*CASE, "--pause", "9999-12-31.."], "晚于2199年"),
        ([*CASE, "--extend", "31"], "应为 1 至 30 日"),
        ([*CASE, "--extend", "0"], "应为 1 至 30 日"),
        ([*CASE, "--extend", "-1"], "没有 -1 这个选项"),
        ([*CASE, "--anything"], "没有 --anything 这个选项"),
        ([*CASE, "--extend", "zehn"], "应是整数"),
        ([*CASE, "--extend="], "应是整数"),
        ([*CASE, "--extend", "１０"], "应是整数"),
        ([*CASE, "--at", ""], "“”不是日期"),
        ([*CASE, "--start", "2026-03-03"], "--start 只能写一次"),
        ([*CASE, "fine_payment"], "多写了内容"),
        (["case_decide", "--start", "2026-03-02T09:00Z"], "不写秒和时区"),
        (["case_decide", "--start", "2026-03-02T16:00", "--pause", "2026-03-02T15:00.."], "早于起算"),
        ([*CASE, *("--pause=2026-03-09T09:00..2026-03-11T10:00", "--pause=2026-03-11T09:00..2026-03-13")], "重叠"),
        ([*CASE, "--calendar", "no-such-file.toml"], "没有这个文件"),
        ([*CASE, "--extend", "1.5"], "应是整数"),
        ([*CASE, "--extend", "9" * 5000], "应是整数"),
        ([*CASE, "--extend", "--extend"], "未规定这次延长的上限"),
        ([*CASE, "--extend", "--extend", "3651"], "应为 1 至 3650 日"),
        ([*CASE, "--extend", "--extend", "1", "--extend", "1"], "只能延长2次"),
        (["seizure_period", "--start", "2026-03-02", "--extend", "--extend"], "不能再延长"),
        (["complaint_accept", "--start", "2026-05-06", "--extend"], "没有规定可以延长"),
        (["case_review", "--start", "2026-05-06", "--extend"], "请写明批准延长多少个工作日"),
        (["transfer_police_decide_economic", "--start", "2026-05-06", "--extend", "31"], "应为总计 4 至 30 日"),
        (["company_info_report", "--start", "2026-12-20"], "2027年的放假安排尚未收录"),
        (["transfer_approve", "--start", "2026-12-30"], "如不逢法定节假日，则为2027-01-02"),
        (["customs_record_valid", "--start", "2026-03-02"], "2036年的放假安排尚未收录"),
        (["company_info_report", "--start", "1999-05-04"], "1999年的放假安排尚未收录"),
        (["company_info_report", "--start", "2003-12-30"], "2003年的放假安排尚未收录"),
        (["hearing_notice", "--start", "2004-01-05"], "2003年的放假安排尚未收录"),
        (["hearing_notice", "--start", "2027-01-04"], "2027年的放假安排尚未收录"),
        (["case_verify_decide", "--start", "2026-12-25", "--pause", "2026-12-28..2027-01-05"], "2027年的放假安排"),
        (["fine_payment", "--start", "0001-01-01"], "起算日 0001-01-01 的年份不在 1949 至 2199 之间"),
        (["fine_payment", "--start", "9999-12-31"], "起算日 9999-12-31 的年份不在 1949 至 2199 之间"),
        (["fine_payment", "--start", "2199-12-31"], "2200年的放假安排尚未收录"),
        (["transfer_deliver", "--start", "9999-12-31T23:59"], "不在 1949 至 2199 之间"),
        (["complaint_accept", "--start", "0001-01-01"], "该条自2026-04-15起施行"),
        ([*CASE, "--calendar", "no_such_file.toml"], "读不了 no_such_file.toml"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    assert said in refused(*arguments)


@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize(
    "clock_id", ["case_decide", "case_review", "transfer_deliver", "hearing_notice", "admin_litigation"]
)
def test_any_moment_can_be_looked_at(clock_id: str, at: str) -> None:
    code, out, err = clock(clock_id, "--start", "2026-03-02", "--at", at, "--json")
    assert (code, err) == (0, "")
    assert ('"state": "overdue"' in out) is (at > "2026")


DATES = st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
TEXTS = st.text(max_size=12) | DATES
PAUSES = TEXTS | st.tuples(TEXTS, TEXTS).map("..".join)
AMOUNTS = st.integers().map(str) | st.text(max_size=6)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(KINDS),
    DATES,
    st.lists(PAUSES, max_size=2),
    st.lists(AMOUNTS, max_size=2),
    st.none() | TEXTS,
    TEXTS,
)
def test_whatever_is_typed_gets_an_answer_or_a_sentence(
    clock_id: str, begin: str, pauses: list[str], amounts: list[str], stop: str | None, at: str
) -> None:
    options = [*(f"--pause={text}" for text in pauses), *(f"--extend={text}" for text in amounts), f"--at={at}"]
    code, out, err = clock(clock_id, f"--start={begin}", *options, *([f"--stop={stop}"] if stop else []), "--json")
    assert (code, bool(out), bool(err)) in ((0, True, False), (2, False, True))
    assert len(err.strip().splitlines()) == (code == 2)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([b"complaint_accept", b"--start", b"2026-04-30T16:00", b"--json"], 0),
        ([b"\xff\xfe", b"--start", b"2026-04-30"], 2),
        ([b"complaint_accept", b"--start", b"2026-04-30\xe4\xb8"], 2),
        ([b"case_decide", b"--start", b"2026-03-02", b"--pause", b"\x80..\x81"], 2),
        ([b"case_decide", b"--start", b"2026-03-02", b"--calendar", b"\xff.toml"], 2),
        ([b"case_decide", b"--start", b"9999-12-31", b"--json"], 2),
    ],
)
def test_a_process_ends_with_the_same_code_and_one_sentence(arguments: list[bytes], code: int) -> None:
    shuangda = Path(sys.executable).with_name("shuangda")
    plain = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run([os.fsencode(shuangda), b"clock", *arguments], capture_output=True, env=plain, check=False)
    assert done.returncode == code
    assert len(done.stderr.decode().strip().splitlines()) == (code == 2)
    assert b"Traceback" not in done.stderr


def test_now_is_the_time_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine elsewhere in the world must not keep a limit open: 18:00 in Greenwich is 2:00 of the next day here."""
    asked = ["evidence_urgent_report", "--start", "2026-11-22T01:00", "--json"]
    with time_machine.travel("2026-11-22T18:00Z", tick=False):
        assert json.loads(clock(*asked)[1])["state"] == "overdue"
        monkeypatch.setenv("SHUANGDA_TIME_ZONE", "UTC")
        assert json.loads(clock(*asked)[1])["state"] == "running"
