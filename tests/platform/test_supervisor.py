"""Programs under one command: all start, all end, and one that dies is named."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from shuangda.conf.supervisor import Supervisor

SLEEPER = [sys.executable, "-c", "import signal; print('up', flush=True); signal.pause()"]
# What a command does with it: two programs, and every signal ends both.
COMMAND = """
import sys, pathlib
from shuangda.conf.supervisor import Supervisor, interrupted_by_signals
folder = pathlib.Path(sys.argv[1])
with interrupted_by_signals(), Supervisor() as programs:
    try:
        for name in ("web", "worker"):
            print(programs.start(name, ["sleep", "60"], folder / name).pid, flush=True)
        programs.wait()
    except KeyboardInterrupt:
        print("ended", flush=True)
"""


def test_leaving_ends_every_program(tmp_path: Path) -> None:
    with Supervisor() as programs:
        started = [programs.start(name, SLEEPER, tmp_path / name) for name in ("web", "worker")]
        assert all(process.poll() is None for process in started)
    assert [process.returncode for process in started] == [-signal.SIGTERM] * 2


def test_a_program_that_dies_is_named_with_its_log(tmp_path: Path) -> None:
    with Supervisor() as programs:
        programs.start("web", SLEEPER, tmp_path / "web.log")
        programs.start("worker", [sys.executable, "-c", "print('why'); exit(3)"], tmp_path / "logs" / "worker.log")
        ended = programs.wait(30)
    assert ended is not None
    assert ended.reason() == f"worker ended with code 3; its log is {tmp_path / 'logs' / 'worker.log'}"
    assert ended.log.read_text("utf-8") == "why\n"


def test_a_program_killed_by_a_signal_is_told_apart(tmp_path: Path) -> None:
    with Supervisor() as programs:
        programs.start("web", SLEEPER, tmp_path / "web.log").kill()
        ended = programs.wait(30)
    assert ended is not None
    assert "was ended by SIGKILL" in ended.reason()


def test_waiting_can_be_bounded(tmp_path: Path) -> None:
    with Supervisor() as programs:
        programs.start("web", SLEEPER, tmp_path / "web.log")
        assert programs.wait(0.01) is None


def test_a_program_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with Supervisor(grace_seconds=0.1) as programs:
        deaf = "trap '' TERM; echo up > \"$1\"; sleep 60"
        process = programs.start("deaf", ["sh", "-c", deaf, "sh", str(pipe)], tmp_path / "log")
        assert pipe.read_text("utf-8") == "up\n"
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_command_and_all_its_programs(tmp_path: Path, kind: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", COMMAND, str(tmp_path)], stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout
        children = [psutil.Process(int(command.stdout.readline())) for _ in range(2)]
        command.send_signal(kind)
        assert command.stdout.read() == "ended\n"
        assert command.wait(30) == 0
    assert not any(child.is_running() for child in children)
