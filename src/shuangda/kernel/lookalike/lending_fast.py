"""`lend` for compiled code. Importing this module imports numba and makes `lend` known to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

from .lending import lend


def _without_counter(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)  # type: ignore[no-untyped-call]
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        kinds: list[Any] = list(kind)  # type: ignore[call-overload]
        parts = [_without_counter(context, builder, part, builder.extract_value(value, at))
                 for at, part in enumerate(kinds)]  # fmt: skip
        return context.make_tuple(builder, kind, parts)
    return value


@intrinsic
def uncounted(_context: Any, kind: Any) -> Any:
    """The value with the counters of all its arrays left out."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _without_counter(context, builder, signature.args[0], arguments[0])

    return kind(kind), generate


@overload(lend)
def _lend(value: Any) -> Callable[[Any], Any]:
    def lent(value: Any) -> Any:
        return uncounted(value)  # type: ignore[call-arg]

    return lent
