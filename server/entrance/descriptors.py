"""How many connections each door may hold: the system allows a process so many open files, and each
connection is one.

The live door's share is the larger one and its own: whatever happens to the door of pages, who is
at the debate stays, and who has a page can join.
"""

import resource

from msgspec import Struct

OURS = 128  # for the database, Redis, the log, files that are read
PAGES_AT_MOST = 6_000  # a hall of 3,000 that comes at once; each costs memory, and none stays
UNSETTLED_AT_MOST = 4_096  # who opened a connection to the live door and has not said what for
HALL = 3_000  # phones that have to find room, or whoever starts the server is told
UNBOUNDED = 1_000_000


class Shares(Struct, frozen=True):
    """Connections at most, of each door."""

    pages: int
    live: int


def allow_many() -> None:
    """Raise what this process may open as far as the system lets it: 1,024 is usual without."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def allowed() -> int:
    """How many files this process may have open."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return UNBOUNDED if soft == resource.RLIM_INFINITY else soft


def shared_out(allowed: int) -> Shares:
    """`allowed`: files that this process may have open, of which it keeps some for itself. Each
    door gets one connection at least."""
    spare = max(2, allowed - OURS)
    pages = max(1, min(spare // 4, PAGES_AT_MOST))
    return Shares(pages, spare - pages)


def unsettled(live: int) -> int:
    """How many of the live door's connections may be before their handshake."""
    return max(1, min(live // 4, UNSETTLED_AT_MOST))


def cramped(allowed: int) -> str:
    """A sentence for whoever starts the server where a hall finds no room; else nothing."""
    phones = shared_out(allowed).live
    if phones >= HALL:
        return ""
    return (
        f"This system lets a program open {allowed:,} files: no more than {phones:,} phones can\n"
        "be connected at once. For a hall, allow more before you start it: ulimit -n 65536"
    )
