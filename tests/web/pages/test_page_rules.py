"""A moderator's page comes with the table of rules, for its role, and with what there is to choose;
no other page does."""

from typing import get_args

import pytest

from server.debate import commands as c
from server.debate.actors import Role
from server.debate.phases import OVER
from server.debate.rules import MERGE_TARGETS, NAMED, TRANSITIONS
from server.web.pages.page_rules import rules_of
from tests.given.web_house import House
from tests.web.pages.test_screens import page_of, path_of

SCREENING: tuple[Role, ...] = ("screener", "producer", "owner")


@pytest.mark.parametrize("role", SCREENING)
def test_a_role_s_rules_are_those_of_the_table(role: Role) -> None:
    told = rules_of(role)

    assert set(told["may"]) == {name for name, rule in NAMED.items() if role in rule.roles}
    for name, rule in told["may"].items():
        assert set(rule.get("phases", ())) == NAMED[name].phases
        states = rule.get("states")
        assert (None if states is None else set(states)) == NAMED[name].states
    seen = {name for name, rule in told["may"].items() if rule.get("seen")}
    assert seen == {"approve", "dismiss", "merge", "take", "answered"} & set(told["may"])
    assert told["undoes_all"] is (role != "screener")


def test_what_there_is_to_choose_is_what_the_commands_take() -> None:
    told = rules_of("producer")

    assert told["choices"] == {
        "dismiss": get_args(c.Reason),
        "hold": get_args(c.HoldReason),
        "answered": get_args(c.How),
        "say": get_args(c.Preset),
    }
    assert {phase: set(to) for phase, to in told["following"].items()} == TRANSITIONS
    assert set(told["into"]) == MERGE_TARGETS
    assert set(told["over"]) == OVER


@pytest.mark.parametrize(("view", "role"), [("control", "screener"), ("host", "host")])
async def test_it_is_inside_the_page_of_a_moderator(house: House, view: str, role: Role) -> None:
    room = await house.debate()
    moderator = await house.moderator(role)

    page = await page_of(await moderator.get(path_of(view, room.code)))

    assert page["rules"]["may"].keys() == rules_of(role)["may"].keys()


@pytest.mark.parametrize("view", ["audience", "display"])
async def test_it_makes_no_other_page_larger(house: House, view: str) -> None:
    room = await house.debate()

    page = await page_of(await (await house.moderator()).get(path_of(view, room.code)))

    assert "rules" not in page
