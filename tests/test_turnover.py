"""After closing, the memory of the server knows nobody: scanned as who takes a core dump would."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from server.demo.visitor import Visitor
from tests.doors.http import get
from tests.given.databases import open_store
from tests.given.servers import RunningServer

pytestmark = pytest.mark.outside

PHONES = 20
PATIENCE_S = 60.0
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def memory_of(pid: int) -> bytes:
    """All that the process has written anywhere."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            if region := _WRITABLE.match(line):
                start, end = (int(at, 16) for at in region.groups())
                memory.seek(start)
                try:
                    parts.append(memory.read(end - start))
                except OSError:
                    continue  # the kernel's own
    return b"\0".join(parts)


def known(pid: int, secrets: Iterable[bytes]) -> int:
    memory = memory_of(pid)
    return sum(secret in memory for secret in secrets)


@pytest.mark.slow
async def test_a_minute_after_closing_no_key_and_no_handle_is_in_memory(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", TRIBINA_TURN_OVER_S="1")
    await server.start()
    try:
        code = await server.debate()
        producer = await server.moderator(code)
        phones = [await server.phone(code) for _ in range(PHONES)]
        question = (await phones[0].do("submit", text="Kada će početi radovi?"))["question"]
        await producer.do("approve", question=question)
        for phone in phones:
            await phone.do("vote", question=question, on=True)
        key, handles = await secrets_of(server, code, phones)
        pid = server.process.pid
        assert known(pid, [key]) == 1 and known(pid, handles) == PHONES, "there is what to forget"

        asking = asyncio.create_task(ask_all_the_time(server))
        await producer.do("phase", to="closed")
        async with asyncio.timeout(PATIENCE_S):
            while known(pid, [key, *handles]):
                await asyncio.sleep(0.5)
        asked = await get(server, f"/api/debates/{code}")
        asking.cancel()

        assert server.process.pid == pid and server.process.is_running
        assert asked.status == 200 and asked.json()["doc"]["debate"]["phase"] == "closed"
        assert not asking.done() or asking.cancelled(), asking.exception()
        assert known(pid, [key, *handles]) == 0
    finally:
        assert await server.stop() == 0


async def secrets_of(
    server: RunningServer, code: str, phones: list[Visitor]
) -> tuple[bytes, list[bytes]]:
    store = await open_store(server.settings)
    try:
        seal, key = await store.seals.must(code), store.seals.keys.get(code)
    finally:
        await store.close()
    assert key is not None
    return key, [seal.handle_of(phone.you["token"]).encode() for phone in phones]


async def ask_all_the_time(server: RunningServer) -> None:
    """New connections are never refused: they wait."""
    while True:
        _, writer = await asyncio.open_connection("127.0.0.1", server.settings.port)
        writer.close()
        await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_a_process_waits_as_long_as_another_debate_is_live(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", TRIBINA_TURN_OVER_S="1")
    await server.start()
    try:
        closing, live = await server.debate(), await server.debate()
        producer, phone = await server.moderator(closing), await server.phone(live)
        question = (await phone.do("submit", text="Kada će početi radovi?"))["question"]
        await producer.do("phase", to="closed")
        await asyncio.sleep(4)
        assert (await phone.do("withdraw", question=question))["t"] == "ok", "nobody sent it away"
    finally:
        assert await server.stop() == 0
