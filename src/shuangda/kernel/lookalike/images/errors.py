"""What can go wrong with pictures, as sentences that a clerk can act on."""

from __future__ import annotations

from ..errors import LookalikeError


class BadPicture(LookalikeError):
    """A picture that is damaged, too large, too small or of a kind that is not read."""


class MissingPart(LookalikeError):
    """An optional part that this machine lacks: the extra `image`, or a Chinese font."""
