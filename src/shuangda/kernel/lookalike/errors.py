"""What can go wrong with input, as sentences that a clerk can act on."""

from __future__ import annotations


class LookalikeError(Exception):
    """Input that cannot be used; the message is one sentence that says what is wrong, where, and what to do."""


class BadTable(LookalikeError):
    """A table of marks or names with a missing column, a duplicate id, a broken line or an unknown encoding."""


class BadIndex(LookalikeError):
    """A folder that is no index, or one that another version of the tables made."""
