"""What a room does when its debate was closed, so that it no longer knows who was who."""

from server.debate.apply import apply
from server.debate.state import Debate
from server.store import Store


async def forget_people(store: Store, code: str, debate: Debate) -> None:
    """Make the state anew from a journal that was unlinked; who looks at it stays. Raises
    Unavailable, and then nothing has changed."""
    fresh = Debate()
    for entry in await store.journal.read(code):
        apply(fresh, entry)
    fresh.online, fresh.moderators = debate.online, debate.moderators
    fresh.words = debate.words
    vars(debate).update(vars(fresh))
