"""Where buttons are listened for over OSC: never where the internet is."""

import pytest

from server.osc_address import OscAddress, is_near, parse_osc_address
from server.settings import BadSettings, Settings


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("192.168.1.10:9000", "192.168.1.10", 9000),
        (" 10.0.0.1:53000 ", "10.0.0.1", 53000),
        ("127.0.0.1:1", "127.0.0.1", 1),
        ("169.254.7.7:9000", "169.254.7.7", 9000),
        ("[fd00::7]:9000", "fd00::7", 9000),
        ("[::1]:9000", "::1", 9000),
    ],
)
def test_an_address_of_the_local_network_is_taken(text: str, host: str, port: int) -> None:
    address = parse_osc_address(text)
    assert address == OscAddress(host, port)
    assert str(address) == text.strip()


def test_without_one_nothing_listens() -> None:
    assert parse_osc_address(" ") is None
    assert Settings.from_env({}).osc is None


@pytest.mark.parametrize(
    "text",
    [
        "203.0.113.7:9000",
        "8.8.8.8:9000",
        "172.32.0.1:9000",
        "100.64.0.1:9000",
        "0.0.0.0:9000",
        "[::]:9000",
        "[2001:db8::1]:9000",
        "224.0.0.1:9000",
        "255.255.255.255:9000",
        "[::ffff:8.8.8.8]:9000",
    ],
)
def test_one_that_others_reach_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(BadSettings, match=r"TRIBINA_OSC: .*no address of a local network"):
        Settings.from_env({"TRIBINA_OSC": text})


@pytest.mark.parametrize(
    "text",
    [
        "9000",
        "studio.local:9000",
        "192.168.1.10",
        "192.168.1.10:0",
        "192.168.1.10:99999",
        "x@10.0.0.1:9",
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"looks like 192\.168"):
        parse_osc_address(text)


def test_the_scope_of_an_address_does_not_change_where_it_is() -> None:
    assert is_near("fe80::1%eth0")
    assert not is_near("2001:db8::1%eth0")
