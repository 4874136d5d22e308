"""The page: the same words in the same order, links to records, nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from shuangda.kernel.gongwen.composing import Line, compose
from shuangda.kernel.gongwen.html import write_html
from shuangda.kernel.gongwen.model import Cell, Paragraph, Picture, Span, Table, plain, text
from shuangda.kernel.gongwen.roles import Role

from .builders import FIXTURES, NAMES, fixture, notice


class _Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self._skip = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self._skip = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._skip = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words += "".join(data.split())


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_every_line_in_its_order(name: str) -> None:
    paper = fixture(name)
    composed = compose(paper)
    words = _Words(write_html(paper)).words
    place = 0
    lines = [line for line in (*composed.below_mark, *composed.body, *composed.imprint) if isinstance(line, Line)]
    for line in lines:
        if line.role is Role.CAPTION:  # stands within its table
            continue
        for part in (line.words, line.aside):
            wanted = "".join(plain(part).split())
            assert wanted in words[place:]
            place = words.index(wanted, place) + len(wanted)


def test_a_record_is_a_link_and_script_is_none() -> None:
    bad = ("javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "\x01javascript:alert(1)")
    spans = (Span("128", record="https://example.invalid/c?a=1&b=2"), *(Span("9", record=one) for one in bad))
    page = write_html(notice(blocks=(Paragraph((*spans, Span("7", record="/cases/7"))),)))
    assert '<a href="https://example.invalid/c?a=1&amp;b=2">128</a>9999<a href="/cases/7">7</a>' in page


def test_what_is_written_is_no_markup() -> None:
    page = write_html(notice(title="<script>甲</script>", blocks=(Paragraph(text("<b>&amp;")),)))
    assert "<script" not in page
    assert "&lt;b&gt;&amp;amp;" in page


def test_a_table_has_a_caption_and_heads_with_scope() -> None:
    rows = ((Cell(text("甲"), columns=2),), (Cell(text("1")), Cell(text("乙"))))
    page = write_html(notice(blocks=(Table(rows, caption="表1 情况"),)))
    assert "<caption>表1 情况</caption>" in page
    assert '<th colspan="2" scope="colgroup">甲</th>' in page
    assert page.count("表1 情况") == 1


def test_a_picture_lies_in_the_page() -> None:
    picture = Picture((FIXTURES / "fair.png").read_bytes(), "窗口")
    assert 'src="data:image/png;base64,' in write_html(notice(blocks=(picture,)))


def test_a_letter_has_its_rule_between_mark_and_number() -> None:
    page = write_html(fixture("letter"))
    assert page.index('class="mark"') < page.index('class="rule double"') < page.index('class="number"')
    assert page.count("<hr") == 1  # and none in its 版记


def test_the_rules_of_the_imprint_are_thick_outside_and_thin_between() -> None:
    page = write_html(fixture("notice"))
    footer = page[page.index("<footer>") :]
    assert re.findall(r'hr class="(\w+)"', footer) == ["thick", "thin", "thick"]


def test_names_of_signatories_have_their_face() -> None:
    assert '签发人：<span class="signatory">' in write_html(fixture("request"))
