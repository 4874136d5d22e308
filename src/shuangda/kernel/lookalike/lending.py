"""Lend arrays to compiled code without counting references.

Compiled code counts the references of every array of a tuple at every call that takes it; threads that share tables
then spend most of their time on the same counters. What is lent is not counted; its owner must outlive the call.
"""

from __future__ import annotations

from typing import TypeVar

Lent = TypeVar("Lent")


def lend(value: Lent) -> Lent:
    """The same array, or tuple of arrays; in compiled code (see `lending_fast`) without a counter."""
    return value
