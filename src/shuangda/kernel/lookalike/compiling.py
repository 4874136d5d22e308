"""One source for the plain and the compiled path.

Functions over arrays are written once, in plain Python, and marked with `kernel`. Imported the usual way they are
that and nothing else, so a single question is answered without waiting for a compiler. `compiled(name)` gives a
second copy of the module in which the marked functions went through numba: the batch path. The same tests run on both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Mark a function of scalars and arrays that `compiled` compiles; plainly imported, it stays as it is."""
    function.__kernel__ = True  # type: ignore[attr-defined]
    return function


@cache
def compiled(name: str) -> ModuleType:
    """The module `name` with its kernels compiled: at their first call, then cached on disk by numba.

    A kernel that was imported from another module is replaced by that module's compiled one. Kernels are put into
    one another rather than called: a call counts the references of its arrays and copies its tuples of them, which
    took most of the time of small ones.
    """
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for attribute, value in list(vars(module).items()):
        if not getattr(value, "__kernel__", False):
            continue
        if value.__module__ == name:
            setattr(module, attribute, _compiling(value))
        else:
            setattr(module, attribute, getattr(compiled(value.__module__), attribute))
    return module


def _compiling(function: Function) -> Function:
    """The function as numba compiles it; what it cached of other sources is not taken.

    numba itself looks at no file but that of the function, and would go on with old code of those it calls.
    """
    from numba import njit

    from . import lending_fast  # noqa: F401  # makes `lend` known to the compiler

    compiling: Any = njit(cache=True, nogil=True, forceinline=True)(function)
    cached = compiling._cache._cache_file
    cached._source_stamp = (cached._source_stamp, _sources())
    try:
        cached._load_index()
    except (ImportError, AttributeError):  # it names types of an older version, which are gone
        Path(cached._index_path).unlink(missing_ok=True)
    made: Function = compiling
    return made


@cache
def _sources() -> str:
    """Hash of all sources of this package."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
