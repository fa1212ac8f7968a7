"""Which network an address counts as."""

import pytest

from server.networks import Networks, home_of, networks_of


@pytest.mark.parametrize(
    ("address", "near", "wide", "area"),
    [
        ("203.0.113.7", "203.0.113.7", "", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.7", "", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/56", "2001:db8:1::/48"),
        ("2001:DB8:1:ff02::4", "2001:db8:1:ff02::/64", "2001:db8:1:ff00::/56", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/56", "fe80::/48"),
        ("fe80::2%wlan1", "fe80::/64", "fe80::/56", "fe80::/48"),
        ("unreadable", "unreadable", "", "unreadable"),
        ("", "", "", ""),
    ],
)
def test_an_address_counts_as_a_network(address: str, near: str, wide: str, area: str) -> None:
    assert networks_of(address) == Networks(near, wide, area)


def test_a_home_is_one_address_or_one_56() -> None:
    assert home_of("203.0.113.9") == home_of("::ffff:203.0.113.9") != home_of("203.0.113.10")
    assert home_of("2001:db8:0:aa01::1") == home_of("2001:db8:0:aaff:1::2%eth0")
    assert home_of("2001:db8:0:aa01::1") != home_of("2001:db8:0:ab01::1")
    assert home_of("/run/socket") == b"/run/socket"
