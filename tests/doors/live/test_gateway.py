"""The live door: first frames, coming back, signs of life, slow readers, goodbyes."""

import asyncio
import contextlib
import gc
import json
import re
import socket
import weakref
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from server.debate.patches import merge
from server.doors.live.gateway import LAG_AT_MOST_S, Gateway
from server.doors.live.kernel import DEAD_MS, KERNEL_BUFFER
from server.live.sending.client import Client
from server.live.sending.frames import SharedFrame
from server.metrics import Metrics
from tests.given.live_house import House, open_house

MORE_THAN_KERNELS_TAKE = 20 * KERNEL_BUFFER  # bytes, of both ends
OFFER: dict[str, Any] = {"subprotocols": [Subprotocol("tribina.1")], "max_size": None}


async def frame(connection: ClientConnection, *kinds: str) -> dict[str, Any]:
    """The next frame of one of these kinds."""
    async with asyncio.timeout(10):
        while True:
            message: dict[str, Any] = json.loads(await connection.recv())
            if message["t"] in kinds:
                return message


async def test_a_new_phone_gets_the_document_then_who_it_is(house: House) -> None:
    code = await house.debate()
    async with connect(house.url(code), **OFFER) as phone:
        assert phone.subprotocol == "tribina.1"
        state = json.loads(await phone.recv())
        you = json.loads(await phone.recv())
        assert phone.response is not None
        cookie = phone.response.headers["Set-Cookie"]
    assert (state["t"], state["doc"]["debate"]["code"]) == ("state", code)
    assert abs(state["at"] - house.clock.now()) < 5_000
    token = you["doc"]["token"]
    assert cookie.startswith(f"tribina_participant={token};")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


async def test_a_known_phone_is_who_it_was(house: House) -> None:
    code = await house.debate()
    first = await house.phone(code)
    await first.do("submit", text="Kada?")
    token = first.you["token"]
    await first.leave()
    headers = {"Authorization": f"Bearer {token}"}
    async with connect(house.url(code), additional_headers=headers, **OFFER) as again:
        you = await frame(again, "you")
    assert you["doc"]["mine"]["q1"]["text"] == "Kada?"
    assert "token" not in you["doc"]


async def test_the_door_speaks_only_its_own_protocol(house: House) -> None:
    code = await house.debate()
    with pytest.raises(InvalidStatus):
        await connect(house.url(code), subprotocols=[Subprotocol("tribina.9")])


async def test_who_comes_back_soon_gets_only_what_changed(house: House) -> None:
    code = await house.debate()
    producer, phone = await house.moderator(code), await house.phone(code)
    for text in ("Kada?", "Zašto?"):
        question = (await phone.do("submit", text=text))["question"]
        await producer.do("approve", question=question)
    await phone.until(lambda: len(phone.document["questions"]) == 2)
    await asyncio.sleep(2.1)  # past what every returning client is given again
    async with connect(house.url(code), **OFFER) as before:
        state = await frame(before, "state")
    await phone.do("vote", question="q2", on=True)
    await producer.do("take", question="q1")

    await phone.until(lambda: phone.document["debate"].get("on_air") == "q1")
    await phone.until(lambda: phone.document["questions"]["q2"]["votes"] == 1)
    async with connect(house.url(code, since=state["at"]), **OFFER) as back:
        patch = await frame(back, "state", "patch")

    assert patch["t"] == "patch"
    merged = merge(state["doc"], patch["doc"])
    merged["debate"]["online"] = phone.document["debate"]["online"]
    assert merged == phone.document
    await asyncio.gather(phone.leave(), producer.leave())


async def test_who_comes_back_from_another_time_gets_the_whole_document(house: House) -> None:
    code = await house.debate()
    for since in ("1", "999999999999999", "9" * 5_000, "x", "-5", "１"):
        async with connect(house.url(code, since=since), **OFFER) as back:
            assert json.loads(await back.recv())["t"] == "state"


async def test_a_quiet_debate_still_gives_signs_of_life(tmp_path: Path) -> None:
    async with open_house(tmp_path, heartbeat_s=1) as house:
        code = await house.debate()
        async with connect(house.url(code), **OFFER) as phone:
            await asyncio.sleep(1.5)  # the newcomer's own presence has been told
            empty = await frame(phone, "patch")
            while empty["doc"]:
                empty = await frame(phone, "patch")
            assert empty["doc"] == {}


async def test_another_tab_of_the_same_participant_sees_what_this_one_does(house: House) -> None:
    code = await house.debate()
    producer, one = await house.moderator(code), await house.phone(code)
    await one.do("submit", text="Kada?")
    await producer.do("approve", question="q1")
    headers = {"Authorization": f"Bearer {one.you['token']}"}
    async with connect(house.url(code), additional_headers=headers, **OFFER) as other:
        await frame(other, "you")
        await one.do("vote", question="q1", on=True)
        assert (await frame(other, "you"))["doc"] == {"votes": {"q1": True}}
        await one.do("vote", question="q1", on=False)
        assert (await frame(other, "you"))["doc"] == {"votes": {"q1": None}}
    await asyncio.gather(one.leave(), producer.leave())


async def test_online_counts_people_not_tabs(house: House) -> None:
    code = await house.debate()
    phone = await house.phone(code)
    headers = {"Authorization": f"Bearer {phone.you['token']}"}
    async with connect(house.url(code), additional_headers=headers, **OFFER):
        other = await house.phone(code)
        await other.until(lambda: other.document["debate"]["online"] == 2)
    await asyncio.gather(phone.leave(), other.leave())


async def test_a_display_and_a_host_see_only_their_own(house: House) -> None:
    code = await house.debate()
    phone, producer = await house.phone(code), await house.moderator(code)
    display = await house.moderator(code, "display", "display")
    host = await house.moderator(code, "host", "host")
    for text in ("Kada?", "Zašto?", "Gde?"):
        question = (await phone.do("submit", text=text, name="Ana"))["question"]
        await producer.do("approve", question=question)
    await producer.do("cue", question="q2")
    await producer.do("take", question="q1")
    await display.until(lambda: set(display.document["questions"]) == {"q1"})
    await host.until(lambda: set(host.document["questions"]) == {"q1", "q2"})
    assert host.document["debate"]["order"] == ["q2"]
    everybody = (phone, producer, display, host)
    await asyncio.gather(*(visitor.leave() for visitor in everybody))


async def one_that_does_not_read(
    house: House, code: str
) -> tuple[Client, asyncio.StreamReader, asyncio.StreamWriter]:
    """A phone that has joined and from then on reads only what is asked of its reader."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=1_024)
    # What is given is kept: left to itself, the kernel takes more as time passes.
    taking = writer.get_extra_info("socket")
    taking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BUFFER)
    writer.write(
        f"GET /live/{code} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: tribina.1\r\n\r\n".encode()
    )
    while await reader.readline() != b"\r\n":
        pass
    await reader.readexactly(1)  # of its first frame: it is in
    room = await house.rooms.get(code)
    return list(room.views.channel("audience").clients)[-1], reader, writer


async def test_what_the_kernel_takes_and_what_waits_arrive_in_order(house: House) -> None:
    code = await house.debate()
    client, reader, writer = await one_that_does_not_read(house, code)
    sent = 0
    while client.share(SharedFrame(b"<%06d>" % sent + b"x" * 9_999), house.clock.monotonic()):
        sent += 1
    assert client._transport.get_write_buffer_size() > 0, "the kernel took no more"
    read = b""
    async with asyncio.timeout(20):
        while b"<%06d>" % (sent - 1) not in read[-20_000:]:
            read += await reader.read(1_000_000)
    assert [int(n) for n in re.findall(rb"<(\d{6})>", read)] == list(range(sent))
    writer.close()


async def test_who_stops_reading_costs_nobody_else_anything(house: House) -> None:
    code = await house.debate()
    producer, phone = await house.moderator(code), await house.phone(code)
    slow, reader, writer = await one_that_does_not_read(house, code)
    big = SharedFrame(b'"' + b"x" * MORE_THAN_KERNELS_TAKE + b'"')
    assert slow.share(big, house.clock.monotonic())
    assert not slow.share(big, house.clock.monotonic())

    await phone.do("submit", text="Kada?")
    await producer.do("approve", question="q1")
    await phone.until(lambda: "q1" in phone.document["questions"])
    behind_since = slow.behind_since
    assert behind_since is not None

    read = b""
    async with asyncio.timeout(20):
        while b'{"t":"state"' not in read.rpartition(b"xxx")[2]:  # after all it had missed
            read = read[-100:] + await reader.read(1_000_000)
    assert slow.behind_since is None
    writer.close()
    await asyncio.gather(phone.leave(), producer.leave())


async def test_the_kernel_keeps_little_for_a_client_and_lets_go_of_the_dead(house: House) -> None:
    code = await house.debate()
    phone = await house.phone(code)
    (client,) = (await house.rooms.get(code)).views.channel("audience").clients
    raw = client._transport.get_extra_info("socket")
    assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == DEAD_MS
    assert raw.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * KERNEL_BUFFER  # Linux doubles
    await phone.leave()


async def test_who_has_left_leaves_nothing_for_the_garbage_collector(house: House) -> None:
    code = await house.debate()
    phone = await house.phone(code)
    channel = (await house.rooms.get(code)).views.channel("audience")
    (client,) = channel.clients
    gc.collect()
    gc.disable()
    try:
        gone = weakref.ref(client._protocol)
        del client
        await phone.leave()
        async with asyncio.timeout(5):
            while gone() is not None:
                await asyncio.sleep(0.01)
    finally:
        gc.enable()


async def test_everyone_is_told_when_the_server_goes_and_when_to_come_back(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    await house.open()
    code = await house.debate()
    phones = [await connect(house.url(code), **OFFER) for _ in range(20)]
    for phone in phones:
        await frame(phone, "you")

    await house.close()

    waits = set()
    for phone in phones:
        bye = await frame(phone, "bye")
        assert bye["code"] == "restarting"
        waits.add(bye["retry_ms"])
        with pytest.raises(ConnectionClosed) as closed:
            await phone.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1012
    assert len(waits) > 10, "they must not all come back at once"


async def test_a_server_that_drains_sends_one_after_the_other_away_and_lets_nobody_wait(
    house: House,
) -> None:
    code = await house.debate()
    phones = [await connect(house.url(code), **OFFER) for _ in range(20)]
    for phone in phones:
        await frame(phone, "you")

    async def told(phone: Any) -> float:
        assert (await frame(phone, "bye"))["code"] == "restarting"
        return house.clock.monotonic()

    began = house.clock.monotonic()
    listening = [asyncio.create_task(told(phone)) for phone in phones]
    await house.gateway.drain(1.0)
    at = sorted(moment - began for moment in await asyncio.gather(*listening))

    assert sum(moment < 0.5 for moment in at) <= 10, "half of them in the first half at most"
    assert at[-1] >= 0.9


async def test_a_full_house_sends_the_next_one_away_for_a_while(tmp_path: Path) -> None:
    async with open_house(tmp_path, connections=3) as house:
        code = await house.debate()
        async with contextlib.AsyncExitStack() as inside:
            for _ in range(3):
                await inside.enter_async_context(connect(house.url(code), **OFFER))
            async with connect(house.url(code), **OFFER) as late:
                bye = await frame(late, "bye")
                assert bye["code"] == "full" and bye["retry_ms"] > 0
                with pytest.raises(ConnectionClosed) as closed:
                    await late.recv()
                assert closed.value.rcvd is not None and closed.value.rcvd.code == 1013
        async with connect(house.url(code), **OFFER) as again:
            assert (await frame(again, "state"))["t"] == "state"


async def test_while_the_loop_is_late_newcomers_wait_outside_and_those_inside_go_on(
    tmp_path: Path,
) -> None:
    async with open_house(tmp_path) as house:
        code = await house.debate()
        phone = await house.phone(code)
        house.gateway._metrics.late(LAG_AT_MOST_S + 0.1)
        async with connect(house.url(code), **OFFER) as newcomer:
            bye = await frame(newcomer, "bye")
        await phone.do("submit", text="Kada?")
        for _ in range(5):
            house.gateway._metrics.late(0.0)
        late = await house.phone(code)
        assert bye["code"] == "full" and bye["retry_ms"] > 0
        await asyncio.gather(phone.leave(), late.leave())


async def test_phones_behind_a_proxy_are_counted_by_their_own_addresses(tmp_path: Path) -> None:
    async with open_house(tmp_path, connections_per_address=1) as house:
        code = await house.debate()

        async def welcome(*forwarded_for: str) -> str:
            headers = [("X-Forwarded-For", line) for line in forwarded_for]
            visit = connect(house.url(code), additional_headers=headers, **OFFER)
            phone = await inside.enter_async_context(visit)
            return str((await frame(phone, "state", "bye"))["t"])

        async with contextlib.AsyncExitStack() as inside:
            assert await welcome("203.0.113.7") == "state"
            assert await welcome("203.0.113.7") == "bye"
            assert await welcome("203.0.113.8, 203.0.113.7") == "bye", "made up by the phone"
            assert await welcome("203.0.113.8") == "state"
            assert [await welcome(), await welcome()] == ["state"] * 2, "nobody counts this machine"


@pytest.mark.parametrize(("fit", "status"), [(True, 200), (False, 503)])
async def test_a_proxy_can_ask_at_the_live_door_whether_to_send_more(
    house: House, fit: bool, status: int
) -> None:
    async def is_fit() -> bool:
        return fit

    gateway = Gateway(
        house.rooms, house.identity, house.clock, house.settings, Metrics(), is_fit=is_fit
    )
    port = await gateway.open()
    with pytest.raises(InvalidStatus) as answered:
        await connect(f"ws://127.0.0.1:{port}/health", **OFFER)
    await gateway.close()
    assert answered.value.response.status_code == status


async def test_a_vote_on_a_locked_database_is_told_to_come_back_and_then_kept(
    house: House,
) -> None:
    code = await house.debate()
    producer, phone = await house.moderator(code), await house.phone(code)
    await phone.do("submit", text="Kada?")
    await producer.do("approve", question="q1")
    headers = {"Authorization": f"Bearer {phone.you['token']}"}
    vote = '{"id":"v","do":"vote","question":"q1","on":true}'
    async with connect(house.url(code), additional_headers=headers, **OFFER) as known:
        async with house.locked():
            await known.send(vote)
            refusal = await frame(known, "ok", "no")
        await known.send(vote)
        done = await frame(known, "ok", "no")
    assert (refusal["code"], refusal["retry_ms"] > 0) == ("unavailable", True)
    assert done == {"t": "ok", "id": "v"}
    await asyncio.gather(phone.leave(), producer.leave())


async def test_at_the_live_door_a_draft_is_no_debate(house: House) -> None:
    draft = await house.debate("draft")
    said = []
    for code in (draft, "000000"):
        for view in ("audience", "control", "display"):
            async with connect(
                house.url(code, view), subprotocols=[Subprotocol("tribina.1")]
            ) as socket:
                said.append(json.loads(await socket.recv()))
                assert socket.response and "Set-Cookie" not in socket.response.headers
    assert all(one == said[0] and one["code"] == "unknown_debate" for one in said)

    producer = await house.moderator(draft)
    await producer.leave()
