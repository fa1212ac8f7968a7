"""The worker's process, as the server sees it: started, asked for one thing at a time, ended.

It gets nothing of the house's secrets: no `TRIBINA_*`, no descriptor, no memory of this process.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from server.jobs.errors import JobFailed
from server.jobs.messages import HEAD, LONGEST, Ask, Failed, Progress, answer, framed

MODULE = "server.worker"
_PROGRAMS = Path(__file__).parents[2]  # where our modules are found


class Gone(Exception):
    """The process ended in the middle of a job."""


class Worker:
    """`pid`: of its process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    @classmethod
    async def start(cls, module: str = MODULE) -> "Worker":
        """Raises OSError when no process can be had."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(os.environ),
        )
        return cls(process)

    async def do(self, ask: Ask, told: Callable[[float], None]) -> Any:
        """The result; `told` of its progress. Raises JobFailed, Gone. To cancel it leaves the
        process at work: it is to be ended."""
        try:
            await self._write(framed(ask))
            while True:
                said = answer(await self._read())
                if isinstance(said, Failed):
                    raise JobFailed(said.code, said.why)
                if not isinstance(said, Progress):
                    return said.result
                told(said.part)
        except (OSError, asyncio.IncompleteReadError, msgspec.DecodeError) as error:
            raise Gone from error

    async def end(self) -> None:
        """At once; returns when it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    async def _write(self, message: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(message)
        await self._process.stdin.drain()

    async def _read(self) -> bytes:
        assert self._process.stdout is not None
        length = int.from_bytes(await self._process.stdout.readexactly(HEAD))
        if length > LONGEST:
            raise msgspec.DecodeError("too long")
        return await self._process.stdout.readexactly(length)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in ours.items() if not name.startswith("TRIBINA_")}
    paths = [str(_PROGRAMS), *filter(None, [ours.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}
