"""How pages enter what was done into the log of administration."""

from contextlib import AbstractAsyncContextManager

from server.debate.actors import HOUSE, Actor, Scope
from server.store import Account
from server.store.administration.actions import Action, Who, who_of
from server.store.administration.entries import Note
from server.store.administration.fields import Told
from server.web.dependencies import dependencies


async def enter(
    me: Actor | Account | Who,
    action: Action,
    scope: Scope = HOUSE,
    *,
    about: str = "",
    before: Told | None = None,
    after: Told | None = None,
) -> None:
    """Right after it was done. `about`: whom or what it was done to, as that is called; `before`,
    `after`: of settings, of which what differs is kept. Raises Unavailable."""
    known, note = dependencies(), Note(_who(me), action, scope, about, before, after)
    await known.store.administration.enter(note, known.clock.now())


def entering(
    me: Actor | Account | Who,
    action: Action,
    scope: Scope = HOUSE,
    *,
    about: str = "",
    before: Told | None = None,
    after: Told | None = None,
) -> AbstractAsyncContextManager[None]:
    """The same around the one call of the store that does it: in its transaction, and not at all if
    it raises anything."""
    known, note = dependencies(), Note(_who(me), action, scope, about, before, after)
    return known.store.administration.entering(note, known.clock.now())


def _who(me: Actor | Account | Who) -> Who:
    match me:
        case Who():
            return me
        case Actor():
            return who_of(me)
        case Account():
            return Who("account", me.id, me.shown_as)
