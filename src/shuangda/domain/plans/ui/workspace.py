"""What the document page shows: the text with its marks at the left, the items at the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString

from shuangda.domain.plans import rules, selectors
from shuangda.domain.plans.models import Activity, Duty, Finding, Item, Measure, Mention, PolicyDocument, Target
from shuangda.domain.plans.states import Decision, DocumentState, MentionState
from shuangda.platform.orgs.actors import Actor

from .marks import Heading, Mark, render

KEYS = {"measure": "measure", "duty": "duty", "target": "target", "activity": "event", "finding": "finding"}
"""The kind of mark that each model is lit up with."""


def key_of(item: Item) -> str:
    """The id of an item's card on the page."""
    return f"{item._meta.model_name}-{item.pk}"


def numbered(measures: Iterable[Measure]) -> list[Measure]:
    """The measures, each with `ordinal`: which one it is among several under the same headings, 0 where it is alone."""
    found = list(measures)
    under: dict[tuple[str, ...], list[Measure]] = {}
    for measure in found:
        under.setdefault(tuple(measure.section), []).append(measure)
    for fellows in under.values():
        for number, measure in enumerate(fellows, 1):
            measure.ordinal = number if len(fellows) > 1 else 0  # type: ignore[attr-defined]
    return found


@dataclass
class Workspace:
    """One document as one actor sees it. Everything is read once."""

    actor: Actor
    document: PolicyDocument
    only_open: bool = False
    problem: str = ""
    ask_confirmation: bool = False
    measures: list[Measure] = field(init=False)
    duties: list[Duty] = field(init=False)
    targets: list[Target] = field(init=False)
    activities: list[Activity] = field(init=False)
    findings: list[Finding] = field(init=False)

    def __post_init__(self) -> None:
        of_this = {"document": self.document}
        self.measures = numbered(selectors.measures(self.actor, self.document))
        self.duties = list(selectors.duties(self.actor).filter(**of_this))
        self.targets = list(selectors.targets(self.actor).filter(**of_this))
        self.activities = list(selectors.activities(self.actor).filter(**of_this))
        self.findings = list(selectors.findings(self.actor).filter(**of_this))

    @property
    def may_edit(self) -> bool:
        return bool(rules.may_edit(self.actor, self.document))

    @property
    def may_decide(self) -> bool:
        return bool(rules.may_decide(self.actor, self.document))

    @property
    def in_own_office(self) -> bool:
        """The office that received the document sees how it was read; units see what is ordered."""
        return self.may_decide

    @property
    def checked(self) -> int:
        return len(self.measures) - len(self.unchecked)

    @cached_property
    def unchecked(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.decision == Decision.PROPOSED]

    @cached_property
    def undecided(self) -> list[Mention]:
        """Names of units that wait for the clerk, in the order of the text."""
        return [m for measure in self.measures for m in measure.mentions.all() if m.state == MentionState.OPEN]

    @cached_property
    def undecided_names(self) -> dict[str, Mention]:
        """Each name that waits, with the first place where it does."""
        return {mention.name: mention for mention in reversed(self.undecided)}

    @property
    def open_findings(self) -> int:
        return sum(1 for finding in self.findings if finding.decision == Decision.PROPOSED)

    @property
    def is_ready(self) -> bool:
        return not self.unchecked and not self.undecided

    @property
    def is_checking(self) -> bool:
        return self.document.state == DocumentState.CHECKING

    @cached_property
    def marks(self) -> list[Mark]:
        items: Iterable[Item] = (*self.measures, *self.duties, *self.targets, *self.activities, *self.findings)
        found = [
            Mark(item.span_start, item.span_end, KEYS[str(item._meta.model_name)], key_of(item))
            for item in items
            if item.stands
        ]
        facts = self.document.details.get("facts", [])
        return found + [Mark(fact["span"][0], fact["span"][1], "fact", f"fact-{n}") for n, fact in enumerate(facts)]

    @property
    def kinds(self) -> set[str]:
        """The kinds of marks in the text, for the legend."""
        return {mark.kind for mark in self.marks}

    def html(self) -> SafeString:
        """The text of the document with everything found in it marked."""
        sections = self.document.details.get("sections", [])
        headings = [Heading(section["span"][0], section["span"][1], section["level"]) for section in sections]
        return render(self.document.text, self.marks, headings, self.document.span_start)

    def measure(self, measure_id: int) -> Measure:
        """One of the measures that stand."""
        return next(measure for measure in self.measures if measure.pk == measure_id)

    def after(self, measure_id: int) -> Measure | None:
        """The next measure that nobody has looked at: below this one, else from the top."""
        ids = [measure.pk for measure in self.measures]
        place = ids.index(measure_id) + 1 if measure_id in ids else 0
        waiting = [m for m in (*self.measures[place:], *self.measures[:place]) if m.decision == Decision.PROPOSED]
        return waiting[0] if waiting else None


def address(document_id: int, key: str = "") -> str:
    """The document's page, at one of its items if a key is given."""
    return reverse("plans:document", args=[document_id]) + (f"#{key}" if key else "")
