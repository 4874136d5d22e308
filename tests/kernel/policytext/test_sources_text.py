"""Text files and web pages."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext import ReadError, extract

from .builders import LINES, html

TEXT = "\n".join(LINES) + "\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_chinese_encodings_are_told_apart(encoding: str) -> None:
    source = extract("要点.txt", TEXT.encode(encoding))
    assert (source.text, source.media_type) == (TEXT, "text/plain")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
def test_short_texts(encoding: str) -> None:
    assert extract("x", "一、加强领导，压实责任。".encode(encoding)).text == "一、加强领导，压实责任。"


def test_line_ends_and_mark_are_normal_and_all_else_is_untouched() -> None:
    assert extract("x", "\ufeff 一\r\n\r\n二\r三\t四 \n".encode()).text == " 一\n\n二\n三\t四 \n"


def test_one_damaged_byte_does_not_lose_the_text() -> None:
    text = extract("x", TEXT[:100].encode() + b"\xff" + TEXT[100:].encode()).text
    assert text.startswith(TEXT[:60])
    assert text.endswith(TEXT[-30:])


def test_markdown_is_text() -> None:
    assert extract("要点.md", "# 工作要点\n\n<b>一、</b>\n".encode()).text == "# 工作要点\n\n<b>一、</b>\n"


def test_flattened_text_needs_nothing() -> None:
    flat = "".join(LINES)
    assert extract("x.txt", flat.encode()).text == flat


def test_page_gives_a_line_a_block() -> None:
    source = extract("要点.html", html())
    assert (source.text.split("\n"), source.media_type) == (list(LINES), "text/html")


def test_page_without_what_nobody_sees() -> None:
    page = """<html><head><title>题</title><style>p{}</style></head><body><nav>首页</nav><script>1</script>
    <p style="display: none">隐藏</p><div hidden>隐藏</div><!-- 注 --><p>工&nbsp;作<b>要</b>点<br>第二行</p>
    <button>关闭</button>尾部</body></html>"""
    assert extract("x", page.encode()).text.split("\n") == ["工 作要点", "第二行", "尾部"]


def test_page_tables_and_lists() -> None:
    page = """<html><body><table><caption>分工表</caption><tr><th>任务<th>单位<th>时限</tr>
    <tr><td rowspan="2">农资<br>检查<td>区农业农村局<td>6月</tr><tr><td colspan="2">区供销社</tr></table>
    <ol start="3"><li>甲<li>乙</ol><ul><li>丙</ul></body></html>"""
    assert extract("x", page.encode()).text.split("\n") == [
        "分工表",
        "任务\t单位\t时限",
        "农资 检查\t区农业农村局\t6月",
        "农资 检查\t区供销社",
        "3. 甲",
        "4. 乙",
        "丙",
    ]


def test_table_that_lays_out_a_page_is_no_table() -> None:
    page = "<html><table><tr><td><p>左栏<td><table><tr><td>甲<td>乙</table><p>下文</table></html>"
    assert extract("x", page.encode()).text.split("\n") == ["左栏", "甲\t乙", "下文"]


def test_source_lines_between_chinese_characters_are_no_spaces() -> None:
    assert extract("x", "<html><p>加强\n  领导 and\nmore</p>".encode()).text == "加强领导 and more"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
def test_page_says_its_encoding(charset: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>工作要点</p>'
    assert extract("x", page.encode(charset)).text == "工作要点"


def test_page_that_lies_about_its_encoding() -> None:
    assert extract("x", '<html><meta charset="gb2312"><p>工作要点，一二三</p>'.encode()).text == "工作要点，一二三"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"<html>" + b"<div>" * 5_000 + b"x", "unsafe"),
        (b"<html>" + b"<p>" * 900_000, "too_heavy"),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(5_000)) + b">x", "too_heavy"),
        (b"<html><p " + b" " * 100_000 + b"<", "empty"),
    ],
)
def test_hostile_pages_are_refused(page: bytes, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        extract("x", page)
    assert refused.value.code == code
