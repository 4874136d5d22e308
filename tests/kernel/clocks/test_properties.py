"""What holds for every clock, start, pause and extension."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shuangda.cli.clock import as_data
from shuangda.kernel.clocks import (
    Due,
    Event,
    Limit,
    Policy,
    Rule,
    Run,
    UnknownYear,
    announced_calendar,
    as_granted,
    due_day,
    due_of,
    extend,
    known_at,
    pause,
    read,
    replay,
    rulebook,
    start,
    step,
)

from . import oracle

CALENDAR = announced_calendar()
RULES = tuple(rulebook().values())
DAY = timedelta(days=1)
SPAN = {"workday": 2, "day": 1, "month": 31, "year": 366, "hour": 1}  # calendar days for one unit, at most


def of_unit(*units: str) -> st.SearchStrategy[Run]:
    return runs([rule for rule in RULES if rule.limit.unit in units])


@st.composite
def starts(draw: st.DrawFn, rule: Rule) -> datetime:
    """A start from which the limit ends in a known year; every second one in the last two years of those."""
    limit = rule.limit
    last = date(2026, 12, 20) - DAY * SPAN[limit.unit] * limit.n
    first = draw(st.sampled_from([date(2005, 1, 5), min(last, date(2024, 12, 1))]))
    day = draw(st.dates(max(first, date(2005, 1, 5)), last))
    return datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), draw(st.sampled_from([0, 20, 59])))


@st.composite
def runs(draw: st.DrawFn, rules: Sequence[Rule] = RULES) -> Run:
    """A run with pauses, from its start day on and some of them adjacent, and extensions."""
    rule = draw(st.sampled_from(rules))
    run = start(rule, draw(starts(rule)))
    unit = timedelta(minutes=7) if rule.limit.unit == "hour" else DAY
    moment = run.start if unit != DAY else datetime(run.start.year, run.start.month, run.start.day)
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25)), max_size=3)):
        if rule.direction == "before":
            break
        run = pause(run, moment + unit * gap, moment + unit * (gap + length))
        moment += unit * (gap + length)
    for extension in rule.extensions[: draw(st.integers(0, 2))]:
        open_ended = extension.n is None and extension.total is None
        run = extend(run, draw(st.integers(1, 2 if extension.unit == "month" else 30)) if open_ended else None)
    return run


def due(run: Run, policy: Policy = Policy()) -> Due:  # noqa: B008  # a frozen value
    """The due date; runs that leave the known years are not looked at."""
    try:
        return due_of(run, CALENDAR, policy)
    except UnknownYear:
        assume(False)
        raise


def events_of(run: Run) -> list[Event]:
    """The acts behind a run, in the order in which they happened; extensions at the very end."""
    acts = [Event("start", run.start)]
    for stretch in run.pauses:
        acts.append(Event("pause", max(stretch.start, run.start)))
        if stretch.end is not None:
            acts.append(Event("resume", max(stretch.end, run.start)))
    return acts + [Event("extend", acts[-1].at, units=units) for units in as_granted(run)]


@settings(max_examples=600, deadline=None)
@given(runs(), st.booleans())
def test_the_engine_agrees_with_counting_day_by_day(run: Run, roll_weekends: bool) -> None:
    found = due(run, Policy(roll_weekends)).moment
    assert found == oracle.slow_due(run, roll_weekends=roll_weekends)


@settings(max_examples=200, deadline=None)
@given(of_unit("workday", "day", "month", "year"))
def test_due_day_is_the_due_date_of_an_undisturbed_run(run: Run) -> None:
    plain = start(run.rule, run.start)
    moment = due(plain).moment
    assert moment is not None
    assert due_day(run.rule, run.start.date(), CALENDAR) == moment.date()


@settings(max_examples=200, deadline=None)
@given(runs())
def test_replay_of_the_events_equals_step_by_step(run: Run) -> None:
    events = events_of(run)
    stepped = None
    for number, event in enumerate(events):
        stepped = step(run.rule, stepped, event)
        assert stepped == replay(run.rule, events[: number + 1])
    assert stepped is not None
    assert due(stepped) == due(run)


@settings(max_examples=200, deadline=None)
@given(runs(), st.data())
def test_what_was_known_at_a_moment_is_the_run_of_the_events_entered_by_then(run: Run, data: st.DataObject) -> None:
    late = [replace(event, recorded=event.at + DAY * data.draw(st.integers(0, 9))) for event in events_of(run)]
    moment = data.draw(st.sampled_from(late)).recorded
    assert moment is not None
    known = known_at(late, moment)
    assert known == [event for event in late if event.recorded is not None and event.recorded <= moment]
    assert known_at(events_of(run), datetime.max) == events_of(run)


@settings(max_examples=300, deadline=None)
@given(runs(), st.data())
def test_pausing_never_brings_a_date_forward(run: Run, data: st.DataObject) -> None:
    assume(run.pauses)
    spared = data.draw(st.sampled_from(run.pauses))
    fewer = replace(run, pauses=tuple(found for found in run.pauses if found != spared))
    longer, shorter = due(run).moment, due(fewer).moment
    assert longer is not None
    assert shorter is not None
    assert longer >= shorter


@settings(max_examples=300, deadline=None)
@given(runs(), st.data())
def test_splitting_a_pause_changes_nothing(run: Run, data: st.DataObject) -> None:
    assume(run.pauses)
    whole = data.draw(st.sampled_from(run.pauses))
    assert whole.end is not None
    unit = timedelta(minutes=7) if run.rule.limit.unit == "hour" else DAY
    cut = whole.start + unit * data.draw(st.integers(0, (whole.end - whole.start) // unit))
    halves = (replace(whole, end=cut), replace(whole, start=cut))
    split = replace(
        run, pauses=tuple(part for found in run.pauses for part in (halves if found == whole else (found,)))
    )
    moment = due(run).moment
    assert moment is not None
    assert due(split).moment == moment
    for at in (run.start, cut - unit, cut, cut + unit, moment, moment + unit):
        one, other = read(run, CALENDAR, at), read(split, CALENDAR, at)
        assert (one.state, one.remaining) == (other.state, other.remaining)


@settings(max_examples=300, deadline=None)
@given(runs(), st.integers(1, 60))
def test_a_longer_limit_never_ends_earlier(run: Run, more: int) -> None:
    assume(not any(extension.total for extension in run.rule.extensions) and run.rule.direction == "after")
    limit = run.rule.limit
    longer = replace(run, rule=replace(run.rule, limit=Limit(limit.n + more, limit.unit)))
    one, other = due(run).moment, due(longer).moment
    assert one is not None
    assert other is not None
    assert other >= one


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RULES), st.integers(0, 70), st.data())
def test_a_later_start_never_ends_earlier(rule: Rule, later: int, data: st.DataObject) -> None:
    """For months and years too: 30 and 31 January both end on the last of February, never the later one before."""
    run = start(rule, data.draw(starts(rule)))
    one, other = due(run).moment, due(replace(run, start=run.start + DAY * later)).moment
    assert one is not None
    assert other is not None
    assert other >= one


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2005, 3, 1), date(2026, 9, 1)), st.integers(1, 50))
def test_working_days_counted_forth_and_back_agree(day: date, count: int) -> None:
    begun = CALENDAR.add_workdays(day, 1)
    rule = replace(rulebook()["complaint_accept"], limit=Limit(count, "workday"))
    end = due_day(rule, begun, CALENDAR)
    assert due_day(replace(rule, direction="before"), end, CALENDAR) == begun
    assert CALENDAR.workdays_between(begun, end) == -CALENDAR.workdays_between(end, begun) == count


@settings(max_examples=200, deadline=None)
@given(runs(), st.integers(0, 80), st.booleans())
def test_time_runs_one_way(run: Run, opened: int, stays_open: bool) -> None:
    """Running or paused, then due on the last day, then overdue for good; what is left never grows."""
    due(run)
    if stays_open and run.rule.direction == "after":
        moment = max([run.start, *(found.end for found in run.pauses if found.end is not None)]) + DAY * opened
        run = pause(run, moment, None)
    order = {"running": 0, "paused": 0, "due": 1, "overdue": 2}
    before = (0, float("inf"))
    for number in range(160):
        reading = read(run, CALENDAR, run.start + timedelta(hours=8) * number)
        assert reading.remaining is not None
        now = (order[reading.state], reading.remaining.n)
        if reading.remaining.unit == "day" and run.rule.limit.unit == "workday":
            break  # the year after the last known one, said in days
        assert now[0] >= before[0]
        assert now[1] <= before[1]
        assert (reading.state == "overdue") >= (reading.remaining.n < 0)
        assert (reading.due.moment is None) <= (reading.state == "paused")
        before = now


@settings(max_examples=200, deadline=None)
@given(of_unit("workday", "day", "month", "year"), st.integers(0, 60))
def test_what_is_left_are_the_days_that_still_count(run: Run, passed: int) -> None:
    assume(run.rule.direction == "after")
    moment, at = due(run).moment, run.start + DAY * passed
    assert moment is not None
    assume(at.date() <= moment.date())
    ahead = [at.date() + DAY * offset for offset in range(1, (moment.date() - at.date()).days + 1)]
    reading = read(run, CALENDAR, at)
    assert reading.remaining is not None
    assert reading.remaining.n == sum(oracle.counts(run, day) for day in ahead)


@settings(max_examples=200, deadline=None)
@given(of_unit("workday", "day", "month", "year"), st.integers(0, 60))
def test_an_open_pause_leaves_what_was_not_counted(run: Run, opened: int) -> None:
    assume(run.rule.direction == "after")
    moment = max([run.start, *(found.end for found in run.pauses if found.end is not None)]) + DAY * opened
    end = due(run).moment
    assert end is not None
    assume(moment.date() <= end.date())
    reading = read(pause(run, moment, None), CALENDAR, moment + DAY)
    day, left = run.start.date(), oracle.slow_units(run)
    while (day := day + DAY) < moment.date():
        left -= oracle.counts(run, day)
    assert (reading.state, reading.due.moment) == ("paused", None)
    assert reading.remaining is not None
    assert reading.remaining.n == max(0, left)


@settings(max_examples=400, deadline=None)
@given(of_unit("workday", "day", "month", "year"), st.booleans())
def test_the_reasons_add_up(run: Run, roll_weekends: bool) -> None:
    """Days from start to end = units + what was paused + what was skipped (with plain weekends) or rolled over."""
    assume(run.rule.direction == "after")
    found = due(run, Policy(roll_weekends))
    assert found.moment is not None
    taken = {effect: sum(r.days for r in found.why if r.effect == effect) for effect in ("paused", "skipped", "rolled")}
    begun, end = run.start.date(), found.moment.date()
    days = [begun + DAY * offset for offset in range(1, (end - begun).days + 1)]
    weekends = 0
    if run.rule.limit.unit == "workday":
        weekends = sum(not oracle.works(day) and not oracle.in_break(day) for day in days)
        worked = [reason.date for reason in found.why if reason.effect == "worked"]
        assert worked == [day for day in days if day.weekday() >= 5 and oracle.counts(run, day)]
    assert len(days) == oracle.slow_units(run) + taken["paused"] + taken["skipped"] + taken["rolled"] + weekends
    assert [r.days for r in found.why if r.effect == "extended"] == list(run.extensions)


@settings(max_examples=150, deadline=None)
@given(runs(), st.datetimes(datetime(2004, 1, 1), datetime(2026, 12, 31)))
def test_every_reading_can_be_written_as_json(run: Run, at: datetime) -> None:
    due(run)
    data = as_data(read(run, CALENDAR, at), run.start.isoformat(timespec="minutes"))
    assert json.loads(json.dumps(data, allow_nan=False)) == data


@settings(deadline=None)
@given(st.sampled_from(RULES), st.dates(date(2026, 4, 15), date(2026, 12, 31)))
def test_every_clock_ends_after_it_began_or_waits_for_a_notice(rule: Rule, day: date) -> None:
    try:
        moment = due_of(start(rule, datetime(day.year, day.month, day.day)), CALENDAR).moment
    except UnknownYear as error:
        assert error.year > 2026  # noqa: PT017  # either outcome is right
    else:
        assert moment is not None
        assert (moment.date() > day) is (rule.direction == "after")
