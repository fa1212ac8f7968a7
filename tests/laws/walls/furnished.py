"""A house of several organisations, each with something to hide."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path as File
from typing import Any, TypeVar

from server.debate import commands as c
from server.debate.actors import Actor, Path, Role, Scope
from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from server.debate.rule import MODERATORS, OWNERS, PRODUCERS, SCREENERS
from server.debate.rules import VIEWERS
from server.identity.invitations import InvitationLinks
from server.store import Programme, programme_key
from server.store.answers.links import AnswerLink
from server.store.outgoing.endpoints import Endpoint
from tests.given.web_house import House, settings
from tests.laws.walls.secrets import Secret, unheard

OWNER = Actor("owner", "test", "test")
READERS = VIEWERS["control"]
ACCENT = "#1b5e8c"

Result = TypeVar("Result")


class Furnished:
    """`secrets`: all that is hidden so far. Works on a loop of its own: machines do not await."""

    def __init__(self, folder: File) -> None:
        self._runner = asyncio.Runner()
        self.house = House(settings(folder))
        self.secrets: list[Secret] = []
        self.organisations: list[str] = []
        self.programmes: list[str] = []
        self.codes: dict[str, Path] = {}
        self._ids = 0
        self.run(self.house.open())

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(work)

    def close(self) -> None:
        self.run(self.house.close())
        self._runner.close()

    def id(self) -> str:
        self._ids += 1
        return f"n{self._ids}"

    def hide(self, path: Path, roles: frozenset[Role], at_its_address: bool = False) -> str:
        """A word that only these may read."""
        secret = Secret(unheard(), path, roles, at_its_address)
        self.secrets.append(secret)
        return secret.word

    async def organisation(self, key: str) -> None:
        """With two programmes, and somebody invited whose name stands on no public page."""
        store, now = self.house.store, self.house.clock.now()
        await store.organisations.add(key, key, now)
        self.organisations.append(key)
        for slug in ("club", "news"):
            name = programme_key(key, slug)
            await store.programmes.add(Programme(name, {"en": slug}, key, ACCENT))
            self.programmes.append(name)
        links = InvitationLinks(store, self.house.clock)
        label = self.hide(Path(key), OWNERS)
        await links.make(Scope("organisation", key), "host", label)
        url = f"https://hooks.example/{self.hide(Path(key), OWNERS)}"
        told = Endpoint("", key, "", url, ("debate.opened",), "v1", False, "on", now)
        await store.endpoints.add(told, b"k" * 32, "test")

    async def member(self, organisation: str) -> None:
        """Whose name the owners of the organisation read, and nobody else's."""
        name = self.hide(Path(organisation), OWNERS)
        store, now = self.house.store, self.house.clock.now()
        id_ = await store.accounts.add(name, None, "no password", now)
        await store.memberships.grant(id_, Scope("organisation", organisation), "screener", now)

    async def debate(self, programme: str, *, phase: c.Phase, kind: str) -> None:
        """`kind`: `listed`, `unlisted` or a `rehearsal`; it has questions in every state."""
        code = str(100_000 + len(self.codes))
        organisation = programme.partition("/")[0]
        path = Path(organisation, programme, code)
        self.codes[code] = path
        store = self.house.store
        await store.debates.create(code, self.house.clock.now())
        room = await self.house.rooms.get(code)
        public = phase != "draft" and kind == "listed"
        title = "Posao" if public else self.hide(path, MODERATORS, at_its_address=phase != "draft")
        described = DescribeDebate(
            id=self.id(),
            code=code,
            programme=programme,
            title={"sr-Latn": title},
            guests={"g1": Guest("Ana Petrović")},
            unlisted=kind == "unlisted",
            rehearsal=kind == "rehearsal",
        )
        await room.handle(OWNER, described)
        label = self.hide(path, PRODUCERS)
        await self.house.identity.tokens.make(code, "display", label, maker=None)
        if phase == "draft":
            return
        await room.handle(OWNER, c.ChangePhase(id=self.id(), to="live"))
        await self._ask(code, path, keeps_remarks=phase != "closed")
        if phase == "closed":
            await room.handle(OWNER, c.ChangePhase(id=self.id(), to="closed"))
            office = self.hide(path, PRODUCERS)
            link = AnswerLink(f"l{code}", code, "g1", office, "", 1, 4 * 10**12)
            await store.answer_links.add((code * 6)[:32].encode(), link, "test")

    async def _ask(self, code: str, path: Path, *, keeps_remarks: bool) -> None:
        room = await self.house.rooms.get(code)
        asked: list[str] = []
        for number in range(4):
            person = Actor("participant", room.handle_of(self.house.identity.new_participant()))
            text = f"Kada {self.hide(path, READERS) if number < 3 else 'most'} {number}?"
            done = await room.handle(person, c.SubmitQuestion(id=self.id(), text=text))
            asked.append(str(done["question"]))
        note = self.hide(path, READERS)
        dismissed, merged, _, shown = asked
        for command in (
            c.DismissQuestion(id=self.id(), question=dismissed, reason="other", note=note),
            c.ApproveQuestion(id=self.id(), question=shown),
            c.MergeQuestion(id=self.id(), question=merged, into=shown),
        ):
            await room.handle(OWNER, command)
        if keeps_remarks:  # closing forgets them
            remark = self.hide(path, SCREENERS | VIEWERS["host"])
            await room.handle(OWNER, c.SayRemark(id=self.id(), text=remark))
