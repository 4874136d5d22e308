"""Older and foreign word processors' files (DOC, WPS, RTF, ODT): LibreOffice turns them into DOCX first.

It runs without a screen, in a profile of its own that is thrown away, with a time limit. Macros never run:
a conversion opens the file with macro security at its highest in a fresh profile.
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from .. import limits
from ..errors import ReadError
from . import docx

_FIB_MAGIC: Final = 0xA5EC
_FIB_ENCRYPTED: Final = 0x0100


def read_doc(data: bytes) -> str:
    """The text of a Word 97 to 2003 file. Raises ReadError without LibreOffice, or if it cannot convert the file."""
    # The file information block stands in the first sector in what Word writes ([MS-DOC] 2.5.2).
    magic, flags = struct.unpack_from("<H8xH", data, 512) if len(data) > 524 else (0, 0)
    if magic == _FIB_MAGIC and flags & _FIB_ENCRYPTED:
        raise ReadError("encrypted")
    return _convert(data, "doc")


def read_rtf(data: bytes) -> str:
    """The text of an RTF file; raises as `read_doc` does."""
    return _convert(data, "rtf")


def read_odt(data: bytes) -> str:
    """The text of an OpenDocument file; raises as `read_doc` does."""
    return _convert(data, "odt")


def _convert(data: bytes, ending: str) -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("no_converter")
    with tempfile.TemporaryDirectory(prefix="shuangda-office-") as folder:
        home = Path(folder)
        source = home / f"input.{ending}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", str(home)),
            str(source),
        ]
        _run(command, home)
        result = home / "input.docx"
        if not result.exists():
            raise ReadError("converter_failed")
        if result.stat().st_size > limits.INPUT_BYTES:
            raise ReadError("too_large")
        return docx.read(result.read_bytes())


def _run(command: list[str], home: Path) -> None:
    # A process group of its own: soffice starts a second program, which must not outlive the time limit.
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(limits.CONVERT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError("too_slow") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
