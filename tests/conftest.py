from __future__ import annotations

import fcntl
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from shuangda.conf import env

# A property says what holds, not how fast on a machine that others share.
settings.register_profile("patient", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", type=Path, help="folder for the pictures that the newcomer's journey takes")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test marked `alone` while no other worker runs one: it times the product, not its neighbours.

    Others share the room. All pass the gate first, so that they cannot keep out the one that waits for an empty room.
    """
    how = fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH
    env.home().mkdir(parents=True, exist_ok=True)
    with (env.home() / "tests.room").open("w") as room:
        with (env.home() / "tests.gate").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            fcntl.flock(room, how)
        return (yield)
