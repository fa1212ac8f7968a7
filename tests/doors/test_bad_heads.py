"""Paths, queries, ids and cookies that no browser sends: a clear answer through both real doors,
and never a fault of ours."""

import asyncio
import http.client
import json
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tests.doors.http import get, post
from tests.doors.test_bad_input import OFFER, answer
from tests.given.servers import RunningServer

PIECES = st.sampled_from(
    "/ // \\ %5c . .. %2e%2e %2f %00 %0a %ed%a0%80 %ff % %u %e2%80%ae 482915 api debates static "
    f"admin {'x' * 300} ; : @ *".split()
)
PATHS = st.lists(PIECES, max_size=8).map("".join)
ODD = [
    "/%00",
    "//evil.example/",
    "/\\evil.example",
    "/%ed%a0%80",
    "/482915%00",
    "*",
    "?x",
    "/a/%0d%0a",
]


def asked(server: RunningServer, port: int, target: str, method: str = "GET") -> int:
    connection = http.client.HTTPConnection(urlsplit(server.address).hostname or "", port, 10)
    # Any bytes at all, past what the client would refuse to send.
    connection._validate_path = lambda _: None  # type: ignore[attr-defined]
    try:
        connection.request(method, target)
        return connection.getresponse().status
    finally:
        connection.close()


@given(PATHS, st.sampled_from(["", "?as=control", "?q=%00", "?after=%ed%a0%80", "?" + "&" * 200]))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_no_path_is_a_fault_of_ours(shared_server: RunningServer, path: str, query: str) -> None:
    for root in ("/", "/api/debates/", "/archive/", "/admin/"):
        status = asked(shared_server, shared_server.settings.port, root + path + query)
        assert status < 500, (root, path, query)
    live = asked(shared_server, shared_server.settings.live_port, "/live/" + path + query)
    assert live in (400, 404, 426)  # 426: a code, and no websocket


@pytest.mark.parametrize("target", ODD)
async def test_a_bad_path_is_not_found(shared_server: RunningServer, target: str) -> None:
    for port in (shared_server.settings.port, shared_server.settings.live_port):
        assert await asyncio.to_thread(asked, shared_server, port, target) == 404


async def test_a_nul_is_malformed_wherever_it_stands(shared_server: RunningServer) -> None:
    code = await shared_server.debate()
    path = f"/api/debates/{code}/commands"
    commands = (
        {"id": "a\0", "do": "submit", "text": "Kada?"},
        {"id": "a", "do": "submit", "text": "Kada?", "to": "g\0"},
        {"id": "a", "do": "submit", "text": "Kada?", "name": "A\0na"},
        {"id": "a", "do": "vote", "question": "q\0", "on": True},
        {"id": "a", "do": "withdraw", "question": "\0"},
    )
    async with connect(shared_server.live(code), **OFFER) as socket:
        for command in commands:
            body = json.dumps(command)
            over_http = await post(shared_server, path, body.encode())
            await socket.send(body)
            refused = await answer(socket)
            assert (over_http.status, over_http.json()["code"]) == (400, "malformed")
            assert (refused["t"], refused["code"]) == ("no", "malformed")
    assert (await get(shared_server, f"/api/debates/{code}/questions?after=%00")).status == 400
    with pytest.raises(InvalidStatus) as shut:
        await connect(shared_server.live(code) + "&key=%00", **OFFER)
    assert shut.value.response.status_code == 400


@pytest.mark.parametrize(
    "more",
    ["; ".join(f"c{n}=1" for n in range(30)), 'x="' + '\\"' * 2_100 + '"'],
    ids=["many", "of a kind that takes long"],
)
async def test_more_cookies_than_we_set_count_as_none(
    shared_server: RunningServer, more: str
) -> None:
    code = await shared_server.debate()
    token = (await post(shared_server, "/api/participants", b"")).json()["token"]
    ours = {"Origin": shared_server.url("").rstrip("/")}
    for cookies, is_known in ((f"tribina_participant={token}", True), (more, False)):
        if not is_known:
            cookies = f"tribina_participant={token}; {cookies}"
        page = await get(shared_server, f"/{code}", {"Cookie": cookies})
        assert page.status == 200
        assert ("Set-Cookie" in page.headers) is not is_known
        async with connect(
            shared_server.live(code),
            origin=Origin(ours["Origin"]),
            additional_headers={"Cookie": cookies},
            **OFFER,
        ) as phone:
            assert phone.response is not None
            assert ("Set-Cookie" in phone.response.headers) is not is_known


async def test_more_headers_than_anybody_sends_are_refused(shared_server: RunningServer) -> None:
    headers = {f"X-{n}": "1" for n in range(110)}
    assert (await get(shared_server, "/", headers)).status == 431


@pytest.mark.parametrize("host", ["127..0.1", f"{'a' * 64}.example", "a." * 200])
async def test_a_host_that_can_be_none_is_malformed(
    shared_server: RunningServer, host: str
) -> None:
    for path in ("/", "/api/participants", "/health"):
        assert (await get(shared_server, path, {"Host": host})).status == 400
