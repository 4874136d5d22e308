"""What the kernel says has its English, and words fit their numbers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation

from shuangda.kernel import clocks
from shuangda.kernel.clocks import BadNotice, Sentence, UnknownYear
from shuangda.platform.clocks.wording import said, units

KERNEL = Path(clocks.__file__).parent
ERRORS = {"BadEvents", "BadExtension", "BadNotice", "NotInForce"}


@pytest.mark.parametrize("path", sorted(KERNEL.glob("*.py")), ids=lambda path: path.name)
def test_every_error_of_the_kernel_is_said_in_both_languages(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            call = node.exc
            assert call.func.id not in ERRORS or len(call.args) == 2, f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]


def test_a_sentence_is_said_in_the_readers_language() -> None:
    for what in (BadNotice("中文", "English"), Sentence("中文", "English")):
        assert said(what) == "中文"
        with translation.override("en"):
            assert said(what) == "English"
    with translation.override("en"):
        assert "holidays of 2031" in said(UnknownYear(2031))


@pytest.mark.parametrize(
    ("n", "unit", "zh", "en"),
    [
        (1, "workday", "1个工作日", "1 working day"),
        (7, "workday", "7个工作日", "7 working days"),
        (17.76, "hour", "17小时46分", "17 h 46 min"),
        (0.5, "hour", "0小时30分", "0 h 30 min"),
        (24.0, "hour", "24小时", "24 hours"),
    ],
)
def test_units_are_said(n: float, unit: str, zh: str, en: str) -> None:
    assert units(n, unit) == zh
    with translation.override("en"):
        assert units(n, unit) == en
