"""A journal folded into a debate between other work: of thousands of entries it takes a second."""

from collections.abc import Generator, Iterable

from server.debate.events import Entry
from server.debate.state import Debate
from server.live.alike import Alike
from server.store.broken import applied

Steps = Generator[None, None, None]


def fold(code: str, debate: Debate, entries: Iterable[Entry]) -> Steps:
    """Raises BrokenJournal."""
    for entry in entries:
        applied(code, debate, entry)
        yield


def look_through(debate: Debate, alike: Alike) -> Steps:
    """Have all that was asked before known to those who look for what is alike."""
    for id_ in debate.questions:
        alike.load(id_)
        yield
    alike.follow(set())
