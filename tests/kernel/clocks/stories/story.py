"""A small language for telling the story of one matter under one clock.

    matter("complaint_accept").begins("2026-04-30T16:00").ends("2026-05-13").because("劳动节放假")

Acts are events and are replayed at every question, as the office would do it. Dates are those of the article, the
counting rules and the State Council's notices, reckoned by hand.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

import pytest

from shuangda.kernel.clocks import (
    BadExtension,
    Due,
    Event,
    NotInForce,
    Policy,
    Reading,
    Run,
    UnknownYear,
    announced_calendar,
    due_of,
    in_time,
    light_of,
    read,
    replay,
    rulebook,
)
from shuangda.kernel.clocks.holidays import Holiday, Notice


def matter(clock_id: str) -> Matter:
    return Matter(clock_id)


class Matter:
    """One matter: acts in the order in which they happened, and what must follow from them."""

    def __init__(self, clock_id: str) -> None:
        self.rule = rulebook()[clock_id]
        self.calendar = announced_calendar()
        self.policy = Policy()
        self.events: list[Event] = []

    # What happens.

    def begins(self, when: str) -> Self:
        begun = _moment(when)
        assert rulebook().in_force(self.rule.id, begun.date()) is self.rule
        return self._happens(Event("start", begun))

    def begins_anew(self, when: str) -> Self:
        return self._happens(Event("restart", _moment(when)))

    def pauses(self, begin: str, end: str | None = None, ground: str = "") -> Self:
        """Days from `begin` up to but not including `end` do not count, on a ground that the article names."""
        assert ground in self.rule.exclusions
        self._happens(Event("pause", _moment(begin), ground))
        return self.resumes(end) if end else self

    def resumes(self, when: str) -> Self:
        return self._happens(Event("resume", _moment(when)))

    def is_extended(self, when: str, by: str, units: int | None = None) -> Self:
        """The next extension of the rule, granted by the one who may; in full without `units`."""
        number = sum(event.kind == "extend" for event in self.events)
        assert self.rule.extensions[number].approver == by
        return self._happens(Event("extend", _moment(when), units=units))

    def is_done(self, when: str) -> Self:
        return self._happens(Event("stop", _moment(when)))

    def in_an_office_that_rolls_weekends(self) -> Self:
        self.policy = Policy(roll_weekends=True)
        return self

    def after_the_notice(self, year: int, name_zh: str, first: str, last: str) -> Self:
        """The State Council announces the days off of a coming year (here only one festival of them)."""
        festival = Holiday(name_zh, name_zh, date.fromisoformat(first), date.fromisoformat(last))
        self.calendar = self.calendar.replacing(Notice(year, (festival,), (), "通知"))
        return self

    # What must follow.

    def ends(self, when: str) -> Self:
        assert self._due().moment == _moment(when)
        return self

    def has_no_end(self) -> Self:
        assert self._due().moment is None
        return self

    def because(self, *words: str) -> Self:
        """Each of the words is among the reasons, in whole."""
        reasons = [reason.reason for reason in self._due().why]
        assert set(words) <= set(reasons), reasons
        return self

    def with_days(self, effect: str, *days: float) -> Self:
        """How many units each reason of one effect stands for, in their order."""
        assert tuple(reason.days for reason in self._due().why if reason.effect == effect) == days
        return self

    def without_reasons(self) -> Self:
        assert self._due().why == ()
        return self

    def on(self, when: str, state: str, left: float | None = None) -> Self:
        """The state at a moment, and how many units are left then."""
        reading = self._read(when)
        assert (reading.state, reading.remaining and reading.remaining.n) == (state, left)
        return self

    def shows(self, when: str, light: str) -> Self:
        assert light_of(self._read(when), self.calendar) == light
        return self

    def warns(self, when: str, words: str) -> Self:
        assert any(words in warning for warning in self._read(when).warnings)
        return self

    def should_be_done_by(self, when: str) -> Self:
        """The earlier day on which to warn where a weekend was rolled over."""
        assert self._due().earlier == date.fromisoformat(when)
        return self

    def at_the_latest(self, when: str | None) -> Self:
        assert self._due().latest == (when and date.fromisoformat(when))
        return self

    def was_in_time(self) -> Self:
        assert in_time(self._run(), self._due())
        return self

    def was_late(self) -> Self:
        assert not in_time(self._run(), self._due())
        return self

    def at_the_end(self, words: str) -> Self:
        """What the article attaches to the end of the limit."""
        assert words in self.rule.on_expiry
        return self

    def cannot_be_extended(self, when: str, units: int | None = None) -> Self:
        with pytest.raises(BadExtension):
            replay(self.rule, [*self.events, Event("extend", _moment(when), units=units)], self.calendar)
        return self

    def waits_for_the_notice_of(self, year: int, nominal: str | None = None) -> Self:
        with pytest.raises(UnknownYear) as caught:
            self._due()
        assert (caught.value.year, caught.value.nominal) == (year, nominal and date.fromisoformat(nominal))
        return self

    def does_not_hold_on(self, day: str, words: str) -> Self:
        with pytest.raises(NotInForce, match=words):
            rulebook().in_force(self.rule.id, date.fromisoformat(day))
        return self

    def _happens(self, event: Event) -> Self:
        self.events.append(event)
        self._run()
        return self

    def _run(self) -> Run:
        return replay(self.rule, self.events, self.calendar)

    def _due(self) -> Due:
        return due_of(self._run(), self.calendar, self.policy)

    def _read(self, when: str) -> Reading:
        return read(self._run(), self.calendar, _moment(when), self.policy)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
