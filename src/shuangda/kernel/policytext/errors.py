"""Why a file could not be read: one Chinese sentence for the person, one stable code for programs."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "empty": "文件里没有内容，请检查是否选错了文件。",
    "too_large": "文件过大（上限 20 MiB），请拆分或删去图片后再试。",
    "too_long": "文字过多（上限 30 万字），不像一份公文，请拆分后再试。",
    "too_many_pages": "页数过多（上限 1000 页），请拆分后再试。",
    "encrypted": "文件已加密，请解除密码后再试。",
    "scan": "文件是扫描件或图片，没有可读的文字；请安装 ocr 扩展（pip install 'shuangda[ocr]'）或改用文字版。",
    "ocr_empty": "文件是扫描件或图片，文字识别没有认出任何文字，请改用更清晰的扫描件或文字版。",
    "not_document": "文件不是可读的文档，请提供 DOCX、DOC、PDF、OFD、HTML 或文本文件。",
    "spreadsheet": "文件是电子表格或演示文稿，请另存为 DOCX 或 PDF 后再试。",
    "damaged": "文件已损坏或不完整，请重新取得原件后再试。",
    "unsafe": "文件结构异常（疑似压缩炸弹或恶意构造），已拒绝读取，请核实来源。",
    "no_converter": "读取 DOC、RTF、WPS 或 ODT 需要安装 LibreOffice，请安装后再试，或另存为 DOCX。",
    "converter_failed": "LibreOffice 未能转换此文件，请另存为 DOCX 后再试。",
    "too_slow": "文件过于复杂，在限定时间内没有读完，请拆分或另存为 DOCX 后再试。",
    "too_heavy": "文件过于复杂，所需内存超过上限，请拆分或另存为 DOCX 后再试。",
    "not_found": "找不到文件，请检查路径。",
    "internal": "读取程序出错，请把文件交给系统管理员检查。",
}
"""What can go wrong, by code. Every sentence says what is wrong and what to do about it."""


class ReadError(Exception):
    """A file that cannot be read. `code` is a key of `MESSAGES`; `message` is its sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.message = MESSAGES[code]
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type[ReadError], tuple[str]]:
        # Exception would pickle the message as the only argument; a process pool needs the code back.
        return type(self), (self.code,)
