"""The row of a debate repeats its journal, for lists."""

from typing import Any

from server.debate.events import DebateDescribed, Entry, PhaseChanged


def listed(entries: list[Entry]) -> dict[str, Any]:
    """What lists show of a debate is as its journal says."""
    values: dict[str, Any] = {}
    for entry in entries:
        if isinstance(entry.event, DebateDescribed):
            values["title"] = entry.event.title
            values["programme"] = entry.event.programme
            values["starts_at"] = entry.event.starts_at
            values["opens_at"] = entry.event.opens_at
            values["closes_at"] = entry.event.closes_at
            values["rehearsal"] = bool(entry.event.rehearsal)
            values["unlisted"] = bool(entry.event.unlisted)
        elif isinstance(entry.event, PhaseChanged):
            values["phase"] = entry.event.to
            if entry.event.to == "closed":
                values["closed_at"] = entry.at
    return values
