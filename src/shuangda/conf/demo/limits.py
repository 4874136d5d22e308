"""Time limits of the demo: what two units and the office have to do by law, and a notice that was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from shuangda.kernel.clocks import announced_calendar
from shuangda.platform import clock
from shuangda.platform.clocks import services
from shuangda.platform.clocks.models import Clock
from shuangda.platform.orgs.actors import Actor

from .founding import Cast

SATURDAY: Final = 5
STARTED: Final = (
    # (rule, how many days ago it began, the matter)
    ("complaint_accept", 2, "投诉举报平台2026-0187号：网店销售疑似假冒运动鞋"),
    ("complaint_accept", 15, "投诉举报平台2026-0162号：购得电池与商标不符"),
    ("case_decide", 60, "云市监案〔2026〕41号：某建材经营部销售侵权水龙头案"),
    ("complaint_mediation", 30, "投诉举报平台2026-0139号：化妆品真伪纠纷调解"),
    ("report_verify", 12, "举报线索2026-0098号：仓库囤积假酒"),
    ("coercive_urgent_report", 0, "城东市场当场查封三箱涉案商品"),
)


def tell_limits(cast: Cast, liaison: Actor) -> None:
    """Start, pause, extend and stop a few limits of the unit of `liaison`; then record a notice with a slip in it
    and correct it, so that the calendar is in the end what it was, and an open limit tells of both."""
    today = clock.today()
    made = [_started(liaison, rule, today - timedelta(days=ago), title) for rule, ago, title in STARTED]
    with _at(today - timedelta(days=4)):
        mediation = made[3]
        services.pause_clock(
            actor=liaison, clock=mediation, at=_day(today - timedelta(days=4)), ground=mediation.rule.exclusions[0]
        )
    with _at(today - timedelta(days=3)):
        services.extend_clock(
            actor=liaison, clock=made[2], at=_day(today - timedelta(days=3)), note="市市场监管局负责人批准"
        )
    with _at(today - timedelta(days=1)):
        services.stop_clock(actor=liaison, clock=made[4], at=_day(today - timedelta(days=1)), note="决定立案")
    _started(cast.clerk, "gov_info_reply", today - timedelta(days=6), "依申请公开〔2026〕5号：年度工作要点")
    _correct(cast, today)


def _correct(cast: Cast, today: date) -> None:
    """A Saturday that is not worked was recorded as a make-up day, and was taken out again."""
    notice = announced_calendar().notices.get(today.year)
    saturday = today + timedelta(days=(SATURDAY - today.weekday()) % 7 or 7)
    if notice is None or saturday.year != today.year or announced_calendar().is_workday(saturday):
        return
    off = {day for holiday in notice.holidays for day in holiday}
    if saturday in off:
        return
    for worked, reason in (
        ((*notice.worked, saturday), "按通知录入当年放假安排"),
        (notice.worked, f"更正：误将{saturday:%m月%d日}录为调休上班日"),
    ):
        services.save_notice(
            actor=cast.security,
            year=today.year,
            holidays=notice.holidays,
            worked=worked,
            source=f"国务院办公厅关于{today.year}年部分节假日安排的通知（演示录入）",
            reason=reason,
        )


def _started(actor: Actor, rule_id: str, day: date, title: str) -> Clock:
    with _at(day):
        return services.start_clock(actor=actor, rule_id=rule_id, at=clock.now(), title=title)


def _day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@contextmanager
def _at(day: date) -> Iterator[None]:
    """Let it be that day, in the morning, but never later than now."""
    with clock.at(min(timezone.make_aware(datetime.combine(day, time(9, 20))), clock.now())):
        yield
