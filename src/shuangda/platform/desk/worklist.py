"""The work place's list over all modules. An app registers its sources in its `AppConfig.ready()`.

    register_source(selectors.todo_items)          # 待办; pass count= when counting is cheaper than listing
    register_done_source(selectors.done_items)     # 已办
    register_started_source(selectors.started_items)  # 我发起的
    register_counter(Counter("receive", _("To sign for"), selectors.count_unsigned, "plans:inbox", order=10))
    register_first_act(FirstAct(_("Upload a document"), "plans:upload", rules.UPLOAD, "upload"))

"Due soon" and "Overdue" need no counter: the desk counts them from the list itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuangda.platform import clock
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.permissions import Permission

from .lights import LATE, NEAR, DueReading, read_due

NEAR_ORDER, LATE_ORDER = 20, 30
UNFOLDED = 10  # later things shown without a click


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do (or done): what it is, whose it is, the verb of its button, and when it is due.

    `module`, `role` and `action` are words of the interface; `explanation` says where the date comes from (rule,
    start, pauses), and the count in working days is added to it. `at` is the moment it was done or begun. `counted` is
    the reading of a date that its source counts by a rule of its own; without it, `due` is read in working days.
    """

    title: str
    url: str
    module: str | Promise
    unit: str = ""
    role: str | Promise = ""
    action: str | Promise = ""
    due: datetime | None = None
    started: bool = True
    done: bool = False
    at: datetime | None = None
    explanation: tuple[str, ...] = ()
    counted: DueReading | None = None
    reading: DueReading = field(init=False)

    def __post_init__(self) -> None:
        read = self.counted or read_due(self.due, clock.now(), done=self.done, started=self.started)
        explained = DueReading(read.light, read.words, (*self.explanation, *read.explanation))
        object.__setattr__(self, "reading", explained)


Source = Callable[[Actor], Iterable[WorkItem]]
Count = Callable[[Actor], int]


@dataclass(frozen=True, slots=True)
class Counter:
    """A figure at the top of the work place; `url_name` (with `query`) opens the records it counts.

    With a `permission`, only those who have it see the figure.
    """

    key: str
    label: str | Promise
    count: Count
    url_name: str
    query: str = ""
    order: int = 0
    permission: Permission | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name) + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True, slots=True)
class FirstAct:
    """What an empty work place offers to those who have the permission."""

    label: str | Promise
    url_name: str
    permission: Permission
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class Figure:
    """A counter with its value for one actor."""

    key: str
    label: str | Promise
    value: int
    url: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are due at about the same time."""

    key: str
    label: str | Promise
    items: tuple[WorkItem, ...]

    @property
    def folded(self) -> bool:
        """Later things fold away when they are many and none of them is near."""
        many = len(self.items) > UNFOLDED
        return self.key == "later" and many and not any(item.reading.light is NEAR for item in self.items)


_todo: list[tuple[Source, Count]] = []
_done: list[Source] = []
_started: list[Source] = []
_counters: list[Counter] = []
_first_acts: list[FirstAct] = []


def register_source(source: Source, count: Count | None = None) -> None:
    """Add things to do. `count` may be given when the number is cheaper to get than the items."""
    _todo.append((source, count or (lambda actor: sum(1 for _item in source(actor)))))


def register_done_source(source: Source) -> None:
    """Add things the actor has done, newest first."""
    _done.append(source)


def register_started_source(source: Source) -> None:
    """Add things the actor has begun and others now work on, newest first."""
    _started.append(source)


def register_counter(counter: Counter) -> None:
    """Add a figure at the top. Those with the value 0 are shown too: nothing waiting is news as well."""
    _counters.append(counter)


def register_first_act(act: FirstAct) -> None:
    """Offer an act where there is nothing to do."""
    _first_acts.append(act)


def todo(actor: Actor) -> list[WorkItem]:
    """Everything the actor has to do, by due date; what has none comes last."""
    items = [item for source, _count in _todo for item in source(actor)]
    return sorted(items, key=lambda item: (item.due is None, item.due or clock.now(), item.title))


def open_count(actor: Actor) -> int:
    """How many things the actor has to do, for the bell."""
    return sum(count(actor) for _source, count in _todo)


def done(actor: Actor) -> list[WorkItem]:
    """What the actor has done, newest first."""
    return _newest(_done, actor)


def started(actor: Actor) -> list[WorkItem]:
    """What the actor has begun, newest first."""
    return _newest(_started, actor)


def figures(actor: Actor, items: list[WorkItem]) -> list[Figure]:
    """The counters at the top; due soon and overdue come from the list `items` that they open."""
    home = reverse("desk:home")
    own = [
        Figure(light.key, light.label, sum(1 for item in items if item.reading.light is light), url, order)
        for light, order, url in (
            (NEAR, NEAR_ORDER, f"{home}?light={NEAR.key}"),
            (LATE, LATE_ORDER, f"{home}?light={LATE.key}"),
        )
    ]
    apps = [
        Figure(one.key, one.label, one.count(actor), one.url, one.order)
        for one in _counters
        if one.permission is None or actor.role in one.permission.roles
    ]
    return sorted(own + apps, key=lambda figure: figure.order)


def grouped(items: Iterable[WorkItem]) -> list[Group]:
    """Overdue, today, this week (to Sunday), later; groups without items are left out."""
    now = clock.now()
    today = timezone.localdate(now)
    sunday = today + timedelta(days=6 - today.weekday())
    labels = {
        "late": pgettext_lazy("group", "Overdue"),
        "today": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
    }
    found: dict[str, list[WorkItem]] = {key: [] for key in labels}
    for item in items:
        day = timezone.localdate(item.due) if item.due else None
        if item.due and item.due < now:
            key = "late"
        elif day is None or day > sunday:
            key = "later"
        else:
            key = "today" if day == today else "week"
        found[key].append(item)
    return [Group(key, labels[key], tuple(group)) for key, group in found.items() if group]


def first_acts(actor: Actor) -> list[FirstAct]:
    """The acts that an empty work place offers this actor."""
    return [act for act in _first_acts if actor.role in act.permission.roles]


def _newest(sources: list[Source], actor: Actor) -> list[WorkItem]:
    items = [item for source in sources for item in source(actor)]
    return sorted(items, key=lambda item: (item.at is None, -item.at.timestamp() if item.at else 0.0))
