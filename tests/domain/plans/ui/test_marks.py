from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from shuangda.domain.plans.ui.marks import KINDS, Heading, Mark, lines, render, segments

TEXTS = st.text(st.sampled_from("青禾区联合执法。；\n <&>\"'𠮷a1"), max_size=120)
OFFSETS = st.integers(0, 500)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, int, list[Mark]]:
    text, offset = draw(TEXTS), draw(OFFSETS)
    place = st.integers(offset, offset + len(text))
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(KINDS)), max_size=12))
    return text, offset, [Mark(min(a, b), max(a, b), kind, f"{kind}-{n}") for n, (a, b, kind) in enumerate(spans)]


@given(texts_with_marks())
def test_the_segments_joined_are_the_text(case: tuple[str, int, list[Mark]]) -> None:
    text, offset, marks = case
    found = segments(text, marks, offset)
    assert "".join(segment.text for segment in found) == text
    assert [segment.start for segment in found] == [
        offset + sum(len(s.text) for s in found[:n]) for n in range(len(found))
    ]
    assert [segment for line in lines(found) for segment in line] == found


@given(texts_with_marks())
def test_the_segments_of_an_item_are_its_span(case: tuple[str, int, list[Mark]]) -> None:
    text, offset, marks = case
    found = segments(text, marks, offset)
    for mark in marks if text else []:
        own = [segment for segment in found if any(each.key == mark.key for each in segment.marks)]
        covered = {place for segment in own for place in range(segment.start, segment.end)}
        if mark.end > mark.start:
            assert covered == set(range(mark.start, mark.end))
        else:
            assert len(covered) == 1, "where something is missing, the character beside it is lit"
        assert sum(1 for s in found for each in s.first if each.key == mark.key) == 1


@given(texts_with_marks())
def test_the_page_shows_the_text_and_an_anchor_for_every_item(case: tuple[str, int, list[Mark]]) -> None:
    text, offset, marks = case
    html = str(render(text, marks, offset=offset))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    ids = re.findall(r' id="at-([a-z0-9-]+)"', html)
    assert sorted(ids) == sorted({mark.key for mark in marks} if text else [])
    assert set(re.findall(r'href="#([^"]+)"', html)) <= {mark.key for mark in marks}


def test_a_mark_outside_the_text_is_left_out() -> None:
    assert all(not segment.marks for segment in segments("一二三", [Mark(0, 5, "measure", "measure-1")], offset=100))


def test_lines_know_where_they_stand_and_whole_line_headings_are_headings() -> None:
    text = "一、总体要求\n（一）加强监管。各单位抓好落实。\n"
    html = str(render(text, [], [Heading(10, 16, 1), Heading(17, 24, 2)], offset=10))
    assert '<h3 class="line line-heading" data-at="10">一、总体要求\n</h3>' in html
    assert '<p class="line" data-at="17">' in html, "a heading in which the text runs on is a paragraph"


def test_a_hundred_thousand_characters_are_cut_in_a_moment() -> None:
    text = "各成员单位要按照职责分工抓好落实，每季度报送一次进展情况。\n" * 3400
    marks = [Mark(at, at + 28, KINDS[at % 6], f"m-{at}") for at in range(0, len(text) - 30, 60)]
    html = render(text, marks)
    assert html.count('id="at-') == len(marks)
