"""Private PostgreSQL and Redis servers from Debian's packages, each in a temporary folder on a
free port: for tests, measurements and `make cluster`. They know nothing of pytest, and nothing of
the servers that the system may be running.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from tests.load.process import free_port

PATIENCE_S = 30.0
LOOK_S = 0.02
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"  # Debian's, for when we are root: PostgreSQL refuses to run as root

AnyService = TypeVar("AnyService", bound="Service")

QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Missing(RuntimeError):
    """A program is not installed; the message names its package."""


class Service:
    """A server of our own. `stop`, `kill` and `start` again as often as wanted: what it keeps and
    its port stay the same until `remove`."""

    def __init__(self, name: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"tribina-{name}-"))
        self.port = free_port()
        self._name = name
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers. Raises RuntimeError with the end of its log if it does not."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for whoever started it, who then stops it
                **self._as_whom(),  # type: ignore[call-overload]
            )
        patience = time.monotonic() + PATIENCE_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > patience:
                log_end = (self.folder / "log").read_text(errors="replace")[-2_000:]
                raise RuntimeError(f"{self._name} does not start:\n{log_end}")
            time.sleep(LOOK_S)

    def stop(self) -> None:
        """In good order, at once: whoever is connected is disconnected."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """As a power cut would: it and all its children are gone, nothing is tidied up."""
        if self._process is None:
            return
        # The main one first, stopped: it puts others in the place of children that are killed.
        self._process.send_signal(signal.SIGSTOP)
        children = []
        with contextlib.suppress(psutil.NoSuchProcess):
            children = psutil.Process(self._process.pid).children(recursive=True)
        self._end(signal.SIGKILL)
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(children, PATIENCE_S)

    def restart(self) -> None:
        self.stop()
        self.start()

    def freeze(self) -> None:
        """It stays connected and answers nothing, until `thaw`."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_all(signal.SIGCONT)

    def remove(self) -> None:
        """Stop, and delete all it kept."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def _end(self, signal_: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(signal_)
            self._process.wait(PATIENCE_S)
            self._process = None

    def _signal_all(self, signal_: signal.Signals) -> None:
        main = psutil.Process(self.pid)
        for process in (main, *main.children(recursive=True)):
            process.send_signal(signal_)

    def _command(self) -> Sequence[str | Path]:
        raise NotImplementedError

    def _answers(self) -> bool:
        raise NotImplementedError

    def _as_whom(self) -> dict[str, object]:
        return {}


class PostgreSQL(Service):
    """`durable=False` never waits for the disk: right for tests, wrong for measurements.

    `options` go into its configuration, as `max_connections="10"`."""

    def __init__(self, durable: bool = False, **options: str) -> None:
        self._programs = postgresql_programs()
        super().__init__("postgresql")
        self._options = ({} if durable else QUICK) | options
        self._password = secrets.token_hex(16)
        self._initialise()

    def url(self, database: str = "tribina") -> str:
        """As TRIBINA_DATABASE_URL takes it."""
        return f"postgresql://tribina:{self._password}@127.0.0.1:{self.port}/{quote(database)}"

    def socket_url(self, database: str = "tribina") -> str:
        """The same through its Unix socket."""
        host = quote(str(self.folder), safe="")
        return (
            f"postgresql://tribina:{self._password}@/{quote(database)}?host={host}&port={self.port}"
        )

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database as a copy of another one; returns its URL."""
        self.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def execute(
        self, statement: sql.Composed | sql.SQL | str, database: str = "postgres"
    ) -> list[tuple[Any, ...]]:
        """Run a statement as the superuser; its rows, if it has any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(self._password)
        if os.geteuid() == 0:
            for path in (self.folder, password):
                shutil.chown(path, ACCOUNT, ACCOUNT)
        subprocess.run(
            [
                self._programs / "initdb",
                f"--pgdata={self.folder / 'data'}",
                "--username=tribina",
                f"--pwfile={password}",
                "--auth=password",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_whom(),  # type: ignore[call-overload]
        )
        password.unlink()

    def _command(self) -> Sequence[str | Path]:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        } | self._options
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [self._programs / "postgres", "-D", self.folder / "data", *settings]

    def _answers(self) -> bool:
        program = str(self._programs / "pg_isready")
        asked = [program, "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, check=False).returncode == 0

    def _as_whom(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        return {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}


class Redis(Service):
    """Keeps nothing when it stops, as ours is used."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise Missing("Redis is not installed: Debian's package redis-server")
        super().__init__("redis")
        self._program = program

    @property
    def url(self) -> str:
        """As TRIBINA_REDIS_URL takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> Sequence[str | Path]:
        options = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no"}
        settings = [part for key, value in options.items() for part in (f"--{key}", value)]
        return [self._program, *settings, "--dir", self.folder]

    def _answers(self) -> bool:
        asked = ["redis-cli", "-p", str(self.port), "ping"]
        return subprocess.run(asked, check=False, capture_output=True).stdout.strip() == b"PONG"


def postgresql_programs() -> Path:
    """The folder of `initdb` and `postgres`: Debian keeps each version in one of its own."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(DEBIAN_POSTGRESQL.glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if not versions:
        raise Missing("PostgreSQL is not installed: Debian's package postgresql")
    return versions[-1].parent


@contextlib.contextmanager
def running(service: AnyService) -> Iterator[AnyService]:
    """Started, and removed at the end."""
    try:
        service.start()
        yield service
    finally:
        service.remove()
