"""How the command line enters what was done into the log of administration."""

from contextlib import AbstractAsyncContextManager

from server.clock import Clock
from server.debate.actors import HOUSE, Scope
from server.store import Store
from server.store.administration.actions import COMMAND_LINE, Action
from server.store.administration.entries import Note
from server.store.administration.fields import Told


class Entering:
    """See `web/admin/entering.py`, where pages have the same."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._log = store.administration
        self._clock = clock

    async def enter(
        self,
        action: Action,
        scope: Scope = HOUSE,
        *,
        about: str = "",
        before: Told | None = None,
        after: Told | None = None,
    ) -> None:
        """Right after it was done."""
        note = Note(COMMAND_LINE, action, scope, about, before, after)
        await self._log.enter(note, self._clock.now())

    def entering(
        self,
        action: Action,
        scope: Scope = HOUSE,
        *,
        about: str = "",
        before: Told | None = None,
        after: Told | None = None,
    ) -> AbstractAsyncContextManager[None]:
        """Around the one call of the store that does it."""
        note = Note(COMMAND_LINE, action, scope, about, before, after)
        return self._log.entering(note, self._clock.now())
