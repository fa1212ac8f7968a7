"""Ballots and the tallies they add up to, written in groups, and read as they move.

Several processes may write ballots of one debate. Each group takes the next `mark` of the debate
while it holds the debate's row, and stamps its ballots with it; the row is let go with the commit.
So marks become visible in their order, none late: whoever knows all ballots up to a mark asks for
those behind it and misses nothing. Closing takes the same row, so no ballot comes after it.

Handles and digests are kept sealed for their question, so rows do not tell whose they are together.
Each row has a proof that a process of this house wrote it; while people vote, what has none, or
another one, was put there by somebody else, and does not count.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice

from msgspec import Struct
from sqlalchemy import select
from sqlmodel import col

from server.debate.deciding.sealing import APART, row_of
from server.debate.phases import OVER
from server.store.engine import Database, whole
from server.store.errors import Closed, Unavailable
from server.store.looking import Look, look
from server.store.postgresql import ballots as postgresql
from server.store.secrecy.proofs import HEX, OwnRow, Proofs
from server.store.secrecy.sealing import BLOCK_BYTES, Purpose, Seal
from server.store.secrecy.seals import Seals
from server.store.sqlite import ballots as sqlite
from server.store.tables import BallotRows, DebateRows, TallyRows

DIGEST_BYTES = BLOCK_BYTES
ID_BYTES = 10  # of a command's id, in its digest; the others are of what it asked for
REMEMBERED = 8  # commands a ballot
BEFORE_ALL = -1  # a mark that every ballot is behind
OPENED_AT_ONCE = 500  # some 3 ms
BEHIND_AT_MOST = 10  # groups: what is read at once must not hold up the next group for long

Row = tuple[str, str, bool, str]  # question, handle, on, commands; sealed ones in hex
ProvedRow = tuple[str, str, bool, str, str]  # and its proof


class Change(Struct, frozen=True, gc=False):
    """A ballot to write, and the digests of the commands that asked for it, oldest first. `handle`:
    32 hexadecimal digits."""

    question: str
    handle: str
    on: bool
    digests: tuple[bytes, ...] = ()


class Kept(Struct, frozen=True, gc=False):
    """A ballot as it was cast; `digests` of its last commands, newest first. Of a debate without a
    key the handle is that of this ballot alone, and there are no digests."""

    question: str
    handle: str
    on: bool
    digests: tuple[bytes, ...]
    burst: str = ""


class Moved(Struct, frozen=True):
    """Ballots that moved, as they are now, and the mark up to which all of them are known.
    `forged`: how many rows, or bursts in them, this house did not write; they are left out."""

    mark: int
    ballots: list[Kept]
    forged: int = 0


def digest(command_id: str, question: str, on: bool) -> bytes:
    """What is known of a vote: BLAKE2b of its id, and behind it of what it asked for."""
    return id_digest(command_id) + _asked_for(question, on)


def id_digest(command_id: str) -> bytes:
    """How the digest of every vote with this id begins."""
    return blake2b(command_id.encode(), digest_size=ID_BYTES).digest()


@lru_cache(4_096)  # a whole hall asks for the same few things
def _asked_for(question: str, on: bool) -> bytes:
    return blake2b(f"{question} {on}".encode(), digest_size=DIGEST_BYTES - ID_BYTES).digest()


class Ballots:
    """Of open and of closed debates; once a debate is closed, nobody is known by their ballots."""

    def __init__(self, database: Database, seals: Seals, proofs: Proofs) -> None:
        self._database = database
        self._seals = seals
        self._proofs = proofs
        self._statements = sqlite if database.is_sqlite else postgresql

    async def write(self, code: str, changes: Sequence[Change], after: int = BEFORE_ALL) -> Moved:
        """Keep one group, and change the tallies by what it really changed, in one transaction.
        At most one change a question and handle. A change whose last command is known for its
        ballot is left out: it was kept before, whatever happened since.

        Returns what moved: this group, and where some of it was known already or `after` is many
        groups ago all that moved behind that. Else, while other processes' groups lie between, the
        mark stays `after`, and `since` tells them and this one again; apply one answer of `write`
        or `since` before asking for the next one. Raises Closed; Unavailable, and then the same
        group can be written again."""
        return await whole(self._write(code, changes, after))

    async def _write(self, code: str, changes: Sequence[Change], after: int) -> Moved:
        kept = [Kept(c.question, c.handle, c.on, tuple(reversed(c.digests))) for c in changes]
        seal = await self._seal(code)
        sealed = _sealed(seal, kept)
        proofs = self._proofs.of_ballots(code, sealed)
        rows = [(*row, proof) for row, proof in zip(sealed, proofs, strict=True)]
        written = await self._statements.write(self._database, code, rows, HEX, REMEMBERED)
        if written is None:
            raise Closed
        mark, count = written
        if count < len(kept) or mark - after > BEHIND_AT_MOST:
            return await self.since(code, after)
        return Moved(mark if mark == after + 1 else after, kept)

    async def since(self, code: str, after: int) -> Moved:
        """What moved behind the mark `after`, those taken back as well; `BEFORE_ALL`: all. When
        nothing did, and of no debate and a closed one, the mark is `after` and the list empty.
        That costs one look at the debate's row. Raises Unavailable."""
        found = await self._statements.since(self._database, code, after)
        if found is None:
            return Moved(after, [])
        mark, rows = found
        seal, ballots, forged = await self._seals.of(code), list[Kept](), 0
        for at in range(0, len(rows), OPENED_AT_ONCE):
            await asyncio.sleep(0)
            some = self._proofs.proved(code, rows[at : at + OPENED_AT_ONCE])
            ballots += _opened(seal, some.rows)
            forged += some.forged
        return Moved(mark, ballots, forged)

    async def belong(
        self, code: str, burst: str, ballots: Sequence[tuple[str, str]], after: int = BEFORE_ALL
    ) -> Moved:
        """Write with these ballots (question, handle) that their voters came in a burst, as a group
        of its own; who came in another stays with that. Returns all that moved behind `after`.
        Raises Closed; Unavailable, and then it can be written again."""
        return await whole(self._belong(code, burst, ballots, after))

    async def _belong(
        self, code: str, burst: str, ballots: Sequence[tuple[str, str]], after: int
    ) -> Moved:
        seal = await self._seal(code)
        questions = [question for question, _ in ballots]
        blocks = bytes.fromhex("".join(handle for _, handle in ballots))
        sealed = [part.hex() for part in _parts(seal.seal("ballot", questions, blocks))]
        proof = partial(self._proofs.of_burst, code, burst)
        rows = [(q, h, f"{burst} {proof(q, h)}") for q, h in zip(questions, sealed, strict=True)]
        if not await self._statements.belong(self._database, code, rows):
            raise Closed
        return await self.since(code, after)

    async def read(self, code: str) -> list[Kept]:
        """All ballots of a debate, those taken back as well. Raises Unavailable."""
        return (await self.looked_at(code)).ballots

    async def looked_at(self, code: str) -> Moved:
        """The same, and what of an open debate is forged. Raises Unavailable."""
        columns = (
            BallotRows.question,
            BallotRows.handle,
            BallotRows.on,
            BallotRows.commands,
            BallotRows.burst,
            BallotRows.proof,
        )
        rows = select(*map(col, columns)).where(col(BallotRows.debate) == code)
        rows = rows.order_by(col(BallotRows.question), col(BallotRows.handle))
        debate = select(col(DebateRows.mark), col(DebateRows.phase)).where(
            col(DebateRows.code) == code
        )
        async with self._database.read() as connection:
            mark, phase = (await connection.execute(debate)).one_or_none() or (BEFORE_ALL, "closed")
            found = [tuple(row) for row in await connection.execute(rows)]
        if phase in OVER:
            return Moved(mark, [Kept(q, h, on, (), burst) for q, h, on, _, burst, _ in found])
        some = self._proofs.proved(code, found)
        return Moved(mark, _opened(await self._seals.of(code), some.rows), some.forged)

    async def sealed_list(self, code: str) -> list[str]:
        """The rows of the list that closing sealed, as docs/archive.md has them, sorted; none while
        the debate is open. What an older program closed has rows, too, but no list was sealed of
        them. Raises Unavailable."""
        mine = (col(DebateRows.code) == code) & col(DebateRows.phase).in_(OVER)
        rows = select(col(BallotRows.question), col(BallotRows.handle), col(BallotRows.burst))
        rows = rows.join(DebateRows, col(BallotRows.debate) == col(DebateRows.code)).where(mine)
        found: list[str] = []
        async with self._database.read() as connection:
            for some in (await connection.execute(rows)).partitions(OPENED_AT_ONCE):
                found += [row_of(q, handle, burst == APART) for q, handle, burst in some]
                await asyncio.sleep(0)
        return sorted(found)

    def look(self, code: str) -> contextlib.AbstractAsyncContextManager[Look]:
        """At the rows of a debate as they are kept. Raises Unavailable."""
        return look(self._database, self._proofs, code)

    async def tallies(self, code: str) -> dict[str, int]:
        """The kept tally of each question that ever had a ballot. Raises Unavailable."""
        rows = select(col(TallyRows.question), col(TallyRows.votes)).where(
            col(TallyRows.debate) == code
        )
        async with self._database.read() as connection:
            return {row.question: row.votes for row in await connection.execute(rows)}

    async def _seal(self, code: str) -> Seal:
        """Raises Closed, Unavailable for an open debate whose key is lost."""
        seal = await self._seals.of(code)
        if seal is not None:
            return seal
        row = select(col(DebateRows.phase)).where(col(DebateRows.code) == code)
        async with self._database.read() as connection:
            phase = (await connection.execute(row)).scalar_one_or_none()
        if phase is None or phase in OVER:
            raise Closed
        raise Unavailable(f"debate {code} has lost its key")


def _sealed(seal: Seal, kept: Sequence[Kept]) -> list[Row]:
    """As rows: sealed in one go, which costs a tenth of doing it one by one."""
    questions = [ballot.question for ballot in kept]
    handles = seal.seal("ballot", questions, b"".join(bytes.fromhex(k.handle) for k in kept)).hex()
    of_digests = [ballot.question for ballot in kept for _ in ballot.digests]
    digests = b"".join(digest for ballot in kept for digest in ballot.digests)
    commands = seal.seal("command", of_digests, digests).hex()
    rows, at = [], 0
    for number, ballot in enumerate(kept):
        end = at + HEX * len(ballot.digests)
        handle = handles[HEX * number : HEX * (number + 1)]
        rows.append((ballot.question, handle, ballot.on, commands[at:end]))
        at = end
    return rows


def _opened(seal: Seal | None, rows: Sequence[OwnRow]) -> list[Kept]:
    if seal is None:
        return [Kept(question, handle, on, (), burst) for question, handle, on, _, burst in rows]
    handles = _open(seal, "ballot", [row[0] for row in rows], "".join(row[1] for row in rows))
    of_digests = [row[0] for row in rows for _ in range(len(row[3]) // HEX)]
    digests = iter(_open(seal, "command", of_digests, "".join(row[3] for row in rows)))
    return [
        Kept(question, handle.hex(), on, tuple(islice(digests, len(commands) // HEX)), burst)
        for handle, (question, _, on, commands, burst) in zip(handles, rows, strict=True)
    ]


def _open(seal: Seal, purpose: Purpose, questions: list[str], blocks: str) -> list[bytes]:
    return _parts(seal.open(purpose, questions, bytes.fromhex(blocks)))


def _parts(blocks: bytes) -> list[bytes]:
    return [blocks[at : at + BLOCK_BYTES] for at in range(0, len(blocks), BLOCK_BYTES)]
