"""What docs/ says about permissions, jobs and settings is what the code holds."""

from __future__ import annotations

import pytest
from django.utils import translation

from scripts import make_docs


@pytest.mark.parametrize("name", make_docs.TABLES)
def test_a_page_is_as_fresh_as_its_registry(name: str) -> None:
    with translation.override("en"):
        assert (make_docs.DOCS / name).read_text("utf-8") == make_docs.fresh(name), "run `make docs`"


def test_every_variable_says_what_it_is_for() -> None:
    from shuangda.conf.env import VARIABLES

    assert all(variable.purpose for variable in VARIABLES)
