"""The Markdown below the head: headings, paragraphs, lists, tables, pictures, notes, attachments.

What has no place in an official document (code, HTML, rules, nested lists) is an error with its line, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..errors import PaperError
from ..model import Attachment, Block, Heading, Listing, Note, Paragraph, Picture, Span, Table, Text, plain
from ..pictures import media_type
from .tables import Caption, read_caption, read_table

_ATTACHMENT: Final = re.compile(r"附件\s*[0-9０-９]*\s*[:：.、]?\s*(?P<title>.*)", re.DOTALL)
_OWN_NUMBERS: Final = (
    re.compile(r"[一二三四五六七八九十百]+、\s*"),
    re.compile(r"[（(][一二三四五六七八九十百]+[）)]\s*"),
    re.compile(r"[0-9０-９]+[.．]\s*"),
    re.compile(r"[（(][0-9０-９]+[）)]\s*"),
)
_EXAMPLES: Final = ("一、", "（一）", "1.", "（1）")
_WIDTH: Final = re.compile(r"(?:宽\s*)?(\d{1,3}(?:\.\d+)?)\s*(?:mm|毫米)?")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_REFUSED: Final = {
    "fence": "代码",
    "code_block": "代码（或缩进了四个空格的段落）",
    "html_block": "HTML",
    "html_inline": "HTML",
    "hr": "分隔线",
}


def read_body(
    body: str, first: int, pictures: Callable[[str], bytes] | None
) -> tuple[tuple[Block, ...], tuple[Attachment, ...]]:
    """Blocks and attachments of a body whose first line is line `first` of the file."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    reader = _Reader(tokens, first, pictures)
    blocks: list[Block] = []
    attachments: list[tuple[str, list[Block]]] = []
    for block in reader.blocks():
        if isinstance(block, _AttachmentStart):
            attachments.append((block.title, []))
        else:
            (attachments[-1][1] if attachments else blocks).append(block)
    return tuple(blocks), tuple(Attachment(title, tuple(inner)) for title, inner in attachments)


class _AttachmentStart:
    def __init__(self, title: str) -> None:
        self.title = title


class _Reader:
    """Walks the tokens once; `_line` is where it stands, for what goes wrong."""

    def __init__(self, tokens: list[Token], first: int, pictures: Callable[[str], bytes] | None) -> None:
        self._tokens, self._first, self._pictures = tokens, first, pictures
        self._place = 0
        self._line = first
        self._caption: Caption | None = None
        self._numbered: dict[int, bool] = {}

    def blocks(self) -> Iterator[Block | _AttachmentStart]:
        while self._place < len(self._tokens):
            token = self._next()
            try:
                yield from self._block(token)
            except PaperError as error:
                raise PaperError(error.message, error.line or self._line) from error
        if self._caption is not None:
            raise PaperError("表题下面没有表格。", self._line)

    def _block(self, token: Token) -> Iterator[Block | _AttachmentStart]:
        if self._caption is not None and token.type != "table_open":
            raise PaperError("表题下面没有表格。")
        match token.type:
            case "heading_open":
                yield self._heading(int(token.tag[1:]))
            case "paragraph_open":
                yield from self._paragraph()
            case "ordered_list_open":
                yield Listing(self._items("ordered_list_close"), start=int(token.attrGet("start") or 1))
            case "bullet_list_open":
                yield Listing(self._items("bullet_list_close"), ordered=False)
            case "blockquote_open":
                yield from self._notes()
            case "table_open":
                yield self._table()
            case kind:
                raise PaperError(f"公文里不用{_REFUSED.get(kind, kind)}。")

    def _next(self) -> Token:
        token = self._tokens[self._place]
        self._place += 1
        if token.map:
            self._line = self._first + token.map[0]
        return token

    def _until(self, closing: str) -> list[Token]:
        """The tokens up to a closing one, which is passed."""
        found = []
        while (token := self._next()).type != closing:
            found.append(token)
        return found

    def _heading(self, level: int) -> Heading | _AttachmentStart:
        words = spans(self._until("heading_close")[0])
        written = plain(words)
        attachment = _ATTACHMENT.fullmatch(written) if level == 1 else None
        if attachment:
            if not attachment["title"].strip():
                raise PaperError("附件没有标题，应当写成“# 附件1 标题”。")
            self._numbered = {}
            return _AttachmentStart(attachment["title"].strip())
        if level > 4:
            raise PaperError("标题只有四级（# 至 ####）。")
        own = [pattern.match(written) for pattern in _OWN_NUMBERS]
        number = own[level - 1]
        other = next((place for place, found in enumerate(own) if found and place != level - 1), None)
        if number is None and other is not None:
            raise PaperError(f"第{level}级标题的序号应当写作“{_EXAMPLES[level - 1]}”。")
        if self._numbered.setdefault(level, number is not None) != (number is not None):
            raise PaperError("同一级标题有的自带序号，有的没有，请统一。")
        if number is None:
            return Heading(level, words)
        return Heading(level, _without(words, number.end()), number[0].rstrip())

    def _paragraph(self) -> Iterator[Block]:
        inline = self._until("paragraph_close")[0]
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            yield self._picture(children[0])
            return
        words = spans(inline)
        self._caption = read_caption(plain(words))
        if self._caption is None:
            yield Paragraph(words)

    def _items(self, closing: str) -> tuple[Text, ...]:
        items: list[Text] = []
        for token in self._until(closing):
            if token.map:
                self._line = self._first + token.map[0]
            if token.type == "inline":
                items.append(spans(token))
            elif token.type not in ("list_item_open", "list_item_close", "paragraph_open", "paragraph_close"):
                raise PaperError("列表里只写文字，不再套列表、表格或引用。")
        return tuple(items)

    def _notes(self) -> Iterator[Block]:
        for token in self._until("blockquote_close"):
            if token.type == "inline":
                yield Note(spans(token))
            elif token.type not in ("paragraph_open", "paragraph_close"):
                raise PaperError("注释（>）里只写文字。")

    def _table(self) -> Table:
        tokens = self._until("table_close")
        caption, self._caption = self._caption, None
        return read_table(tokens, caption, spans)

    def _picture(self, image: Token) -> Picture:
        source, alt = str(image.attrGet("src") or ""), image.content
        if self._pictures is None:
            raise PaperError("这里不能取图片文件。")
        if "://" in source:
            raise PaperError(f"不取网上的图片“{source}”，请下载到文稿所在的文件夹里。")
        title = str(image.attrGet("title") or "")
        width = _WIDTH.fullmatch(title)
        if title and width is None:
            raise PaperError(f"图片的宽度“{title}”应当写成“80mm”。")
        try:
            data = self._pictures(source)
        except OSError as error:
            raise PaperError(f"找不到图片“{source}”，请放在文稿所在的文件夹里，并检查文件名。") from error
        picture = Picture(data, alt or source, alt or None, float(width[1]) if width else None)
        media_type(picture)
        return picture


def spans(inline: Token) -> Text:
    """The text of a line with what is strong and what names a record. Raises PaperError for what cannot be set."""
    found: list[Span] = []
    strong, record = False, None
    for child in inline.children or []:
        match child.type:
            case "text" | "code_inline":
                found.append(Span(child.content, strong, record))
            case "softbreak":
                found.append(Span(_joint(found), strong, record))
            case "hardbreak":
                found.append(Span("\n", strong, record))
            case "html_inline" if _BREAK.fullmatch(child.content):  # the only way to break a line in a cell
                found.append(Span("\n", strong, record))
            case "strong_open" | "strong_close":
                strong = child.type == "strong_open"
            case "link_open":
                record = str(child.attrGet("href"))
            case "link_close":
                record = None
            case "em_open" | "em_close":
                pass
            case "image":
                raise PaperError("图片应当自成一段。")
            case kind:
                raise PaperError(f"公文里不用{_REFUSED.get(kind, kind)}。")
    return _merged(found)


def _joint(found: list[Span]) -> str:
    """Lines of one paragraph are joined without a space where Chinese meets Chinese."""
    last = found[-1].text[-1:] if found else ""
    return " " if last.isascii() and last.isalnum() else ""


def _merged(found: list[Span]) -> Text:
    out: list[Span] = []
    for span in found:
        if out and (out[-1].strong, out[-1].record) == (span.strong, span.record):
            out[-1] = Span(out[-1].text + span.text, span.strong, span.record)
        elif span.text:
            out.append(span)
    return tuple(out)


def _without(words: Text, characters: int) -> Text:
    out = []
    for span in words:
        cut = min(characters, len(span.text))
        characters -= cut
        if span.text[cut:]:
            out.append(Span(span.text[cut:], span.strong, span.record))
    return tuple(out)
