"""How long a large paper takes: `python -m benchmarks.gongwen_speed`, on one core.

A summary of about sixty pages with forty tables, made afresh; every medium in a process of its own, started cold.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable

from shuangda.kernel.gongwen.model import (
    Attachment,
    Block,
    Cell,
    Heading,
    Imprint,
    Kind,
    Number,
    Paper,
    Paragraph,
    Span,
    Table,
    text,
)

TABLES = 40
_SENTENCE = (
    "第{n}项工作由市市场监管局牵头，截至2026年6月30日共检查经营主体{a}户次，立案{b}件，办结率{c}%，"
    "罚没款{d}万元；其中“网络市场”案件{e}件，移送公安机关{f}件，责令改正（限期整改）{g}户。"
)


def summary() -> Paper:
    """The summary: forty sections of a heading, four paragraphs and a table of twelve rows."""
    blocks: list[Block] = []
    for n in range(1, TABLES + 1):
        if n % 8 == 1:
            blocks.append(Heading(1, text(f"第{n // 8 + 1}部分工作情况")))
        blocks.append(Heading(2, text(f"第{n}项重点任务进展")))
        for k in range(4):
            words = _SENTENCE.format(n=n, a=97 * n + k, b=n + k, c=90 + k, d=f"{n * 3.7:.1f}", e=k, f=k % 3, g=n * k)
            blocks.append(
                Paragraph((Span(words), Span(f"{n * 12}件", record=f"https://example.invalid/{n}"), Span("。")))
            )
        blocks.append(_table(n))
    import datetime

    return Paper(
        Kind.REPORT,
        "云川市打击侵权假冒工作领导小组办公室关于2026年上半年打击侵权假冒工作情况的报告",
        tuple(blocks),
        ("云川市打击侵权假冒工作领导小组办公室",),
        number=Number("云打假办", 2026, 40),
        addressees=("省打击侵权假冒工作领导小组办公室",),
        attachments=(Attachment("数据说明", (Paragraph(text(_SENTENCE)),)),),
        date=datetime.date(2026, 7, 3),
        imprint=Imprint(copies=("市政府办公室",), office="综合科", date=datetime.date(2026, 7, 3)),
    )


def _table(n: int) -> Table:
    head = tuple(
        Cell(text(words)) for words in ("序号", "单位", "检查户次", "立案（件）", "办结（件）", "罚没款（万元）")
    )
    rows = tuple(
        tuple(Cell(text(words)) for words in (str(k), f"青岚区第{k}市场监管所", *(str(n * k + j) for j in range(4))))
        for k in range(1, 13)
    )
    return Table((head, *rows), caption=f"表{n}　第{n}项任务办理情况")


def docx(paper: Paper) -> str:
    from shuangda.kernel.gongwen.docx import write_docx

    return f"{len(write_docx(paper)) // 1024} KiB"


def pdf(paper: Paper) -> str:
    import pypdfium2

    from shuangda.kernel.gongwen.pdf import write_pdf

    return f"{len(pypdfium2.PdfDocument(write_pdf(paper).data))} pages"


def html(paper: Paper) -> str:
    from shuangda.kernel.gongwen.html import write_html

    return f"{len(write_html(paper)) // 1024} KiB"


def _timed(name: str, write: Callable[[Paper], str]) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    started = time.perf_counter()
    paper = summary()
    found = write(paper)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {seconds:.2f} s, {peak:.0f} MiB, {found}")


def main() -> None:
    context = multiprocessing.get_context("spawn")
    for name, write in (("DOCX", docx), ("PDF", pdf), ("HTML", html)):
        child = context.Process(target=_timed, args=(name, write))
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit(f"{name} failed")


if __name__ == "__main__":
    main()
