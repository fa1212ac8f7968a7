"""Houses of many, made at random; everybody asks for everything, at every door, all the time."""

import tempfile
from collections.abc import Sequence
from pathlib import Path as File
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from server.debate import commands as c
from server.debate.actors import GRANTED, Kind, Membership, Role, Scope
from server.debate.rule import TOKEN_ROLES
from tests.laws.walls.addresses import addresses
from tests.laws.walls.asking import answered
from tests.laws.walls.debates import debate, say_more
from tests.laws.walls.furnished import Furnished
from tests.laws.walls.listening import Ear, listening, sent_away, settled
from tests.laws.walls.organisations import noted_by_the_house, organisation
from tests.laws.walls.people import Visitor, by_token, nobody, owner_of, with_account
from tests.laws.walls.telling import post, told

KINDS: tuple[Kind, ...] = ("house", "organisation", "programme", "debate")
ORGANISATIONS = ("aktiv", "buka")
DEBATES_AT_MOST = 6
PEOPLE_AT_MOST = 15
EARS_AT_MOST = 60
ASKS = 40  # of somebody at a time
# Who may say what is listed says that it is not: of what becomes public nothing is hidden.
FORM = {"do": "invite", "role": "host", "scope": "organisation:aktiv", "unlisted": "on"}

T = TypeVar("T")

draws = st.integers(0, 10**6)


class Walls(RuleBasedStateMachine):
    """`ears`: the connections that people have left open."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="tribina-walls-")
        self.there = Furnished(File(self._folder.name))
        self.visitors: list[Visitor] = []
        self.ears: list[Ear] = []

    def teardown(self) -> None:
        try:
            self.there.run(self._end())
            self.there.read_the_log()
        finally:
            self.there.close()
            self._folder.cleanup()

    @initialize()
    def two_organisations(self) -> None:
        self.there.run(self._begin())

    @rule(
        programme=draws,
        phase=st.sampled_from(("draft", "live", "closed")),
        kind=st.sampled_from(("listed", "unlisted", "rehearsal")),
    )
    def one_makes_a_debate(self, programme: int, phase: c.Phase, kind: str) -> None:
        if len(self.there.codes) < DEBATES_AT_MOST:
            chosen = _of(self.there.programmes, programme)
            self.there.run(debate(self.there, chosen, phase=phase, kind=kind))

    @rule(kind=st.sampled_from(KINDS), where=draws, what=draws)
    def somebody_comes_in(self, kind: Kind, where: int, what: int) -> None:
        if len(self.visitors) >= PEOPLE_AT_MOST:
            return
        keys = {
            "house": [""],
            "organisation": self.there.organisations,
            "programme": self.there.programmes,
            "debate": list(self.there.codes),
        }[kind]
        one = Membership(Scope(kind, _of(keys, where)), _of(GRANTED[kind], what))
        name = f"guest{len(self.visitors)}"
        self.visitors.append(self.there.run(with_account(self.there, name, (one,))))

    @rule(where=draws, role=st.sampled_from(TOKEN_ROLES))
    def somebody_gets_a_token(self, where: int, role: Role) -> None:
        if len(self.visitors) < PEOPLE_AT_MOST:
            code = _of(list(self.there.codes), where)
            self.visitors += self.there.run(by_token(self.there.house, code, role))

    @rule(who=draws, asks=st.lists(draws, min_size=ASKS, max_size=ASKS))
    def somebody_asks_for_much(self, who: int, asks: list[int]) -> None:
        there = addresses(self.there.house.app, self.there.known())
        self.there.run(self._ask(_of(self.visitors, who), [_of(there, one) for one in asks]))

    @rule(who=draws, sent=st.lists(draws, min_size=12, max_size=12))
    def somebody_sends_forms(self, who: int, sent: list[int]) -> None:
        there = addresses(self.there.house.app, self.there.known(handed=False), "POST")
        self.there.run(self._send(_of(self.visitors, who), [_of(there, one) for one in sent]))

    @rule(who=draws, where=draws)
    def somebody_listens(self, who: int, where: int) -> None:
        if len(self.ears) < EARS_AT_MOST:
            code = _of(list(self.there.codes), where)
            self.there.run(self._listen(_of(self.visitors, who), code))

    @rule(where=draws)
    def more_is_said(self, where: int) -> None:
        live = [code for code in self.there.codes if code in self.there.live]
        self.there.run(self._say_more(_of(live, where)))

    @rule(who=draws)
    def somebody_is_nothing_any_more(self, who: int) -> None:
        visitor = _of(self.visitors, who)
        if visitor.name.startswith("guest") and visitor.memberships:
            self.there.run(self._send_away(visitor))

    async def _begin(self) -> None:
        await noted_by_the_house(self.there)
        for key in ORGANISATIONS:
            await organisation(self.there, key)
            await debate(self.there, f"{key}/club", phase="live", kind="listed")
        self.visitors += await nobody(self.there.house)
        for key in ORGANISATIONS:
            self.visitors.append(await with_account(self.there, f"of.{key}", (owner_of(key),)))

    async def _end(self) -> None:
        await self._hear()
        for ear in self.ears:
            await ear.leave()
        await told(self.there)
        await post(self.there)

    async def _ask(self, visitor: Visitor, there: list[str]) -> None:
        for address in there:
            answer = await answered(visitor, "GET", address)
            self.there.read(answer.said, visitor.name, visitor.memberships, address)

    async def _send(self, visitor: Visitor, there: list[str]) -> None:
        for address in there:
            answer = await answered(visitor, "POST", address, form=FORM)
            self.there.read(answer.said, visitor.name, visitor.memberships, address)

    async def _listen(self, visitor: Visitor, code: str) -> None:
        ears = await listening(self.there, visitor, code)
        self.ears += ears
        for ear in ears:
            self.there.read(await ear.heard(), visitor.name, visitor.memberships, ear.at)

    async def _say_more(self, code: str) -> None:
        if await self.there.house.store.debates.get(code) is None:
            return  # a rehearsal that somebody wiped
        await say_more(self.there, code)
        await settled(self.there, code)
        await self._hear()

    async def _hear(self) -> None:
        for ear in self.ears:
            who = ear.visitor
            self.there.read(await ear.heard(), who.name, who.memberships, ear.at)

    async def _send_away(self, visitor: Visitor) -> None:
        await self._hear()  # what came to them as long as they were something
        await sent_away(self.there, visitor, self.ears)


def _of(there: Sequence[T], number: int) -> T:
    return there[number % len(there)]
