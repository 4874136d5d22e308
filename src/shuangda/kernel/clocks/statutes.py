"""Versions of statutes by date, and where one topic stands in each: citations that hold on a day.

A renumbered law must be cited by the day: 商标法 第五十七条 of 2026-12-31 is 第七十二条 on 2027-01-01. Where act and
decision fall under different versions, 行政处罚法 第三十七条 (从旧兼从轻) asks which is the milder one; that is for a
person to say, so `applicable` names both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from .errors import BadEvents, NotInForce, UnknownTopic
from .holidays import DAY
from .model import Confidence


@dataclass(frozen=True, slots=True)
class Version:
    """A statute as it held from one day to another (None: until further notice), with where it was read."""

    id: str
    title: str
    effective_from: date
    effective_to: date | None
    source: str
    confidence: Confidence

    def in_force_on(self, day: date) -> bool:
        """Whether this version held on `day`."""
        return self.effective_from <= day <= (self.effective_to or date.max)


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter that a statute settles; `articles` says where, by the id of the version."""

    id: str
    name_zh: str
    name_en: str
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute under all its versions, oldest first."""

    id: str
    name_zh: str
    name_en: str
    versions: tuple[Version, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a topic stands in one version."""

    topic: Topic
    version: Version
    article: str

    def __str__(self) -> str:
        return f"{self.version.title}{self.article}"


@dataclass(frozen=True, slots=True)
class Applicable:
    """The citations of the day of an act and of the day of its decision; None where that version has no such article.

    When they differ, a person chooses by 行政处罚法 第三十七条: the rules of the act, unless those of the decision
    are milder or hold it lawful.
    """

    at_act: Citation | None
    at_decision: Citation | None

    @property
    def differ(self) -> bool:
        """Whether a choice is to be made."""
        return self.at_act != self.at_decision


def article_on(topic_id: str, day: date) -> Citation:
    """The citation of a topic that holds on `day`. Raises UnknownTopic, NotInForce."""
    statute, topic = _find(topic_id)
    version = _version_on(statute, day)
    article = topic.articles.get(version.id)
    if article is None:
        raise NotInForce(
            f"{version.title}没有“{topic.name_zh}”的规定，{day} 不能引用。",
            f"{version.title} has no article on “{topic.name_en}”: nothing to cite on {day}.",
        )
    return Citation(topic, version, article)


def applicable(topic_id: str, act_day: date, decision_day: date) -> Applicable:
    """The citations of both days. Raises UnknownTopic, NotInForce, and BadEvents for a decision before the act."""
    if decision_day < act_day:
        raise BadEvents(
            f"决定日期 {decision_day} 早于行为日期 {act_day}，请核对。",
            f"The decision of {decision_day} comes before the act of {act_day}: check the dates.",
        )
    statute, topic = _find(topic_id)
    found = []
    for version in (_version_on(statute, act_day), _version_on(statute, decision_day)):
        article = topic.articles.get(version.id)
        found.append(Citation(topic, version, article) if article else None)
    return Applicable(*found)


@cache
def statutes() -> tuple[Statute, ...]:
    """All statutes on record."""
    text = files(__package__).joinpath("statutes.toml").read_text("utf-8")
    return tuple(_statute(entry) for entry in tomllib.loads(text)["statute"])


def _statute(entry: dict[str, Any]) -> Statute:
    versions: list[Version] = []
    for found in sorted(entry["version"], key=lambda version: version["effective_from"], reverse=True):
        ends = versions[0].effective_from - DAY if versions else None
        versions.insert(0, Version(**found, effective_to=ends))
    topics = tuple(
        Topic(found["id"], found["name_zh"], found["name_en"], dict(found["article"])) for found in entry["topic"]
    )
    return Statute(entry["id"], entry["name_zh"], entry["name_en"], tuple(versions), topics)


@cache
def _topics() -> dict[str, tuple[Statute, Topic]]:
    return {topic.id: (statute, topic) for statute in statutes() for topic in statute.topics}


def _find(topic_id: str) -> tuple[Statute, Topic]:
    try:
        return _topics()[topic_id]
    except KeyError:
        raise UnknownTopic(topic_id, get_close_matches(topic_id, _topics(), 3, 0.6)) from None


def _version_on(statute: Statute, day: date) -> Version:
    for version in statute.versions:
        if version.in_force_on(day):
            return version
    first = statute.versions[0]
    raise NotInForce(
        f"{day} 时的{statute.name_zh}未收录（收录自{first.effective_from}起的文本），请查阅当时的原文。",
        f"{statute.name_en} as of {day} is not on record (only from {first.effective_from} on): read that text.",
    )
