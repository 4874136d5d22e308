"""What `shuangda demo` refuses, and how it finds a port."""

import io
import socket

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from shuangda.cli import demo, main
from shuangda.conf import env


def test_the_demo_does_not_run_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(env.ENVIRONMENT.name, "production")
    result = CliRunner().invoke(main, ["demo"])
    assert result.exit_code == 1
    assert "does not run in production" in result.output


def test_a_database_that_is_not_ours_is_not_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(env.DATABASE_URL.name, "postgresql://office.example/shuangda")
    result = CliRunner().invoke(main, ["demo", "--reset"])
    assert result.exit_code == 1
    assert "embedded database only" in result.output


def test_a_taken_port_gives_the_next_free_one_and_says_so() -> None:
    shown = io.StringIO()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        found = demo._free_port(Console(file=shown, width=200), "127.0.0.1", wanted)
    assert wanted < found < wanted + demo.PORTS_TRIED
    assert f"Port {wanted} is taken, using {found}" in shown.getvalue()


def test_an_address_of_another_machine_gives_one_sentence() -> None:
    with pytest.raises(click.ClickException, match="No free port"):
        demo._free_port(Console(quiet=True), "192.0.2.1", 8000)
