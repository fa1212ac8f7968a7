"""The log of one debate, as this process attests it.

Again and again all lines are read from the database, not from what the room remembers: they must
begin with those that were read before, with the last checkpoint that was kept, and with the last
head that was signed, which lies outside the database; each must be as this house wrote it, with all
that stands beside it in the table. Then their head is signed and everybody is told. Otherwise
somebody has changed lines behind the server's back, or put back an older database: nothing is
signed, and everybody is told the head that the database has now, and that it is disputed. What was
taken over from another house is looked at in the same way, and stays signed by that one alone.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable

from server.clock import Clock
from server.debate.events import Event, PhaseChanged
from server.debate.showing.beginnings import log_number
from server.debate.state import Touched
from server.lasting import lasting
from server.live.known import Known
from server.store import BrokenJournal, Signing, Store, Unavailable, Unfaithful
from server.store.chain import START
from server.store.logs.house_log import digest_of
from server.store.logs.lines import first_wrong
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint, head_of
from server.transparency.merkle import Tree, leaf_hash

EVERY_S = 30.0  # at most, while the journal grows; a change of phase does not wait
ANYWAY_S = 120.0  # also where it does not: lines may be changed that were there before
SHARE = 0.01  # of the time, that looks take at most

log = logging.getLogger(__name__)


class Attesting:
    """Keeps `log` and, of `disputed`, `journal` in the surroundings. `touch` is told what to show
    anew."""

    def __init__(
        self,
        known: Known,
        store: Store,
        signing: Signing,
        clock: Clock,
        touch: Callable[[Touched], None],
    ) -> None:
        self._known = known
        self._store = store
        self._signing = signing
        self._clock = clock
        self._touch = touch
        self._agreed = Tree()  # the last one that was found to be right
        self._read: Tree | None = None  # the last one that was read
        self._entered = 0  # the lines of which the house's log was last compared
        self._grown, self._at_once = True, False
        self._next_at = self._anyway_at = clock.monotonic()
        self._looking: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Tell the last head that was signed. Raises Unavailable."""
        kept = await self._store.checkpoints.last(self._known.code)
        if kept is not None:
            self._known.around.log = kept.head.short

    def heard(self, events: Iterable[Event]) -> None:
        """What was written in the journal, here or elsewhere."""
        for event in events:
            self._grown = True
            if isinstance(event, PhaseChanged):
                self._at_once = True
                self._look_soon()

    @property
    def is_due(self) -> bool:
        """Whether it is time for a look."""
        at = self._next_at if self._grown else max(self._next_at, self._anyway_at)
        return self._clock.monotonic() >= at

    async def take_turn(self) -> None:
        """Have a look; finished also where whoever waits for it does not."""
        await asyncio.shield(self._look_soon())

    def has_signed(self, size: int) -> bool:
        """Whether that many lines were found as they were signed, and nothing speaks against it."""
        return size <= self._agreed.size and "journal" not in self._known.around.disputed

    async def tree(self) -> Tree:
        """Of the lines as they were read last. Raises Unavailable if they never could be."""
        if self._read is None:
            await asyncio.shield(self._look_soon())
        if self._read is None:
            raise Unavailable("the journal could not be read")
        return self._read

    async def look(self) -> None:
        """Read all lines, sign and tell; one look at a time."""
        began = self._clock.monotonic()
        self._grown = self._at_once = False
        try:
            await self._attest()
        except BrokenJournal as error:
            self.stop(error.line)
        except Unavailable:
            self._grown = True
            log.warning("could not attest a log", extra={"debate": self._known.code})
        finally:
            now = self._clock.monotonic()
            rest = (now - began) / SHARE
            self._next_at = now + max(EVERY_S, rest)
            self._anyway_at = now + max(ANYWAY_S, rest)

    def stop(self, line: int) -> None:
        """Tell that the line of this number, which comes next, is not as this house wrote it."""
        if self._known.around.dispute("journal", True):
            _say_disputed(self._known.code, line)
            self._touch(Touched(debate=True))

    async def close(self) -> None:
        """Finish the look that is on its way."""
        if self._looking is not None:
            await asyncio.gather(self._looking, return_exceptions=True)

    def _look_soon(self) -> "asyncio.Task[None]":
        if self._looking is None or self._looking.done():
            self._looking = lasting(self._looks(), "attest")
        return self._looking

    async def _looks(self) -> None:
        await self.look()
        while self._at_once:  # the phase changed meanwhile
            await self.look()

    async def _attest(self) -> None:
        """The heads are asked for before the lines: what was signed had been written by then."""
        code, signed = self._known.code, await self._last_signed()
        kept = await self._store.checkpoints.last(code)
        tree, first, wrong = await self._lines(signed)
        if not tree.size and await self._store.debates.get(code) is None:
            return
        heads = (signed, kept.head if kept is not None else None)
        known = {(one.size, one.root) for one in heads if one is not None}
        if b'"nonce":' not in first and not known and not self._agreed.size:
            self._read = Tree()
            if wrong is not None:
                self.stop(wrong)
            return
        known.add((self._agreed.size, self._agreed.root()))
        faithful = wrong is None and all(tree.begins_with(*one) for one in known)
        taken_over = await self._store.takeovers.of(code)
        faithful = faithful and await self._is_begun(signed)
        faithful = faithful and (taken_over is not None or await self._sign(tree))
        if not faithful and await self._last_signed() != signed:
            await self._attest()  # another process signed more meanwhile
            return
        if faithful:
            self._agreed = tree
        self._tell(tree, faithful, wrong or tree.size)
        if faithful and taken_over is None:
            await self._enter(digest_of(first), tree)

    async def _last_signed(self) -> Checkpoint | None:
        return await asyncio.to_thread(self._signing.last_head, await self._origin())

    async def _origin(self) -> str:
        own = await asyncio.to_thread(self._signing.own)
        return own.debate(self._known.code, log_number(self._known.debate))

    async def _is_begun(self, signed: Checkpoint | None) -> bool:
        """Whether this log may be signed. One behind the first is begun by who operates the house
        (`server.operating.beginning_anew`), never by a line that says so; where the first one was
        never signed, the debate is of another house."""
        if signed is not None or log_number(self._known.debate) == 1:
            return True
        own = await asyncio.to_thread(self._signing.own)
        first = own.debate(self._known.code)
        return await asyncio.to_thread(self._signing.last_head, first) is None

    async def _enter(self, first: str, tree: Tree) -> None:
        """Into the house's log, where a debate is known by the digest of its first line, unless
        its head was entered since the phase changed."""
        debate, house_log, now = self._known.debate, self._store.house_log, self._clock.now()
        if debate.rehearsal or not debate.is_announced or tree.size == self._entered:
            return
        entered = await house_log.head_of(first)
        changed = await self._store.journal.last_change_of_phase(self._known.code)
        if entered is None or entered.size < changed:
            await house_log.add_once("debate_opened", now, first=first)
            root = encoded(tree.root())
            await house_log.add_once("debate_head", now, first=first, size=tree.size, root=root)
        self._entered = tree.size

    async def _lines(self, signed: Checkpoint | None) -> tuple[Tree, bytes, int | None]:
        """All of them, the first one, and the number of the first that is not as this house wrote
        it. Debates that were begun by an older program have lines without a nonce, which could be
        guessed from their hashes, and so no log.

        Closed debates may be of another house's secret, or have been closed before there were
        proofs: what was signed of one needs none, and of one that this house never signed what
        its room knows already."""
        known, proofs = self._known, self._store.proofs
        tree, first, wrong, unproved = Tree(), b"", None, 0
        if known.seal is None:
            unproved = known.debate.seq if signed is None else signed.size
        after, previous = 0, START.hex()
        while lines := await self._store.journal.some_lines(known.code, after):
            first = first or lines[0].body
            if wrong is None:
                wrong = first_wrong(proofs, known.code, lines, previous, unproved)
            for line in lines:
                tree.append(leaf_hash(line.body))
            after, previous = lines[-1].seq, lines[-1].hash
        return tree, first, wrong

    async def _sign(self, tree: Tree) -> bool:
        """Sign and keep its head, if it follows the last one that was signed; whether it does."""
        if not tree.size:
            return True
        code = self._known.code
        try:
            note = await asyncio.to_thread(self._signing.sign, await self._origin(), tree)
        except Unfaithful:
            return False
        head = Checkpoint.parse(note.text)
        await self._store.checkpoints.keep(code, head, str(note), self._clock.now())
        return True

    def _tell(self, tree: Tree, faithful: bool, line: int) -> None:
        self._read, around = tree, self._known.around
        head = head_of(tree.size, tree.root()) if tree.size else None
        changed = around.dispute("journal", not faithful)
        if changed and not faithful:
            _say_disputed(self._known.code, line)
        if changed or head != around.log:
            around.log = head
            self._touch(Touched(debate=True))


def _say_disputed(code: str, line: int) -> None:
    log.error(
        "the journal of a debate is not what it was: nothing of it is signed",
        extra={"debate": code, "line": line},
    )
