"""A whole server in a process of its own, on a temporary folder: for tests through the doors."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from server.debate.commands import Phase
from server.demo.visitor import Visitor
from server.settings import Settings
from server.tools import Tools, open_tools
from tests.load.process import Process, free_port

PASSWORD = "correct horse battery"


class RunningServer:
    """Can be stopped, killed and started again on the same folder and ports. `env` may name
    another database than the one in the folder."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.settings = Settings(
            data=folder,
            port=free_port(),
            live_port=free_port(),
            database_url=env.get("TRIBINA_DATABASE_URL", ""),
        )
        self._env = {
            "TRIBINA_DATA": str(folder),
            "TRIBINA_HOST": "127.0.0.1",
            "TRIBINA_PORT": str(self.settings.port),
            "TRIBINA_LIVE_PORT": str(self.settings.live_port),
        } | env
        self.process = Process("-m", "server", "serve", env=self._env)

    async def start(self) -> None:
        await self.process.start(self.settings.port)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return await self.process.stop()

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.process.kill()
        await self.process.gone()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.settings.port}{path}"

    def live(self, code: str, view: str = "audience") -> str:
        return f"ws://127.0.0.1:{self.settings.live_port}/live/{code}?as={view}"

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

    async def token(self, code: str, role: str) -> str:
        async with self.tools() as tools:
            return await tools.new_token(code, role, role)  # type: ignore[arg-type]

    async def account(self, name: str, role: str) -> None:
        """Add an account with the tests' password."""
        async with self.tools() as tools:
            await tools.add_account(name, role, PASSWORD)

    async def phone(self, code: str) -> Visitor:
        """A phone that has joined."""
        visitor = Visitor(self.live(code))
        await visitor.arrive()
        return visitor

    async def moderator(self, code: str, role: str = "producer") -> Visitor:
        """Somebody at the control screen, with a bearer token."""
        visitor = Visitor(self.live(code, "control"), await self.token(code, role))
        await visitor.arrive()
        return visitor
