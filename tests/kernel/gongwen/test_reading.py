"""Markdown with a YAML head becomes a paper, or an error that names the line."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.gongwen import Kind, PaperError, read_markdown
from shuangda.kernel.gongwen.model import (
    Cell,
    Heading,
    Listing,
    Note,
    Number,
    Paragraph,
    Picture,
    Span,
    Table,
    plain,
    text,
)

from .builders import NAMES, fixture

HEAD = "---\n文种: 通知\n标题: 关于某事的通知\n发文机关: 云川市双打办\n---\n"


def blocks(body: str) -> tuple[object, ...]:
    return read_markdown(HEAD + body).blocks


@pytest.mark.parametrize("name", NAMES)
def test_every_fixture_is_read(name: str) -> None:
    assert fixture(name).title


def test_the_fixtures_are_of_every_kind() -> None:
    assert {fixture(name).kind for name in NAMES} == set(Kind)


def test_the_head_in_chinese_and_in_english() -> None:
    chinese = read_markdown(
        "---\n文种: 函\n标题: 关于某事的函\n发文机关: 甲局\n发文字号: 甲函[2026]007号\n"
        "主送: 乙局（办公室，法规处），丙局\n"
        "成文日期: 2026年03月05日\n用印: 否\n份号: 000012\n---\n"
    )
    english = read_markdown(
        "---\nkind: 函\ntitle: 关于某事的函\nissuers: [甲局]\nnumber: 甲函〔2026〕7号\n"
        "addressees: [乙局（办公室，法规处）, 丙局]\ndate: 2026-03-05\nsealed: no\ncopy_number: 12\n---\n"
    )
    assert chinese == english
    assert chinese.addressees == ("乙局（办公室，法规处）", "丙局")
    assert (chinese.date, chinese.number, chinese.sealed) == (datetime.date(2026, 3, 5), Number("甲函", 2026, 7), False)


def test_what_a_body_may_hold() -> None:
    found = blocks(
        "甲**乙**[128件](https://example.invalid/1)\n丙\n\n"
        "# 目标\n\n## （一）要求\n\n1. 子\n2. 丑\n\n- 寅\n\n> 注：卯。\n"
    )
    assert found == (
        Paragraph((Span("甲"), Span("乙", strong=True), Span("128件", record="https://example.invalid/1"), Span("丙"))),
        Heading(1, text("目标")),
        Heading(2, text("要求"), "（一）"),
        Listing((text("子"), text("丑"))),
        Listing((text("寅"),), ordered=False),
        Note(text("注：卯。")),
    )


def test_merged_cells_and_the_settings_of_a_table() -> None:
    (table,) = blocks("表：情况 {表头=2 列宽=1,2,1 行高=12}\n\n|甲|乙|<|\n|-|-|-:|\n|^|丙|丁|\n|1|2|3|\n")
    assert table == Table(
        (
            (Cell(text("甲"), rows=2), Cell(text("乙"), columns=2)),
            (Cell(text("丙")), Cell(text("丁"), align="right")),
            (Cell(text("1")), Cell(text("2")), Cell(text("3"), align="right")),
        ),
        head=2,
        caption="情况",
        widths=(1, 2, 1),
        height=12,
    )


def test_attachments_begin_with_their_heading() -> None:
    paper = read_markdown(HEAD + "甲\n\n# 附件1 某表\n\n# 一、乙\n\n# 附件：某单\n")
    assert [attachment.title for attachment in paper.attachments] == ["某表", "某单"]
    assert paper.attachments[0].blocks == (Heading(1, text("乙"), "一、"),)


def test_a_picture_comes_from_who_reads() -> None:
    start = b"\x89PNG\r\n\x1a\n"
    paper = read_markdown(HEAD + '![活动](a.png "80mm")\n', lambda name: start + name.encode())
    assert paper.blocks == (Picture(start + b"a.png", "活动", "活动", 80),)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("![图](https://example.invalid/a.png)", "不取网上的图片"),
        ("![图](a.gif)", "不是PNG或JPEG"),
        ("![图](missing.png)", "请放在文稿所在的文件夹里"),
    ],
)
def test_a_picture_that_cannot_be_had_is_named_with_its_line(body: str, sentence: str) -> None:
    def pictures(name: str) -> bytes:
        if name == "missing.png":
            raise FileNotFoundError(name)
        return b"GIF89a"

    with pytest.raises(PaperError, match=rf"第6行：.*{sentence}"):
        read_markdown(f"{HEAD}{body}\n", pictures)


def test_a_colon_of_a_chinese_keyboard_is_one() -> None:
    paper = read_markdown("---\n文种：函\n标题：关于某事：某某的函\n发文机关：　某办\n---\n")
    assert (paper.kind, paper.title, paper.issuers) == (Kind.LETTER, "关于某事：某某的函", ("某办",))


def test_a_break_in_a_cell() -> None:
    (table,) = blocks("| 甲<br>乙 |\n|---|\n| 丙 |\n")
    assert isinstance(table, Table)
    assert plain(table.rows[0][0].words) == "甲\n乙"


@pytest.mark.parametrize(
    ("source", "line", "sentence"),
    [
        ("文种: 通知\n", 1, "以“---”开头"),
        ("---\n文种: 通知\n", 1, "没有以“---”结束"),
        ("---\n标题: 某\n---\n", 1, "缺少“文种”"),
        ("---\n文种: 通报\n标题: 某\n---\n", 2, "不认识的文种"),
        ("---\n文种: 通知\n标題: 某\n---\n", 3, "不认识的要素“标題”。是不是“标题”？"),
        ("---\n文种: 通知\n标题: 某\n---\n", 1, "请写明“发文机关”"),
        ("---\n文种: 通知\n标题: 某\n标题: 某\n---\n", 4, "写了两次"),
        ("---\n文种: 通知\n标题: 某\n成文日期: 2026-02-30\n---\n", 4, "没有“2026-02-30”这一天"),
        ("---\n文种: 通知\n标题: 某\n成文日期: 三月\n---\n", 4, "应当写成“2026年3月5日”"),
        ("---\n文种: 通知\n标题: 某\n份号: 一\n---\n", 4, "整数"),
        ("---\n文种: 通知\n标题: [\n---\n", 3, "写法有误"),
        ("---\n文种: &a 通知\n标题: *a\n---\n", 1, "不用引用"),
        (HEAD + "\n甲\n\n```\n代码\n```\n", 9, "不用代码"),
        (HEAD + "\n---\n", 7, "不用分隔线"),
        (HEAD + "##### 甲\n", 6, "只有四级"),
        (HEAD + "# 甲\n\n# 一、乙\n", 8, "请统一"),
        (HEAD + "# （一）甲\n", 6, "应当写作“一、”"),
        (HEAD + "1. 甲\n   - 乙\n", 7, "不再套"),
        (HEAD + "表：甲\n\n乙\n", 8, "没有表格"),
        (HEAD + "|甲|\n|-|\n|<|\n", 8, "没有可以合并"),
        (HEAD + "甲![乙](a.png)\n", 6, "自成一段"),
        (HEAD + "![乙](a.png)\n", 6, "不能取图片"),
    ],
)
def test_an_error_names_its_line(source: str, line: int, sentence: str) -> None:
    with pytest.raises(PaperError, match=sentence) as caught:
        read_markdown(source)
    assert caught.value.line == line


@given(st.text(st.sampled_from("甲#*>-|^<1. \n[](){}=表：附件`!"), max_size=60))
def test_odd_bodies_end_in_a_paper_or_a_sentence(body: str) -> None:
    try:
        paper = read_markdown(HEAD + body)
    except PaperError as error:
        sentence = error.message
    else:
        sentence = "。"
        assert all(plain(block.words) for block in paper.blocks if isinstance(block, Paragraph))
    assert sentence.endswith("。")
