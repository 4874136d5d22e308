"""Several programs under one command: all are started, and when it ends, all of them end."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that ended by itself; `code` is negative when a signal ended it."""

    name: str
    code: int
    log: Path

    def reason(self) -> str:
        how = f"was ended by {signal.Signals(-self.code).name}" if self.code < 0 else f"ended with code {self.code}"
        return f"{self.name} {how}; its log is {self.log}"


class Supervisor:
    """A context in which programs run; leaving it ends them, politely first.

    Each program gets a terminal session of its own, so that Ctrl-C reaches only the one who holds this object.
    """

    def __init__(self, grace_seconds: float = 10) -> None:
        self.grace_seconds = grace_seconds
        self._running: list[subprocess.Popen[bytes]] = []
        self._ended: queue.SimpleQueue[Ended] = queue.SimpleQueue()

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
        """Start one program; what it prints goes to `log`, in place of what an earlier start left there."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            process = subprocess.Popen(
                dying_with_parent(command, signal.SIGTERM),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(process)
        threading.Thread(target=self._watch, args=(process, name, log), daemon=True).start()
        return process

    def wait(self, timeout: float | None = None) -> Ended | None:
        """Block until a program ends, and say which; None after `timeout` seconds."""
        try:
            return self._ended.get(timeout=timeout)
        except queue.Empty:
            return None

    def stop(self) -> None:
        """End every program: SIGTERM, then SIGKILL to its whole process group once the time is over."""
        for process in self._running:
            process.terminate()
        end = time.monotonic() + self.grace_seconds
        for process in self._running:
            try:
                process.wait(max(0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def _watch(self, process: subprocess.Popen[bytes], name: str, log: Path) -> None:
        self._ended.put(Ended(name, process.wait(), log))


def dying_with_parent(command: Iterable[str], kind: signal.Signals) -> list[str]:
    """`command` such that the kernel sends it `kind` when its parent is killed; unchanged where Linux is not."""
    tool = shutil.which("setpriv")
    return [*((tool, "--pdeathsig", kind.name.removeprefix("SIG"), "--") if tool else ()), *command]


@contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Within this block SIGTERM and SIGHUP interrupt as Ctrl-C does, so that every `finally` runs."""

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        for kind in STOP_SIGNALS:  # a second one must not break off the cleaning up
            signal.signal(kind, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {kind: signal.signal(kind, interrupt) for kind in STOP_SIGNALS}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
