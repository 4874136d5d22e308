from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import instance


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium; as root it runs without its sandbox, and it asks nobody outside for anything."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--force-color-profile=srgb", *quiet],
    }


@pytest.fixture(scope="session")
def office_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a whole installation with people and no documents runs, for all journeys of this process."""
    with instance.running(tmp_path_factory.mktemp("office")) as address:
        yield address


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Where to put pictures, if somebody wants them."""
    folder: Path | None = request.config.getoption("--pictures")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
