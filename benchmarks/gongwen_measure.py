"""What official documents really measure: `python -m benchmarks.gongwen_measure [--write]`.

Every fixture is laid out twice, as DOCX through LibreOffice and as PDF by Typst. Text is located by pdfplumber, ink
(the red mark, rules, the dashes of page numbers) on the page rendered at 300 dpi. `--write` puts the figures into
docs/gongwen.md. Without LibreOffice only the PDF is measured.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2

from shuangda.kernel.gongwen import read_markdown
from shuangda.kernel.gongwen.composing import compose
from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.faces import SAME, choose
from shuangda.kernel.gongwen.model import Form, Paper
from shuangda.kernel.gongwen.pdf import installed, write_pdf
from shuangda.kernel.gongwen.roles import Role
from shuangda.kernel.gongwen.standard import CHARACTERS, LINES, SIZE_3

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "gongwen"
DPI = 300
MM = 25.4 / DPI
POINT_MM = 25.4 / 72
TOLERANCE_MM = 0.5
_EM_MIDDLE = 0.38
"""The middle of a Chinese letter above its baseline, as a share of its size"""

WANTED: dict[str, tuple[float, float]] = {
    # what: (millimetres or points that the standard asks, tolerance)
    "top": (37.0, TOLERANCE_MM),
    "left": (28.0, TOLERANCE_MM),
    "right": (26.0, TOLERANCE_MM),
    "bottom": (35.0, TOLERANCE_MM),
    "pitch (pt)": (225 / 22 / POINT_MM, 0.2),
    "lines": (LINES, 0),
    "characters": (CHARACTERS, 0),
    "mark below the type area's edge": (35.0, TOLERANCE_MM),
    "mark below the page's edge": (30.0, TOLERANCE_MM),
    "rule below the number": (4.0, TOLERANCE_MM),
    "rule width": (156.0, TOLERANCE_MM),
    "rule below the mark": (4.0, TOLERANCE_MM),
    "number below the rule of a letter": (SIZE_3 * 7 / 8 * POINT_MM, TOLERANCE_MM),
    "letter rules width": (170.0, TOLERANCE_MM),
    "lower rules above the page's edge": (20.0, TOLERANCE_MM),
    "page number below the type area": (7.0, TOLERANCE_MM),
    "page number from the outer edge of the type area": (SIZE_3 * POINT_MM, TOLERANCE_MM),
    "imprint above the page's edge": (35.0, TOLERANCE_MM),
    "imprint width": (156.0, TOLERANCE_MM),
    "imprint thick rule": (0.35, 0.1),
    "imprint thin rule": (0.25, 0.1),
    "imprint on an even page": (1, 0),
}


@dataclass(slots=True)
class Measured:
    """The figures of one PDF, and its text line by line as `(page, words)`."""

    pages: int
    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lines: list[tuple[int, str]] = field(default_factory=list)

    def failures(self) -> list[str]:
        """What lies outside its tolerance."""
        return [
            f"{what}: {value:.2f} instead of {WANTED[what][0]:.2f}"
            for what, values in self.figures.items()
            for value in values
            if abs(value - WANTED[what][0]) > WANTED[what][1] + 1e-6
        ]


def papers() -> dict[str, Paper]:
    """The fixtures by name."""

    def picture(name: str) -> bytes:
        return (FIXTURES / name).read_bytes()

    return {path.stem: read_markdown(path.read_text("utf-8"), picture) for path in sorted(FIXTURES.glob("*.md"))}


def rendered_docx(documents: dict[str, bytes]) -> dict[str, bytes]:
    """DOCX → PDF by LibreOffice, with the same free faces as the PDF has. Raises FileNotFoundError without it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise FileNotFoundError("soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(_font_aliases(), "utf-8")
        for stem, data in documents.items():
            (folder / f"{stem}.docx").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}',
        ]
        command += ["--outdir", str(folder), *(str(folder / f"{stem}.docx") for stem in documents)]
        environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
        subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
        return {stem: (folder / f"{stem}.pdf").read_bytes() for stem in documents}


def _font_aliases() -> str:
    faces = choose(installed())
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{faces.families[face]}</family></prefer></alias>'
        for face in faces.replaced
        for name in SAME[face]
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>'
    )


def measure(data: bytes, paper: Paper) -> Measured:
    """Everything that can be measured on the pages of a paper."""
    pdf = pdfplumber.open(io.BytesIO(data))
    images = [np.asarray(page.render(scale=DPI / 72).to_pil().convert("RGB")) for page in pypdfium2.PdfDocument(data)]
    found = Measured(len(pdf.pages))
    for number, (page, image) in enumerate(zip(pdf.pages, images, strict=True), 1):
        rows = _rows(page)
        found.lines += [(number, words) for _, words, _ in rows]
        _measure_text(found, page, rows)
        _measure_folio(found, image, number)
        if number == 1:
            _measure_head(found, image, rows, paper)
        if paper.imprint:
            _measure_imprint(found, image, number, paper)
    return found


def _rows(page: Any) -> list[tuple[float, str, list[Any]]]:
    """Lines of the page from above: baseline in millimetres from the top, words, letters. Cells count as one line."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for char in page.chars:
        rows[round((float(page.height) - char["matrix"][5]) / 4)].append(char)
    found = []
    for key in sorted(rows):
        letters = sorted(rows[key], key=lambda char: float(char["x0"]))
        baseline = (float(page.height) - letters[0]["matrix"][5]) * POINT_MM
        found.append((baseline, "".join(char["text"] for char in letters).replace(" ", ""), letters))
    return found


def _measure_text(found: Measured, page: Any, rows: list[tuple[float, str, list[Any]]]) -> None:
    """Margins on every page with a line of 28; the grid on pages that are full of such lines."""
    full = [row for row in rows if len(row[1]) == CHARACTERS and re.fullmatch(r"[\u4e00-\u9fff]+", row[1])]
    if not full:
        return
    size = SIZE_3 * POINT_MM
    found.figures["left"].append(min(row[2][0]["x0"] for row in full) * POINT_MM)
    right = max(row[2][-1]["x0"] for row in full) * POINT_MM + size
    found.figures["right"].append(float(page.width) * POINT_MM - right)
    if len(full) < LINES - 1:
        return
    text = [row for row in rows if row[0] < 263]
    pitch = (text[-1][0] - text[0][0]) / (len(text) - 1)
    above = pitch / 2 + _EM_MIDDLE * size  # a line is a cell of the grid with the letters in its middle
    found.figures["top"].append(text[0][0] - above)
    found.figures["bottom"].append(float(page.height) * POINT_MM - (text[-1][0] - above + pitch))
    found.figures["pitch (pt)"].append(pitch / POINT_MM)
    found.figures["lines"].append(len(text))
    found.figures["characters"].append(len(full[0][1]))


def _red(image: Any) -> Any:
    wide = image.astype(np.int16)
    return (wide[..., 0] - np.maximum(wide[..., 1], wide[..., 2])) > 90


def _black(image: Any) -> Any:
    return image.max(axis=2) < 140


def _bars(mask: Any, least_mm: float) -> Iterator[tuple[float, float, float]]:
    """Rules across the page: upper edge, lower edge, width, in millimetres."""
    widths = mask.sum(axis=1) * MM
    rows = np.flatnonzero(widths > least_mm)
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if len(group):
            columns = np.flatnonzero(mask[group[0]])
            yield group[0] * MM, (group[-1] + 1) * MM, (columns[-1] - columns[0] + 1) * MM


def _measure_head(found: Measured, image: Any, rows: list[tuple[float, str, list[Any]]], paper: Paper) -> None:
    if paper.form is Form.SHEET:
        return
    red = _red(image)
    bars = list(_bars(red, 150))
    mark = np.flatnonzero(red.any(axis=1))[0] * MM
    if paper.form is Form.LETTER:
        found.figures["mark below the page's edge"].append(mark)
        upper = [bar for bar in bars if bar[0] < 100]
        lower = [bar for bar in bars if bar[0] > 200]
        glyphs = np.flatnonzero(red[: round(upper[0][0] / MM) - 2].any(axis=1))[-1] * MM
        found.figures["rule below the mark"].append(upper[0][0] - glyphs)
        edge = max(bar[1] for bar in upper)
        number = next(row for row in rows if row[0] > edge)
        found.figures["number below the rule of a letter"].append(number[0] - 0.88 * SIZE_3 * POINT_MM - edge)
        found.figures["letter rules width"] += [upper[0][2], lower[0][2]]
        found.figures["lower rules above the page's edge"].append(image.shape[0] * MM - lower[-1][1])
        return
    found.figures["mark below the type area's edge"].append(mark - 37)
    size = SIZE_3 * POINT_MM
    above = [row for row in rows if row[0] < bars[0][0]]
    found.figures["rule below the number"].append(bars[0][0] - (above[-1][0] + 0.12 * size))
    found.figures["rule width"].append(bars[0][2])


def _measure_folio(found: Measured, image: Any, number: int) -> None:
    """The dashes of the page number, looked for in the strip below the type area."""
    begin = round(263 / MM)
    strip = _black(image[begin : round(276 / MM)])
    rows = np.flatnonzero(strip.sum(axis=1) * MM > 5)  # more than the strokes of its figures
    if not len(rows):
        return
    middle = (begin + (rows[0] + rows[-1] + 1) / 2) * MM
    columns = np.flatnonzero(strip[rows[len(rows) // 2]]) * MM
    found.figures["page number below the type area"].append(middle - 262)
    inset = 210 - 26 - columns[-1] if number % 2 else columns[0] - 28
    found.figures["page number from the outer edge of the type area"].append(float(inset))


def _measure_imprint(found: Measured, image: Any, number: int, paper: Paper) -> None:
    if number != found.pages or paper.form is Form.LETTER:
        return
    rules = sum(line.role in (Role.THICK, Role.THIN) for line in compose(paper).imprint)
    bars = list(_bars(_black(image), 150))[-rules:]  # above them may stand a table
    found.figures["imprint above the page's edge"].append(image.shape[0] * MM - bars[-1][1])
    found.figures["imprint width"] += [bar[2] for bar in bars]
    found.figures["imprint thick rule"] += [bar[1] - bar[0] for bar in (bars[0], bars[-1])]
    found.figures["imprint thin rule"] += [bar[1] - bar[0] for bar in bars[1:-1]]
    if paper.form is not Form.BULLETIN:
        found.figures["imprint on an even page"].append(1 - number % 2)


def words(measured: Measured) -> list[str]:
    """The text of every page without the order in which a program wrote its cells."""
    pages: dict[int, str] = defaultdict(str)
    for number, line in measured.lines:
        pages[number] += line
    return ["".join(sorted(pages[number])) for number in sorted(pages)]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="put the figures into docs/gongwen.md")
    options = arguments.parse_args()
    sources = papers()
    results = {"PDF": {name: measure(write_pdf(paper).data, paper) for name, paper in sources.items()}}
    try:
        documents = rendered_docx({name: write_docx(paper) for name, paper in sources.items()})
        results["DOCX"] = {name: measure(data, sources[name]) for name, data in documents.items()}
    except FileNotFoundError:
        print("LibreOffice is not installed: the DOCX is not measured.")
    table = _table(results)
    print(table)
    for medium, measured in results.items():
        for name, one in measured.items():
            for failure in one.failures():
                print(f"{medium} {name}: {failure}")
    if options.write:
        page = ROOT / "docs" / "gongwen.md"
        text = page.read_text("utf-8")
        text = re.sub(r"(<!-- begin measured -->\n).*?(<!-- end measured -->)", rf"\1{table}\2", text, flags=re.DOTALL)
        page.write_text(text, "utf-8")


def _table(results: dict[str, dict[str, Measured]]) -> str:
    """Every measure with what was asked and the range that was found."""
    media = sorted(results)
    out = [f"| Measure | Asked | {' | '.join(media)} |", f"|{' --- |' * (2 + len(media))}"]
    for what, (wanted, tolerance) in WANTED.items():
        cells = []
        for medium in media:
            values = [value for one in results[medium].values() for value in one.figures.get(what, [])]
            low, high = (min(values), max(values)) if values else (0.0, 0.0)
            shown = f"{low:.2f}" if round(low, 2) == round(high, 2) else f"{low:.2f} to {high:.2f}"
            cells.append(f"{shown} ({len(values)})" if values else "not measured")
        out.append(f"| {what} | {wanted:.2f} ± {tolerance:g} | {' | '.join(cells)} |")
    if len(media) == 2:
        same = sum(words(results["PDF"][name]) == words(results["DOCX"][name]) for name in results["PDF"])
        out.append(f"| fixtures with the same text on every page in both | all | {same} of {len(results['PDF'])} | |")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
