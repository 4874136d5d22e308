"""`shuangda read` as a person or a script meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from shuangda.cli import COMMANDS, main
from shuangda.cli.wording import due_text
from shuangda.cli.workbook import write_workbook
from shuangda.kernel.policytext import read_bytes, to_json

from .builders import LINES, plain_docx, plain_pdf

TEXT = "\n".join(LINES)


def shuangda(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_bytes(("\ufeff" + TEXT.replace("\n", "\r\n")).encode())
    return path


def test_json_is_the_contract_and_nothing_else(plan: Path) -> None:
    result = shuangda(plan, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == json.loads(json.dumps(to_json(read_bytes(plan.name, plan.read_bytes()))))


def test_text_is_what_spans_count_in(plan: Path) -> None:
    assert shuangda(plan, "--text").stdout_bytes.decode() == TEXT


def test_tables_for_people(plan: Path) -> None:
    result = shuangda(plan)
    assert result.exit_code == 0
    for word in (plan.name, "任务", "报送", "指标", "牵头 区教育局", "2021-06-30前", "每月25日前"):
        assert word in result.stdout


def test_workbook(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "分解表.xlsx"
    assert shuangda(plan, "--xlsx", out).exit_code == 0
    workbook = load_workbook(out)
    assert workbook.sheetnames == ["任务分解表", "报送", "指标", "活动", "存疑"]
    sheet = workbook["任务分解表"]
    assert [cell.value for cell in sheet[1]] == [
        "序号", "章节", "任务", "牵头单位", "配合单位", "责任单位", "时限", "专项行动", "依据（原文位置）",
    ]  # fmt: skip
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert any(row[3] == "区教育局" and row[4] == "区市场监管局" for row in rows)


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_cells_of_a_workbook_stay_text(text: str, tmp_path: Path) -> None:
    reading = to_json(read_bytes("x", TEXT.encode()))
    measure = {**reading["documents"][0]["measures"][0], "text": text, "campaigns": ["a\x01b"]}
    reading["documents"] = [{**reading["documents"][0], "measures": [measure]}]
    write_workbook(reading, tmp_path / "x.xlsx")
    cell, campaign = (load_workbook(tmp_path / "x.xlsx")["任务分解表"][2][column] for column in (2, 7))
    assert (cell.value, cell.data_type, cell.quotePrefix, campaign.value) == (text, "s", True, "ab")


@pytest.mark.parametrize(("data", "word"), [(b"", "没有内容"), (b"%PDF-1.7", "损坏"), (b"\0" * 99, "不是可读的文档")])
def test_what_cannot_be_read_is_one_sentence_and_exit_code_2(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "文件.pdf"
    path.write_bytes(data)
    result = shuangda(path, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr
    assert result.stderr.count("\n") == 1


def test_missing_file_and_unwritable_workbook(plan: Path, tmp_path: Path) -> None:
    assert shuangda(tmp_path / "nothing.txt").exit_code == 2
    result = shuangda(plan, "--xlsx", tmp_path / "no" / "x.xlsx")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_folder_is_read_whole_and_the_unreadable_are_listed(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "下级").mkdir(parents=True)
    (folder / "a.docx").write_bytes(plain_docx())
    (folder / "下级" / "b.pdf").write_bytes(plain_pdf())
    (folder / "下级" / "坏.pdf").write_bytes(b"%PDF-")
    (folder / ".hidden").write_bytes(b"x")
    result = shuangda(folder, "--out", out)
    assert result.exit_code == 2
    assert "坏.pdf：文件已损坏" in result.stderr
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.json")) == [
        "a.docx.json",
        "下级/b.pdf.json",
    ]
    assert json.loads((out / "a.docx.json").read_text())["source"]["name"] == "a.docx"


def test_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "要点\udcff.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert json.loads(shuangda(path, "--json").stdout)["source"]["name"] == "要点?.txt"


def test_output_below_the_folder_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        assert shuangda(tmp_path, "--out", tmp_path / "out").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt.json"]


def test_folder_needs_a_place_for_its_output(tmp_path: Path) -> None:
    assert shuangda(tmp_path, "--json").exit_code == 2


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ({"by": "2021-12-31"}, "2021-12-31前"),
        ({"on": "2021-04-26T09:00"}, "2021-04-26 09:00"),
        ({"rrule": "FREQ=MONTHLY;BYMONTHDAY=25"}, "每月25日前"),
        ({"rrule": "FREQ=MONTHLY;INTERVAL=3"}, "每季度"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"}, "每年12月10日前"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO"}, "FREQ=WEEKLY;BYDAY=MO"),
        ({"after": {"event": "活动结束", "n": 5, "unit": "workday"}}, "活动结束后5个工作日内"),
        ({"after": {"event": "活动开始", "n": -3, "unit": "day"}}, "活动开始前3日内"),
    ],
)
def test_deadlines_in_words(due: dict[str, object], words: str) -> None:
    assert due_text(due) == words


def test_read_does_not_load_the_web_side_or_the_tables(plan: Path) -> None:
    program = (
        "import sys\nfrom shuangda.cli import main\n"
        f"main(['read', {str(plan)!r}, '--json'], standalone_mode=False)\n"
        "heavy = {'django', 'rich', 'openpyxl', 'docx', 'lxml', 'pypdfium2', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_help_names_every_command_without_loading_it() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name in COMMANDS:
        assert name in result.output
