"""Ballots into PostgreSQL from two processes at once, through the store as the rooms use it: each
writes group after group into the same debate and takes in what the other wrote.

A vote waits for the group before its own as well; `ack_…` counts both.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from server.cluster.redis_relay import TOGETHER_S
from server.live.voting.ballot_box import GROUP_AT_MOST
from server.store import BEFORE_ALL, Change, Store, migrate
from server.store.ballots import digest
from tests.given.databases import keys_in
from tests.given.services import PostgreSQL, running
from tests.load.process import ROOT
from tests.load.results.figures import percentile

CODE = "482915"
WRITERS = 2
SPREAD, HOT = 60, 1  # questions
# As a small machine of its own would have them; every commit still waits for the disk.
OPTIONS = {"shared_buffers": "512MB", "wal_buffers": "16MB", "max_wal_size": "2GB"}

Say = Callable[[str], None]
Figures = dict[str, float]


async def measure_ballots(seconds: float, say: Say) -> dict[str, Figures]:
    """Spread over many questions, and all for one. Checks that nothing was lost or counted twice:
    raises AssertionError."""
    figures = {}
    with (
        running(PostgreSQL(durable=True, **OPTIONS)) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        for name, questions in (("spread over 60 questions", SPREAD), ("all for one", HOT)):
            url = server.create(name)
            figures[name] = await _measure(url, Path(folder) / name, questions, seconds)
            say(f"  {name}: {figures[name]}")
    return figures


async def _measure(url: str, folder: Path, questions: int, seconds: float) -> Figures:
    await migrate(url)
    store = await Store.open(url, keys_in(folder))
    await store.debates.create(CODE, 1)
    writers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.load.ballots"),
            *(url, str(folder), str(number), str(questions), str(seconds)),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        for number in range(WRITERS)
    ]
    told = [json.loads((await writer.communicate())[0]) for writer in writers]
    votes = sum(one["votes"] for one in told)
    kept = await store.ballots.read(CODE)
    tallies = await store.ballots.tallies(CODE)
    await store.close()
    assert len(kept) == votes, f"{votes} acknowledged, {len(kept)} kept"
    assert sum(tallies.values()) == votes, f"{votes} acknowledged, {tallies} counted"
    groups = [s for one in told for s in one["groups"]]
    acks = [a + b for one in told for a, b in zip(one["groups"], one["groups"][1:], strict=False)]
    return {
        "votes_s": votes / max(one["took"] for one in told),
        "group_p50_ms": percentile(groups, 0.5) * 1_000,
        "ack_p99_ms": percentile(acks, 0.99) * 1_000,
    }


async def _write(url: str, folder: Path, writer: int, questions: int, seconds: float) -> None:
    """One process: groups as large as a room's, one after the other."""
    store = await Store.open(url, keys_in(folder))
    mark, number = BEFORE_ALL, 0
    groups: list[float] = []
    began = looked = time.monotonic()
    while time.monotonic() - began < seconds:
        group = []
        for _ in range(GROUP_AT_MOST):
            handle = f"{writer:x}{number:031x}"
            question = f"q{number % questions}"
            told = digest(f"c{number}", question, True)
            group.append(Change(question, handle, True, (told,)))
            number += 1
        sent = time.monotonic()
        if sent - looked > TOGETHER_S:
            mark, looked = (await store.ballots.since(CODE, mark)).mark, sent
        mark = (await store.ballots.write(CODE, group, mark)).mark
        groups.append(time.monotonic() - sent)
    took = time.monotonic() - began
    await store.close()
    print(json.dumps({"votes": number, "took": took, "groups": groups}))


if __name__ == "__main__":
    asyncio.run(
        _write(
            sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
        )
    )
