"""A journal folded into a debate between other work: of thousands of entries it takes a second."""

from collections.abc import Callable, Generator, Iterable

from server.debate.events import Entry
from server.debate.state import Debate, Touched
from server.live.alike import Alike
from server.store.broken import applied

Steps = Generator[None, None, None]


def fold(code: str, debate: Debate, entries: Iterable[Entry]) -> Steps:
    """Raises BrokenJournal."""
    for entry in entries:
        applied(code, debate, entry)
        yield


def touch_all(debate: Debate, touch: Callable[[Touched], None]) -> Steps:
    """Have all that was asked looked at again by those who show it."""
    for id_ in list(debate.questions):
        touch(Touched(questions={id_}))
        yield


def look_through(debate: Debate, alike: Alike) -> Steps:
    """Have all that was asked before known to those who look for what is alike."""
    for id_ in debate.questions:
        alike.load(id_)
        yield
    alike.follow(set())
