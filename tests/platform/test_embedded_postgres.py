"""The embedded server: starts anywhere, once, keeps what it was given, and recovers from a kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from shuangda.conf import postgres


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    found = tmp_path / "验收 clone" / "双打"
    yield found
    postgres.destroy(found)


def start(home: Path) -> str:
    return postgres.ensure_running(home, durable=False)


def query(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


def server_pid(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text("utf-8").split()[0])


def test_nothing_is_written_to_learn_the_address(home: Path) -> None:
    assert "dbname=shuangda" in postgres.conninfo(home)
    assert not home.exists()


def test_a_restart_keeps_the_data(home: Path) -> None:
    query(start(home), "CREATE TABLE kept AS SELECT '青禾区' AS name")
    postgres.stop(home)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.conninfo(home))
    assert query(start(home), "SELECT name FROM kept") == [("青禾区",)]


def test_text_is_utf8_whatever_the_machine_is_set_to(home: Path) -> None:
    url = start(home)
    assert query(url, "SHOW server_encoding") == [("UTF8",)]
    assert query(url, "SELECT length('双打'), lower('É')") == [(2, "é")]


def test_only_the_owner_reaches_the_socket_and_no_port_is_open(home: Path) -> None:
    url = start(home)
    assert query(url, "SHOW listen_addresses") == [("",)]
    assert postgres._socket_dir((home / "postgres").resolve()).stat().st_mode & 0o077 == 0


def test_the_server_does_not_run_as_root(home: Path) -> None:
    start(home)
    assert psutil.Process(server_pid(home)).uids().real != 0


def test_a_path_too_long_for_a_socket_is_served_from_a_short_one(tmp_path: Path) -> None:
    home = tmp_path / ("很长的目录名" * 8) / "a,b"
    try:
        assert query(start(home), "SELECT 1") == [(1,)]
    finally:
        postgres.destroy(home)


def test_many_at_once_start_one_server(home: Path) -> None:
    program = (
        "import sys, pathlib; from shuangda.conf import postgres as p; p.ensure_running(pathlib.Path(sys.argv[1]))"
    )

    def run(_: int) -> int:
        return subprocess.run([sys.executable, "-c", program, str(home)], check=False).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(4))) == [0, 0, 0, 0]
    assert query(postgres.conninfo(home), "SELECT 1") == [(1,)]


def test_a_server_left_running_is_used_again(home: Path) -> None:
    start(home)
    before = server_pid(home)
    start(home)
    assert server_pid(home) == before


def test_the_last_to_leave_stops_the_server(home: Path) -> None:
    program = (
        "import sys, pathlib; from shuangda.conf import postgres as p\n"
        "with p.running(pathlib.Path(sys.argv[1]), durable=False): print('in', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "in\n"
    with postgres.running(home) as url:
        pid = server_pid(home)
    assert query(url, "SELECT 1") == [(1,)]
    other.communicate("\n")
    assert not psutil.pid_exists(pid)


def test_a_killed_server_comes_back_with_what_was_committed(home: Path) -> None:
    query(postgres.ensure_running(home), "CREATE TABLE kept AS SELECT 1 AS one")
    killed = psutil.Process(server_pid(home))
    backends = killed.children(recursive=True)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(10)
    psutil.wait_procs(backends, 10)
    assert query(postgres.ensure_running(home), "SELECT one FROM kept") == [(1,)]


def test_a_pid_file_whose_number_belongs_to_another_program_is_stale(home: Path) -> None:
    start(home)
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    lines = pid_file.read_text("utf-8").splitlines()
    postgres.stop(home)
    # A live program of the account that runs the server: PostgreSQL by itself would refuse to start.
    owner = pid_file.parent.stat()
    identity = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **identity) as other:
        pid_file.write_text("\n".join([str(other.pid), *lines[1:], ""]), "utf-8")
        try:
            assert query(start(home), "SELECT 1") == [(1,)]
        finally:
            other.kill()


def test_destroying_leaves_nothing(home: Path) -> None:
    start(home)
    root = (home / "postgres").resolve()
    postgres.destroy(home)
    assert not root.exists()
    assert not (home / "postgres").is_symlink()


def test_a_failed_start_quotes_the_log(home: Path) -> None:
    start(home)
    postgres.stop(home)
    (home / "postgres" / "data" / "global" / "pg_control").unlink()
    with pytest.raises(postgres.PostgresError, match="pg_control"):
        start(home)
