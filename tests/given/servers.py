"""A whole server in a process of its own, on a temporary folder: for tests through the doors.
What can be done at the doors of one can be done at those of several, too (tests/cluster/).
"""

import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from server.debate.actors import Role
from server.debate.commands import Phase
from server.debate.described import Chance, Guest
from server.debate.inner_commands import DescribeDebate
from server.demo.visitor import Visitor
from server.operating.tools import Tools, open_tools
from server.settings import Settings
from tests.given.databases import migrated, sqlite_url
from tests.load.process import Process, free_port

PASSWORD = "correct horse battery"


class Site:
    """Where pages and live connections are opened, whoever is behind; and what there is to visit.

    A subclass gives the settings and the two addresses."""

    def __init__(self) -> None:
        self._accounts: dict[str, tuple[str, str]] = {}

    @property
    def settings(self) -> Settings:
        raise NotImplementedError

    @property
    def address(self) -> str:
        """Where pages are, without a slash at the end."""
        raise NotImplementedError

    @property
    def live_address(self) -> str:
        """Where live connections are opened, likewise."""
        raise NotImplementedError

    def url(self, path: str = "/") -> str:
        return self.address + path

    def live(self, code: str, view: str = "audience") -> str:
        return f"{self.live_address}/live/{code}?as={view}"

    @contextlib.asynccontextmanager
    async def tools(self) -> AsyncIterator[Tools]:
        """The command line's tools on this server's store."""
        async with open_tools(self.settings.with_secret()) as tools:
            yield tools

    async def debate(self, phase: Phase = "live", title: str = "Posao i mladi") -> str:
        """Make a debate; returns its code."""
        async with self.tools() as tools:
            return await tools.new_debate(
                "social-club",
                [title, "sq=Puna dhe të rinjtë", "en=Jobs and young people"],
                ["Ana Petrović|direktorka", "Arben Krasniqi|kryetar"],
                ["Posao", "Grad"],
                phase,
            )

    async def rehearsal(self) -> str:
        """Make a live rehearsal that hides its counts and mixes its questions; returns its code."""
        settings = DescribeDebate(
            id="new",
            programme="social-club",
            title={"sr-Latn": "Posao i mladi", "sq": "Puna dhe të rinjtë"},
            guests={"g1": Guest("Ana Petrović", {"sr-Latn": "direktorka"})},
            chance=Chance("fair", hidden_counts=True),
            rehearsal=True,
        )
        async with self.tools() as tools:
            return await tools.create(settings, "live")

    async def token(self, code: str, role: Role) -> str:
        async with self.tools() as tools:
            return await tools.new_token(code, role, role)

    async def account(self, name: str, role: Role, password: str = PASSWORD) -> None:
        """Add an account, unless just that was added before."""
        if self._accounts.get(name) == (role, password):
            return
        async with self.tools() as tools:
            await tools.add_account(name, role, password)
        self._accounts[name] = role, password

    async def phone(self, code: str, *asks: str) -> Visitor:
        """A phone that has joined, and has asked these."""
        visitor = Visitor(self.live(code))
        await visitor.arrive()
        for text in asks:
            await visitor.do("submit", text=text)
        return visitor

    async def moderator(self, code: str, view: str = "control", role: Role = "producer") -> Visitor:
        """Somebody with a bearer token, at the control screen if nothing else is said."""
        visitor = Visitor(self.live(code, view), await self.token(code, role))
        await visitor.arrive()
        return visitor


class RunningServer(Site):
    """Can be stopped, killed and started again on the same folder and ports.

    `log`: the file for its log; without one it is seen. `descriptors`: how many files it may have
    open, if that is not what the system says. `env` may name another database than the one in the
    folder."""

    def __init__(
        self, folder: Path, log: Path | None = None, descriptors: int = 0, **env: str
    ) -> None:
        super().__init__()
        env = {
            "TRIBINA_DATA": str(folder),
            "TRIBINA_HOST": "127.0.0.1",
            "TRIBINA_PORT": str(free_port()),
            "TRIBINA_LIVE_PORT": str(free_port()),
            # A test that closes a debate goes on with the same process.
            "TRIBINA_TURN_OVER_S": "3600",
        } | env
        self.env = env
        self._settings = Settings.from_env(env)
        self._log = log
        program, *limited = sys.executable, "-m", "server", "serve"
        if descriptors:
            program, *limited = "prlimit", f"--nofile={descriptors}", program, *limited
        self.process = Process(*limited, program=program, env=env, log=log)

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    @property
    def live_address(self) -> str:
        return f"ws://127.0.0.1:{self.settings.live_port}"

    @property
    def log(self) -> str:
        """What it has logged so far, into the file."""
        return self._log.read_text() if self._log and self._log.exists() else ""

    async def start(self) -> None:
        await self.process.start(self.settings.port)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return await self.process.stop()

    async def restart(self) -> int:
        """SIGTERM, and start again; returns the exit code."""
        code = await self.stop()
        await self.start()
        return code

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.process.kill()
        await self.process.gone()


@contextlib.asynccontextmanager
async def running_server(folder: Path, **options: Any) -> AsyncIterator[RunningServer]:
    """A whole server, killed at the end if it still runs; `options` are those of its class."""
    await migrated(sqlite_url(folder))
    server = RunningServer(folder, **options)
    await server.start()
    try:
        yield server
    finally:
        await server.kill()
