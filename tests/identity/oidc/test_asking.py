"""Only addresses that everybody reaches are asked, however they are written."""

import asyncio
import socket
import threading
from typing import Any

import pytest

from server.identity.oidc import asking
from server.identity.oidc.asking import OF_ONE_ISSUER, Asking
from server.identity.oidc.troubles import Trouble
from server.process import names
from tests.given.others.providers import crooked


@pytest.mark.parametrize(
    "url",
    [
        "http://accounts.example.org",
        "http://localhost:9",
        "http://127.0.0.1:9",
        "ftp://accounts.example.org",
        "https://",
        "https:///path",
        "https://a@accounts.example.org",
        "https://accounts.example.org\\@evil.example",
        "https://accounts.example.org#part",
        "https://accounts.example.org:99999",
        "https://accounts.example.org:22",
        "https://accounts.example.org:6379",
        "https://accounts example.org",
        "https://прово.rs",
        "https://a.example/" + "x" * 500,
        "https://a.example/\n",
        "",
    ],
)
def test_what_is_no_address_for_everybody_is_told_by_its_looks(url: str) -> None:
    assert not Asking({"localhost:8"}).may_be_asked(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:53aa:64c:0:fbff:80ff:fffe",
    ],
)
async def test_a_name_that_leads_into_a_network_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def found(*_: Any, **__: Any) -> list[Any]:
        there = (address, 443)
        everybody = ("93.184.215.14", 443)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", one) for one in (everybody, there)]

    monkeypatch.setattr(socket, "getaddrinfo", found)

    with pytest.raises(Trouble, match="inside a network"):
        await Asking().get("", "https://accounts.example.org")


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "127.0.0.1", "[::1]"])
async def test_an_address_inside_is_not_asked_however_it_is_written(host: str) -> None:
    with pytest.raises(Trouble, match=r"inside a network|no such name"):
        await Asking().get("", f"https://{host}/")


def test_another_port_is_asked_only_where_it_was_named() -> None:
    assert Asking().may_be_asked("https://accounts.example.org:8443/a")
    named = Asking({"logins.lan:9443"})
    assert named.may_be_asked("https://logins.lan:9443/a")
    assert not named.may_be_asked("https://logins.lan:9444/a")
    assert not named.may_be_asked("https://accounts.example.org:9443/a")


async def test_who_runs_the_house_may_name_one_that_is_inside() -> None:
    with crooked() as provider:
        host = provider.issuer.removeprefix("http://")

        said = await Asking({host}).get("", f"{provider.issuer}/me")
        with pytest.raises(Trouble):
            await Asking({"localhost:1"}).get("", f"{provider.issuer}/me")

    assert said["sub"] == "p1"
    assert provider.asked == ["/me"]


async def test_no_log_tells_who_was_asked_for_what(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), crooked() as provider:
        host = provider.issuer.removeprefix("http://")
        await Asking({host}).get("", f"{provider.issuer}/me", bearer="secret")

    assert not caplog.records


async def test_who_is_asked_over_https_must_prove_who_they_are() -> None:
    with crooked() as provider:
        there = provider.issuer.replace("http:", "https:")
        with pytest.raises(Trouble) as trouble:
            await Asking({there.removeprefix("https://")}).get("", f"{there}/me")

    assert trouble.value.code == "unreachable"
    assert provider.asked == []


async def test_so_many_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 0)

    with pytest.raises(Trouble, match="too many"):
        await Asking().get("", "https://accounts.example.org")


class Slow:
    """Looks up no name until it may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.may = threading.Event()
        monkeypatch.setattr(names, "_addresses", self._addresses)

    def _addresses(self, host: str, port: int, flags: int = 0) -> list[str]:
        if flags:
            raise socket.gaierror
        self.asked.append(host)
        self.may.wait(10)
        raise socket.gaierror


async def test_of_one_issuer_two_are_asked_and_who_is_slow_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "PATIENCE_S", 0.2)
    asked = Asking()
    entered: list[str] = []

    async def ask(issuer: str, *_: object) -> bytes:
        entered.append(issuer)
        await asyncio.sleep(10 if issuer == "slow" else 0)
        return b"{}"

    monkeypatch.setattr(asked, "_ask", ask)
    slow = [asyncio.create_task(asked.get("slow", "https://a.example")) for _ in range(40)]
    await asyncio.sleep(0)

    assert await asked.get("quick", "https://b.example") == {}
    assert entered == ["slow"] * OF_ONE_ISSUER + ["quick"]
    for task in slow:
        with pytest.raises(Trouble, match="no answer in time"):
            await task


async def test_a_name_that_hangs_takes_no_thread_of_the_house(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "PATIENCE_S", 0.3)
    asking._trusting()  # which takes a thread for a while
    slow, asked = Slow(monkeypatch), Asking()

    many = [asked.get(f"i{n}", "https://a.example") for n in range(40)]
    ends = asyncio.gather(*many, return_exceptions=True)
    try:
        async with asyncio.timeout(5):
            await asyncio.sleep(0.1)
            await asyncio.to_thread(int)
        assert all(isinstance(one, Trouble) for one in await ends)
    finally:
        slow.may.set()
    assert len(slow.asked) <= names.AT_ONCE
