"""All processes are restarted, one after the other, behind the proxy and under load: whoever reads,
asks or votes meanwhile notices a moment's silence at most."""

import asyncio
import itertools
import json
import random

import pytest

from server.wire.messages import encode, ok
from tests.cluster import Cluster
from tests.doors.http import get, post
from tests.load.evening import PACE, Evening, check_documents, check_votes, evening_at
from tests.load.phones.crowd import Crowd

pytestmark = pytest.mark.slow

PHONES = 60
VOTES_S = 100.0
UNDER_WAY_S = 1.0
BACK_WITHIN_S = 40.0
LONGEST_DELAY_S = 4.0  # of a phone before it comes back
APART_S = 0.03  # pages


async def test_a_rolling_restart_under_load_loses_no_answer_and_shows_no_error() -> None:
    async with (
        Cluster(durable=False, TRIBINA_PACE=PACE) as cluster,
        evening_at(cluster, cluster.processes, 5) as opened,
    ):
        crowd = Crowd(opened.doors, opened.code, LONGEST_DELAY_S)
        await crowd.arrive(PHONES, 1.0, page=False)
        await opened.producer.leave()
        doing = [
            asyncio.create_task(_read(cluster, opened.code)),
            asyncio.create_task(_vote(opened, crowd)),
            asyncio.create_task(_post(cluster, opened)),
        ]
        await asyncio.sleep(UNDER_WAY_S)
        codes = [await process.restart() for process in cluster.processes]
        await asyncio.sleep(UNDER_WAY_S)
        for task in doing:
            task.cancel()
        ended = await asyncio.gather(*doing, return_exceptions=True)

        assert [type(end) for end in ended] == [asyncio.CancelledError] * 3, ended
        assert codes == [0, 0]
        await crowd.ledger.answered(BACK_WITHIN_S)
        await crowd.all_here(BACK_WITHIN_S)
        assert not crowd.ledger.refused, f"refused: {crowd.ledger.refused[0]!r}"
        assert crowd.ledger.waits
        await check_documents(opened, crowd, BACK_WITHIN_S)
        await check_votes(opened, crowd)
        await crowd.leave()


async def _read(cluster: Cluster, code: str) -> None:
    """One page after the other. Raises AssertionError for one that shows an error."""
    for path in itertools.cycle(("/", f"/{code}", f"/api/debates/{code}", f"/qr/{code}.svg")):
        answer = await get(cluster, path)
        assert answer.status == 200, f"{path}: {answer.status}"
        await asyncio.sleep(APART_S)


async def _vote(opened: Evening, crowd: Crowd) -> None:
    people, questions = crowd.participants, opened.questions
    await crowd.cast(
        (number / VOTES_S, random.choice(people), random.choice(questions), True)
        for number in itertools.count()
    )


async def _post(cluster: Cluster, opened: Evening) -> None:
    """Vote where a phone without sockets does, sending again what was cut off, as the page does.
    Raises AssertionError for a refusal."""
    made = await post(cluster, "/api/participants", b"")
    bearer = {"Authorization": f"Bearer {made.json()['token']}"}
    for number in itertools.count():
        question = opened.questions[number % len(opened.questions)]
        command = {"id": f"c{number}", "do": "vote", "question": question, "on": number % 3 > 0}
        path, body = f"/api/debates/{opened.code}/commands", json.dumps(command).encode()
        answer = await post(cluster, path, body, bearer)
        while answer.status in (502, 503):
            await asyncio.sleep(APART_S)
            answer = await post(cluster, path, body, bearer)
        assert (answer.status, answer.body) == (200, encode(ok(f"c{number}", {})))
        await asyncio.sleep(APART_S)
