"""What can be wrong with a clock. Every message is one sentence for staff that says what to do, in both languages."""

from __future__ import annotations

from datetime import date


class ClockError(ValueError):
    """Anything that a caller or a clerk can mend. Its text is Chinese; `english` says the same."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.english = english


class UnknownClock(ClockError):
    """No rule has this id."""

    def __init__(self, clock_id: str, near: list[str]) -> None:
        hint = f"，是否要用 {'、'.join(near)}？" if near else "，请用 shuangda clock --list 查看全部编号。"
        perhaps = f"; did you mean {', '.join(near)}?" if near else "; `shuangda clock --list` shows them all."
        super().__init__(f"没有编号为“{clock_id}”的时限{hint}", f"No time limit has the id “{clock_id}”{perhaps}")
        self.clock_id = clock_id
        self.near = near


class UnknownTopic(ClockError):
    """No statute on record has this topic."""

    def __init__(self, topic_id: str, near: list[str]) -> None:
        hint = f"，是否要用 {'、'.join(near)}？" if near else "，可用的条目见 docs/clocks.md。"
        perhaps = f"; did you mean {', '.join(near)}?" if near else "; docs/clocks.md lists them all."
        super().__init__(
            f"法条对照中没有编号为“{topic_id}”的条目{hint}", f"The statutes have no topic “{topic_id}”{perhaps}"
        )
        self.topic_id = topic_id


class NotInForce(ClockError):
    """The rule does not hold on the day the clock starts (从旧: the rule of that day governs the matter)."""


class BadEvents(ClockError):
    """Events in an impossible order: a pause before the start, a resumption without a pause, an act after the stop."""


class BadExtension(ClockError):
    """An extension that the rule does not have, or that is longer than it allows."""


class BadNotice(ClockError):
    """A holiday notice that contradicts itself."""


class UnknownYear(ClockError):
    """No holiday notice is known for this year, so nothing that depends on it is counted. `nominal` is the day on
    which the limit ends if no festival lies in the way, where that can be said at all."""

    def __init__(self, year: int, nominal: date | None = None) -> None:
        hint = f"（如不逢法定节假日，则为{nominal:%Y-%m-%d}）" if nominal else ""
        unless = f" (without a festival in its way it is {nominal:%Y-%m-%d})" if nominal else ""
        super().__init__(
            f"{year}年的放假安排尚未收录，不能算出期限{hint}；请安全管理员录入国务院办公厅当年的放假通知后再算。",
            f"The holidays of {year} are not on record, so the date cannot be counted{unless}: "
            "the security administrator records the State Council's notice of that year first.",
        )
        self.year = year
        self.nominal = nominal
