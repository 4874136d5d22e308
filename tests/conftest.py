from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A property says what holds, not how fast on a machine that others share.
settings.register_profile("patient", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", type=Path, help="folder for the pictures that the newcomer's journey takes")
