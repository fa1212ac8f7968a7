"""Journals that are not as they were written: a disk that failed, a line that somebody took out."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from server.debate.apply import apply
from server.debate.events import Entry
from server.debate.state import Debate, Touched
from server.store.chain import Line
from server.store.errors import BrokenJournal, Unavailable

# What a line raises that cannot be read.
_NOT_READ = (
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    msgspec.MsgspecError,
)
_NO_TEXT = "decode to UTF-8"  # in what SQLite says of a text that is none

Read = Callable[..., Awaitable[list[Entry]]]


async def sound(read: Read, code: str, after: int) -> list[Entry]:
    """What `read(code, after)` finds, if these are the next lines. Raises BrokenJournal, and what
    `read` does."""
    try:
        entries = await read(code, after)
    except (*_NOT_READ, Unavailable) as error:
        raise await broken(read, code, after, error) from error
    for number, entry in enumerate(entries, after + 1):
        if entry.seq != number:
            raise BrokenJournal(code, number, "is missing")
    return entries


async def broken(read: Read, code: str, after: int, error: Exception) -> Exception:
    """The line behind `after` that cannot be read, if that is what the error comes from; else the
    error itself."""
    if isinstance(error, Unavailable) and _NO_TEXT not in str(error.__cause__):
        return error
    while True:
        try:
            some = await read(code, after, 1)
        except (*_NOT_READ, Unavailable):
            return BrokenJournal(code, after + 1, "cannot be read")
        if not some:
            return error
        after = some[0].seq


def line_of(code: str, row: Any) -> Line:
    """A row as it is kept. Raises BrokenJournal for what SQLite holds in a column of another
    type."""
    texts = (row.body, row.hash, row.role, row.by, row.proof)
    numbers = (row.at, row.action)
    is_one = all(isinstance(one, str) for one in texts)
    is_one = is_one and all(isinstance(one, int) for one in numbers)
    may_be = (row.sealed, row.moment, row.author)
    is_one = is_one and all(isinstance(one, str | None) for one in may_be)
    if not is_one:
        raise BrokenJournal(code, row.seq, "cannot be read")
    return Line(**{**row._mapping, "body": row.body.encode()})


def applied(code: str, debate: Debate, entry: Entry) -> Touched:
    """As `apply`. Raises BrokenJournal where the entry is none that those before it allow."""
    try:
        return apply(debate, entry)
    except Exception as error:
        raise BrokenJournal(code, entry.seq, "does not follow from those before it") from error
