"""No clock enters the rulebook without a story in the file of its category that cites its article."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from shuangda.kernel.clocks import rulebook


@pytest.mark.parametrize("clock_id", rulebook())
def test_a_clock_has_a_story_that_cites_its_article(clock_id: str) -> None:
    rule = rulebook()[clock_id]
    stories = import_module(f"tests.kernel.clocks.stories.test_{rule.category}")
    story = getattr(stories, f"test_{clock_id}")
    assert story.__doc__.startswith((f"{rule.article}:", f"{rule.article} "))


def test_every_category_has_one_file() -> None:
    files = {path.stem for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).stem}
    assert files == {f"test_{rule.category}" for rule in rulebook().values()}
