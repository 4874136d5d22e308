"""What is wrong with a source or a file, in one Chinese sentence, with the line where it stands."""

from __future__ import annotations


class PaperError(Exception):
    """A paper that cannot be made. `line` is the line of its source, counted from 1, where one is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.message, self.line = message, line
        super().__init__(f"第{line}行：{message}" if line else message)

    def __reduce__(self) -> tuple[type[PaperError], tuple[str, int | None]]:
        return type(self), (self.message, self.line)
