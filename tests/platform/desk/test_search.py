from __future__ import annotations

import pytest

from shuangda.platform.desk.search import Hit, excerpt, find, marked, matching, phrases, register_search
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit


def test_phrases_are_split_at_blanks_and_two_characters_long() -> None:
    assert phrases(" 市场监管　网络 网络 销 ") == ["市场监管", "网络"]


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("加强市场监管", "市场", "加强<mark>市场</mark>监管"),
        ("<b>市场</b>", "市场", "&lt;b&gt;<mark>市场</mark>&lt;/b&gt;"),
        ("a<b>c", "<b>", "a<mark>&lt;b&gt;</mark>c"),
        ("Online online", "ONLINE", "<mark>Online</mark> <mark>online</mark>"),
        ("100%真.*", ".*", "100%真<mark>.*</mark>"),
        ("市场监管局", "市场 市场监管", "<mark>市场监管</mark>局"),
        ("市", "市", "市"),
    ],
)
def test_marks_stand_around_phrases_and_everything_is_escaped(text: str, query: str, html: str) -> None:
    assert marked(text, query) == html


def test_an_excerpt_shows_the_phrase_with_what_stands_around_it() -> None:
    text = "前" * 100 + "网络销售" + "后" * 100
    cut = excerpt(text, "网络销售", length=30)
    assert cut.startswith("…前")
    assert "网络销售" in cut
    assert cut.endswith("后…")
    assert len(cut) == 32
    assert excerpt("短文", "没有") == "短文"


@pytest.mark.usefixtures("office", "bureau")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("市场", {"区市场监管局"}),
        ("青禾 监督", {"区市场监管局"}),
        ("青禾 没有", set()),
        ("%", set()),
        ("青禾", {"区市场监管局", "区双打办"}),
    ],
)
def test_all_phrases_must_stand_in_one_of_the_fields(query: str, names: set[str]) -> None:
    rows = Unit.objects.filter(matching(query, "name", "short_name")) if phrases(query) else []
    assert {row.short_name for row in rows} == names


def test_a_list_is_narrowed_by_one_character_too_and_by_none_that_cannot_be_stored(bureau) -> None:
    assert not Unit.objects.filter(matching("龘", "name")).exists()
    assert Unit.objects.filter(matching("局", "name")).get() == bureau
    assert phrases("市场\x00监管") == ["市场", "监管"]


def test_wildcards_of_the_database_are_plain_characters(bureau) -> None:
    assert not Unit.objects.filter(matching("%%", "name")).exists()
    assert not Unit.objects.filter(matching("__", "name")).exists()


def test_kinds_without_hits_are_left_out_and_short_queries_ask_nobody() -> None:
    register_search("单位", lambda actor, query: [])
    register_search("文件", lambda actor, query: [Hit("要点", "/")])
    assert [found.label for found in find(Actor(), "要点")] == ["文件"]
    register_search("失败", lambda actor, query: pytest.fail("asked"))
    assert find(Actor(), "要") == []


def test_the_page_shows_hits_escaped_and_marked(as_clerk) -> None:
    register_search("文件", lambda actor, query: [Hit("<i>要点</i>", "/", "正文<b>要点", "青双办〔2026〕2号")])
    page = as_clerk.get("/search/", {"q": "要点"}).content.decode()
    assert "&lt;i&gt;<mark>要点</mark>&lt;/i&gt;" in page
    assert "正文&lt;b&gt;<mark>要点</mark>" in page
    assert "<i>" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [("要", "请至少输入两个字"), ("", "搜索文件和任务"), ("<没有>", "没有找到“&lt;没有&gt;”")],
)
def test_the_page_says_what_to_do_when_it_finds_nothing(as_clerk, query: str, said: str) -> None:
    assert said in as_clerk.get("/search/", {"q": query}).content.decode()
