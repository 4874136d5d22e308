"""What every subcommand says to wrong usage."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from shuangda.cli import main


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("read", "缺少 PATH"),
        ("screen --marks a.csv --names b.csv", "缺少 -o / --out"),
        ("read a.txt --nothing", "没有 --nothing 这个选项"),
        ("--nothing", "没有 --nothing 这个选项"),
        ("nothing", "没有 nothing 这个命令"),
        ("audit nothing", "没有 nothing 这个命令"),
        ("read a.txt --out", "选项 --out 后面要写内容"),
        ("serve --port x", "--port 的内容不对"),
        ("read a.txt b.txt", "多写了内容"),
        ("screen --names a.csv -o b.csv", "请给出 --marks 或 --index，两者之一"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence_and_exit_code_2(arguments: str, sentence: str) -> None:
    done = CliRunner().invoke(main, arguments.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{sentence}；在命令后加 --help 可看写法。\n"


def test_a_group_without_a_command_shows_its_help() -> None:
    assert "verify" in CliRunner().invoke(main, ["audit"]).output
