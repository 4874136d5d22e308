"""`shuangda worker`: carries out the queued jobs."""

from __future__ import annotations

import click

from shuangda.conf.supervisor import interrupted_by_signals

from .office import office


@click.command()
@click.option("--concurrency", default=1, show_default=True, help="同时执行的任务数")
def worker(concurrency: int) -> None:
    """启动后台任务。"""
    with interrupted_by_signals(), office():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["shuangda", "procrastinate", "worker", "--concurrency", str(concurrency)])
