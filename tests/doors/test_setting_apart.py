"""What was set apart stays it, whatever becomes of the process that was asked."""

from typing import Any

import pytest

from tests.doors.bots import BOTS, attack
from tests.doors.http import get
from tests.given.servers import RunningServer


@pytest.mark.slow
async def test_what_was_set_apart_is_apart_after_kill_9_and_can_be_let_in(
    server: RunningServer,
) -> None:
    code = await server.debate()
    producer, phone = await server.moderator(code), await server.phone(code)
    question = (await producer.do("card", text="Ko?"))["question"]
    await producer.do("approve", question=question)
    await phone.do("vote", question=question, on=True)
    await attack(server, code, question)

    def known() -> list[str]:
        bursts: dict[str, Any] = producer.document["debate"]["bursts"]
        return [id_ for id_, one in bursts.items() if one.get("ballots") == {question: BOTS}]

    await producer.until(lambda: bool(known()))
    (burst,) = known()
    await producer.do("set_apart", burst=burst)
    await server.kill()
    await server.start()

    document = (await get(server, f"/api/debates/{code}")).json()["doc"]
    assert document["questions"][question]["votes"] == 1
    assert document["debate"]["totals"] == {"questions": 1, "votes": 1, "apart": BOTS}
    again = await server.moderator(code)
    assert again.document["debate"]["bursts"][burst]["apart"] is True
    await again.do("let_in", burst=burst)
    await again.until(lambda: again.document["questions"][question]["votes"] == BOTS + 1)
    await again.leave()
