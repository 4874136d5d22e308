"""Files of `shuangda gongwen`: written as a whole or not at all, and what the system says of them in Chinese."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from shuangda.kernel.whole_files import replaced

_WHY: Final = {
    errno.ENOENT: "没有这个文件或文件夹，请检查路径",
    errno.EISDIR: "这是文件夹，请写明文件名",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长",
}


def reason(error: OSError) -> str:
    """What is wrong, and what to do, as one sentence."""
    return (_WHY.get(error.errno or 0) or error.strerror or "系统没有说明原因") + "。"


def why(error: OSError) -> str:
    """The same with the file."""
    return f"不能读写 {error.filename}：{reason(error)}"


def same_file(one: Path, other: Path) -> bool:
    """Whether both are the same file, by whatever names."""
    return one.exists() and other.exists() and one.samefile(other)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`; if that fails, what stood there stays. Raises OSError, which names `path`."""
    try:
        with replaced(path) as stream:
            stream.write(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
