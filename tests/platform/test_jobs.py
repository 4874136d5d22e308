"""Jobs start after the act that queued them is committed, or never; running twice does the work once."""

from __future__ import annotations

from functools import cache

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskAlreadyRegistered

from shuangda.platform.jobs import registry
from shuangda.platform.jobs.registry import Job, enqueue, job
from shuangda.platform.orgs.models import Region


@pytest.fixture
def rename(monkeypatch: pytest.MonkeyPatch) -> Job:
    """The job, known for the length of a test."""
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    registry._registry["tests.rename_region"] = found = _declared()
    return found


@cache
def _declared() -> Job:
    """A job that looks first whether its work is done; declared once, as the queue allows."""

    @job("tests.rename_region", acts="as the system, on the region it was queued for")
    def rename_region(region_id: int) -> None:
        region = Region.objects.get(pk=region_id)
        if not region.name.endswith("区"):
            region.name += "区"
            region.save()

    return rename_region


def _queued(region_id: int) -> int:
    """How often the job waits for a region. The queue's own tables outlive a test, so each looks for its own number."""
    return ProcrastinateJob.objects.filter(task_name="tests.rename_region", args={"region_id": region_id}).count()


def test_a_job_is_queued_with_its_transaction(transactional_db: None, rename: Job) -> None:
    with transaction.atomic():
        region = Region.objects.create(code="990102", name="青禾")
        before = _queued(region.pk)
        enqueue(rename, region_id=region.pk)
    assert _queued(region.pk) == before + 1


def test_a_job_goes_with_the_act_that_failed(transactional_db: None, rename: Job) -> None:
    with transaction.atomic():
        enqueue(rename, region_id=-1)
        transaction.set_rollback(True)
    assert _queued(-1) == 0


def test_a_job_outside_a_transaction_is_refused(transactional_db: None, rename: Job) -> None:
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        enqueue(rename, region_id=1)


def test_a_job_run_twice_does_its_work_once(db: None, rename: Job) -> None:
    region = Region.objects.create(code="990102", name="青禾")
    for _time in range(2):
        rename(region_id=region.pk)
    region.refresh_from_db()
    assert region.name == "青禾区"


def test_every_job_says_whose_rights_it_uses(rename: Job) -> None:
    assert rename in registry.declared()
    assert all(found.acts for found in registry.declared())


def test_a_name_is_taken_once(rename: Job) -> None:
    with pytest.raises(TaskAlreadyRegistered):
        job("tests.rename_region", acts="")(lambda: None)
