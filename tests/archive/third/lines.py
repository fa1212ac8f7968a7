"""Lines, what of them is opened, and which were taken back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.archive.third.bytes import MINUTE, Json, demand, digest, read, whole

FIELDS = {"seq", "at", "action", "role", "event"}
ROLES = {"participant", "screener", "producer", "owner", "host", "server"}
MAY_BE_SEALED = {"text", "name", "note", "air_text", "recording", "moment", "by"}
SEALED_AT_CLOSING = ("BallotsSealed", "TalliesSealed", "LengthsSealed")
STAYS = {"DebateDescribed", "PhaseChanged", "QuestionSubmitted", "QuestionWithdrawn", "BurstPassed"}
STAYS |= {"ActionUndone", *SEALED_AT_CLOSING}
OLDER = ""  # the name under which all that is private of an older line is opened


@dataclass(eq=False)
class Line:
    """One of them; `at` is the minute, `parts` by field the value that was opened."""

    seq: int
    at: int
    action: int
    role: str
    kind: str
    event: Json
    sealed: dict[str, str]
    parts: Json = field(default_factory=dict)


def read_lines(texts: Sequence[str]) -> list[Line]:
    """All of them. Raises WrongError or another error of what is not as it must be."""
    lines: list[Line] = []
    for seq, text in enumerate(texts, 1):
        line = _read_line(read(text))
        demand(line.seq == seq, f"line {seq} has another number")
        firsts = {seq, lines[-1].action if lines else seq}
        demand(line.action in firsts, f"line {seq} is of no action that goes on")
        lines.append(line)
    return lines


def _read_line(told: Json) -> Line:
    demand(set(told) - {"nonce", "sealed"} == FIELDS, "a line has other fields")
    at, seq, older = whole(told["at"]), whole(told["seq"]), "nonce" not in told
    sealed = told.get("sealed", {})
    if older:
        sealed = {OLDER: sealed} if sealed else {}
    else:
        demand(_is_hex(told["nonce"], 32), f"line {seq} has no nonce")
        demand(at % MINUTE == 0, f"line {seq} says more than the minute")
        demand("sealed" not in told or bool(sealed), f"line {seq} seals nothing")
        demand(set(sealed) <= MAY_BE_SEALED, f"line {seq} seals something else")
    demand(all(_is_hex(one, 64) for one in sealed.values()), f"line {seq} seals without a digest")
    demand(told["role"] in ROLES, f"line {seq} is of nobody")
    kind = told["event"]["event"]
    demand(isinstance(kind, str), f"line {seq} says nothing")
    action = whole(told["action"])
    return Line(seq, at - at % MINUTE, action, told["role"], kind, told["event"], sealed)


def _is_hex(text: str, digits: int) -> bool:
    return bool(re.fullmatch(f"[0-9a-f]{{{digits}}}", text))


def open_parts(lines: Sequence[Line], opened: dict[str, dict[str, str]]) -> None:
    """Give the lines what was opened of them. Raises WrongError of a part that no line has."""
    by_number = {str(line.seq): line for line in lines}
    for number, parts in opened.items():
        demand(number in by_number and bool(parts), f"nothing can be opened of line {number}")
        line = by_number[number]
        for name, text in parts.items():
            demand(line.sealed.get(name) == digest(text), f"line {number} says something else")
            part = read(text)
            demand(isinstance(part.pop("salt"), str), f"a part of line {number} has no salt")
            demand(name == OLDER or list(part) == [name], f"line {number} opens something else")
            demand(all(isinstance(one, str) for one in part.values()), f"no text: line {number}")
            line.parts |= part


@dataclass
class History:
    """The lines that happened, and the last one of each action that was taken back."""

    happened: list[Line]
    undone: list[Line]


def take_back(lines: Sequence[Line]) -> History:
    """Raises WrongError where something is taken back that cannot be."""
    gone: set[int] = set()
    undone: list[Line] = []
    for line in lines:
        if line.kind == "ActionUndone":
            named = [one for one in lines if one.action == line.event["action"]]
            demand(bool(named), f"line {line.seq} takes back what never happened")
            demand(named[-1].seq < line.seq, f"line {line.seq} takes back what is not before it")
            for one in named:
                stays = one.kind in STAYS or one.role in ("participant", "server")
                demand(not stays and one.seq not in gone, f"line {one.seq} cannot be taken back")
            gone |= {line.seq, *(one.seq for one in named)}
            undone.append(named[-1])
    return History([line for line in lines if line.seq not in gone], undone)
