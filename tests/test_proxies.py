"""Whose connection it is: what proxies of ours say counts, what others say does not."""

import pytest

from server.proxies import LOOPBACK, UNREADABLE, Proxies, parse_networks

HALL = "203.0.113.7"


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "caller"),
    [
        (HALL, [], HALL),
        ("127.0.0.1", [], None),
        ("::1", [], None),
        ("127.0.0.1", [HALL], HALL),
        ("::1", ["2001:db8::5"], "2001:db8::5"),
        ("10.0.0.9", [HALL], HALL),
        ("::ffff:10.0.0.9", [f"::ffff:{HALL}"], HALL),
        # What somebody outside wrote into the header themselves stands before what we wrote.
        ("127.0.0.1", [f"198.51.100.1, {HALL}"], HALL),
        ("127.0.0.1", ["198.51.100.1", HALL], HALL),
        ("127.0.0.1", [f"127.0.0.1, {HALL}"], HALL),
        (HALL, ["198.51.100.1"], HALL),
        (HALL, ["127.0.0.1"], HALL),
        # Two proxies of ours, one behind the other.
        ("127.0.0.1", [f"{HALL}, 10.0.0.9"], HALL),
        ("127.0.0.1", ["10.0.0.9"], None),
        ("127.0.0.1", ["somebody"], UNREADABLE),
        ("127.0.0.1", [""], UNREADABLE),
        ("127.0.0.1", [f"somebody, {HALL}"], HALL),
        ("", [], UNREADABLE),
    ],
)
def test_who_is_behind_a_connection(
    peer: str, forwarded_for: list[str], caller: str | None
) -> None:
    proxies = Proxies(parse_networks("10.0.0.0/28"))
    assert proxies.caller(peer, forwarded_for) == caller


def test_this_machine_is_always_trusted() -> None:
    assert parse_networks("") == LOOPBACK
    assert parse_networks(" 10.0.0.9 , fd00::/8 ")[: len(LOOPBACK)] == LOOPBACK


@pytest.mark.parametrize("text", ["proxy.example.org", "10.0.0.9/8", "300.1.1.1"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_networks(text)
