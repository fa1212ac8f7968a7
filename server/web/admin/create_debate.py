"""Makes a new debate: a code nobody uses, and its first settings."""

import asyncio
import contextlib
import secrets

from msgspec.structs import replace

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.inner_commands import DescribeDebate
from server.debate.refusals import Rejected
from server.debate.rules import allowed
from server.live.rooms import Rooms
from server.store import Form, Sent, Store, Taken, Unavailable

TRIES = 50
RETRY_MS = 1_000


async def create_debate(
    store: Store,
    rooms: Rooms,
    clock: Clock,
    actor: Actor,
    described: DescribeDebate,
    form: Form | None = None,
) -> str:
    """The code of the new debate, a draft. `form`: what asks for it; raises Sent if it made one
    before, which has its settings by then. Raises Rejected `not_allowed` unless an owner asks,
    and `unavailable`; then there is no new debate."""
    if not allowed("make", actor.role):
        raise Rejected("not_allowed")
    try:
        code = await _free_code(store, rooms)
        await store.debates.create(code, clock.now(), form, described.programme)
    except Sent as sent:
        with contextlib.suppress(Rejected):  # as when it is closed by now
            await _describe(rooms, sent.code, actor, described)
        raise
    except (Taken, Unavailable) as error:
        raise Rejected("unavailable", retry_ms=RETRY_MS) from error
    try:
        await _describe(rooms, code, actor, described)
    except Rejected:
        await rooms.forget(code)
        with contextlib.suppress(Unavailable):  # else an untitled draft is left, to be deleted
            await store.debates.remove(code)
        raise
    return code


async def _describe(rooms: Rooms, code: str, actor: Actor, described: DescribeDebate) -> None:
    """Give it its settings. Where another process has done so for the same form, this is one with
    it, by the id of the command, and the room hears of it now. Raises Rejected."""
    room = await rooms.get(code)
    await room.handle(actor, replace(described, code=code))
    try:
        await room.catch_up()
    except Unavailable as error:
        raise Rejected("unavailable", retry_ms=RETRY_MS) from error


async def _free_code(store: Store, rooms: Rooms) -> str:
    """Six digits, not guessable from others and without a leading zero: people say codes aloud. Not
    one whose log was ever signed, as of a rehearsal that is gone: it would be a second log."""
    own = await asyncio.to_thread(rooms.signing.own)
    for _ in range(TRIES):
        code = str(secrets.randbelow(900_000) + 100_000)
        free = await store.debates.get(code) is None
        if free and rooms.signing.last_head(own.debate(code)) is None:
            return code
    raise Rejected("unavailable", retry_ms=RETRY_MS)
