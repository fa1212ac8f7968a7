"""Which addresses everybody reaches, however they are written."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.reachable import is_of_everybody

INSIDE_V4 = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
]
INSIDE_V6 = [
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "feff::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "ff0e::1",
    "100::1",
    "64:ff9b:1::1",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
]
NOTHING = ["", "no-address", "0177.0.0.1", "127.1", "2130706433", "8.8.8.8 ", "[::1]"]
OUTSIDE_V4 = ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1"]
OUTSIDE_V6 = ["2606:4700::6810:84e5", "2a00:1450:4001:80b::200e"]


def holding(there: IPv4Address) -> list[str]:
    """All ways to write an address of IPv4 as one of IPv6, or to hide it in one."""
    number = int(there)
    teredo = int(IPv6Address("2001::")) | int(IPv4Address("8.8.8.8")) << 64 | number ^ 0xFFFF_FFFF
    whole = [
        int(IPv6Address("::ffff:0:0")) | number,
        int(IPv6Address("64:ff9b::")) | number,
        int(IPv6Address("2002::")) | number << 80 | 1,
        int(IPv6Address("::")) | number,
        teredo,
    ]
    return [str(IPv6Address(one)) for one in whole]


@pytest.mark.parametrize("address", [*INSIDE_V4, *INSIDE_V6, *NOTHING])
def test_what_only_some_reach_is_not_everybody_s(address: str) -> None:
    assert not is_of_everybody(address)


@pytest.mark.parametrize("address", [*OUTSIDE_V4, *OUTSIDE_V6])
def test_what_the_internet_reaches_is(address: str) -> None:
    assert is_of_everybody(address)


@pytest.mark.parametrize("address", INSIDE_V4)
def test_an_address_inside_is_so_within_another(address: str) -> None:
    for one in holding(IPv4Address(address)):
        assert not is_of_everybody(one), one


@given(st.ip_addresses(v=4))
def test_no_address_of_ipv4_is_everybody_s_only_when_it_is_written_otherwise(
    there: IPv4Address,
) -> None:
    mapped, translated, six, compatible, teredo = holding(there)
    known = is_of_everybody(str(there))
    assert {is_of_everybody(one) for one in (mapped, translated, six)} == {known}
    assert not is_of_everybody(compatible)  # long given up: nobody has one
    assert not is_of_everybody(teredo)


@given(st.ip_addresses(v=6))
def test_of_ipv6_only_what_is_given_out_is_everybody_s(there: IPv6Address) -> None:
    if is_of_everybody(str(there)):
        given_out = map(IPv6Network, ("2000::/3", "64:ff9b::/96", "::ffff:0:0/96"))
        assert any(there in one for one in given_out)
        assert not (there.is_private or there.is_link_local or there.is_multicast)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert is_of_everybody(text) in (True, False)
