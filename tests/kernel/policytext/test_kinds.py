"""What documents are called where people see them."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext import kind_of


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("云川市2026年第一次联席会议纪要", None, "minutes"),
        ("专题会议纪要（第2号）", None, "minutes"),
        ("关于整治农村市场有关问题", "专题会议纪要〔2026〕12号", "minutes"),
        ("会议纪要管理规定", None, "other"),
        (None, None, "other"),
    ],
)
def test_minutes_are_known_by_title_or_mark(title: str | None, number: str | None, kind: str) -> None:
    assert kind_of({"title": title, "number": number, "genre": "other"}) == kind


def test_every_other_genre_stays() -> None:
    assert kind_of({"title": "关于印发会议纪要的通知", "genre": "notice"}) == "notice"
    assert kind_of({"title": "双打工作简报 学习会议纪要", "genre": "bulletin"}) == "bulletin"
