"""`shuangda gongwen SOURCE -o OUT`: a paper written as Markdown laid out as DOCX, PDF or HTML, by GB/T 9704-2012.

`--check FILE.docx` looks at somebody else's paper instead (`gongwen_check`).
"""

from __future__ import annotations

from pathlib import Path

import click

from shuangda.kernel.gongwen import Paper, PaperError, read_markdown

from .refusing import fail

PICTURE_BYTES = 20 * 1024 * 1024


@click.command()
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="写到 .docx、.pdf 或 .html")
@click.option(
    "--template", type=click.Path(dir_okay=False, path_type=Path), help="以本单位的 DOCX 为底，沿用其样式和页眉"
)
@click.option("--records/--no-records", default=True, show_default=True, help="DOCX 用批注保留数字的出处")
@click.option("--check", "checked", type=click.Path(path_type=Path), metavar="DOCX", help="检查一份 DOCX 的格式")
@click.option("--json", "as_json", is_flag=True, help="检查结果按 JSON 输出")
@click.option(
    "--fix", "mended", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help="检查并修正格式，写到 OUT"
)
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

        run(checked, out=mended, as_json=as_json)
    if as_json or mended is not None:
        raise click.UsageError("--json 和 --fix 与 --check 一起用。")
    if source is None or out is None:
        raise click.UsageError("请写明文稿，并用 -o 指定输出文件；或用 --check 检查一份 DOCX。")
    try:
        paper = read_markdown(_text(source), _Pictures(source.parent))
        out.write_bytes(_rendered(paper, out.suffix.lower(), template, records))
    except PaperError as error:
        fail(f"{source.name}：{error}")
    except OSError as error:
        fail(f"不能读写 {error.filename}：{error.strerror}。")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise PaperError("文稿不是 UTF-8 编码的文本。") from error


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
        from shuangda.kernel.gongwen.docx import write_docx

        return write_docx(paper, template=template.read_bytes() if template else None, records=records)
    if ending == ".pdf":
        from shuangda.kernel.gongwen.pdf import write_pdf

        pdf = write_pdf(paper)
        for warning in pdf.warnings:
            click.echo(warning, err=True)
        return pdf.data
    if ending in (".html", ".htm"):
        from shuangda.kernel.gongwen.html import write_html

        return write_html(paper).encode("utf-8")
    raise click.UsageError("输出文件的名称应当以 .docx、.pdf 或 .html 结尾。")
