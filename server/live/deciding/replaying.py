"""A journal folded into a debate between other work: of thousands of entries it takes a second."""

from collections.abc import Generator, Iterable

from server.clock import Clock
from server.debate.events import Entry
from server.debate.state import Debate
from server.live.slices import in_slices
from server.store.broken import applied


async def replay(code: str, debate: Debate, entries: Iterable[Entry], clock: Clock) -> None:
    """Raises BrokenJournal."""
    await in_slices(_fold(code, debate, entries), clock)


def _fold(code: str, debate: Debate, entries: Iterable[Entry]) -> Generator[None, None, None]:
    for entry in entries:
        applied(code, debate, entry)
        yield
