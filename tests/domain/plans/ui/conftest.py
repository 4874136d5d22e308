from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import timezone

from shuangda.platform import clock


@pytest.fixture
def spring() -> Iterator[datetime]:
    """It is nine in the morning of 2 March 2026, before everything in the town's document is due."""
    moment = timezone.make_aware(datetime(2026, 3, 2, 9))
    with clock.at(moment):
        yield moment
