"""How the house is: what an owner has to know of the machine, without a terminal."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from server import __version__
from server.debate.minutes import DAY_MS
from server.store import Store
from server.store.backups.copying import sqlite_file
from server.store.backups.made import Backup
from server.store.logs.house_log import ORIGIN_KEY
from server.store.migrate import head
from server.store.postgresql.address import is_postgresql
from server.web.dependencies import Dependencies

GIB = 1024**3
MIB = 1024**2
DISK_LOW = 5 * GIB
DISK_FULL = 1 * GIB
BACKUP_OLD_MS = 7 * DAY_MS
MAILS_LOST_MS = 7 * DAY_MS  # for so long it is told that letters could not be sent

State = Literal["good", "look", "bad"]


class Line(Struct, frozen=True):
    """`name` and `says` are parts of keys of the admin locale, `args` what stands in the words; of
    `at` the template makes a date."""

    name: str
    state: State
    says: str
    args: dict[str, Any] = {}
    at: int | None = None


async def condition(known: Dependencies) -> list[Line]:
    """The lines of the page. Raises Unavailable."""
    report, settings = await known.health.report(), known.settings
    last, keyless = await known.store.backups.last(), await known.store.debates.keyless()
    free, size = await asyncio.to_thread(_disk, settings.data, settings.database)
    return [
        Line("store", *(("good", "works") if report.store == "ok" else ("bad", "not_there"))),
        _relay(report.relay, known.rooms.processes),
        disk_line(free),
        _size("postgresql" if is_postgresql(settings.database) else "sqlite", size),
        backup_line(last, known.clock.now()),
        keys_line(keyless),
        *await _anchors(known.store),
        *await _mails(known),
        Line("version", "good", "is", {"version": __version__, "schema": head()}),
    ]


def worst(lines: list[Line]) -> State:
    """What is said above all lines."""
    states = {line.state for line in lines}
    return "bad" if "bad" in states else "look" if "look" in states else "good"


def disk_line(free: int) -> Line:
    """`free`: bytes, where the data folder is."""
    state: State = "bad" if free < DISK_FULL else "look" if free < DISK_LOW else "good"
    return Line("disk", state, "free" if state == "good" else "low", {"gib": round(free / GIB, 1)})


def backup_line(last: Backup | None, now: int) -> Line:
    """Bad when the last one is broken, worth a look when it is old or there was none. `now`: ms."""
    if last is None:
        return Line("backup", "look", "none", {"command": "tribina backup FILE"})
    args = {"mib": round(last.bytes / MIB, 1)}
    if not last.whole:
        return Line("backup", "bad", "broken", args, last.at)
    old = now - last.at > BACKUP_OLD_MS
    return Line("backup", "look" if old else "good", "old" if old else "whole", args, last.at)


def keys_line(lost: Sequence[str]) -> Line:
    """`lost`: open debates without their key."""
    if not lost:
        return Line("keys", "good", "there")
    command = "tribina debate anew CODE"
    return Line("keys", "bad", "lost", {"codes": ", ".join(lost), "command": command})


async def _anchors(store: Store) -> list[Line]:
    """None where nobody is asked about the house's log."""
    kept = await store.checkpoints.last(ORIGIN_KEY)
    waiting, asked = (0, 0) if kept is None else await store.anchors.waiting(kept.head.size)
    if not asked:
        return []
    if not waiting:
        return [Line("anchors", "good", "there")]
    return [Line("anchors", "look", "waiting", {"count": waiting})]


async def _mails(known: Dependencies) -> list[Line]:
    """None where the house writes no letters."""
    if known.settings.smtp_url is None:
        return []
    counts = await known.store.mails.counts(known.clock.now() - MAILS_LOST_MS)
    names = {"url": "TRIBINA_SMTP_URL", "sender": "TRIBINA_MAIL_FROM"}
    if counts.given_up:
        return [Line("mails", "bad", f"lost_{counts.problem}", names | {"count": counts.given_up})]
    if counts.late:
        return [Line("mails", "look", f"late_{counts.problem}", names | {"count": counts.late})]
    return [Line("mails", "good", "there", {"count": counts.queued})]


def _relay(relay: str | None, processes: int) -> Line:
    if relay is None:
        return Line("processes", "good", "alone")
    if relay == "ok":
        return Line("processes", "good", "together", {"count": processes})
    return Line("processes", "look", "apart")


def _size(kind: str, size: int | None) -> Line:
    if size is None:
        return Line("database", "good", kind)
    return Line("database", "good", kind, {"mib": round(size / MIB, 1)})


def _disk(data: Path, url: str) -> tuple[int, int | None]:
    """Free bytes; and of SQLite the size of its file."""
    file = None if is_postgresql(url) else sqlite_file(url)
    size = file.stat().st_size if file is not None and file.exists() else None
    return shutil.disk_usage(data).free, size
