"""How fast due dates are: `python -m benchmarks.clock_speed [--dates 1000000]`.

On one core, from random starts of which the end lies in a known year:
1. all rules mixed, one date after the other (limit: 10 s for 1,000,000), and with the reasons of every date;
2. the working-day limits among them, beside `numpy.busday_offset` and a day-by-day loop over `chinese_calendar`.
Ends with 1 if the limit is broken or any two answers differ.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeVar

import chinese_calendar
import numpy as np

from shuangda.kernel.clocks import (
    Rule,
    UnknownYear,
    WorkCalendar,
    announced_calendar,
    due_day,
    due_of,
    extend,
    pause,
    rulebook,
    start,
)

DATES = 1_000_000
SECONDS = 10.0
REASONED, ONE_BY_ONE, WALKED = 100_000, 100_000, 20_000  # how many of them for what is slow
DAY = timedelta(days=1)
_T = TypeVar("_T")
Job = tuple[Rule, datetime]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dates", type=int, default=DATES)
    count = parser.parse_args().dates
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    calendar, taken = timed(announced_calendar)
    rules, more = timed(rulebook)
    years = f"{min(calendar.notices)} to {max(calendar.notices)}"
    print(f"{len(rules)} rules and the calendar of {years} read in {(taken + more) * 1e3:.0f} ms")
    print(f"{'':48}{'dates':>10}{'seconds':>9}{'µs each':>9}")
    jobs = drawn(list(rules.values()), calendar, count)
    _, seconds = timed(lambda: [due(rule, begun, calendar) for rule, begun in jobs])
    row("all rules", len(jobs), seconds)
    with_reasons(jobs[:REASONED], calendar)
    equal = beside_others([job for job in jobs if job[0].limit.unit == "workday"], calendar)
    within = seconds <= SECONDS * count / DATES
    print(f"equal answers: {'yes' if equal else 'NO'}; limit of {SECONDS:.0f} s kept: {'yes' if within else 'NO'}")
    return 0 if equal and within else 1


def due(rule: Rule, begun: datetime, calendar: WorkCalendar) -> date | None:
    """Hours are the only limits of which a day says too little."""
    if rule.limit.unit == "hour":
        return due_of(start(rule, begun), calendar).moment
    return due_day(rule, begun.date(), calendar)


def drawn(rules: list[Rule], calendar: WorkCalendar, count: int) -> list[Job]:
    """Rules and starts at random, as often each; a start whose end is in an unknown year is drawn again."""
    chance = random.Random(20260415)  # noqa: S311
    first = datetime(min(calendar.notices), 2, 1)  # later than any limit that counts back from it
    minutes = (datetime(max(calendar.notices), 12, 31) - first) // timedelta(minutes=1)
    found: list[Job] = []
    while len(found) < count:
        rule = rules[len(found) % len(rules)]
        begun = first + timedelta(minutes=chance.randrange(minutes))
        try:
            due(rule, begun, calendar)
        except UnknownYear:
            continue
        found.append((rule, begun))
    return found


def with_reasons(jobs: list[Job], calendar: WorkCalendar) -> None:
    """The same with every reason, undisturbed; and with a pause, and an extension where the rule has one."""
    runs = [start(rule, begun) for rule, begun in jobs]
    _, seconds = timed(lambda: [due_of(run, calendar) for run in runs])
    row("all rules, with reasons", len(runs), seconds)
    busy = []
    for run in runs:
        if run.rule.direction == "after" and run.start.year < max(calendar.notices) - 10:
            run = pause(run, run.start + DAY, run.start + DAY * 8)
            busy.append(extend(run, 1) if run.rule.extensions else run)
    _, seconds = timed(lambda: [due_of(run, calendar) for run in busy])
    row("… paused for a week, extended by one unit", len(busy), seconds)


def beside_others(jobs: list[Job], calendar: WorkCalendar) -> bool:
    """The working-day limits, and whether all ways agree."""
    days = [(rule, begun.date()) for rule, begun in jobs]
    ours, seconds = timed(lambda: [due_day(rule, day, calendar) for rule, day in days])
    row("working-day limits", len(days), seconds)
    # Working weekends cannot be taken out of numpy's list of holidays: all days of the week count, and every day off
    # is listed.
    off = [day for day in every_day(calendar) if not chinese_calendar.is_workday(day)]
    known = np.busdaycalendar(weekmask="1111111", holidays=np.array(off, "datetime64[D]"))
    begun = np.array([day for _, day in days], "datetime64[D]")
    counts = np.array([signed(rule) for rule, _ in days])
    after = counts > 0

    def at_once() -> Any:
        ends = np.empty_like(begun)
        ends[after] = np.busday_offset(begun[after], counts[after], roll="backward", busdaycal=known)
        ends[~after] = np.busday_offset(begun[~after], counts[~after], roll="forward", busdaycal=known)
        return ends

    theirs, seconds = timed(at_once)
    row("… numpy.busday_offset, all in one call", len(days), seconds)
    some = [(day, signed(rule), roll_of(rule)) for rule, day in days[:ONE_BY_ONE]]
    single, seconds = timed(
        lambda: [np.busday_offset(day, n, roll=roll, busdaycal=known).item() for day, n, roll in some]
    )
    row("… numpy.busday_offset, one by one", len(some), seconds)
    walked, seconds = timed(lambda: [walk(day, signed(rule)) for rule, day in days[:WALKED]])
    row("… day by day over chinese_calendar", len(walked), seconds)
    return theirs.tolist() == ours and single == ours[: len(single)] and walked == ours[: len(walked)]


def every_day(calendar: WorkCalendar) -> list[date]:
    first, last = date(min(calendar.notices), 1, 1), date(max(calendar.notices), 12, 31)
    return [first + DAY * offset for offset in range((last - first).days + 1)]


def signed(rule: Rule) -> int:
    return -rule.limit.n if rule.direction == "before" else rule.limit.n


def roll_of(rule: Rule) -> Literal["forward", "backward"]:
    """A start that is off counts from the working day before it, or from the one after it when counting back."""
    return "forward" if rule.direction == "before" else "backward"


def walk(day: date, count: int) -> date:
    """`count` working days on, or back."""
    step, left = (DAY, count) if count > 0 else (-DAY, -count)
    while left:
        day += step
        left -= chinese_calendar.is_workday(day)
    return day


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def row(name: str, count: int, seconds: float) -> None:
    print(f"{name:48}{count:10,}{seconds:9.2f}{seconds / count * 1e6:9.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
