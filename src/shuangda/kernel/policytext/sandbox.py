"""Reading a stranger's file in a process of its own, so that no file can hang or fill the one that asks.

Two ways to the same guard. `read_file_in_child` starts a fresh interpreter: for servers, which have threads.
`guarded` forks: for a program without threads that has loaded the reader already (the command line).

What holds:
- Memory. RLIMIT_DATA bounds heap and anonymous mappings, which is what grows with a file; unlike RLIMIT_AS it
  does not count libraries and fonts that are mapped but not loaded. `_SHARED_MEBIBYTES` is left for those.
- Time. The child raises `too_slow` by itself at nine tenths of the time, and so cleans up and ends LibreOffice;
  code that does not return to Python is killed from outside when the time is over.

A scan needs more of both. Where the `ocr` extra is installed, a file that turns out to be one is read again
with the limits for scans; without it the answer is the error `scan`.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final, TypeVar

from . import limits
from .errors import MESSAGES, ReadError
from .sources import scan

_SHARED_MEBIBYTES: Final = 48
_FAILED: Final = 2
_Answer = TypeVar("_Answer")


def read_file_in_child(
    path: Path | str, name: str, *, seconds: float = limits.READ_SECONDS, mebibytes: int = limits.READ_MEBIBYTES
) -> dict[str, Any]:
    """The contract JSON of the file at `path`, read in a fresh process with these limits.

    `name` is the file's name as people know it. Raises ReadError: the reader's own, or `too_slow`, `too_heavy`
    when a limit was hit, `internal` when the reader failed.
    """
    return read_with_text_in_child(path, name, seconds=seconds, mebibytes=mebibytes)[1]


def read_with_text_in_child(
    path: Path | str, name: str, *, seconds: float = limits.READ_SECONDS, mebibytes: int = limits.READ_MEBIBYTES
) -> tuple[str, dict[str, Any]]:
    """As `read_file_in_child`, with the text that the spans count in before the JSON."""

    def run(seconds: float, mebibytes: int) -> tuple[str, dict[str, Any]]:
        return _read_in_child(path, name, seconds, mebibytes)

    return _with_room_for_scans(run, seconds, mebibytes)


def _with_room_for_scans(run: Callable[[float, int], _Answer], seconds: float, mebibytes: int) -> _Answer:
    try:
        return run(seconds, mebibytes)
    except ReadError as error:
        if error.code != "scan" or not scan.is_installed():
            raise
    return run(limits.OCR_SECONDS, limits.OCR_MEBIBYTES)


def _read_in_child(path: Path | str, name: str, seconds: float, mebibytes: int) -> tuple[str, dict[str, Any]]:
    module = [sys.executable, "-m", __package__ or ""]
    command = [*module, "--text", "--limit", str(seconds), str(mebibytes), "--", name]
    try:
        with (
            open(path, "rb") as data,
            subprocess.Popen(
                command, stdin=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
            ) as child,
        ):
            try:
                out, err = child.communicate(timeout=seconds)
            except subprocess.TimeoutExpired as error:
                os.killpg(child.pid, signal.SIGKILL)
                raise ReadError("too_slow") from error
    except FileNotFoundError as error:
        raise ReadError("not_found") from error
    if child.returncode == 0:
        answer = json.loads(out)
        return answer["text"], answer["reading"]
    raise ReadError(_code(child.returncode, err.decode("utf-8", "replace")))


def _code(status: int, said: str) -> str:
    """The error of a child that ended so: its own word, or what the signal that ended it means."""
    code = said.strip().rpartition("\n")[2].partition(":")[0]
    if status == _FAILED and code in MESSAGES:
        return code
    if status in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM):
        return "too_slow"
    # PDFium aborts when it gets no memory.
    return "too_heavy" if status in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL, -signal.SIGSEGV) else "internal"


def limit_process(seconds: float, mebibytes: int) -> None:
    """Bind the running process: memory, processor time, no core dumps, `too_slow` raised in the main thread."""
    data = max(mebibytes - _SHARED_MEBIBYTES, 1) * limits.MIB
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    processor = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, 0.9 * seconds)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise ReadError("too_slow")


def answered(task: Callable[[], Any]) -> tuple[Any, str]:
    """Run the task: its answer and no error, or nothing and the code of what went wrong."""
    try:
        return task(), ""
    except ReadError as error:
        return None, error.code
    except (MemoryError, RecursionError):
        return None, "too_heavy"
    except Exception:
        # Whatever escapes is a fault of the reader, and the one who asked gets a sentence, not a traceback.
        return None, "internal"


def guarded(
    task: Callable[[], Any], *, seconds: float = limits.READ_SECONDS, mebibytes: int = limits.READ_MEBIBYTES
) -> Any:
    """Run the task in a fork of this process with these limits beyond what it holds; its answer must be JSON.

    Only for processes without threads. Raises ReadError as `read_file_in_child` does.
    """

    def run(seconds: float, mebibytes: int) -> Any:
        return _run_in_fork(task, seconds, mebibytes)

    return _with_room_for_scans(run, seconds, mebibytes)


def _run_in_fork(task: Callable[[], Any], seconds: float, mebibytes: int) -> Any:
    receiver, sender = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        _answer_and_exit(task, sender, seconds, mebibytes)
    os.close(sender)
    with open(receiver, "rb") as pipe:
        raw = _receive(pipe.fileno(), time.monotonic() + seconds)
    if raw is None:
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if raw is None:
        raise ReadError("too_slow")
    if status != 0:
        raise ReadError(_code(status, ""))
    answer, code = json.loads(raw)
    if code:
        raise ReadError(code)
    return answer


def _answer_and_exit(task: Callable[[], Any], sender: int, seconds: float, mebibytes: int) -> None:
    status = 1
    try:
        limit_process(seconds, mebibytes + _held_mebibytes())
        answer = answered(task)
        signal.setitimer(signal.ITIMER_REAL, 0)
        with open(sender, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        status = 0
    finally:
        os._exit(status)  # not the parent's clean-up: its files and handlers are not ours


def _held_mebibytes() -> int:
    """What this process holds already and a fork of it shares: the limit is for what a file makes it take beyond."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    except OSError:  # not Linux
        return 0
    return pages * resource.getpagesize() // limits.MIB


def _receive(pipe: int, until: float) -> bytes | None:
    """All that comes through the pipe until it is closed; None if that takes too long."""
    chunks: list[bytes] = []
    while True:
        ready, _, _ = select.select([pipe], [], [], max(until - time.monotonic(), 0))
        if not ready:
            return None
        chunk = os.read(pipe, 1 << 16)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
