"""What moves the dates of everybody: a year's holidays, and how ordinary weekends count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shuangda.kernel.clocks import BadNotice, Holiday, Notice, Policy
from shuangda.platform import clock as time
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Region
from shuangda.platform.orgs.services.changes import checked
from shuangda.platform.orgs.verdicts import Refused, demand

from .. import rules, selectors
from ..models import HolidayNotice, Redating, WeekendDecision
from ..redating import Moved, Table, moved
from ..wording import said


@transaction.atomic
def save_notice(
    *, actor: Actor, year: int, holidays: Iterable[Holiday], worked: Iterable[date], source: str, reason: str
) -> HolidayNotice:
    """Record the holidays of a year, or correct them: a new version, by which everything is counted from now on.

    Open clocks whose date moves are told so in the same transaction. Raises Refused when the notice contradicts
    itself or says what is on record already.
    """
    demand(rules.may_edit_calendar(actor))
    _alone()
    person, _unit = actor.seated()
    notice = checked_notice(year, holidays, worked, source)
    before = Table(selectors.work_calendar(), selectors.Policies())
    held = before.calendar.notices.get(year)
    if held and (held.holidays, held.worked) == (notice.holidays, notice.worked):
        raise Refused(_("These are the days that are on record already. Nothing was saved."))
    last = HolidayNotice.objects.filter(year=year).order_by("-number").first()
    row = HolidayNotice(
        year=year,
        number=last.number + 1 if last else 1,
        holidays=[
            {"name": day.name, "name_zh": day.name_zh, "first": day.first.isoformat(), "last": day.last.isoformat()}
            for day in notice.holidays
        ],
        worked=[day.isoformat() for day in notice.worked],
        source=source.strip(),
        reason=reason.strip(),
        recorded_by_id=person,
        recorded_at=time.now(),
    )
    checked(row)
    row.save(force_insert=True)
    selectors.forget_calendar()
    after = {"year": year, "version": row.number, "source": row.source, "holidays": row.holidays, "worked": row.worked}
    record(actor=actor, verb="holidays.recorded", subject=row, after=after, reason=row.reason)
    _redate(actor, moved(before, Table(selectors.work_calendar(), before.policies)), notice=row)
    return row


def checked_notice(year: int, holidays: Iterable[Holiday], worked: Iterable[date], source: str) -> Notice:
    """The notice in order of its days. Raises Refused in the reader's language when it contradicts itself."""
    try:
        return Notice(year, tuple(sorted(holidays, key=lambda day: day.first)), tuple(sorted(worked)), source)
    except BadNotice as error:
        raise Refused(said(error)) from error


@transaction.atomic
def decide_weekends(*, actor: Actor, roll_weekends: bool, reason: str) -> WeekendDecision:
    """Decide for the actor's region whether a limit in days that ends on an ordinary weekend ends on the next
    working day. Open clocks whose date moves are told so. Raises Refused when it is so already."""
    demand(rules.may_edit_calendar(actor))
    _alone()
    person, _unit = actor.seated()
    region = Region.objects.get(pk=actor.region_id or 0)
    before = Table(selectors.work_calendar(), selectors.Policies())
    if before.policies.of(region.pk).roll_weekends == roll_weekends:
        raise Refused(_("Weekends count so already. Nothing was saved."))
    row = WeekendDecision(
        region=region, roll_weekends=roll_weekends, reason=reason.strip(), decided_by_id=person, decided_at=time.now()
    )
    checked(row)
    row.save(force_insert=True)
    after = {"roll_weekends": roll_weekends}
    record(actor=actor, verb="weekends.decided", subject=row, after=after, reason=row.reason)
    table = Table(before.calendar, before.policies.replacing(region.pk, Policy(roll_weekends=roll_weekends)))
    _redate(actor, moved(before, table), decision=row)
    return row


def _alone() -> None:
    """Two changes of the table follow each other; readers do not wait."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE clocks_holidaynotice, clocks_weekenddecision IN SHARE ROW EXCLUSIVE MODE")


def _redate(
    actor: Actor,
    moves: Sequence[Moved],
    *,
    notice: HolidayNotice | None = None,
    decision: WeekendDecision | None = None,
) -> None:
    for move in moves:
        old, new = _aware(move.old), _aware(move.new)
        Redating.objects.create(
            clock=move.clock, old_due=old, new_due=new, notice=notice, decision=decision, at=time.now()
        )
        record(
            actor=actor,
            verb="clock.redated",
            subject=move.clock,
            before={"due": old.isoformat() if old else None},
            after={"due": new.isoformat() if new else None},
            reason=str(notice or decision),
        )


def _aware(moment: datetime | None) -> datetime | None:
    return timezone.make_aware(moment) if moment else None
