"""Debates with questions in every state, each of which somebody must not see."""

from server.debate import commands as c
from server.debate.actors import Actor, Path, Role, Scope
from server.debate.air.marking import MarkMoment
from server.debate.deciding.labelling import NoteQuestion
from server.debate.described import Guest
from server.debate.inner_commands import AnyCommand, DescribeDebate
from server.debate.minutes import DAY_MS
from server.debate.rule import KEEPERS, MODERATORS, PRODUCERS, SCREENERS
from server.debate.rules import VIEWERS
from server.identity.digests import digest_of_secret
from server.live.room import Room
from server.store import Draft
from server.store.answers.links import AnswerLink
from tests.laws.walls.furnished import Furnished
from tests.laws.walls.secrets import NOBODY

READERS = VIEWERS["control"]


async def debate(there: Furnished, programme: str, *, phase: c.Phase, kind: str) -> None:
    """`kind`: `listed`, `unlisted` or a `rehearsal`."""
    organisation = programme.partition("/")[0]
    code = f"{there.codes_begin(organisation)}{len(there.codes):05d}"
    path = there.codes[code] = Path(organisation, programme, code)
    await there.house.store.debates.create(code, there.house.clock.now())
    await _Made(there, path, await there.house.rooms.get(code), phase, kind).make()


async def say_more(there: Furnished, code: str) -> None:
    """What comes while others look: a question, what is noted of it, a remark."""
    room, path = await there.house.rooms.get(code), there.codes[code]
    asked = await _ask(there, room, there.hide("a question that just came", path, READERS))
    by = Actor("owner", there.id(), "test")  # somebody else each time: one alone is slowed down
    note = there.hide("what was just noted of a question", path, READERS)
    remark = there.hide("what was just said", path, SCREENERS | VIEWERS["host"])
    await room.handle(by, NoteQuestion(id=there.id(), question=asked, text=note))
    await room.handle(by, c.SayRemark(id=there.id(), text=remark, to="host"))


class _Made:
    """A debate while it is made."""

    def __init__(self, there: Furnished, path: Path, room: Room, phase: c.Phase, kind: str) -> None:
        self._there = there
        self._path = path
        self._room = room
        self._phase = phase
        self._kind = kind
        self._is_public = phase != "draft" and kind == "listed"
        self._office = ""  # the secret of its link
        self._account = ""
        self._by = Actor("owner", "test", "test")

    async def make(self) -> None:
        if self._phase == "closed" and self._kind != "rehearsal":
            self._office = self._there.hand("the link of an office", self._path)
        await self._moderated()
        described = DescribeDebate(
            id=self._there.id(),
            code=self._path.debate,
            programme=self._path.programme,
            title={"sr-Latn": self._shown("a title")},
            guests={"g1": Guest("Ana Petrović")},
            unlisted=self._kind == "unlisted",
            rehearsal=self._kind == "rehearsal",
        )
        await self._room.handle(self._by, described)
        label = self._hide("what a token is called", PRODUCERS)
        await self._there.house.identity.tokens.make(self._path.debate, "display", label, None)
        if self._phase == "draft":
            return
        await self._do(c.ChangePhase(id=self._there.id(), to="live"))
        asked = await self._asked()
        if self._phase == "closed":
            await self._do(c.ChangePhase(id=self._there.id(), to="closed"))
            await self._answered(asked)
            await self._there.index()
        else:  # closing forgets what was said
            self._there.live.append(self._path.debate)
            remark = self._hide("a remark", SCREENERS | VIEWERS["host"])
            await self._do(c.SayRemark(id=self._there.id(), text=remark))

    async def _moderated(self) -> None:
        """By somebody of this debate alone."""
        name = self._hide("who moderated", MODERATORS | KEEPERS)
        store, now = self._there.house.store, self._there.house.clock.now()
        self._account = await store.accounts.add(name, None, "no password", now)
        scope = Scope("debate", self._path.debate)
        await store.memberships.grant(self._account, scope, "producer", now)
        self._by = Actor("owner", f"account:{self._account}", name)

    async def _asked(self) -> str:
        """Questions in every state; returns the one that is shown."""
        dismissed, merged, _ = [
            await self._ask(what, self._hide(f"who asked {what}", READERS))
            for what in ("a dismissed question", "a merged question", "a waiting question")
        ]
        name = self._shown("who asked a shown question")
        shown = await self._ask("the former words of a question", name)
        id_, text = self._there.id, f"Kada {self._shown('a shown question')} most?"
        reason = self._hide("why a question was dismissed", READERS)
        noted = self._hide("what was noted of a question", READERS)
        marked = self._hide("a mark for the editor", PRODUCERS)
        for command in (
            c.EditQuestion(id=id_(), question=shown, text=text),
            NoteQuestion(id=id_(), question=shown, text=noted),
            c.ApproveQuestion(id=id_(), question=shown),
            c.DismissQuestion(id=id_(), question=dismissed, reason="other", note=reason),
            c.MergeQuestion(id=id_(), question=merged, into=shown),
            MarkMoment(id=id_(), text=marked),
        ):
            await self._do(command)
        return shown

    async def _ask(self, what: str, name: str) -> str:
        return await _ask(self._there, self._room, self._hide(what, READERS), name)

    async def _answered(self, question: str) -> None:
        """In writing, by the office of its guest, which goes on to write."""
        if not self._office:
            return
        store, now, path = self._there.house.store, self._there.house.clock.now(), self._path
        secret = self._office
        link = AnswerLink(
            f"l{path.debate}",
            path.debate,
            "g1",
            self._hide("whose office answers", PRODUCERS, secret),
            f"m…@{self._hide('where the link of an office went', PRODUCERS)}.example",
            now,
            now + DAY_MS,
        )
        await store.answer_links.add(digest_of_secret(secret), link, self._account)
        said = Draft(self._shown("a written answer"))
        edition = await store.written_answers.save(link, question, said, now)
        told = Draft(said.text, edition)
        await store.written_answers.publish(link, question, told, "sr-Latn", now)
        draft = Draft(self._hide("what an office drafted", NOBODY, secret))
        await store.written_answers.save(link, question, draft, now)

    def _hide(self, what: str, roles: frozenset[Role], *at: str) -> str:
        return self._there.hide(what, self._path, roles, *at)

    def _shown(self, what: str) -> str:
        """What everybody may read, in a listed debate; in others whoever knows its code, or was
        asked to answer."""
        if self._is_public:
            return self._there.publish(what, self._path)
        at = (self._path.debate, self._office) if self._phase != "draft" else ()
        return self._hide(what, MODERATORS, *filter(None, at))

    async def _do(self, command: AnyCommand) -> None:
        await self._room.handle(self._by, command)


async def _ask(there: Furnished, room: Room, word: str, name: str | None = None) -> str:
    """A question with this word in it, by somebody new."""
    person = Actor("participant", room.handle_of(there.house.identity.new_participant()))
    asks = c.SubmitQuestion(id=there.id(), text=f"Kada {word} ulica?", name=name)
    return str((await room.handle(person, asks))["question"])
