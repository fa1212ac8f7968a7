"""All rooms of this process: opened when somebody asks for a debate, closed when deserted."""

import asyncio
import contextlib
import logging

from server.clock import Clock
from server.cluster.presence import NOBODY, SAID_EVERY_S, Here, Presence
from server.cluster.relay import EVERYTHING, WORDS, Relay, debate_of
from server.debate.commands import Phase
from server.debate.phases import BEFORE_CLOSING
from server.debate.refusals import Rejected
from server.lasting import lasting
from server.limits.shared import NoSharedLimits, SharedLimits
from server.live.abandoned import Abandoned
from server.live.attesting.house import HouseAttesting
from server.live.attesting.turns import Turns
from server.live.broken import BrokenDebates
from server.live.gone import Gone
from server.live.neighbours import Neighbours
from server.live.outdated import Outdated
from server.live.room import Room
from server.live.word_lists import HouseLists
from server.metrics import Metrics
from server.settings import Settings
from server.store import BrokenJournal, NotOurs, Signing, Store, Unavailable

LOOK_S = 2.0  # a lost hint costs at most this
ALL = "all"  # in place of a code: what the processes say of themselves
DESERTED_S = 600.0  # how long a room nobody looks at is kept

log = logging.getLogger(__name__)


class Rooms:
    """At most one room of a debate."""

    def __init__(
        self,
        store: Store,
        relay: Relay,
        clock: Clock,
        settings: Settings,
        metrics: Metrics,
        presence: Presence | None = None,
        limits: SharedLimits | None = None,
    ) -> None:
        """`presence` and `limits`: what is shared with other processes, if there are any."""
        self.limits = limits or NoSharedLimits()
        self._presence = presence
        self.data = settings.data
        self.signing = Signing(settings.keys_folder, settings.secret, settings.public_url)
        self._store = store
        self.relay = relay
        self._clock = clock
        self._settings = settings
        self._metrics = metrics
        self._rooms: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._catching_up: dict[str, asyncio.Task[None]] = {}
        self._to_read: dict[str, bool] = {}  # by debate: whether only its ballots
        self._deserted_since: dict[str, float] = {}
        self._kept: set[tuple[str, Phase, int]] = set()  # whose time has come, and was kept
        self._broken = BrokenDebates(clock)
        self._words = HouseLists(store.word_lists, self.open_rooms)
        self._abandoned = Abandoned(store, clock, settings.close_after_h, self._rooms, self.get)
        self.processes = 1  # of this house that are known to be there, with this one
        self.outdated = Outdated(store, self.signing, clock, settings.rehearsal_days)
        self.gone = Gone(store, self._rooms, self.forget)
        self._turns = Turns(clock)
        self.house = HouseAttesting(store, settings, self.signing, clock)
        self._tasks: list[asyncio.Task[None]] = []
        relay.listen(self._heard)

    def start(self) -> None:
        """Look after the rooms from now on."""
        self._tasks.append(lasting(self._care(), "rooms"))
        self._tasks.append(lasting(self._make_ready(), "make ready"))
        if self._presence is not None:
            self._tasks.append(lasting(self._count(self._presence), "presence"))

    def open_rooms(self) -> list[Room]:
        """As they are now; the list stays as it is."""
        return list(self._rooms.values())

    def over(self, code: str) -> str | None:
        """Of a debate that is over, and in which this process knows nobody any more, the version of
        what everybody may see: as long as it is the same, so is that. None of any other, and while
        it has not been made."""
        room = self._rooms.get(code)
        if room is None or not room.debate.is_over or room.is_half_closed:
            return None
        channel = room.views.made("audience")
        return None if channel is None else f"{room.debate.seq}-{channel.version}"

    async def get(self, code: str) -> Room:
        """The room of a debate. Raises Rejected `unknown_debate` or `unavailable`, Broken."""
        room = self._rooms.get(code)
        if room is not None:
            return room
        self._broken.check(code)
        if code not in self._opening:
            task = lasting(self._open(code), "open a room")
            task.add_done_callback(lambda _: self._opening.pop(code, None))
            self._opening[code] = task
        try:
            return await asyncio.shield(self._opening[code])
        except BrokenJournal as error:
            raise self._broken.note(error) from error
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error

    async def forget(self, code: str) -> None:
        """Close the room of a debate that was removed, if it is open."""
        room = self._rooms.pop(code, None)
        self._deserted_since.pop(code, None)
        if room is not None:
            room.views.send_away("unknown_debate")
            await room.close()

    async def close(self) -> None:
        """Finish what is on its way in every room, and stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*self._catching_up.values(), return_exceptions=True)
        await self._words.close()
        await self.house.close()
        await self._turns.close()
        for room in self.open_rooms():
            await room.close()
        self._rooms.clear()

    async def _make_ready(self) -> None:
        """Have what is live ready for moderators before they are back: when a process begins anew
        in the middle of an evening, nobody waits as long for their screen as they do."""
        try:
            for code in await self._store.debates.live():
                with contextlib.suppress(Rejected):
                    await (await self.get(code)).views.ready("control")
        except Unavailable:
            log.warning("could not make ready what is live")

    async def _open(self, code: str) -> Room:
        row = await self._store.debates.get(code)
        if row is None:
            raise Rejected("unknown_debate")
        seal = await self._store.seals.of(code)
        if seal is None and row.phase in BEFORE_CLOSING:
            # Who was who cannot be known: to serve would be to count people twice.
            raise Unavailable(f"debate {code} has lost its key")
        neighbours = Neighbours(self.relay, code, self._heard)
        room = Room(
            code,
            seal,
            self._store,
            self._clock,
            self._settings,
            self._metrics,
            neighbours,
            self.signing,
            self.limits,
        )
        await self._words.known()
        await room.load()
        self._rooms[code] = room
        room.learn(self._words.ready)
        return room

    def _heard(self, what: str) -> None:
        if what in (WORDS, EVERYTHING):
            self._words.look()
        if what == EVERYTHING:
            for room in self.open_rooms():
                self._look(room)
            return
        code, only_ballots = debate_of(what)
        if code in self._rooms:
            self._look(self._rooms[code], only_ballots)

    def _look(self, room: Room, only_ballots: bool = False) -> None:
        """Have the room take in what others did; once more if it is just about that."""
        self._to_read[room.code] = only_ballots and self._to_read.get(room.code, True)
        if room.code in self._catching_up:
            return
        self._catching_up[room.code] = lasting(self._catch_up(room), "catch up")

    async def _catch_up(self, room: Room) -> None:
        try:
            while room.code in self._to_read:
                if self._to_read.pop(room.code):
                    await room.catch_up_on_ballots()
                else:
                    await room.catch_up()
        except NotOurs:
            pass  # the room says so, once, to everybody
        except Unavailable:
            log.warning("could not look for what other processes did")
        finally:
            # Not a turn of the loop later: what is heard in between would wait for the next look.
            del self._catching_up[room.code]

    async def _count(self, presence: Presence) -> None:
        """Tell every room who looks at its debate in other processes."""
        while True:
            here = {room.code: room.attendance.here for room in self.open_rooms()}
            elsewhere = await presence.exchange(here | {ALL: Here(screens={ALL: 1})})
            self.processes = 1 + elsewhere.get(ALL, NOBODY).screens.get(ALL, 0)
            for room in self.open_rooms():
                room.attendance.elsewhere(elsewhere.get(room.code, NOBODY))
            await asyncio.sleep(SAID_EVERY_S)

    async def keep_timetables(self) -> None:
        """Do what is due by the clock in all debates, also where no room is open."""
        try:
            timed = await self._store.debates.timed(self._clock.now())
        except Unavailable:
            log.warning("could not look whose time has come")
            return
        self._kept &= timed
        for one in timed - self._kept:
            try:
                await (await self.get(one[0])).keep_timetable()
                self._kept.add(one)
            except (Rejected, Unavailable):
                # Of this one alone: it must not hold up the others.
                log.warning("a debate could not be moved by the clock", extra={"debate": one[0]})

    async def close_abandoned(self) -> None:
        """Close the live debates that no moderator looks after any more."""
        try:
            await self._abandoned.look()
        except Unavailable:
            log.warning("could not look which debates nobody moderates any more")

    async def _care(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self.keep_timetables()
            await self.close_abandoned()
            self._words.look()
            await self._store.seals.look()
            await self.outdated.look()
            await self.gone.look()
            self.house.care()
            self._turns.care(self.open_rooms())
            now = self._clock.monotonic()
            for room in self.open_rooms():
                room.committing.look()
                if not self.relay.alone or room.is_half_closed:
                    self._look(room)
                if not room.views.deserted:
                    self._deserted_since.pop(room.code, None)
                elif now - self._deserted_since.setdefault(room.code, now) > DESERTED_S:
                    del self._rooms[room.code], self._deserted_since[room.code]
                    await room.close()
