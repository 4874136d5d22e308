"""The rules on record, one file of `rules/` for each category, and which of them held on a day.

The law is data: an amended article is a new entry with its dates, and the old one stays for matters begun under it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from .errors import NotInForce, UnknownClock
from .model import Extension, Limit, Rule


class Rulebook(Mapping[str, Rule]):
    """Rules by id, in the order of their files."""

    def __init__(self, rules: dict[str, Rule]) -> None:
        self._rules = rules

    def __getitem__(self, clock_id: str) -> Rule:
        try:
            return self._rules[clock_id]
        except KeyError:
            raise UnknownClock(clock_id, get_close_matches(clock_id, self._rules, 3, 0.7)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __contains__(self, clock_id: object) -> bool:
        return clock_id in self._rules

    def in_force(self, clock_id: str, day: date) -> Rule:
        """The rule of that id for a matter that begins on `day`.

        Raises UnknownClock, and NotInForce with the name of the rule that held then.
        """
        rule = self[clock_id]
        if rule.in_force_on(day):
            return rule
        if rule.effective_from and day < rule.effective_from:
            when, other = f"自{rule.effective_from}起施行", self._earlier(rule)
            english = f"it is in force from {rule.effective_from} on"
        else:
            when, other = f"只适用于{rule.effective_to}及以前开始的事项", self._later(rule)
            english = f"it governs what began by {rule.effective_to}"
        neighbour = rule.before if rule.effective_from and day < rule.effective_from else rule.then
        instead = f"; on that day {_cited(self[neighbour])} holds" if neighbour else ""
        raise NotInForce(
            f"{day} 不能适用 {rule.id}（{rule.citation}）：该条{when}；{other}。",
            f"{rule.id} ({rule.citation}) does not apply to {day}: {english}{instead}.",
        )

    def of_the_day(self, clock_id: str, day: date) -> Rule:
        """The rule for the same step that holds for a matter begun on `day`: this one, an earlier or a later one.

        Raises UnknownClock, and NotInForce where none is on record.
        """
        rule = self[clock_id]
        while not rule.in_force_on(day):
            early = rule.effective_from is not None and day < rule.effective_from
            neighbour = rule.before if early else rule.then
            if not neighbour:
                return self.in_force(rule.id, day)
            rule = self[neighbour]
        return rule

    def _earlier(self, rule: Rule) -> str:
        if rule.before:
            return f"当时适用的是 {_cited(self[rule.before])}"
        if rule.before_regulation:
            return f"当时适用的是{rule.before_regulation}，其相应时限未收录，请查阅原文"
        return "此前适用的规定未收录，请查阅当时的原文"

    def _later(self, rule: Rule) -> str:
        return f"此后适用的是 {_cited(self[rule.then])}" if rule.then else "此后不再有这一时限"


@cache
def rulebook() -> Rulebook:
    """All rules that come with the software."""
    folder = files(__package__).joinpath("rules")
    found: dict[str, Rule] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            category = file.name.removesuffix(".toml")
            for entry in tomllib.loads(file.read_text("utf-8"))["clock"]:
                found[entry["id"]] = _rule(category, entry)
    return Rulebook(found)


def _rule(category: str, entry: dict[str, Any]) -> Rule:
    lists = {
        "limit": Limit(**entry["limit"]),
        "extensions": tuple(Extension(**extension) for extension in entry.get("extensions", ())),
        "exclusions": tuple(entry.get("exclusions", ())),
    }
    return Rule(**{**entry, **lists, "category": category})


def _cited(rule: Rule) -> str:
    return f"{rule.id}（{rule.citation}）"
