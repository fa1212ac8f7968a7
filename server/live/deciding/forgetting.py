"""What is done here when a debate was closed, so that nobody knows any more who was who."""

from server.clock import Clock
from server.debate.state import Debate
from server.live.deciding.replaying import replay
from server.live.known import Known
from server.live.reading import Readers
from server.live.views import Views
from server.live.voting.ballot_box import BallotBox
from server.live.watching import Watching
from server.store import Store


class Forgetting:
    """`box`, `watching` and `readers` know people, and forget them."""

    def __init__(
        self,
        known: Known,
        store: Store,
        clock: Clock,
        views: Views,
        box: BallotBox,
        watching: Watching,
        readers: Readers,
    ) -> None:
        self._known = known
        self._store = store
        self._clock = clock
        self._views = views
        self._box = box
        self._watching = watching
        self._readers = readers

    async def forget(self) -> None:
        """Destroy the key, and make the debate anew from a journal that was unlinked, as far as it
        was known; what stands beside it stays. Raises Unavailable; then it is to be done again."""
        known = self._known
        await self._store.debates.unlink(known.code)
        fresh, entries = Debate(), await self._store.journal.read(known.code)
        await replay(known.code, fresh, entries[: known.debate.seq], self._clock)
        vars(known.debate).update(vars(fresh))
        known.seal = None
        self._box.forget()
        self._watching.forget()
        self._readers.forget()
        await self._views.show_all_anew()
