"""Screening on Ray: the same matches, and none lost with a worker that is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from shuangda.kernel.lookalike.catalogue import Catalogue, build_catalogue
from shuangda.kernel.lookalike.screening import screen
from shuangda.kernel.lookalike.searching import Options

from .tables import names_batch

ray = pytest.importorskip("ray", reason="the extra `ray` is not installed")
pytest.importorskip("ray.data")

from shuangda.kernel.lookalike.batches_ray import screen_dataset  # noqa: E402

NAMES = names_batch([(f"{row:04}", "康帅傅雷碧大臼兔国窖"[row % 7 : row % 7 + 2 + row % 3]) for row in range(400)])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ray") / "index"
    marks = pa.record_batch({"mark_id": ["m1", "m2", "m3"], "name": ["康师傅", "雪碧", "大白兔"]})
    build_catalogue([marks], path, plain=True)
    return path


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100 << 20, log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    yield
    ray.shutdown()


def expected(index: Path, options: Options) -> pa.Table:
    return pa.Table.from_batches(screen(Catalogue.open(index), [NAMES], options, lambda rows: None))


@pytest.mark.parametrize("per_mark", [None, 20])
def test_the_same_matches_though_a_worker_is_killed(index: Path, tmp_path: Path, per_mark: int | None) -> None:
    options = Options(per_mark=per_mark, plain=True)
    killed = tmp_path / "killed"

    def kill_once(batch: pa.Table) -> pa.Table:
        """Runs in the worker's process, before it screens the batch."""
        if "0200" in batch.column("name_id").to_pylist() and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return batch

    names: Any = ray.data.from_arrow([pa.Table.from_batches([NAMES.slice(row, 50)]) for row in range(0, 400, 50)])
    names = names.map_batches(kill_once, batch_format="pyarrow", batch_size=None)
    found = pa.Table.from_batches(screen_dataset(names, index, options, workers=2))
    assert killed.exists()
    assert found.equals(expected(index, options))
