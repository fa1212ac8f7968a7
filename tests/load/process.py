"""A server under test in a process of its own, and what the kernel says it used."""

import asyncio
import contextlib
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
ROOT = Path(__file__).parents[2]


# Below those that the kernel gives to outgoing connections: a crowd of phones can take none of
# these between our looking and our server's start, and two workers of the suite seldom meet.
SERVER_PORTS = range(10_000, 32_768)


def free_port() -> int:
    """A port that nobody listens at."""
    while True:
        port = secrets.choice(SERVER_PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Process:
    """Started by `start`, which waits until `ready_port` accepts connections.

    `log`: the file that its complaints are added to; without one they are ours, too."""

    def __init__(
        self,
        *arguments: str,
        program: str = sys.executable,
        env: dict[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        self._command = (program, *arguments)
        self._env = os.environ | (env or {})
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, ready_port: int, patience_s: float = 30) -> None:
        """Raises RuntimeError if it ends or does not listen in time."""
        with contextlib.nullcontext() if self._log is None else self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for whoever started it, who then stops it
            )
        async with asyncio.timeout(patience_s):
            while True:
                if self._process.poll() is not None:
                    raise RuntimeError(f"{self._command} ended with {self._process.returncode}")
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", ready_port)
                except ConnectionError:
                    await asyncio.sleep(0.05)
                    continue
                writer.close()
                return

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def cpu_s(self) -> float:
        """Seconds of CPU so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Resident bytes now."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * PAGE

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        if self._process is not None:
            self._process.kill()

    async def gone(self) -> int:
        """Wait until the process has ended; returns its exit code."""
        assert self._process is not None
        return await asyncio.to_thread(self._process.wait)

    async def stop(self, patience_s: float = 30) -> int:
        """SIGTERM; returns the exit code. Raises subprocess.TimeoutExpired."""
        assert self._process is not None
        self._process.terminate()
        try:
            return await asyncio.to_thread(self._process.wait, patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
