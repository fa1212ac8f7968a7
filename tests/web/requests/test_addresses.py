"""Where the server is, as the one who asks sees it."""

import ipaddress
from typing import Any

import pytest
from quart import Quart

from server.settings import Settings
from server.web.requests import addresses

PROXIED: dict[str, Any] = {"public_url": "https://debates.example.org"}


@pytest.mark.parametrize(
    ("scheme", "host", "values", "live", "join"),
    [
        ("http", "192.168.1.5:8000", {}, "ws://192.168.1.5:8001", "http://192.168.1.5:8000"),
        ("https", "hall.local:8000", {}, "wss://hall.local:8001", "https://hall.local:8000"),
        ("http", "[fd00::5]:8000", {"live_port": 9}, "ws://[fd00::5]:9", "http://[fd00::5]:8000"),
        ("http", "10.0.0.1:80", PROXIED, "wss://debates.example.org", PROXIED["public_url"]),
        ("http", "localhost:80", PROXIED, "wss://debates.example.org", PROXIED["public_url"]),
        (
            "http",
            "localhost:8000",
            {"host": "127.0.0.1"},
            "ws://localhost:8001",
            "http://localhost:8000",
        ),
    ],
)
async def test_addresses_follow_the_request_or_the_setting(
    scheme: str, host: str, values: dict[str, Any], live: str, join: str
) -> None:
    settings = Settings(**values)
    app = Quart(__name__)

    async with app.test_request_context("/", scheme=scheme, headers={"Host": host}):
        assert addresses.live_url(settings, "482915") == f"{live}/live/482915"
        assert addresses.join_url(settings, "482915") == f"{join}/482915"
        assert join.endswith(f"://{addresses.spoken_address(settings)}")


async def test_a_page_opened_on_this_machine_sends_phones_to_its_address_in_the_network() -> None:
    app = Quart(__name__)

    async with app.test_request_context("/", headers={"Host": "localhost:8000"}):
        join = addresses.join_url(Settings(), "482915")
        live = addresses.live_url(Settings(), "482915")

    lan = addresses.lan_address()
    assert join == f"http://{lan or 'localhost'}:8000/482915"
    assert live == "ws://localhost:8001/live/482915"


def test_the_address_in_the_network_is_one_that_others_can_reach() -> None:
    lan = addresses.lan_address()

    assert lan is None or not ipaddress.ip_address(lan).is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_means_this_machine(host: str) -> None:
    assert addresses.is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.5", "hall.local", "", "127.example.org"])
def test_other_addresses_do_not(host: str) -> None:
    assert not addresses.is_loopback(host)
