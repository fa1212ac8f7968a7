"""Every archive that differs from a good one in one thing: for whatever program says whether one is
good. A program is called with the archive and says what is wrong with it.

Three kinds: `bare`, the one thing alone; `mended`, with all that follows from it made right as far
as somebody can who has not the key of the house; `signed`, by somebody who has it.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from server.store.chain import canonical, digest
from server.transparency.base64s import encoded
from server.transparency.merkle import Tree
from tests.archive.made import Signed

Json = dict[str, Any]
Kind = Literal["bare", "mended", "signed"]
KINDS: tuple[Kind, ...] = ("bare", "mended", "signed")
WITHOUT_KEY: tuple[Kind, ...] = ("bare", "mended")
DIGITS = "0123456789abcdef"


class Mutation(NamedTuple):
    name: str
    archive: Json


def edits(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with one thing in it changed, each with what that is. Leaves it as it is."""
    if isinstance(value, dict):
        yield " with one more", value | {"more": 1}
        for key, inner in value.items():
            yield f".{key} removed", {k: v for k, v in value.items() if k != key}
            for name, changed in edits(inner):
                yield f".{key}{name}", value | {key: changed}
    elif isinstance(value, list):
        yield " with one more", [*value, "more"]
        for at, inner in enumerate(value):
            before, behind = value[:at], value[at + 1 :]
            yield f"[{at}] removed", before + behind
            yield f"[{at}] doubled", [*before, inner, inner, *behind]
            if behind and behind[0] != inner:
                yield f"[{at}] after the next", [*before, behind[0], inner, *behind[1:]]
            for name, changed in edits(inner):
                yield f"[{at}]{name}", [*before, changed, *behind]
    else:
        yield " is null", None
        yield from ((" changed", changed) for changed in _others(value))


def _others(leaf: Any) -> Iterator[Any]:
    if isinstance(leaf, bool):
        yield not leaf
    elif isinstance(leaf, int):
        yield from (leaf + 1, leaf - 1, leaf + 60_000, float(leaf))
    elif isinstance(leaf, str):
        yield leaf + "x"
        if leaf and leaf[-1] in DIGITS:
            yield leaf[:-1] + DIGITS[(DIGITS.index(leaf[-1]) + 1) % len(DIGITS)]
        elif leaf:
            yield leaf[:-1]


def mutations(archive: Json, kinds: tuple[Kind, ...] = WITHOUT_KEY) -> Iterator[Mutation]:
    """All of them."""
    if "bare" in kinds:
        yield from (Mutation(f"archive{name}", changed) for name, changed in edits(archive))
        yield from _of_checkpoint(archive)
    for kind in kinds:
        yield from _of_journal(archive, kind)
        yield from _of_opened(archive, kind)
        yield from _of_ballots(archive, kind)


def _of_checkpoint(archive: Json) -> Iterator[Mutation]:
    """One character of each class in each of its lines is another."""
    note = archive["checkpoint"]
    at = 0
    for number, line in enumerate(note.splitlines(keepends=True)):
        seen = set()
        for offset, character in enumerate(line):
            group = (
                "letter" if character.isalpha() else "digit" if character.isdigit() else character
            )
            if group not in seen:
                seen.add(group)
                other = "1" if character == "0" else "0" if character.isdigit() else "x"
                changed = note[: at + offset] + other + note[at + offset + 1 :]
                name = f"checkpoint, line {number}: another {group!r}"
                yield Mutation(name, archive | {"checkpoint": changed})
        at += len(line)
        without = note[: at - len(line)] + note[at:]
        yield Mutation(f"checkpoint, line {number} removed", archive | {"checkpoint": without})
        twice = note[:at] + line + note[at:]
        yield Mutation(f"checkpoint, line {number} doubled", archive | {"checkpoint": twice})


def _of_journal(archive: Json, kind: Kind) -> Iterator[Mutation]:
    """What stands in a line, and whole lines."""
    lines = archive["journal"]
    if kind != "bare":
        for name, changed in edits([json.loads(line) for line in lines]):
            bodies = [one if isinstance(one, str) else canonical(one).decode() for one in changed]
            yield Mutation(f"{kind}: journal{name}", headed(archive, bodies, kind))
        for end in range(len(lines)):
            yield Mutation(f"{kind}: journal cut at {end}", headed(archive, lines[:end], kind))
        return
    for at, line in enumerate(lines):
        for name, changed in edits(json.loads(line)):
            bodies = [*lines[:at], canonical(changed).decode(), *lines[at + 1 :]]
            yield Mutation(f"bare: journal[{at}]{name}", archive | {"journal": bodies})


def headed(archive: Json, lines: list[str], kind: Kind) -> Json:
    """With these lines, and their head in the checkpoint; signed anew, or with the signatures that
    it had."""
    changed = archive | {"journal": lines}
    bodies = [line.encode() for line in lines]
    if kind == "signed":
        return changed | {"checkpoint": str(Signed(bodies, archive["debate"]["code"]))}
    origin, _, _, rest = archive["checkpoint"].split("\n", 3)
    head = f"{origin}\n{len(lines)}\n{encoded(Tree(bodies).root())}\n{rest}"
    return changed | {"checkpoint": head}


def _of_opened(archive: Json, kind: Kind) -> Iterator[Mutation]:
    """What stands in a part; mended: with its digest in its line."""
    for number, parts in archive["opened"].items():
        for field, part in parts.items():
            for name, changed in edits(json.loads(part)):
                new = canonical(changed).decode()
                opened = archive["opened"] | {number: parts | {field: new}}
                whole = archive | {"opened": opened}
                if kind != "bare":
                    line = json.loads(archive["journal"][int(number) - 1])
                    line["sealed"][field] = digest(new)
                    whole = headed(whole, with_line(archive, int(number), line), kind)
                yield Mutation(f"{kind}: opened.{number}.{field}{name}", whole)


def with_line(archive: Json, number: int, line: Json) -> list[str]:
    """The lines with another one in this place."""
    lines = archive["journal"]
    return [*lines[: number - 1], canonical(line).decode(), *lines[number:]]


def _of_ballots(archive: Json, kind: Kind) -> Iterator[Mutation]:
    """What stands in a row, rows more and less; mended: with what was sealed of them."""
    rows = archive["ballots"]
    for at, row in enumerate(rows):
        question, handle, *apart = row.split()
        for other in {
            f"q2 {handle}" if question == "q1" else f"q1 {handle}",
            f"q99 {handle}",
            f"{question} {handle[:-1]}{DIGITS[(DIGITS.index(handle[-1]) + 1) % 16]}",
            f"{question} {handle.upper()}",
            f"{question} {handle}0",
            f"{question}  {handle}",
            f"{question} {handle} apart" if not apart else f"{question} {handle}",
            f"{question} {handle} aside",
        } - {row}:
            changed = sorted([*rows[:at], other, *rows[at + 1 :]])
            yield _with_ballots(archive, changed, kind, f"[{at}] is {other}")
        yield _with_ballots(archive, rows[:at] + rows[at + 1 :], kind, f"[{at}] removed")
        yield _with_ballots(archive, [*rows[:at], row, *rows[at:]], kind, f"[{at}] doubled")
    yield _with_ballots(archive, sorted([*rows, f"q1 {'0' * 16}"]), kind, " with one more")
    yield _with_ballots(archive, rows[::-1], kind, " the other way round")


def _with_ballots(archive: Json, rows: list[str], kind: Kind, name: str) -> Mutation:
    whole = archive | {"ballots": rows}
    if kind != "bare":
        for text in archive["journal"]:
            line = json.loads(text)
            if line["event"]["event"] == "BallotsSealed":
                root = Tree(row.encode() for row in rows).root().hex()
                line["event"] |= {"ballots": len(rows), "root": root}
                whole = headed(whole, with_line(archive, line["seq"], line), kind)
    return Mutation(f"{kind}: ballots{name}", whole)
