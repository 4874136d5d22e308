from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shuangda.platform import clock
from shuangda.platform.orgs.actors import NOBODY
from shuangda.platform.orgs.selectors import seats_of

from .menu import current_entry, menu_for
from .worklist import open_count


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: the actor, their menu and place in it, their seats, the bell's number.

    Seats and the number are read from the database only by a page that shows them.
    """
    actor = getattr(request, "actor", NOBODY)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"actor": NOBODY, "menu": []}
    menu = menu_for(actor)
    return {
        "actor": actor,
        "menu": menu,
        "here": current_entry(request.path, menu),
        "seats": SimpleLazyObject(lambda: list(seats_of(user))),
        "printed_at": clock.now(),
        "open_count": SimpleLazyObject(lambda: open_count(actor)),
    }
