"""`make bench`: the live door beside its peers on the same work in the same run, and votes.

Prints ratios: absolute figures are this machine's. CPU is the server process's own, from the
kernel; the crowd runs in this process, on the other core.
"""

import asyncio
import contextlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import uvloop

from server.demo.visitor import Visitor
from tests.load.crowd import Crowd
from tests.load.peers.messages import TICK_S
from tests.load.process import Process, free_port
from tests.load.votes import measure_votes
from tests.servers import RunningServer

CLIENTS = int(os.environ.get("BENCH_CLIENTS", "2000"))
MEASURED_S = float(os.environ.get("BENCH_SECONDS", "10"))
QUESTIONS = 40
SETTLE_S = 2.0

Say = Callable[[str], None]


@dataclass
class Cost:
    """CPU of one delivered update in µs, memory of one connection in KiB, joins in one second."""

    name: str
    cpu_us: float
    memory_kib: float
    joins_s: float
    delivered: int
    bytes_each: float


async def measure(
    name: str, process: Process, port: int, path: str, drive: Callable[[], Awaitable[None]] | None
) -> Cost:
    """Join, let it settle, then watch for some seconds what delivering costs. What makes the
    updates (votes and their commits) is measured before anybody joins, and taken off."""
    loop = asyncio.get_running_loop()
    driving = asyncio.ensure_future(drive()) if drive else None
    making_s = await _cpu_in_a_second(process) if driving else 0.0
    crowd = Crowd("127.0.0.1", port, path, subprotocol="tribina.1" if drive else None)
    before = process.memory()
    began = loop.time()
    await crowd.join(CLIENTS)
    joined_s = loop.time() - began
    await asyncio.sleep(SETTLE_S)
    frames, bytes_, cpu = crowd.frames, crowd.bytes, process.cpu_s()
    await asyncio.sleep(MEASURED_S)
    delivered = crowd.frames - frames
    cpu = process.cpu_s() - cpu - making_s * MEASURED_S
    bytes_ = crowd.bytes - bytes_
    memory = process.memory() - before
    if driving is not None:
        driving.cancel()
    crowd.leave()
    return Cost(
        name=name,
        cpu_us=cpu / delivered * 1e6,
        memory_kib=memory / CLIENTS / 1024,
        joins_s=CLIENTS / joined_s,
        delivered=delivered,
        bytes_each=bytes_ / delivered,
    )


async def _cpu_in_a_second(process: Process) -> float:
    await asyncio.sleep(SETTLE_S)
    before = process.cpu_s()
    await asyncio.sleep(MEASURED_S / 2)
    return (process.cpu_s() - before) / (MEASURED_S / 2)


class Driver:
    """Makes something change in a debate every tick, and keeps the patches for the peers."""

    def __init__(self, server: RunningServer, code: str) -> None:
        self._server = server
        self._code = code
        self._phone: Visitor
        self.patches: list[bytes] = []

    async def prepare(self) -> None:
        self._phone = await self._server.phone(self._code)
        producer = await self._server.moderator(self._code)
        for number in range(QUESTIONS):
            text = f"Pitanje broj {number}: kada će opština otvoriti nova radna mesta za mlade?"
            question = (await self._phone.do("submit", text=text))["question"]
            await producer.do("approve", question=question)
        await producer.leave()

    async def drive(self) -> None:
        """Half of the questions get or lose a vote in each tick."""
        on = True
        while True:
            began = asyncio.get_running_loop().time()
            for half in (0, 1):
                ids = [f"q{n}" for n in range(1 + half, QUESTIONS + 1, 2)]
                await asyncio.gather(*(self._phone.do("vote", question=q, on=on) for q in ids))
                began += TICK_S
                await asyncio.sleep(max(0.0, began - asyncio.get_running_loop().time()))
            on = not on

    async def record(self, count: int) -> None:
        """Keep so many patches, as a client without compression receives them."""
        kept: list[bytes] = []
        enough = asyncio.Event()

        def on_text(_: object, text: bytes) -> None:
            if text.startswith(b'{"t":"patch"'):
                kept.append(text)
                if len(kept) >= count:
                    enough.set()

        port, path = self._server.settings.live_port, f"/live/{self._code}"
        crowd = Crowd("127.0.0.1", port, path, deflate=False, on_text=on_text)
        await crowd.join(1)
        driving = asyncio.ensure_future(self.drive())
        await asyncio.wait_for(enough.wait(), 30)
        driving.cancel()
        crowd.leave()
        self.patches = kept


@contextlib.asynccontextmanager
async def our_server(folder: Path) -> AsyncIterator[RunningServer]:
    server = RunningServer(folder, TRIBINA_PACE="1000")
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def measure_door(folder: Path, messages: Path) -> Cost:
    async with our_server(folder) as server:
        code = await server.debate()
        driver = Driver(server, code)
        await driver.prepare()
        await driver.record(8)
        messages.write_bytes(b"\n".join(driver.patches))
        port = server.settings.live_port
        return await measure(
            "Tribina's live door", server.process, port, f"/live/{code}", driver.drive
        )


async def measure_peer(name: str, module: str, messages: Path) -> Cost:
    port = free_port()
    process = Process("-m", f"tests.load.peers.{module}", str(port), str(messages))
    await process.start(port)
    try:
        return await measure(name, process, port, "/live", None)
    finally:
        process.kill()


PEERS = {
    "bare_send": "bare socket.send",
    "broadcast": "websockets.broadcast()",
    "quart_route": "Quart's route, Hypercorn",
}


async def main() -> None:
    say: Say = lambda line: print(line, flush=True)  # noqa: E731
    say(_machine())
    with tempfile.TemporaryDirectory(prefix="tribina-bench-") as temporary:
        folder = Path(temporary)
        messages = folder / "messages"
        say(f"{CLIENTS} clients, one update every {TICK_S} s, measured for {MEASURED_S:.0f} s each")
        costs = [await measure_door(folder / "door", messages)]
        for module, name in PEERS.items():
            say(f"  measured: {costs[-1].name}")
            costs.append(await measure_peer(name, module, messages))
        say("")
        _table(costs, say)
        async with our_server(folder / "votes") as server:
            say("")
            say("votes on SQLite, synchronous=FULL, acknowledged after their commit")
            say(await measure_votes(server))
        (folder / "figures.json").write_text(json.dumps([vars(cost) for cost in costs]))


def _table(costs: list[Cost], say: Say) -> None:
    ours = costs[0]
    head = ("", "CPU µs/update", "ours ÷ its", "KiB/connection", "joins/s", "bytes/update")
    say(f"{head[0]:<26}" + "".join(f"{column:>16}" for column in head[1:]))
    for cost in costs:
        ratio = ours.cpu_us / cost.cpu_us
        figures = (
            f"{cost.cpu_us:.1f}",
            f"{ratio:.2f}",
            f"{cost.memory_kib:.1f}",
            f"{cost.joins_s:.0f}",
            f"{cost.bytes_each:.0f}",
        )
        say(f"{cost.name:<26}" + "".join(f"{figure:>16}" for figure in figures))


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    libraries = ", ".join(
        f"{n} {version(n)}" for n in ("websockets", "Quart", "Hypercorn", "uvloop")
    )
    return f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}; {libraries}"


if __name__ == "__main__":
    uvloop.run(main())
    sys.exit(0)
