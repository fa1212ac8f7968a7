"""Bad input gets a clear answer and loses nothing: through both real doors of a real server."""

import asyncio
import json
import zlib
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from server.debate.refusals import Rejected
from tests.doors.http import get, post
from tests.given.servers import RunningServer

OFFER: dict[str, Any] = {"subprotocols": [Subprotocol("tribina.1")]}


async def ask(socket: ClientConnection, message: str | bytes) -> dict[str, Any]:
    """Send one message; the next answer, other frames passed over."""
    await socket.send(message)
    return await answer(socket)


async def answer(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while True:
            message: dict[str, Any] = json.loads(await socket.recv())
            if message["t"] in ("ok", "no", "bye"):
                return message


async def bye(url: str, **options: Any) -> tuple[dict[str, Any], int]:
    """Connect; the goodbye and the close code that follow."""
    async with connect(url, **OFFER, **options) as socket:
        message = json.loads(await socket.recv())
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd is not None
        return message, closed.value.rcvd.code


MALFORMED: list[tuple[str | bytes, str | None]] = [
    ("hello", None),
    ("[1,2]", None),
    ("{", None),
    ("null", None),
    (b"\x00\x01", None),
    ('{"id":"a","do":"shout"}', "a"),
    ('{"id":"a","do":"vote","question":"q1"}', "a"),
    ('{"id":"a","do":"vote","question":"q1","on":1}', "a"),
    ('{"id":"a","do":"vote","question":"q1","on":true,"twice":true}', "a"),
    ('{"id":7,"do":"clear"}', None),
    ('{"id":"' + "a" * 41 + '","do":"clear"}', None),
    ('{"do":"submit","text":"Kada?"}', None),
    ('{"id":"a","do":"submit","text":"\\ud800"}', None),
    ("[" * 1_000, None),
]


async def test_what_is_no_command_is_malformed_and_the_connection_goes_on(
    shared_server: RunningServer,
) -> None:
    code = await shared_server.debate()
    async with connect(shared_server.live(code), **OFFER) as socket:
        for number, (message, id_) in enumerate(MALFORMED):
            refusal = await ask(socket, message)
            assert (refusal["t"], refusal["code"], refusal.get("id")) == ("no", "malformed", id_)

            done = await ask(socket, f'{{"id":"n{number}","do":"submit","text":"Kada?"}}')
            assert done["t"] == "ok" or done["code"] == "too_fast"


async def test_the_command_door_answers_the_same(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    path = f"/api/debates/{code}/commands"
    token = (await post(shared_server, "/api/participants", b"")).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    nobody = await post(shared_server, path, b'{"id":"a","do":"submit","text":"Kada?"}')
    assert (nobody.status, nobody.json()["code"]) == (401, "no_token")
    for body, status, why in (
        (b"hello", 400, "malformed"),
        (b'{"id":"a","do":"vote","question":"q9","on":true}', 404, "unknown_question"),
        (b'{"id":"a","do":"submit","text":"  "}', 422, "empty"),
        (json.dumps({"id": "a", "do": "submit", "text": "x" * 301}).encode(), 422, "too_long"),
        (b'{"id":"a","do":"take","question":"q1"}', 403, "not_allowed"),
        (b"x" * 5_000, 400, "malformed"),
    ):
        response = await post(shared_server, path, body, headers)
        assert (response.status, response.json()["code"]) == (status, why)
    assert (await post(shared_server, "/api/debates/000000/commands", b"{}")).status == 404


@pytest.mark.slow
async def test_an_oversized_message_is_refused_before_it_costs_memory(
    server: RunningServer,
) -> None:
    code = await server.debate()
    before = server.process.memory()
    for _ in range(20):
        async with connect(server.live(code), compression=None, **OFFER) as socket:
            head = b"\x81\xff" + (10_000_000).to_bytes(8, "big") + b"\0\0\0\0"
            socket.transport.write(head + b"x" * 60_000)
            with pytest.raises(ConnectionClosed) as closed:
                await answer(socket)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
    assert server.process.memory() - before < 10_000_000


@pytest.mark.slow
async def test_a_compressed_bomb_is_refused_before_it_costs_memory(server: RunningServer) -> None:
    code = await server.debate()
    before = server.process.memory()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -12)
    bomb = deflate.compress(b" " * 60_000_000) + deflate.flush(zlib.Z_SYNC_FLUSH)
    assert len(bomb) < 65_536
    for _ in range(5):
        async with connect(server.live(code), **OFFER) as socket:
            head = b"\xc1\xfe" + len(bomb).to_bytes(2, "big") + b"\0\0\0\0"
            socket.transport.write(head + bomb)
            with pytest.raises(ConnectionClosed) as closed:
                await answer(socket)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
    assert server.process.memory() - before < 10_000_000


async def test_markup_is_text(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    phone, producer = await shared_server.phone(code), await shared_server.moderator(code)
    await phone.do("submit", text="<script>alert(1)</script><b>Kada</b>?", name="<i>Ana</i>")
    await producer.do("approve", question="q1")
    await phone.until(lambda: "q1" in phone.document["questions"])

    page = await get(shared_server, f"/{code}")

    assert phone.document["questions"]["q1"]["text"] == "<script>alert(1)</script><b>Kada</b>?"
    assert b"<script>alert(1)" not in page.body
    assert b"<i>Ana" not in page.body
    assert b"&lt;script&gt;alert(1)" in page.body
    await asyncio.gather(phone.leave(), producer.leave())


async def test_an_unknown_debate_says_so(shared_server: RunningServer) -> None:
    message, close_code = await bye(shared_server.live("000001"))
    assert (message["code"], close_code) == ("unknown_debate", 1008)
    assert (await get(shared_server, "/api/debates/000001")).status == 404
    assert (await get(shared_server, "/000001")).status == 404


async def test_a_foreign_origin_gets_nothing(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    with pytest.raises(InvalidStatus) as refused:
        await connect(shared_server.live(code), origin=Origin("https://evil.example"), **OFFER)
    assert refused.value.response.status_code == 403
    response = await post(
        shared_server,
        f"/api/debates/{code}/commands",
        b'{"id":"a","do":"submit","text":"Kada?"}',
        {"Origin": "https://evil.example"},
    )
    assert response.status == 403


async def test_cookies_count_only_for_our_own_pages(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    cookie = (await post(shared_server, "/api/participants", b"")).json()["token"]
    headers = {"Cookie": f"tribina_participant={cookie}"}
    ours = Origin(shared_server.url("").rstrip("/"))
    async with connect(
        shared_server.live(code), origin=ours, additional_headers=headers, **OFFER
    ) as page:
        assert json.loads(await page.recv())["t"] == "state"
        assert "token" not in json.loads(await page.recv())["doc"]
    async with connect(shared_server.live(code), additional_headers=headers, **OFFER) as script:
        assert json.loads(await script.recv())["t"] == "state"
        assert json.loads(await script.recv())["doc"]["token"] != cookie


@pytest.mark.parametrize("forge", ["p.AAAAAAAAAAAAAAAAAAAAAA.forged", "t.forged", "nonsense"])
async def test_a_forged_token_is_not_allowed(shared_server: RunningServer, forge: str) -> None:
    code = await shared_server.debate()
    headers = {"Authorization": f"Bearer {forge}"}
    for view in ("audience", "control", "display"):
        message, close_code = await bye(shared_server.live(code, view), additional_headers=headers)
        assert (message["code"], close_code) == ("not_allowed", 1008)
    response = await post(
        shared_server, f"/api/debates/{code}/commands", b'{"id":"a","do":"clear"}', headers
    )
    assert response.status == 403


async def test_a_token_of_another_debate_is_not_allowed(shared_server: RunningServer) -> None:
    code, other = await shared_server.debate(), await shared_server.debate()
    headers = {"Authorization": f"Bearer {await shared_server.token(other, 'producer')}"}
    message, _ = await bye(shared_server.live(code, "control"), additional_headers=headers)
    assert message["code"] == "not_allowed"


async def test_without_a_token_only_the_audience_is_open(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    for view in ("control", "host", "display"):
        assert (await bye(shared_server.live(code, view)))[0]["code"] == "not_allowed"
        response = await get(shared_server, f"/api/debates/{code}?as={view}")
        assert response.status == 403


async def test_a_flood_from_one_participant_is_too_fast_and_tells_when(
    shared_server: RunningServer,
) -> None:
    code = await shared_server.debate()
    async with connect(shared_server.live(code), **OFFER) as flood:
        answers = []
        for number in range(30):
            command = {"id": f"c{number}", "do": "submit", "text": f"Kada {number}?"}
            answers.append(await ask(flood, json.dumps(command)))
        refused = [a for a in answers if a["t"] == "no"]
        assert {a["code"] for a in refused} == {"too_fast"}
        assert all(a["retry_ms"] > 0 for a in refused)
        assert len(refused) == 20

    other = await shared_server.phone(code)
    await other.do("submit", text="Ja pitam prvi put")
    await other.leave()


async def test_who_does_not_stop_flooding_is_shut_out(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    async with connect(shared_server.live(code), **OFFER) as flood:
        with pytest.raises(ConnectionClosed) as closed:
            for _ in range(300):  # enough for the door, and sent before it stops waiting for us
                await flood.send('{"id":"c","do":"vote","question":"q1","on":true}')
            while True:
                await flood.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1008


async def test_votes_for_what_is_gone_and_when_voting_is_shut(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    phone, producer = await shared_server.phone(code), await shared_server.moderator(code)
    await phone.do("submit", text="Kada?")
    await producer.do("approve", question="q1")
    await producer.do("shut", what="voting")
    with pytest.raises(Rejected) as shut:
        await phone.do("vote", question="q1", on=True)
    await producer.do("open", what="voting")
    await producer.do("dismiss", question="q1", reason="off_topic")
    with pytest.raises(Rejected) as gone:
        await phone.do("vote", question="q1", on=True)
    assert (shut.value.code, gone.value.code) == ("voting_closed", "wrong_state")
    await asyncio.gather(phone.leave(), producer.leave())


async def test_of_two_takers_at_once_exactly_one_wins(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    phone = await shared_server.phone(code)
    one, other = await shared_server.moderator(code), await shared_server.moderator(code)
    for number in range(10):
        question = (await phone.do("submit", text=f"Kada {number}?"))["question"]
        await one.do("approve", question=question)
        taken = await asyncio.gather(
            one.do("take", question=question),
            other.do("take", question=question),
            return_exceptions=True,
        )
        refused = [t for t in taken if isinstance(t, Rejected)]
        assert [r.code for r in refused] == ["wrong_state"]
    await asyncio.gather(*(v.leave() for v in (phone, one, other)))


@pytest.mark.slow
async def test_the_same_id_gets_the_same_answer_through_any_door_and_after_a_restart(
    server: RunningServer,
) -> None:
    code = await server.debate()
    token = (await post(server, "/api/participants", b"")).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    command = b'{"id":"mine","do":"submit","text":"Kada?"}'
    async with connect(server.live(code), additional_headers=headers, **OFFER) as socket:
        first = await ask(socket, command.decode())
        again = await ask(socket, command.decode())
    over_http = await post(server, f"/api/debates/{code}/commands", command, headers)
    await server.stop()
    await server.start()
    restarted = await post(server, f"/api/debates/{code}/commands", command, headers)

    assert first == again == over_http.json() == restarted.json()
    state = await get(
        server,
        f"/api/debates/{code}?as=control",
        {"Authorization": f"Bearer {await server.token(code, 'producer')}"},
    )
    assert list(state.json()["doc"]["questions"]) == ["q1"]


@pytest.mark.slow
async def test_a_repeated_vote_does_not_undo_what_came_after_it(server: RunningServer) -> None:
    code = await server.debate()
    token = (await post(server, "/api/participants", b"")).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    phone, producer = await server.phone(code), await server.moderator(code)
    await phone.do("submit", text="Kada?")
    await producer.do("approve", question="q1")

    async def vote(id_: str, on: bool) -> int:
        body = json.dumps({"id": id_, "do": "vote", "question": "q1", "on": on}).encode()
        return (await post(server, f"/api/debates/{code}/commands", body, headers)).status

    assert [await vote("a", True), await vote("b", False), await vote("a", True)] == [200] * 3
    await server.kill()
    await server.start()
    assert await vote("a", True) == 200

    state = await get(server, f"/api/debates/{code}")
    assert state.json()["doc"]["questions"]["q1"]["votes"] == 0
    await asyncio.gather(phone.leave(), producer.leave())
