"""`shuangda demo`: a working office under one command, until Ctrl-C."""

from __future__ import annotations

import shutil
import socket
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from shuangda.conf import env, postgres
from shuangda.conf.supervisor import Ended, Supervisor, interrupted_by_signals

from .office import office

PORTS_TRIED = 20
START_SECONDS = 60
LOG_LINES = 15


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="端口；被占用时取下一个空闲的")
@click.option("--reset", is_flag=True, help="先删除演示数据，重新生成")
def demo(host: str, port: int, reset: bool) -> None:
    """启动带样例数据的演示系统，按 Ctrl-C 结束。"""
    if env.ENVIRONMENT.read() == "production":
        raise click.ClickException("正式环境不能运行演示。 The demo does not run in production.")
    console = Console(highlight=False)
    if reset:
        _reset()
    ended: Ended | None = None
    with interrupted_by_signals():
        try:
            with office(), Supervisor() as programs:
                _prepare(console)
                ended = _run(console, programs, host, _free_port(console, host, port))
        except KeyboardInterrupt:
            pass
    if ended:
        tail = ended.log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:]
        console.print("\n".join(tail), markup=False)
        raise click.ClickException(f"演示已停止 Stopped: {ended.reason()}")
    console.print(f"\n已停止，数据保留在 Stopped; the data stay in {env.home()}", markup=False)


def _reset() -> None:
    if env.DATABASE_URL.read():
        raise click.ClickException("--reset 只用于内置数据库。 --reset is for the embedded database only.")
    try:
        postgres.destroy(env.home())
    except postgres.PostgresError as error:
        raise click.ClickException(str(error)) from error
    shutil.rmtree(env.home() / "files", ignore_errors=True)


def _prepare(console: Console) -> None:
    """Bring the database up to date, and fill an empty one."""
    from django.core.management import call_command
    from django.db import connections

    from shuangda.conf.demo import seed

    begin = time.monotonic()

    def progress(step: str) -> None:
        console.print(f"  {time.monotonic() - begin:5.1f} s  {step}", markup=False)

    progress("准备数据库 Preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    seed.run(progress)
    connections.close_all()


def _run(console: Console, programs: Supervisor, host: str, port: int) -> Ended | None:
    """Start web server and worker, show where they are, and wait until one of them ends."""
    shuangda, logs = [sys.executable, "-m", "shuangda"], env.home() / "logs"
    programs.start("worker", [*shuangda, "worker"], logs / "worker.log")
    programs.start("web", [*shuangda, "serve", "--host", host, "--port", str(port)], logs / "web.log")
    end = time.monotonic() + START_SECONDS
    while not _answers(host, port):
        if ended := programs.wait(0.1):
            return ended
        if time.monotonic() > end:
            raise click.ClickException(f"网页服务没有启动 The web server does not answer; see {logs / 'web.log'}")
    _welcome(console, host, port, logs)
    return programs.wait()


def _welcome(console: Console, host: str, port: int, logs: Path) -> None:
    from shuangda.conf.demo import seed

    shown = f"[{host}]" if ":" in host else host
    console.print(f"\n[bold]双打 Shuangda  →  http://{shown}:{port}/[/bold]")
    if seed.LOGINS:
        table = Table("角色 Role", "用户名 Log-in", "密码 Password")
        for login in seed.LOGINS:
            table.add_row(*login)
        console.print(table)
    console.print(f"日志 Logs: {logs}    按 Ctrl-C 结束 Ctrl-C ends it", markup=False)


def _free_port(console: Console, host: str, wanted: int) -> int:
    for port in range(wanted, wanted + PORTS_TRIED):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
        if port != wanted:
            console.print(f"端口 {wanted} 被占用，改用 {port}  Port {wanted} is taken, using {port}", markup=False)
        return port
    raise click.ClickException(f"端口 {wanted}–{wanted + PORTS_TRIED - 1} 都不能用 No free port at {host}")


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        socket.create_connection((reachable, port), timeout=1).close()
    except OSError:
        return False
    return True
