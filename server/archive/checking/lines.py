"""The lines as they are written, what was taken back of them, how they end, and what is opened."""

import re
from datetime import UTC, datetime
from typing import Any

from server.archive.checking.report import (
    Json,
    Report,
    Wrong,
    canonical,
    is_hex,
    loads,
    minute,
    sha256,
)

LINE = {"seq", "at", "action", "role", "event"}

ROLES = {"participant", "screener", "producer", "owner", "host", "server"}

LASTING = {  # what cannot be taken back
    *("DebateDescribed", "PhaseChanged", "QuestionSubmitted", "QuestionWithdrawn", "BurstPassed"),
    *("BallotsCommitted", "BallotsSealed", "TalliesSealed", "LengthsSealed", "ActionUndone"),
}

BEHIND_CLOSING = {"DebateDescribed", "PhaseChanged", "DismissalChallenged", "LogBegunAnew"}

ROOT = re.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")  # 32 bytes of base64

SEALS = ("BallotsSealed", "TalliesSealed", "LengthsSealed")


def read_lines(journal: list[str]) -> list[Json]:
    """Each as an object. Raises Wrong where one is not a line, since all that follows hangs on
    them."""
    lines: list[Json] = []
    for number, text in enumerate(journal, start=1):
        try:
            line = loads(text)
            whole = canonical(line) == text.encode() and is_line(line, number, lines)
        except (AttributeError, KeyError, TypeError, ValueError):
            whole = False
        if not whole:
            raise Wrong(f"line {number} is not written the way lines are, or stands elsewhere")
        lines.append(line)
    return lines


def is_line(line: Json, number: int, before: list[Json]) -> bool:
    """Whether it has the fields of a line, and follows those before. Programs before format 2 wrote
    no nonce, one digest for all that is sealed, and exact times."""
    has_nonce = "nonce" in line
    first = before[-1]["action"] if before else number
    return (
        line.keys() - {"nonce", "sealed"} == LINE
        and type(line["seq"]) is int
        and line["seq"] == number
        and type(line["at"]) is int
        and (line["at"] == minute(line["at"]) or not has_nonce)
        and type(line["action"]) is int
        and line["action"] in (number, first)
        and line["role"] in ROLES
        and isinstance(line["event"]["event"], str)
        and (is_hex(line["nonce"], 32) if has_nonce else True)
        and ("sealed" not in line or is_sealed(line["sealed"], has_nonce))
    )


def is_sealed(sealed: Any, by_field: bool) -> bool:
    """Whether these are digests as a line holds them."""
    if not by_field:
        return is_hex(sealed, 64)
    return bool(sealed) and all(is_hex(digest, 64) for digest in sealed.values())


def digests_of(line: Json) -> dict[str, str]:
    """What is sealed of a line, by field; of older lines all of it has no name."""
    sealed: Any = line.get("sealed", {})
    return sealed if isinstance(sealed, dict) else {"": sealed}


def kind_of(line: Json) -> str:
    """What happened by it."""
    kind: str = line["event"]["event"]
    return kind


def taken_back(lines: list[Json]) -> dict[int, str]:
    """The actions that were, each with the last thing that it did. Raises Wrong where something was
    taken back that cannot be."""
    undone = {line["event"]["action"]: line for line in lines if kind_of(line) == "ActionUndone"}
    last: dict[int, str] = {}
    for line in lines:
        by = undone.get(line["action"])
        if by is None:
            continue
        lasts = kind_of(line) in LASTING or line["role"] in ("participant", "server")
        if by["seq"] < line["seq"] or lasts:
            raise Wrong(f"line {line['seq']} cannot be taken back by line {by['seq']}")
        last[line["action"]] = kind_of(line)
    if last.keys() != undone.keys():
        raise Wrong("what never happened was taken back")
    return last


def begun_anew(report: Report, lines: list[Json]) -> int:
    """What the house states of logs that it began anew. Returns the number of the last log."""
    log = 1
    for line in lines:
        if kind_of(line) != "LogBegunAnew":
            continue
        said = line["event"]
        size, kept = said["size"], said["kept"]
        numbers = all(type(one) is int for one in (said["log"], size, kept))
        stated = numbers and ROOT.fullmatch(said["root"])
        report.unless(
            stated and said["log"] > log and 0 <= kept <= size and kept < line["seq"],
            f"line {line['seq']}: no log is begun anew so",
        )
        log = said["log"]
        minutes = f"{datetime.fromtimestamp(minute(line['at']) / 1000, UTC):%Y-%m-%d %H:%M} UTC"
        report.cannot.append(
            f"what was lost when the house was put back from a backup: it states, at {minutes},"
            f" that of {size} signed lines (head {size}:{said['root']}) the first {kept} are here"
        )
    return log


def check_closing(report: Report, lines: list[Json]) -> Json:
    """That the debate was closed, once, with all that is sealed then, and nothing else behind it.
    Returns the seals by their kind."""
    phases = [line for line in lines if kind_of(line) == "PhaseChanged"]
    closings = [line["action"] for line in phases if line["event"]["to"] == "closed"]
    if len(closings) != 1:
        raise Wrong("the debate is not closed in these lines, once, so they are cut off")
    (action,) = closings
    seals = [line for line in lines if kind_of(line) in SEALS]
    if sorted(map(kind_of, seals)) != sorted(SEALS):
        raise Wrong("not all is sealed that closing seals, once each: " + ", ".join(SEALS))
    report.unless(
        {line["action"] for line in seals} == {action}, "something else sealed the debate"
    )
    later = {kind_of(line) for line in lines if line["action"] > action}
    report.unless(later <= BEHIND_CLOSING, "lines stand behind the closing")
    return {kind_of(line): line["event"] for line in seals}


def read_opened(report: Report, opened: Json, lines: list[Json]) -> dict[tuple[int, str], Any]:
    """What the opened parts say, by the number of their line and the field, each compared with the
    digest in its line."""
    said: dict[tuple[int, str], Any] = {}
    for number, parts in opened.items():
        at = int(number) if re.fullmatch("[1-9][0-9]{0,8}", number) else 0
        digests = digests_of(lines[at - 1]) if 0 < at <= len(lines) else {}
        report.unless(parts, f"opened: nothing of line {number}")
        for name, part in parts.items():
            if sha256(part.encode()).hex() == digests.get(name):
                fields = loads(part)
                said |= {(at, key): fields[key] for key in fields if key != "salt"}
            else:
                report.wrong.append(f"line {number}: the part opened is not the one sealed")
    return said
