"""Only pages of this house send with cookies, and only its own hosts get into addresses."""

import socket
from pathlib import Path
from typing import Any

import pytest

from server.identity.origins import Origins, canonical, is_https
from server.proxies import parse_networks
from server.settings import Settings

STUDIO = "https://studio.example.org"
PUBLIC = "https://debates.example.org"


def origins(**values: Any) -> Origins:
    return Origins(Settings(data=Path("."), origins=(STUDIO,), **values))


# Pages at their own door.


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, None),
        ("", None),
        ("http://192.168.1.5:8000", True),
        (STUDIO, True),
        ("HTTPS://Studio.Example.org:443", True),
        ("https://192.168.1.5:8000", False),
        ("http://192.168.1.5", False),
        ("http://192.168.1.5:8001", False),
        ("http://192.168.1.55:8000", False),
        ("http://192.168.1.5:8000.evil.example", False),
        ("http://192.168.1.5:8000/x", False),
        ("http://evil@192.168.1.5:8000", False),
        ("http://studio.example.org", False),
        ("https://studio.example.org:8443", False),
        ("null", False),
        ("http://[broken", False),
        ("http://192.168.1.5:99999", False),
        ("ć", False),
    ],
)
def test_a_page_is_ours_by_scheme_host_and_port(origin: str | None, expected: bool | None) -> None:
    assert origins().is_page(origin, "http://192.168.1.5:8000") is expected


@pytest.mark.parametrize(
    ("base", "origin", "expected"),
    [
        (PUBLIC, PUBLIC, True),
        (PUBLIC, PUBLIC + ":443", True),
        (PUBLIC, "http://debates.example.org", False),
        ("http://debates.example.org", "https://debates.example.org", False),
        ("http://[fe80::1]:8000", "http://[fe80::1]:8000", True),
        ("http://[fe80::1]:8000", "http://[fe80::2]:8000", False),
        ("", "http://", False),
    ],
)
def test_neither_way_does_another_scheme_do(base: str, origin: str, expected: bool) -> None:
    assert origins().is_page(origin, base) is expected


# Pages at the live door.


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, None),
        ("http://192.168.1.5:8000", True),
        (STUDIO, True),
        ("http://192.168.1.5:8001", False),  # there are no pages
        ("http://192.168.1.5", False),
        ("https://192.168.1.5:8000", False),
        ("https://evil.example", False),
        ("null", False),
    ],
)
def test_the_live_door_knows_the_port_of_the_pages(
    origin: str | None, expected: bool | None
) -> None:
    assert origins().is_page_at_live(origin, "192.168.1.5:8001", "", secure=False) is expected


def test_with_a_certificate_of_our_own_pages_come_by_https() -> None:
    ours = origins()

    assert ours.is_page_at_live("https://[fd00::5]:8000", "[fd00::5]:8001", "", secure=True)
    assert not ours.is_page_at_live("http://[fd00::5]:8000", "[fd00::5]:8001", "", secure=True)


def test_a_name_that_strangers_point_at_us_is_theirs() -> None:
    """DNS rebinding: their page, loaded under their name, now leads here."""
    for host in ("evil.example:8001", "", "evil.example", "6.6.6.6:8001"):
        page = f"http://{host.partition(':')[0]}:8000"
        assert origins().is_page_at_live(page, host, "127.0.0.1", secure=False) is False


def test_behind_a_proxy_only_the_public_address_is_ours() -> None:
    ours = origins(public_url=PUBLIC)

    assert ours.is_page_at_live(PUBLIC, "127.0.0.1:8001", "", secure=True) is True
    assert ours.is_page_at_live(STUDIO, "127.0.0.1:8001", "", secure=True) is True
    for other in ("http://127.0.0.1:8000", "https://127.0.0.1:8000", "http://debates.example.org"):
        assert ours.is_page_at_live(other, "127.0.0.1:8001", "", secure=True) is False


# Hosts.


@pytest.mark.parametrize(
    "host",
    [
        "localhost:8000",
        "LOCALHOST",
        "127.0.0.1:8000",
        "[::1]:8000",
        "192.168.1.5",
        "10.0.0.9:1",
        "[fd00::5]:8000",
        "studio.example.org",
        socket.gethostname(),
        "93.184.216.34:8000",  # where it was reached
    ],
)
def test_the_house_knows_its_own_hosts(host: str) -> None:
    assert origins().knows(host, "93.184.216.34")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "6.6.6.6", "", "localhost.evil.example", "[2001:db8::1]",
     "127.0.0.1.evil.example", "debates.example.org", "evil.local"],
)  # fmt: skip
def test_the_house_knows_no_others(host: str) -> None:
    assert not origins().knows(host, "93.184.216.34")


def test_the_public_address_is_a_host_of_the_house() -> None:
    assert origins(public_url=PUBLIC).knows("debates.example.org")


# Schemes.


@pytest.mark.parametrize(
    ("values", "scheme", "peer", "told", "expected"),
    [
        ({}, "https", "192.168.1.7", [], True),
        ({}, "http", "192.168.1.7", [], False),
        ({}, "http", "192.168.1.7", ["https"], False),
        ({}, "http", "127.0.0.1", ["https"], True),
        ({}, "http", "127.0.0.1", ["https, http"], False),
        ({"proxies": parse_networks("192.168.1.7")}, "http", "192.168.1.7", ["https"], True),
        ({"public_url": PUBLIC}, "http", "192.168.1.7", [], True),
        ({"public_url": "http://debates.example.org"}, "https", "127.0.0.1", ["https"], False),
    ],
)
def test_only_our_proxies_say_how_the_browser_came(
    values: dict[str, Any], scheme: str, peer: str, told: list[str], expected: bool
) -> None:
    assert is_https(Settings(**values), scheme, peer, told) is expected


def test_an_origin_has_one_form() -> None:
    assert canonical("HTTP://Example.org:80") == canonical("http://example.org")
    assert canonical("ftp://example.org") is None
