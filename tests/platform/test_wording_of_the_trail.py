"""Every act that the code puts on the trail is called something in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import shuangda
from shuangda.domain.plans.states import ASSIGNMENT, DOCUMENT, REPORT
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.audit.wording import named_verbs

SOURCE = Path(shuangda.__file__).parent


def test_every_verb_written_in_the_code_has_words() -> None:
    written = {
        verb
        for path in SOURCE.rglob("*.py")
        for verb in re.findall(r'verb="([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert written
    assert written - named_verbs().keys() == set()


def test_every_transition_has_words() -> None:
    for noun, workflow in (("document", DOCUMENT), ("assignment", ASSIGNMENT), ("report", REPORT)):
        assert {f"{noun}.{act}" for act in workflow.acts} - named_verbs().keys() == set()


def test_a_verb_without_words_is_shown_as_it_is() -> None:
    assert AuditEvent(verb="thing.done").words == "thing.done"
