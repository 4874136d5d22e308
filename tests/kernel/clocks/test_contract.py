"""The example of the command's contract, and its errors: one sentence and exit code 2."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from shuangda.cli import main


def clock(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["clock", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_seven_working_days_over_labour_day_2026() -> None:
    """令第121号 第十五条: a complaint of 30 April; five days off, and Saturday the 9th worked for them."""
    code, out, _ = clock("complaint_accept", "--start", "2026-04-30T16:00", "--at", "2026-04-30", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["id"] == "complaint_accept"
    assert answer["rule"]["article"] == "第十五条第一款"
    assert (answer["rule"]["effective_from"], answer["rule"]["effective_to"]) == ("2026-04-15", None)
    assert (answer["start"], answer["due"]) == ("2026-04-30T16:00", "2026-05-13")
    assert (answer["state"], answer["remaining"]) == ("running", {"n": 7, "unit": "workday"})
    assert answer["why"][0] == {"date": "2026-05-01", "days": 5, "effect": "skipped", "reason": "劳动节放假"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_clock", "--start", "2026-04-30"], "没有编号为“no_such_clock”的时限"),
        (["complaint_accept"], "请写明时限的编号和起算时间"),
        (["complaint_accept", "--start", "30.4.2026"], "“30.4.2026”不是日期"),
        (["complaint_accept", "--start", "2026-02-30"], "“2026-02-30”不是日期"),
        (["complaint_mediation", "--start", "2026-04-14"], "old_complaint_mediation"),
        (["old_complaint_mediation", "--start", "2026-04-15"], "complaint_mediation"),
        (["case_decide", "--start", "2026-03-02", "--pause", "2026-03-09..2026-03-08"], "结束早于开始"),
        (["case_decide", "--start", "2026-03-02", "--pause", "2026-03-01..2026-03-08"], "早于起算"),
        (
            [
                "case_decide",
                "--start",
                "2026-03-02",
                *(f"--pause=2026-03-{a}..2026-03-{b}" for a, b in ((10, 20), (15, 25))),
            ],
            "重叠",
        ),
        (["case_decide", "--start", "2026-03-02", "--pause", "2026-03-09"], "应写成 起..止"),
        (["case_decide", "--start", "2026-03-02", "--extend", "31"], "应为 1 至 30 日"),
        (["case_decide", "--start", "2026-03-02", "--extend", "0"], "应为 1 至 30 日"),
        (["case_decide", "--start", "2026-03-02", "--extend", "zehn"], "应是整数"),
        (["case_decide", "--start", "2026-03-02", "--extend", "--extend"], "未规定这次延长的上限"),
        (["seizure_period", "--start", "2026-03-02", "--extend", "--extend"], "不能再延长"),
        (["complaint_accept", "--start", "2026-05-06", "--extend"], "没有规定可以延长"),
        (["company_info_report", "--start", "2026-12-20"], "2027年的放假安排尚未收录"),
        (["customs_record_valid", "--start", "2026-03-02"], "2036年的放假安排尚未收录"),
        (["hearing_notice", "--start", "2026-03-02", "--pause", "2026-03-03..2026-03-04"], "不能中止"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    code, out, err = clock(*arguments, "--json")
    assert code == 2
    assert out == ""
    assert said in err
    assert len(err.strip().splitlines()) == 1
