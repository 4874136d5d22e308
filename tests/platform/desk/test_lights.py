from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from shuangda.platform.desk.lights import (
    DONE,
    LATE,
    NEAR,
    NEAR_WORKDAYS,
    NORMAL,
    NOT_STARTED,
    Light,
    end_of_day,
    light_of,
    read_due,
)

pytestmark = pytest.mark.django_db  # the holidays that the office recorded are asked for
SHANGHAI = timezone.get_default_timezone()
FRIDAY = datetime(2026, 2, 6, 10, 0, tzinfo=SHANGHAI)  # two weeks before Spring Festival


def at(month: int, day: int, hour: int = 23, minute: int = 59, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("due", "light", "words"),
    [
        (at(2, 3), LATE, "逾期3个工作日"),
        (at(2, 5), LATE, "逾期1个工作日"),
        (at(2, 6, 9, 30), LATE, "逾期"),
        (at(2, 6, 17, 0), NEAR, "今天17:00"),
        (at(2, 6), NEAR, "今天"),
        (at(2, 7), NEAR, "2月7日到期（非工作日）"),
        (at(2, 9), NEAR, "剩1个工作日"),
        (at(2, 13), NEAR, "剩5个工作日"),
        (at(2, 14), NORMAL, "剩6个工作日"),  # a Saturday that is worked
        (at(2, 23), NORMAL, "剩6个工作日"),  # nothing counts between 15 and 23 February
        (at(2, 24), NORMAL, "剩7个工作日"),
        (None, NORMAL, "无时限"),
    ],
)
def test_light_and_words_in_working_days(due: datetime | None, light: Light, words: str) -> None:
    with translation.override("zh-hans"):
        reading = read_due(due, FRIDAY)
    assert (reading.light, reading.words) == (light, words)


def test_english_knows_one_and_many() -> None:
    with translation.override("en"):
        assert read_due(at(2, 9), FRIDAY).words == "1 working day left"
        assert read_due(at(2, 24), FRIDAY).words == "7 working days left"
        assert read_due(at(2, 6, 17, 0), FRIDAY).words == "Today 17:00"


def test_the_explanation_names_what_was_skipped_and_what_was_worked() -> None:
    with translation.override("zh-hans"):
        lines = read_due(at(3, 2), FRIDAY).explanation
    assert lines == (
        "时限：2026-03-02。",
        "按工作日计算，自2026-02-06次日起。",
        "跳过的假日：春节，2026-02-15 – 2026-02-23。",
        "调休上班：2026-02-14。",
        "调休上班：2026-02-28。",
    )


def test_a_year_without_a_notice_is_counted_in_days_and_says_so() -> None:
    now = datetime(2090, 5, 1, 9, 0, tzinfo=SHANGHAI)
    with translation.override("zh-hans"):
        near, far = read_due(now + timedelta(days=7), now), read_due(now + timedelta(days=8), now)
        late = read_due(now - timedelta(days=2), now)
    assert (near.light, near.words) == (NEAR, "剩7天")
    assert (far.light, far.words) == (NORMAL, "剩8天")
    assert (late.light, late.words) == (LATE, "逾期2天")
    assert near.explanation[-1] == "2090年放假安排尚未公布，暂按自然日计算。"


def test_not_started_is_grey_until_it_becomes_urgent_and_done_stays_done() -> None:
    assert light_of(at(3, 20), FRIDAY, started=False) is NOT_STARTED
    assert light_of(None, FRIDAY, started=False) is NOT_STARTED
    assert light_of(at(2, 9), FRIDAY, started=False) is NEAR
    assert light_of(at(2, 3), FRIDAY, started=False) is LATE
    assert light_of(at(2, 3), FRIDAY, done=True) is DONE


def test_every_light_has_its_own_shape_and_word() -> None:
    lights = [NORMAL, NEAR, LATE, NOT_STARTED, DONE]
    assert len({light.char for light in lights}) == len({str(light.label) for light in lights}) == len(lights)
    assert NEAR_WORKDAYS == 5


def test_a_date_without_time_ends_at_the_end_of_that_day_at_the_office() -> None:
    due = end_of_day(date(2026, 2, 6))
    assert timezone.localtime(due).isoformat() == "2026-02-06T23:59:00+08:00"
    assert light_of(due, FRIDAY) is NEAR
