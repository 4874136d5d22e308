"""Samples of the addresses of time limits."""

from __future__ import annotations

from typing import Any

from tests.routes_samples import Home, sample


@sample("clocks:rule", shared=True)
def rule(home: Home) -> dict[str, Any]:
    """The law belongs to no unit."""
    return {"clock_id": "complaint_accept"}


@sample("clocks:calendar_year", shared=True)
def year(home: Home) -> dict[str, Any]:
    """The days off are the same for everybody."""
    return {"year": 2026}
