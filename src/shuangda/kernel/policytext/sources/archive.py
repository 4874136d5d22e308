"""A zip package opened with care: it is counted before it is unpacked, and only named XML is unpacked.

Attacks this stops: members that unpack to gigabytes (ratio and sum), a million empty members, members that
lie about their size (`zipfile` reads no more than the directory declares), names that climb out of the
package. Archives inside the archive are never opened, so a nested bomb stays packed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final

from .. import limits
from ..errors import ReadError

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
_DIRECTORY_ENTRY: Final = 256
"""Bytes a member takes in the directory: 46 and its name."""


def member_names(data: bytes) -> list[str]:
    """The names in a package's directory. Raises ReadError if there is no directory: the file was cut off."""
    return list(Package(data).names)


class Package:
    """A zip package held in memory. Names are looked up without regard to case, as Word does."""

    def __init__(self, data: bytes) -> None:
        _check_directory_size(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ReadError("damaged") from error
        members = self._zip.infolist()
        if len(members) > limits.ARCHIVE_MEMBERS or sum(m.file_size for m in members) > limits.ARCHIVE_BYTES:
            raise ReadError("unsafe")
        for member in members:
            _check_member(member)
        self._bytes_left = limits.XML_BYTES
        self._tags_left = limits.MARKUP_TAGS
        self._members = {member.filename.lower().lstrip("/"): member for member in members}
        self.names: tuple[str, ...] = tuple(member.filename.lstrip("/") for member in members)

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._members

    def read(self, name: str) -> bytes:
        """Unpack one XML member. Raises ReadError if it is missing, locked, broken, or one too many."""
        member = self._members.get(_normal(name))
        if member is None:
            raise ReadError("damaged")
        self._bytes_left -= member.file_size
        if self._bytes_left < 0:
            raise ReadError("too_long")
        try:
            content = self._zip.read(member)
        except RuntimeError as error:  # zipfile's word for "needs a password"
            raise ReadError("encrypted") from error
        except _BROKEN as error:
            raise ReadError("damaged") from error
        self._tags_left -= content.count(b"<")
        if self._tags_left < 0:
            raise ReadError("too_heavy")
        return content


def _check_directory_size(data: bytes) -> None:
    # zipfile parses as many bytes of directory as this record promises, whatever count it gives (APPNOTE 4.3.16).
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        raise ReadError("damaged")
    count, size = struct.unpack_from("<HI", data, end + 10)
    zip64 = data[max(0, end - 20) :].startswith(b"PK\x06\x07")
    if zip64 or count > limits.ARCHIVE_MEMBERS or size > limits.ARCHIVE_MEMBERS * _DIRECTORY_ENTRY:
        raise ReadError("unsafe")


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise ReadError("encrypted")
    large = member.file_size > limits.ARCHIVE_RATIO_FROM
    if large and member.file_size > limits.ARCHIVE_RATIO * max(member.compress_size, 1):
        raise ReadError("unsafe")
    if ".." in member.filename.replace("\\", "/").split("/"):
        raise ReadError("unsafe")


def _normal(name: str) -> str:
    return posixpath.normpath(name).lower().lstrip("/")
