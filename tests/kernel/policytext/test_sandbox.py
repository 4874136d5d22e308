"""Limits hold in the child, and its end, however it comes, is a sentence in the parent."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shuangda.kernel.policytext import ReadError, extract, limits, read_bytes, to_json
from shuangda.kernel.policytext.sandbox import guarded, read_file_in_child, read_with_text_in_child

from .builders import LINES, plain_docx

MODULE = [sys.executable, "-m", "shuangda.kernel.policytext"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(plain_docx())
    return path


def test_child_gives_the_contract(plan: Path) -> None:
    assert read_file_in_child(plan, "要点.docx") == json.loads(
        json.dumps(to_json(read_bytes("要点.docx", plan.read_bytes())))
    )


def test_child_gives_the_text_that_spans_count_in(plan: Path) -> None:
    text, reading = read_with_text_in_child(plan, "要点.docx")
    assert text.split("\n") == list(LINES)
    assert reading["source"]["characters"] == len(text)


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"%PDF-", "damaged"), (b"\0" * 99, "not_document")])
def test_child_hands_the_reason_over(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(data)
    with pytest.raises(ReadError) as refused:
        read_file_in_child(path, "x")
    assert refused.value.code == code


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refused:
        read_file_in_child(tmp_path / "nothing", "x")
    assert refused.value.code == "not_found"


def test_child_that_takes_too_long_is_ended(plan: Path) -> None:
    with pytest.raises(ReadError) as refused:
        read_file_in_child(plan, "x", seconds=0.01)
    assert refused.value.code == "too_slow"


def test_name_that_looks_like_an_option(plan: Path) -> None:
    assert read_file_in_child(plan, "--text")["source"]["name"] == "--text"


def allocate() -> int:
    return len(bytearray(600 * limits.MIB))


def spin() -> None:
    while True:
        pass


def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(("task", "code"), [(allocate, "too_heavy"), (spin, "too_slow"), (fail, "internal")])
def test_fork_is_limited(task: object, code: str) -> None:
    assert callable(task)
    started = time.monotonic()
    with pytest.raises(ReadError) as refused:
        guarded(task, seconds=1)
    assert refused.value.code == code
    assert time.monotonic() - started < 3


def test_code_that_never_returns_to_python_is_killed() -> None:
    with pytest.raises(ReadError) as refused:
        guarded(lambda: sum(range(10**12)), seconds=1)
    assert refused.value.code == "too_slow"


def test_fork_answers(plan: Path) -> None:
    assert guarded(lambda: extract("x", plan.read_bytes()).text.split("\n")) == list(LINES)


def test_memory_stays_below_the_limit() -> None:
    """The limit leaves room for libraries: what a process can really hold is less than it says."""
    program = (
        "from shuangda.kernel.policytext.sandbox import limit_process\n"
        "limit_process(10, 512)\n"
        "kept = []\n"
        "try:\n"
        "    while True: kept.append(b'x' * 1024 * 1024)\n"
        "except MemoryError: pass\n"
        "del kept[:8]\n"
        "status = open('/proc/self/status').read()\n"  # getrusage would count the process that started this one
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert 300 * 1024 < int(said) < 512 * 1024


def test_module_reads_standard_input() -> None:
    done = subprocess.run([*MODULE, "要点.docx"], input=plain_docx(), capture_output=True, check=True)
    assert json.loads(done.stdout)["source"]["name"] == "要点.docx"


def test_module_says_why_not() -> None:
    done = subprocess.run([*MODULE, "x"], input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("empty: ")


def test_what_the_asking_process_holds_does_not_count() -> None:
    """A fork shares it: a program that is large already reads as well as a small one."""
    held = bytearray(limits.READ_MEBIBYTES * limits.MIB)
    assert guarded(lambda: len(bytes(16 * limits.MIB))) == 16 * limits.MIB
    assert len(held) == limits.READ_MEBIBYTES * limits.MIB
