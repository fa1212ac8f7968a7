"""Where a webhook may go, and where never."""

import pytest

from server.outgoing.guarding import may_reach, target_of

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "169.254.1.1",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:db8::1",
    "2001::1",
    "::127.0.0.1",
    "100::1",
    "64:ff9b:1::1",
    "no-address",
    "0177.0.0.1",
    "127.1",
    "2130706433",
]
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"]
HALL = ["192.168.1.20", "10.0.0.5", "172.20.0.1", "127.0.0.1", "::1", "fd12::3"]


@pytest.mark.parametrize("address", INSIDE)
def test_what_only_this_machine_reaches_is_never_reached(address: str) -> None:
    assert not may_reach(address, in_hall=False)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_everybody_reaches_is(address: str) -> None:
    assert may_reach(address, in_hall=False)
    assert not may_reach(address, in_hall=True)  # http never leaves the hall


@pytest.mark.parametrize("address", HALL)
def test_in_the_hall_private_addresses_are_reached(address: str) -> None:
    assert may_reach(address, in_hall=True)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
)
def test_not_even_in_the_hall_is_everything_reached(address: str) -> None:
    assert not may_reach(address, in_hall=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://example.org:22/",
        "https://example.org:6379/",
        "https://user:secret@example.org/",
        "https://example.org/#part",
        "https:///path",
        "https://example.org/a b",
        "https://example.org/\r\nx: y",
        "https://primer.срб/",
        "https://example.org:99999/",
        "https://[fe80::1%25eth0]/",
        "https://example.org/" + "a" * 500,
        "",
    ],
)
def test_some_addresses_are_none_for_a_webhook(url: str) -> None:
    assert target_of(url, in_hall=False) is None


def test_what_an_address_says_is_where_it_goes() -> None:
    there = target_of("https://example.org/hook?token=1", in_hall=False)
    assert there is not None
    assert (there.host, there.port, there.path) == ("example.org", 443, "/hook?token=1")
    assert there.authority == "example.org"
    hall = target_of("http://[fd12::3]:8000", in_hall=True)
    assert hall is not None
    assert (hall.authority, hall.path) == ("[fd12::3]:8000", "/")
    assert target_of("http://192.168.1.2:5432/", in_hall=True) is None
