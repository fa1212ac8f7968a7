"""What a room does when its debate was closed, so that it no longer knows who was who."""

from server.clock import Clock
from server.debate.state import Debate
from server.live.replaying import fold
from server.live.slices import in_slices
from server.store import Store


async def forget_people(store: Store, code: str, debate: Debate, clock: Clock) -> None:
    """Make the state anew from a journal that was unlinked; what stands beside it stays. Raises
    Unavailable, and then nothing has changed."""
    fresh = Debate()
    await in_slices(fold(code, fresh, await store.journal.read(code)), clock)
    vars(debate).update(vars(fresh))
