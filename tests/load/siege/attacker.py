"""An attacker's process, as the one who measures sees it."""

import asyncio
import contextlib
import sys

import msgspec

from tests.load.attacks.attack import Attack, Target
from tests.load.process import ROOT

READY_S = 20.0
LATE_S = 15.0  # that it may take to end


class Attacker:
    """Made ready by `ready`; `attack` sets it on."""

    def __init__(self, process: asyncio.subprocess.Process, for_s: float) -> None:
        self._process = process
        self._for_s = for_s

    @classmethod
    async def ready(cls, attack: Attack, target: Target, for_s: float) -> "Attacker":
        """Raises TimeoutError."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.load.attacks",
            attack.name,
            str(for_s),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(msgspec.json.encode(target) + b"\n")
        async with asyncio.timeout(READY_S):
            await process.stdout.readline()
        return cls(process, for_s)

    async def attack(self) -> dict[str, int]:
        """Until it has ended; what it managed, empty if it had to be ended."""
        try:
            async with asyncio.timeout(self._for_s + LATE_S):
                out, _ = await self._process.communicate(b"go\n")
            return dict(msgspec.json.decode(out)) if out else {}
        except TimeoutError:
            return {}
        finally:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
