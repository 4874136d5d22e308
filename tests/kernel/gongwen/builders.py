"""Papers for the tests, about invented offices."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from shuangda.kernel.gongwen import Kind, Paper, read_markdown
from shuangda.kernel.gongwen.model import Number, Paragraph, text

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "gongwen"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.md"))


def fixture(name: str) -> Paper:
    return read_markdown((FIXTURES / f"{name}.md").read_text("utf-8"), lambda path: (FIXTURES / path).read_bytes())


def notice(**changes: Any) -> Paper:
    """A short notice; `changes` are fields of Paper."""
    fields: dict[str, Any] = {
        "kind": Kind.NOTICE,
        "title": "关于做好某项工作的通知",
        "issuers": ("云川市双打办",),
        "number": Number("云双办", 2026, 1),
        "addressees": ("各县区双打办",),
        "blocks": (Paragraph(text("请认真贯彻落实。")),),
        "date": datetime.date(2026, 3, 5),
    }
    return Paper(**(fields | changes))
