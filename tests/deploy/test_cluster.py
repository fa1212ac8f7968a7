"""`make cluster`: everything runs and is said, and nothing is left behind."""

import asyncio
import json
import re
import signal
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.load.process import ROOT, free_port

PATIENCE_S = 60


@asynccontextmanager
async def make_cluster(port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """In an own session, as a terminal gives it one."""
    command = (sys.executable, "-m", "tests.cluster", "--port", str(port))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=pipe, stderr=pipe, start_new_session=True
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def read_until(process: asyncio.subprocess.Process, words: str) -> str:
    assert process.stdout is not None
    said = ""
    while words not in said:
        line = await process.stdout.readline()
        assert line, f"it ended after saying {said!r}"
        said += line.decode()
    return said


async def ask(url: str) -> str:
    def read() -> str:
        with urllib.request.urlopen(url) as answer:
            return str(answer.read().decode())

    return await asyncio.to_thread(read)


@pytest.mark.slow
async def test_it_says_where_all_is_restarts_and_leaves_nothing_behind() -> None:
    async with make_cluster(free_port()) as process:
        said = await read_until(process, "Ctrl-C")
        parts = psutil.Process(process.pid).children(recursive=True)
        folders = [Path(folder) for folder in re.findall(r"log in (\S+)", said)]
        (address, code) = re.findall(r"a debate +(http\S+)/(\d{6})", said)[0]
        assert {"caddy", "redis-server", "postgres"} <= {part.name() for part in parts}
        assert len(folders) == 5 and all(folder.exists() for folder in folders)

        live = json.loads(await ask(f"{address}/api/debates/{code}/door"))["live"]
        assert live == f"{address.replace('http', 'ws')}/live/{code}"
        async with connect(live, subprotocols=[Subprotocol("tribina.1")]) as phone:
            assert json.loads(await phone.recv())["t"] == "state"
            process.send_signal(signal.SIGUSR1)
            await read_until(process, "All are back")
        assert code in await ask(f"{address}/{code}")

        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0

    assert not [part for part in parts if part.is_running()]
    assert not [folder for folder in folders if folder.exists()]


@pytest.mark.parametrize("moment_s", [1.0, 3.0])
async def test_interrupted_in_the_middle_it_leaves_nothing_behind(moment_s: float) -> None:
    async with make_cluster(free_port()) as process:
        await asyncio.sleep(moment_s)  # wherever that is on this machine: any moment must do
        parts = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        await process.wait()

    assert not [part for part in parts if part.is_running()]


async def test_a_port_that_is_taken_is_said_and_nothing_is_left_behind() -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with make_cluster(port) as process:
        _, errors = await process.communicate()
        assert (process.returncode, b"cannot start" in errors) == (1, True)
    taken.close()
