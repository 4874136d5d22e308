"""The compiled path is never older than its sources, and takes lent arrays as they are."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from shuangda.kernel.lookalike import compiling
from shuangda.kernel.lookalike.compiling import compiled, kernel
from shuangda.kernel.lookalike.lending import lend

USER = """
from {package}.compiling import kernel
from {package}.inner import step
@kernel
def twice(number):
    return step(step(number))
"""
INNER = """
from {package}.compiling import kernel
@kernel
def step(number):
    return number + {by}
"""


def asked(folder: Path) -> str:
    """What a new process gets from the compiled `twice(0)`."""
    code = "from changing.compiling import compiled; print(compiled('changing.user').twice(0))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of its own, `changing`, with kernels in `user` and `inner`."""
    package = tmp_path / "changing"
    package.mkdir()
    for name in ("compiling", "lending", "lending_fast"):
        (package / f"{name}.py").write_bytes(Path(compiling.__file__).with_stem(name).read_bytes())
    (package / "user.py").write_text(USER.format(package="changing"), "utf-8")
    return package


def test_a_kernel_is_compiled_again_when_one_that_it_calls_has_changed(package: Path) -> None:
    for by, expected in ((1, "2"), (3, "6")):
        (package / "inner.py").write_text(INNER.format(package="changing", by=by), "utf-8")
        assert asked(package.parent) == expected


def test_what_was_cached_with_types_that_are_gone_is_left(package: Path) -> None:
    (package / "inner.py").write_text(INNER.format(package="changing", by=1), "utf-8")
    assert asked(package.parent) == "2"
    cached = list(package.rglob("*.nbi"))
    assert cached
    for index in cached:
        index.write_bytes(pickle.dumps(numba.__version__) + b"cchanging.gone\nTables\n.")
    assert asked(package.parent) == "2"


@kernel
def total(parts: tuple[np.ndarray, tuple[np.ndarray, int]]) -> float:
    """The sum of all that a tuple of arrays, tuples and numbers holds."""
    one, (other, number) = lend(parts)
    return one.sum() + other[1:].sum() + number


def test_what_is_lent_is_the_same_and_stays_with_its_owner() -> None:
    one, other = np.arange(5), np.linspace(0.0, 1.0, 7)
    before = sys.getrefcount(one), sys.getrefcount(other)
    for _ in range(3):
        assert compiled(__name__).total((one, (other, 4))) == total((one, (other, 4)))
    assert (sys.getrefcount(one), sys.getrefcount(other)) == before
    assert one.tolist() == [0, 1, 2, 3, 4]
