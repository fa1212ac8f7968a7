"""What the command line and the demo do to the store: accounts, debates, tokens, exports, checks.

Like administration, but without pages. May know all rooms of the house, as the composition root.
"""

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import msgspec

from server.archive.administration import verify_administration
from server.archive.load import add_written, load_record
from server.archive.searchable import rebuild
from server.archive.verify import House, held_by, verify
from server.archive.written import over_guests
from server.clock import Clock, SystemClock
from server.cluster.relay import InProcessRelay
from server.debate.actors import Actor, Role, Scope
from server.debate.commands import ChangePhase, Phase
from server.debate.described import LENGTHS, Guest, Limits, Pile
from server.debate.events import LogBegunAnew
from server.debate.inner_commands import DescribeDebate
from server.debate.rule import BY_LINK
from server.http_address import is_address
from server.identity.passwords import MIN_LENGTH, Passwords, known_names, password_problem
from server.identity.tokens import DAYS, BearerTokens
from server.language.languages import TAGS
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.operating.accounts import AccountTools
from server.operating.beginning_anew import (
    begin_house_log_anew,
    begin_log_anew,
    logs_that_lost,
)
from server.operating.entering import Entering
from server.operating.house.leaving import LeavingTools
from server.operating.house.moving import MovingTools
from server.operating.house.organisations import OrganisationTools, programme_called
from server.operating.localised import localised
from server.operating.trouble import Trouble
from server.settings import Settings
from server.store import BrokenJournal, Keys, Store, Taken, Unavailable, migrate
from server.store.administration.actions import Action
from server.store.administration.fields import Told
from server.store.logs.house_log import digest_of
from server.store.secrecy.signing import Own
from server.studio.markers.order import choices, ordered
from server.transparency.policy import policy_of
from server.transparency.vkeys import COSIGNATURE, Vkey
from server.web.admin.checks import account_problem
from server.web.admin.create_debate import create_debate
from server.web.admin.described import told_of
from server.web.archive.downloads import Download, download
from server.web.delivery.made import Made
from server.web.studio.markers_making import made
from server.web.words.i18n import house_words, pick

_PASSWORD_PROBLEMS = {
    "account.password_short": f"a password has at least {MIN_LENGTH} characters",
    "account.password_long": "the password is too long",
    "account.password_simple": "this password is too easy to guess",
}
COMMAND_LINE = Actor("owner", "command line", "command line")


class Tools:
    """`base`: the public address of the house, if it has one; `here`: where its pages are at any
    rate, for links."""

    def __init__(
        self, store: Store, rooms: Rooms, clock: Clock, base: str = "", here: str = ""
    ) -> None:
        self._base = base
        self._store = store
        self.accounts = AccountTools(store, clock, here or base)
        self.organisations = OrganisationTools(store, clock, here or base)
        self.moving = MovingTools(store, rooms, clock)
        self.leaving = LeavingTools(store, rooms, clock, Made(rooms.data))
        self._rooms = rooms
        self._clock = clock
        self._log = Entering(store, clock)

    async def add_account(self, name: str, role: Role | None, password: str) -> None:
        """Raises Trouble when the name or the password will not do, or the name is taken;
        Unavailable."""
        if account_problem(name) is not None:
            raise Trouble("an account name is 2–40 of a-z, 0-9, dot, dash and underscore")
        problem = password_problem(password, await known_names(self._store, name))
        if problem is not None:
            raise Trouble(_PASSWORD_PROBLEMS[problem])
        hashed = await Passwords(self._clock).hash(password)
        try:
            async with self._log.entering("account_added", about=name, after={"role": role or ""}):
                id_ = await self._store.accounts.add(name, role, hashed, self._clock.now())
        except Taken:
            raise Trouble(f"there is an account {name} already") from None
        said = {"account": digest_of(id_.encode()), "role": role or ""}
        await self._store.house_log.add("account_added", self._clock.now(), **said)

    async def log_everybody_out(self) -> None:
        """End all logins."""
        async with self._log.entering("logins_ended"):
            await self._store.sessions.forget(self._clock.now() + 1, 0)

    async def new_debate(
        self,
        programme: str,
        title: Sequence[str],
        guests: Sequence[str] = (),
        piles: Sequence[str] = (),
        phase: Phase = "draft",
        max_length: int = LENGTHS[-1],
    ) -> str:
        """Make a debate; returns its code."""
        known_as = await programme_called(self._store, programme)
        settings = DescribeDebate(
            id="new",
            programme=known_as.key,
            title=localised(title),
            guests={f"g{n}": _guest(guest) for n, guest in enumerate(guests, 1)},
            piles={f"p{n}": Pile(localised([pile])) for n, pile in enumerate(piles, 1)},
            limits=Limits(max_length=max_length),
            languages=known_as.languages,
        )
        return await self.create(settings, phase)

    async def create(self, settings: DescribeDebate, phase: Phase = "draft") -> str:
        """Make a debate with these settings and bring it into a phase; returns its code."""
        code = await create_debate(self._store, self._rooms, self._clock, COMMAND_LINE, settings)
        room = await self._rooms.get(code)
        await room.handle(COMMAND_LINE, ChangePhase(id="begin", to=phase))
        after = told_of(room.debate)
        await self._log.enter("debate_made", Scope("debate", code), about=code, after=after)
        return code

    async def begin_anew(self, code: str) -> None:
        """See `Debates.begin_anew`."""
        await self._must_exist(code)
        if code not in await self._store.debates.keyless():
            raise Trouble("the debate is closed, or has its key")
        try:
            async with self._log.entering("debate_begun_anew", Scope("debate", code), about=code):
                await self._store.debates.begin_anew(code)
        except Taken:
            raise Trouble("the debate has its key again") from None

    async def begin_log_anew(self, code: str) -> LogBegunAnew:
        """Begin the log of a debate anew after a backup was put back; what that says to everybody.
        Raises Trouble where nothing that was signed is lost."""
        await self._must_exist(code)
        begun = await begin_log_anew(self._store, self._rooms.signing, self._clock, code)
        await self._log.enter("log_begun_anew", Scope("debate", code), about=code)
        return begun

    async def begin_house_log_anew(self, *, uncompared: bool = False) -> LogBegunAnew:
        """The same of the house's own log. `uncompared`: also where the database has no head that
        its lines could be compared with."""
        signing = self._rooms.signing
        begun = await begin_house_log_anew(self._store, signing, self._clock, uncompared=uncompared)
        await self._log.enter("log_begun_anew")
        return begun

    async def lost(self) -> list[str]:
        """The debates that lack lines whose head was signed; "" for the house's own log."""
        return await logs_that_lost(self._store, self._rooms.signing)

    async def keyless(self) -> tuple[str, ...]:
        """Open debates whose key is lost."""
        return await self._store.debates.keyless()

    async def debates(self) -> list[dict[str, Any]]:
        """All there are, drafts included: code, phase, programme and title of each. Raises
        Unavailable."""
        return [
            {"code": row.code, "phase": row.phase, "programme": row.programme, "title": row.title}
            for row in await self._store.debates.list()
        ]

    async def rebuild_search(self, say: Callable[[int], None]) -> int:
        """Make the index of what can be found by words anew; how many debates it holds."""
        return await rebuild(self._store, say)

    async def new_token(self, code: str, role: Role, label: str, days: int = DAYS) -> str:
        """Make a bearer token for a debate."""
        await self._must_exist(code)
        tokens = BearerTokens(self._store, self._clock)
        did: Action = "link_made" if role in BY_LINK else "token_made"
        scope = Scope("debate", code)
        after: Told = {"role": role, "days": days}
        async with self._log.entering(did, scope, about=label, after=after):
            return await tokens.make(code, role, label, maker=None, days=days)

    async def export(self, code: str, format_: Download, say: Callable[[float], None]) -> bytes:
        """The results of a closed debate, as a file. `say`: told how much of it is done, 0…1."""
        await self._must_exist(code)
        record = await load_record(self._store, code, say)
        if record is None or not record.debate.is_over:
            raise Trouble("the debate is not closed yet")
        if record.debate.rehearsal:
            raise Trouble("a rehearsal never reaches the archive")
        over = over_guests(await self._store.answer_links.of(code), self._clock.now())
        await add_written(self._store, record, over)
        policy = policy_of((await self._house(code)).keys)
        scope = Scope("debate", code)
        after: Told = {"format": format_}
        await self._log.enter("results_exported", scope, about=code, after=after)
        return download(format_, record, policy, self._base)

    async def markers(self, code: str, take: int | None, tag: str, **wanted: str) -> bytes:
        """A debate's markers, as a file in the language of this locale. `take`: by its id;
        `wanted`: as `Order` has them. Raises Trouble where there would be nothing in it."""
        await self._must_exist(code)
        debate = (await self._rooms.get(code)).debate
        takes = {one.id: one for one in choices(debate)}
        chosen = next(iter(takes.values()), None) if take is None else takes.get(take)
        if chosen is None:
            known = [f"{one.id} ({one.recording or 'since it is live'})" for one in takes.values()]
            raise Trouble(f"there is no such take; there are: {', '.join(known) or 'none'}")
        title = pick(debate.title, tag)[0]
        order = ordered(debate, chosen, self._clock.now(), title=title, **wanted)
        try:
            file = made(code, order, await self._store.journal.read(code), tag)
        except ValueError as error:
            raise Trouble(str(error)) from error
        if file.why:
            raise Trouble(house_words().t("en", f"markers.{file.why}"))
        after: Told = {"form": order.form}
        await self._log.enter("markers_downloaded", Scope("debate", code), about=code, after=after)
        return file.body

    def signing_key(self) -> tuple[str, str, str]:
        """The house's name in logs, its vkey, and that of it as a witness. Raises Unavailable."""
        own = self._rooms.signing.own()
        return own.name, str(own.vkey), str(own.witness_vkey)

    async def rotate_signing_key(self) -> str:
        """Make a new signing key, announce it in the house's log, and take it; returns the
        announcement. Raises Unavailable."""
        next_ = self._rooms.signing.next_key()
        note = str(next_.announcement)
        await self._store.house_log.add_once("key_changed", self._clock.now(), note=note)
        self._rooms.signing.take(next_)
        await self._log.enter("signing_key_changed")
        return note

    async def trust(self, vkey: str, url: str) -> None:
        """Witness the log of this vkey, or ask the witness of this one at its address. Raises
        Trouble for what is neither."""
        known = _vkey(vkey)
        if (known.kind == COSIGNATURE) != bool(url) or (url and not is_address(url)):
            raise Trouble("a log has a vkey alone, a witness (its vkey is of kind 4) an address")
        async with self._log.entering("witness_trusted", about=known.name):
            await self._store.witnessed.trust(known, url)

    async def distrust(self, vkey: str) -> None:
        """No longer. Raises Trouble for what is no vkey."""
        known = _vkey(vkey)
        async with self._log.entering("witness_distrusted", about=known.name):
            await self._store.witnessed.distrust(known)

    async def trusted(self) -> list[str]:
        """The logs that this house witnesses and the witnesses that it asks, a line each."""
        return [f"{one.vkey} {one.url}".strip() for one in await self._store.witnessed.trusted()]

    async def make_good(self) -> None:
        """See `Debates.make_good`."""
        await self._store.debates.make_good()

    async def verify_all(self, say: Callable[[float], None]) -> list[str]:
        """What is wrong in any of the debates, a line each, whoever signed them: a backup may be
        of a house whose key is lost. `say`: told how much of it is done, 0…1."""
        found = []
        rows = await self._store.debates.list()
        for number, row in enumerate(rows):
            part = _part(say, number, len(rows))
            report = await verify(self._store, row.code, part)
            found += [f"{row.code}: {problem}" for problem in (report.problems if report else ())]
        return found

    async def verify(
        self, code: str, say: Callable[[float], None]
    ) -> tuple[dict[str, Any], list[str]]:
        """The report, as data and as lines to read. `say`: told how much of it is done, 0…1."""
        report = await verify(self._store, code, say, await self._house(code))
        if report is None:
            raise Trouble(f"there is no debate {code}")
        lines = [
            f"{report.entries} journal entries, {report.ballots} ballots",
            f"last hash {report.head}",
            *(report.problems or ["everything agrees"]),
            *(f"not proved: {what}" for what in report.unproven),
        ]
        return msgspec.to_builtins(report) | {"ok": report.ok}, lines

    async def verify_house(self, say: Callable[[float], None]) -> tuple[dict[str, Any], list[str]]:
        """The same of the log of administration."""
        signing = self._rooms.signing
        signed = signing.last_head(signing.own().log)
        report = await verify_administration(self._store, signed, say)
        lines = [
            f"{report.entries} entries of administration, {report.heads} heads in the house's log",
            f"last hash {report.head}",
            *(report.problems or ["everything agrees"]),
        ]
        return msgspec.to_builtins(report) | {"ok": report.ok}, lines

    async def _house(self, code: str) -> House:
        own = self._rooms.signing.own()
        taken_over = await self._store.takeovers.of(code)
        if taken_over is not None:
            return House(held_by(taken_over))
        return House(await self._keys(own), self._rooms.signing.newest(code)[1])

    async def _keys(self, own: Own) -> list[Vkey]:
        return await self._store.house_log.keys(own.key.vkey(own.name))

    async def _must_exist(self, code: str) -> None:
        if await self._store.debates.get(code) is None:
            raise Trouble(f"there is no debate {code}")


def _vkey(text: str) -> Vkey:
    try:
        return Vkey.parse(text)
    except ValueError as error:
        raise Trouble(f"{text} is no vkey: {error}") from error


def _part(say: Callable[[float], None], number: int, of: int) -> Callable[[float], None]:
    return lambda part: say((number + part) / of)


@contextlib.asynccontextmanager
async def open_tools(settings: Settings) -> AsyncIterator[Tools]:
    """Tools on the store of these settings, without a server. Raises Trouble."""
    clock = SystemClock()
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        keys = Keys(settings.keys_folder, settings.secret)
        await migrate(settings.database, keys=keys)
        store = await Store.open(settings.database, keys)
    except (OSError, Unavailable) as error:
        raise Trouble(f"the database cannot be used: {error}") from error
    rooms = Rooms(store, InProcessRelay(), clock, settings, Metrics())
    try:
        yield Tools(store, rooms, clock, settings.public_url, own_address(settings))
    except BrokenJournal as error:
        raise Trouble(f"{error}; `tribina restore` puts back a backup") from error
    except Unavailable as error:
        raise Trouble("the database cannot be used now; nothing was kept") from error
    finally:
        await rooms.close()
        await store.close()


def own_address(settings: Settings) -> str:
    """Where the pages are: the public address, else that of this machine."""
    return settings.public_url or f"http://localhost:{settings.port}"


def _guest(text: str) -> Guest:
    name, _, office = text.partition("|")
    return Guest(name.strip(), {TAGS[0]: office.strip()} if office.strip() else {})
