"""Houses of many, made at random; everybody asks for everything, at every door, all the time."""

import tempfile
from pathlib import Path as File
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.debate import commands as c
from server.debate.actors import GRANTED, Kind, Membership, Role, Scope
from server.debate.rule import TOKEN_ROLES
from tests.laws.walls.addresses import Known, addresses
from tests.laws.walls.furnished import Furnished
from tests.laws.walls.people import (
    Visitor,
    by_token,
    from_our_pages,
    nobody,
    opened,
    with_account,
)

KINDS: tuple[Kind, ...] = ("house", "organisation", "programme", "debate")
# What a view is called in an address, and what lists are asked for.
ASKED = ("", "as=control", "as=host", "as=display", "q=zid", "lang=en")

draws = st.integers(0, 10**6)


class Walls(RuleBasedStateMachine):
    """`seen`: of what was hidden, the words that somebody read who may."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="tribina-walls-")
        self.there = Furnished(File(self._folder.name))
        self.visitors: list[Visitor] = []
        self.seen: set[str] = set()
        self.asked = 0

    def teardown(self) -> None:
        self.there.close()
        self._folder.cleanup()

    @initialize()
    def two_organisations(self) -> None:
        run = self.there.run
        for key in ("aktiv", "buka"):
            run(self.there.organisation(key))
            run(self.there.member(key))
            run(self.there.debate(f"{key}/club", phase="live", kind="listed"))
        self.visitors += run(nobody(self.there.house))
        for key in ("aktiv", "buka"):
            owner = Membership(Scope("organisation", key), "owner")
            self.visitors.append(run(with_account(self.there.house, f"of.{key}", (owner,))))

    @rule(
        programme=draws,
        phase=st.sampled_from(("draft", "live", "closed")),
        kind=st.sampled_from(("listed", "unlisted", "rehearsal")),
    )
    def one_makes_a_debate(self, programme: int, phase: c.Phase, kind: str) -> None:
        if len(self.there.codes) < 6:
            chosen = self.there.programmes[programme % len(self.there.programmes)]
            self.there.run(self.there.debate(chosen, phase=phase, kind=kind))

    @rule(kind=st.sampled_from(KINDS), where=draws, what=draws)
    def somebody_comes_in(self, kind: Kind, where: int, what: int) -> None:
        if len(self.visitors) > 14:
            return
        keys = {
            "house": [""],
            "organisation": self.there.organisations,
            "programme": self.there.programmes,
            "debate": list(self.there.codes),
        }[kind]
        roles = GRANTED[kind]
        one = Membership(Scope(kind, keys[where % len(keys)]), roles[what % len(roles)])
        name = f"guest{len(self.visitors)}"
        self.visitors.append(self.there.run(with_account(self.there.house, name, (one,))))

    @rule(where=draws, role=st.sampled_from(TOKEN_ROLES))
    def somebody_gets_a_token(self, where: int, role: Role) -> None:
        if len(self.visitors) < 15:
            codes = list(self.there.codes)
            code = codes[where % len(codes)]
            self.visitors += self.there.run(by_token(self.there.house, code, role))

    @rule(who=draws)
    def somebody_is_nothing_any_more(self, who: int) -> None:
        visitor = self.visitors[who % len(self.visitors)]
        if visitor.name.startswith("guest") and visitor.memberships:
            self.there.run(self._send_away(visitor))

    @rule(who=draws, asks=st.lists(draws, min_size=60, max_size=60))
    def somebody_asks_for_much(self, who: int, asks: list[int]) -> None:
        visitor = self.visitors[who % len(self.visitors)]
        there = list(addresses(self.there.house.app, self._known(), "GET"))
        for number in asks:
            query = ASKED[number % len(ASKED)]
            self._look(visitor, there[number % len(there)], query)

    @rule(who=draws, sent=st.lists(draws, min_size=12, max_size=12))
    def somebody_sends_forms(self, who: int, sent: list[int]) -> None:
        visitor = self.visitors[who % len(self.visitors)]
        there = list(addresses(self.there.house.app, self._known(), "POST"))
        for number in sent:
            self._send(visitor, there[number % len(there)])

    @invariant()
    def own_desks_are_read(self) -> None:
        """So that there is something to see for whoever may."""
        for visitor in self.visitors:
            if visitor.name.startswith("of.") and not self.seen:
                key = visitor.name[3:]
                self._look(visitor, f"/admin/o/{key}/members", "")
                for code in self.there.codes:
                    self._look(visitor, f"/api/debates/{code}", "as=control")

    async def _send_away(self, visitor: Visitor) -> None:
        store, now = self.there.house.store, self.there.house.clock.now()
        account = await store.accounts.get(visitor.name)
        assert account is not None
        try:
            for one in visitor.memberships:
                await store.memberships.take(account.id, one.scope, now)
        except Exception as error:  # the last owner stays
            assert type(error).__name__ == "LastOwner"
            return
        visitor.memberships = ()

    def _known(self) -> Known:
        return Known(list(self.there.codes), self.there.organisations, self.there.programmes)

    def _look(self, visitor: Visitor, address: str, query: str) -> None:
        asked = "&".join(filter(None, (query, visitor.query)))
        body = self.there.run(self._answer(visitor, "GET", f"{address}?{asked}"))
        self._hold_to_the_law(visitor, address, body)

    def _send(self, visitor: Visitor, address: str) -> None:
        form = {
            "do": "invite",
            "role": "host",
            "scope": f"organisation:{self.there.organisations[0]}",
        }
        body = self.there.run(self._answer(visitor, "POST", address, form=form))
        self._hold_to_the_law(visitor, address, body)

    async def _answer(self, visitor: Visitor, method: str, address: str, **sent: Any) -> str:
        browser = visitor.browser
        if address.partition("?")[0] in ("/logout", "/logout-everywhere"):
            return ""  # they go on asking
        if method == "GET":
            response = await browser.get(address, **from_our_pages(browser))
        else:
            response = await browser.post(address, **sent)
        assert response.status_code < 500 or response.status_code == 503, (address, visitor.name)
        self.asked += 1
        body = opened(await response.get_data(as_text=False))
        told = str(response.headers.get("Location", ""))
        return told + body.decode("utf-8", "replace")

    def _hold_to_the_law(self, visitor: Visitor, address: str, body: str) -> None:
        if "zid" not in body:
            return
        for secret in self.there.secrets:
            if secret.word in body:
                said = f"{visitor.name} reads at {address} what stands at {secret.path}"
                assert secret.is_open_to(visitor.memberships, address), said
                self.seen.add(secret.word)


@pytest.mark.parametrize(
    "size", [pytest.param(2, id="a few"), pytest.param(40, id="many", marks=pytest.mark.slow)]
)
def test_nothing_of_an_organisation_leaves_it(size: int) -> None:
    given = hypothesis.settings(
        max_examples=size,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    hypothesis.stateful.run_state_machine_as_test(Walls, settings=given)


def test_there_is_something_to_hide_and_owners_read_all_of_it(tmp_path: File) -> None:
    there = Furnished(tmp_path)
    there.run(there.organisation("aktiv"))
    there.run(there.member("aktiv"))
    made: list[tuple[c.Phase, str]] = [
        ("draft", "listed"),
        ("live", "listed"),
        ("live", "rehearsal"),
        ("closed", "listed"),
    ]
    for phase, kind in made:
        there.run(there.debate("aktiv/club", phase=phase, kind=kind))
    owner = Membership(Scope("organisation", "aktiv"), "owner")
    browser = there.run(with_account(there.house, "of.aktiv", (owner,))).browser
    known = Known(list(there.codes), there.organisations, there.programmes)

    read = ""
    for address in {*addresses(there.house.app, known, "GET")} - {"/logout"}:
        for query in ("as=control", "as=host") if address.startswith("/api") else ("",):
            response = there.run(browser.get(f"{address}?{query}", **from_our_pages(browser)))
            read += there.run(response.get_data(as_text=False)).decode("utf-8", "replace")

    assert {secret.word for secret in there.secrets if secret.word not in read} == set()
    there.close()
