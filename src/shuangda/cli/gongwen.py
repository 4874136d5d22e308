"""`shuangda gongwen SOURCE -o OUT`: a paper written as Markdown laid out as DOCX, PDF or HTML, by GB/T 9704-2012.

`--check FILE.docx` looks at somebody else's paper instead (`gongwen_check`).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from shuangda.kernel.gongwen import Paper, PaperError, read_markdown

from .gongwen_files import same_file, why, write_whole
from .refusing import fail

PICTURE_BYTES = 20 * 1024 * 1024


@click.command()
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="写到 .docx、.pdf 或 .html")
@click.option("--template", type=click.Path(path_type=Path), help="以本单位的 DOCX 为底，沿用其样式和页眉")
@click.option("--records/--no-records", default=True, show_default=True, help="DOCX 用批注保留数字的出处")
@click.option("--check", "checked", type=click.Path(path_type=Path), metavar="DOCX", help="检查一份 DOCX 的格式")
@click.option("--json", "as_json", is_flag=True, help="检查结果按 JSON 输出")
@click.option("--fix", "mended", type=click.Path(path_type=Path), metavar="OUT", help="检查并修正格式，写到 OUT")
def gongwen(
    source: Path | None,
    out: Path | None,
    template: Path | None,
    records: bool,
    checked: Path | None,
    as_json: bool,
    mended: Path | None,
) -> None:
    """排公文：SOURCE 是带要素说明的 Markdown 文稿，写法见 docs/gongwen.md。

    --check 检查别人的 DOCX 是否合乎 GB/T 9704-2012：没有问题退出码为 0，有问题为 1，不能读为 2。
    --fix 只改格式，不改一个字。
    """
    if checked is not None:
        from .gongwen_check import run

        if source is not None or out is not None or template is not None:
            fail("--check 只检查一份 DOCX，不和文稿、-o、--template 一起用；修正后的文件用 --fix 指定。")
        run(checked, out=mended, as_json=as_json)
    if as_json or mended is not None:
        fail("--json 和 --fix 与 --check 一起用。")
    if source is None or out is None:
        fail("请写明文稿，并用 -o 指定输出文件；或用 --check 检查一份 DOCX。")
    if template is not None and out.suffix.lower() != ".docx":
        fail("--template 只用于 .docx。")
    if same_file(source, out):
        fail(f"{out} 就是文稿本身，请用 -o 写明另一个文件。")
    try:
        paper = read_markdown(_text(source), _Pictures(source.parent))
        write_whole(out, _rendered(paper, out.suffix.lower(), template, records))
    except PaperError as error:
        fail(f"{source.name}：{error}")
    except OSError as error:
        fail(why(error))


def _text(path: Path) -> str:
    """The source, in UTF-8 or as older Windows programs save it."""
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise PaperError("文稿应当是 Markdown 文本，不是 Word 或 PDF 文件；要检查 DOCX 的格式，请用 --check。")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    with suppress(UnicodeDecodeError):
        if (text := data.decode("gb18030")).startswith("---"):
            return text
    raise PaperError("文稿不是 UTF-8 编码的文本，请在编辑器中另存为 UTF-8。")


class _Pictures:
    """Pictures of the folder in which the source lies, and of no other: a source may come from a stranger."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def __call__(self, name: str) -> bytes:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise FileNotFoundError(name)
        if path.stat().st_size > PICTURE_BYTES:
            raise PaperError(f"图片“{name}”过大（上限 20 MiB）。")
        return path.read_bytes()


def _rendered(paper: Paper, ending: str, template: Path | None, records: bool) -> bytes:
    if ending == ".docx":
        from shuangda.kernel.gongwen.docx import template_warnings, write_docx

        base = template.read_bytes() if template else None
        for warning in template_warnings(base) if base is not None else ():
            click.echo(warning, err=True)
        return write_docx(paper, template=base, records=records)
    if ending == ".pdf":
        from shuangda.kernel.gongwen.pdf import write_pdf

        pdf = write_pdf(paper)
        for warning in pdf.warnings:
            click.echo(warning, err=True)
        return pdf.data
    if ending in (".html", ".htm"):
        from shuangda.kernel.gongwen.html import write_html

        return write_html(paper).encode("utf-8")
    fail("输出文件的名称应当以 .docx、.pdf 或 .html 结尾。")
