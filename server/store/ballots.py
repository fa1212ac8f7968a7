"""Ballots and the tallies they add up to, written in groups.

Plain SQL through the driver: this is the path of every vote.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct
from sqlalchemy import select
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import BallotRows, TallyRows

DIGEST_BYTES = 8
REMEMBERED = 8  # commands a ballot

_WRITE = f"""
INSERT INTO ballots (debate, question, handle, "on", commands) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (debate, question, handle) DO UPDATE SET
    "on" = excluded."on",
    commands = substr(excluded.commands || ballots.commands, 1, {2 * DIGEST_BYTES * REMEMBERED})
"""
_COUNT = """
INSERT INTO tallies (debate, question, votes) VALUES (?, ?, ?)
ON CONFLICT (debate, question) DO UPDATE SET votes = excluded.votes
"""


class Change(Struct, frozen=True):
    """A ballot to write, and the ids of the commands that asked for it, oldest first."""

    question: str
    handle: str
    on: bool
    commands: tuple[str, ...] = ()


class Kept(Struct, frozen=True):
    """A ballot as it is kept; `digests` of its last commands, newest first."""

    question: str
    handle: str
    on: bool
    digests: tuple[bytes, ...]


def digest(command_id: str) -> bytes:
    """What is kept of a command's id."""
    return blake2b(command_id.encode(), digest_size=DIGEST_BYTES).digest()


class Ballots:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, code: str, changes: Sequence[Change], tallies: Mapping[str, int]) -> None:
        """Write one group and the tallies of the questions it changes, in one transaction.
        At most one change a question and handle. Raises Unavailable; then nothing was kept."""
        await whole(self._write(code, changes, tallies))

    async def _write(
        self, code: str, changes: Sequence[Change], tallies: Mapping[str, int]
    ) -> None:
        rows = [
            (
                code,
                c.question,
                c.handle,
                c.on,
                "".join(digest(i).hex() for i in reversed(c.commands)),
            )
            for c in changes
        ]
        counts = [(code, question, votes) for question, votes in tallies.items()]
        async with self._database.write() as connection:
            if rows:
                await connection.exec_driver_sql(_WRITE, rows)
            if counts:
                await connection.exec_driver_sql(_COUNT, counts)

    async def read(self, code: str) -> list[Kept]:
        """All ballots of a debate, those taken back as well. Raises Unavailable."""
        rows = select(
            col(BallotRows.question),
            col(BallotRows.handle),
            col(BallotRows.on),
            col(BallotRows.commands),
        ).where(col(BallotRows.debate) == code)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Kept(r.question, r.handle, bool(r.on), _digests(r.commands)) for r in found]

    async def tallies(self, code: str) -> dict[str, int]:
        """The kept tally of each question that ever had a ballot. Raises Unavailable."""
        rows = select(col(TallyRows.question), col(TallyRows.votes)).where(
            col(TallyRows.debate) == code
        )
        async with self._database.read() as connection:
            return {row.question: row.votes for row in await connection.execute(rows)}


def _digests(commands: str) -> tuple[bytes, ...]:
    data = bytes.fromhex(commands)
    return tuple(data[at : at + DIGEST_BYTES] for at in range(0, len(data), DIGEST_BYTES))
