"""What the tests of the reader share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the `ocr` extra is not installed."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which LibreOffice is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
