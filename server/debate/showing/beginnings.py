"""What everybody is told, for ever, of logs that were begun anew."""

from server.debate.events import LogBegunAnew
from server.debate.minutes import minute
from server.debate.showing.shapes.heads import LogBeginning
from server.debate.state import Debate


def log_beginnings(debate: Debate) -> list[LogBeginning]:
    """In their order, without the first one's."""
    return [_beginning(at, said) for at, said in debate.beginnings]


def log_number(debate: Debate) -> int:
    """Which of its logs the present one is; from 1."""
    return debate.beginnings[-1][1].log if debate.beginnings else 1


def is_given_up(debate: Debate, size: int) -> bool:
    """Whether lines of a head of this size are among those that are said to be lost."""
    return any(said.kept < size <= said.size for _, said in debate.beginnings)


def _beginning(at: int, said: LogBegunAnew) -> LogBeginning:
    return LogBeginning(at=minute(at), size=said.size, root=said.root, kept=said.kept)
