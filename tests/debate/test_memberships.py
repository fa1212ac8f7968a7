"""Who is what where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.debate.actors import (
    GRANTED,
    HOUSE,
    STRONGEST_FIRST,
    THE_HOUSE,
    Membership,
    Path,
    Role,
    Scope,
    is_key,
    role_at,
)
from server.debate.rule import KEEPERS
from server.debate.rules import ADMINISTRATION, RULES, VIEWERS, may, may_anywhere

HERE = Path("aktiv", "aktiv/club", "100001")
SCOPES = sorted({*HERE.scopes(), Scope("organisation", "buka"), Scope("debate", "100002")})
memberships = st.lists(
    st.sampled_from([Membership(scope, role) for scope in SCOPES for role in GRANTED[scope.kind]]),
    max_size=4,
)


@given(memberships)
def test_of_the_roles_on_a_path_the_strongest_counts_and_no_other_does(
    held: list[Membership],
) -> None:
    counted = [one.role for one in held if one.scope in HERE.scopes()]
    strongest = min(counted, key=STRONGEST_FIRST.index) if counted else None
    assert role_at(held, HERE) == strongest
    assert role_at([one for one in held if one.scope in HERE.scopes()], HERE) == strongest


def test_a_debate_stands_in_its_programme_its_organisation_and_the_house() -> None:
    assert HERE.scopes() == {
        HOUSE,
        Scope("organisation", "aktiv"),
        Scope("programme", "aktiv/club"),
        Scope("debate", "100001"),
    }
    assert HERE.up_to("programme") == Path("aktiv", "aktiv/club")
    assert HERE.up_to("house") == THE_HOUSE


def test_what_is_of_the_house_is_nothing_to_the_owner_of_an_organisation() -> None:
    owner = [Membership(Scope("organisation", "aktiv"), "owner")]
    house = {name for name, rule in ADMINISTRATION.items() if rule.at == "house"}
    assert house
    assert not any(may(name, owner, HERE) or may_anywhere(name, owner) for name in house)
    assert may("members", owner, HERE)
    assert not may("members", owner, Path("buka"))


def test_who_is_something_of_one_debate_makes_none_and_invites_nobody() -> None:
    for role in GRANTED["debate"]:
        one = [Membership(Scope("debate", "100001"), role)]
        assert not may("make", one, HERE)
        assert not may("members", one, HERE)


def test_a_keeper_has_to_do_with_no_debate_and_an_observer_does_nothing() -> None:
    keeper: Role = "keeper"
    observer: Role = "observer"
    assert keeper in KEEPERS
    assert not any(keeper in roles for roles in VIEWERS.values())
    assert not any({keeper, observer} & rule.roles for rule in RULES.values())
    assert observer in VIEWERS["control"]


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("aktiv", True),
        ("4-club", True),
        ("a" * 40, True),
        ("a" * 41, False),
        ("a", False),
        ("-club", False),
        ("Aktiv", False),
        ("aktiv/klub", False),
        ("klub\n", False),
        ("клуб", False),
    ],
)
def test_a_key_can_stand_in_an_address(text: str, may: bool) -> None:
    assert is_key(text) == may
