"""Makes a new debate: a code nobody uses, and its first settings."""

import contextlib
import secrets

from msgspec.structs import replace

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.inner_commands import DescribeDebate
from server.debate.refusals import Rejected
from server.debate.rules import allowed
from server.live.rooms import Rooms
from server.store import Store, Taken, Unavailable

TRIES = 50
RETRY_MS = 1_000


async def create_debate(
    store: Store, rooms: Rooms, clock: Clock, actor: Actor, described: DescribeDebate
) -> str:
    """The code of the new debate, a draft. Raises Rejected `not_allowed` unless an owner asks,
    and `unavailable`; then there is no new debate."""
    if not allowed("make", actor.role):
        raise Rejected("not_allowed")
    try:
        code = await _free_code(store)
        await store.debates.create(code, clock.now())
    except (Taken, Unavailable) as error:
        raise Rejected("unavailable", retry_ms=RETRY_MS) from error
    try:
        room = await rooms.get(code)
        await room.handle(actor, replace(described, code=code))
    except Rejected:
        await rooms.forget(code)
        with contextlib.suppress(Unavailable):  # else an untitled draft is left, to be deleted
            await store.debates.remove(code)
        raise
    return code


async def _free_code(store: Store) -> str:
    """Six digits, not guessable from others and without a leading zero: people say codes aloud."""
    for _ in range(TRIES):
        code = str(secrets.randbelow(900_000) + 100_000)
        if await store.debates.get(code) is None:
            return code
    raise Rejected("unavailable", retry_ms=RETRY_MS)
