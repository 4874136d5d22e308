"""How an app declares a job in its `jobs.py`, and how a service queues it.

    @job("plans.read_upload", acts="reads the file it was queued for, as the system")
    def read_upload(upload_id: int) -> None: ...

    enqueue(read_upload, upload_id=upload.pk)     # inside the service's transaction

A job may run twice (a worker can die after its commit), so each looks at the state first and does nothing when its
work is done. `acts` is the job's access rule: whose rights it uses; docs/jobs.md is compared with this registry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task


@dataclass(frozen=True, slots=True)
class Job:
    """A declared job: the function, the task of the queue, and whose rights it uses."""

    name: str
    acts: str
    run: Callable[..., None]
    task: Task[Any, Any, Any]

    def __call__(self, **arguments: Any) -> None:
        self.run(**arguments)


_registry: dict[str, Job] = {}


def job(name: str, *, acts: str, attempts: int = 5) -> Callable[[Callable[..., None]], Job]:
    """Declare a job. Failures are retried with growing pauses, `attempts` times in all.

    Raises procrastinate.exceptions.TaskAlreadyRegistered when the name is taken.
    """

    def declare(run: Callable[..., None]) -> Job:
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=2)
        _registry[name] = found = Job(name, acts, run, app.task(name=name, retry=retry)(run))
        return found

    return declare


def declared() -> list[Job]:
    """All jobs, by name."""
    return [_registry[name] for name in sorted(_registry)]


def enqueue(work: Job, **arguments: Any) -> None:
    """Queue a job in the running transaction: it starts after the commit, or never.

    Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a job is queued in the transaction of the act that needs it")
    work.task.defer(**arguments)
