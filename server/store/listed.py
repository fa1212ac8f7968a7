"""The row of a debate repeats its journal, for lists."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

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


class CalledOff(Struct, frozen=True):
    """What everybody could read of a date until the debate went back to preparation, and when that
    was (ms). `edition`: of its row."""

    code: str
    programme: str
    title: dict[str, str]
    starts_at: int
    at: int
    edition: int = 0


def called_off(code: str, bodies: Iterable[str]) -> CalledOff | None:
    """`bodies`: lines of the journal, in order, at least those in which its settings and its phase
    changed. None where it never went back, or nobody could find it before. What it was given since,
    nobody was told."""
    said: dict[str, Any] = {}
    found, phase = None, "draft"
    for body in bodies:
        line = msgspec.json.decode(body)
        event = line["event"]
        match event["event"]:
            case "DebateDescribed":
                said = event
            case "PhaseChanged":
                if event["to"] == "draft" and phase == "collecting":
                    found = _told(code, said, line["at"])
                phase = event["to"]
    return found


def _told(code: str, said: dict[str, Any], at: int) -> CalledOff | None:
    starts_at = said.get("starts_at")
    if starts_at is None or said.get("unlisted") or said.get("rehearsal"):
        return None
    return CalledOff(code, said["programme"], said["title"], starts_at, at)
