"""The log of the house: what it says of itself to everybody, a line each, that it can never take
back. It ties the logs of debates and what was done in administration together; other houses and
witnesses are shown its heads.

A line is canonical JSON: its number `seq` from 1, the minute `at` (ms), the `kind`, and what that
says:

| kind | says |
|---|---|
| `debate_opened` | `first`: the digest of the first line of its journal |
| `debate_head` | `first`; `size` and `root` of its log |
| `debate_deleted` | `first` |
| `debate_taken_over` | `first`, `size`, `root`; the `house` that held it, the `vkey` that signed; |
|                     | `answers`: the last hash of answers that came with it, where any did |
| `organisation_removed` | nothing |
| `answer_written` | `first`; `digest`: the hash of its line, which holds a random id |
| `debate_log_anew` | `first`; which `log` it is now, of the one before `size`, `root`, `kept` |
| `log_begun_anew` | the same of this very log |
| `account_added`, `…_changed`, `…_removed` | `account`: a digest of its random id; `role` |
| `administration_head` | of the log of administration: `size`, and the `last` hash |
| `programme_changed` | `digest`: of what stands now |
| `words_changed` | nothing: lists can be guessed, since most words of them are known |
| `key_changed` | `note`: the announcement, signed by both keys |

Names of people stand in none, and no debate's code: not all are listed. Digests are SHA-256, in
hexadecimal; a first line holds random digits, so that nobody guesses it.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import msgspec
from msgspec import Struct, field
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.minutes import minute
from server.store import chain
from server.store.engine import Database, whole
from server.store.tables import HouseLogRows
from server.transparency.merkle import Tree, leaf_hash
from server.transparency.rotation import keys_before
from server.transparency.vkeys import Vkey

ORIGIN_KEY = ""  # the house's place among the codes of debates, where checkpoints are kept
LINES_AT_ONCE = 200


class HouseLine(Struct, frozen=True):
    """One line as it is kept: the very bytes that are the leaf."""

    seq: int
    body: bytes


class HouseHead(Struct, frozen=True):
    """Of a debate's log, as it was entered; `root`: 32 bytes."""

    size: int
    root: bytes


class _KeyChanged(Struct, frozen=True, tag_field="kind", tag="key_changed"):
    note: str


class _DebateHead(Struct, frozen=True, tag_field="kind", tag="debate_head"):
    first: str
    size: int
    root: bytes  # msgspec reads base64

    @property
    def head(self) -> HouseHead:
        return HouseHead(self.size, self.root)


class _AnswerWritten(Struct, frozen=True, tag_field="kind", tag="answer_written"):
    first: str
    digest: str


class _TakenOver(Struct, frozen=True, tag_field="kind", tag="debate_taken_over"):
    first: str
    digest: str = field(default="", name="answers")


class AdministrationHead(Struct, frozen=True, tag_field="kind", tag="administration_head"):
    """Of the log of administration, as it was entered; `at`: the minute, ms; `last`: a hash in
    hexadecimal."""

    at: int
    size: int
    last: str


_Read = _KeyChanged | _DebateHead | _AnswerWritten | _TakenOver | AdministrationHead


class HouseLog:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, kind: str, at: int, **said: str | int) -> None:
        """One more line; `at` in ms."""
        await whole(self._add(kind, at, said, once=False))

    async def add_once(self, kind: str, at: int, **said: str | int) -> None:
        """The same, unless the same was said before."""
        await whole(self._add(kind, at, said, once=True))

    async def read(self, after: int = 0, at_most: int = LINES_AT_ONCE) -> list[HouseLine]:
        """The lines behind `after`, in order, some at a time."""
        seq = col(HouseLogRows.seq)
        rows = select(seq, col(HouseLogRows.body)).where(seq > after).order_by(seq)
        async with self._database.read() as connection:
            found = (await connection.execute(rows.limit(min(at_most, LINES_AT_ONCE)))).all()
        return [HouseLine(row.seq, row.body.encode()) for row in found]

    async def tree(self) -> Tree:
        """Of all lines."""
        tree, after = Tree(), 0
        while lines := await self.read(after):
            for line in lines:
                tree.append(leaf_hash(line.body))
            after = lines[-1].seq
        return tree

    async def size(self) -> int:
        """How many lines there are."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(func.max(col(HouseLogRows.seq))))
        return rows.scalar_one() or 0

    async def head_of(self, first: str) -> HouseHead | None:
        """The longest head that was entered of the debate with this digest of its first line."""
        said = map(_decoded, await self._saying(first))
        heads = [one.head for one in said if isinstance(one, _DebateHead) and one.first == first]
        return max(heads, key=lambda head: head.size, default=None)

    async def answers_of(self, first: str) -> list[str]:
        """The hashes of answers in writing that were entered of the debate with this digest of its
        first line, in order."""
        said = map(_decoded, await self._saying(first)) if first else ()
        lines = [one for one in said if isinstance(one, _AnswerWritten | _TakenOver)]
        return [one.digest for one in lines if one.first == first and one.digest]

    async def administration_heads(self) -> Sequence[AdministrationHead]:
        """All that were entered, in order."""
        said = map(_decoded, await self._saying('"administration_head"'))
        return [one for one in said if isinstance(one, AdministrationHead)]

    async def administration_head(self) -> AdministrationHead | None:
        """The longest of them."""
        heads = await self.administration_heads()
        return max(heads, key=lambda head: head.size, default=None)

    async def keys(self, today: Vkey) -> list[Vkey]:
        """This key of the house, and those before it that led to it, the last first."""
        said = map(_decoded, await self._saying('"key_changed"'))
        notes = [one.note.encode() for one in said if isinstance(one, _KeyChanged)]
        return [today, *keys_before(today, notes)]

    async def _saying(self, what: str) -> list[bytes]:
        """All lines in which this stands, in order."""
        body = col(HouseLogRows.body)
        rows = select(body).where(body.contains(what, autoescape=True))
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(col(HouseLogRows.seq)))
            return [one.encode() for one in found.scalars()]

    async def _add(self, kind: str, at: int, said: Mapping[str, str | int], once: bool) -> None:
        async with self._database.write() as connection:
            await enter(connection, self._database.is_sqlite, kind, at, said, once=once)


async def enter(
    connection: AsyncConnection,
    is_sqlite: bool,
    kind: str,
    at: int,
    said: Mapping[str, str | int],
    *,
    once: bool = False,
) -> None:
    """One more line, in a transaction of somebody else's."""
    if not is_sqlite:  # there, writers are one at a time anyway
        await connection.exec_driver_sql("LOCK TABLE house_log IN EXCLUSIVE MODE")
    digest = digest_of(chain.canonical({"kind": kind, **said}))
    same = select(col(HouseLogRows.seq)).where(col(HouseLogRows.said) == digest)
    if once and (await connection.execute(same.limit(1))).first() is not None:
        return
    last = await connection.execute(select(func.max(col(HouseLogRows.seq))))
    seq = (last.scalar_one() or 0) + 1
    line = {"seq": seq, "at": minute(at), "kind": kind, **said}
    row = {"seq": seq, "said": digest, "body": chain.canonical(line).decode()}
    await connection.execute(insert(HouseLogRows).values(row))


def _decoded(body: bytes) -> _Read | None:
    """What the line says, if it is of these kinds."""
    try:
        said: _Read = msgspec.json.decode(body, type=_Read)
    except msgspec.MsgspecError:
        return None
    return said


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return sha256(content).hexdigest()
