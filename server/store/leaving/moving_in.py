"""An organisation of another house, written into this one: all of it in one transaction, or
nothing. What is written was looked through before (`server/moving`).
"""

from collections import Counter
from collections.abc import Sequence
from secrets import token_bytes, token_hex
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.deciding.sealing import APART, parts_of
from server.debate.state import Debate
from server.store.answers.written import WrittenAnswer, chained, written_row
from server.store.chain import Line
from server.store.engine import Database, whole
from server.store.errors import AlreadyHere
from server.store.house.logos import Drawn, Ground, Owner, logo_row
from server.store.house.organisations import Organisation
from server.store.house.programmes import Programme, programme_row
from server.store.leaving.takeovers import Takeover
from server.store.logs.house_log import digest_of, enter
from server.store.secrecy.proofs import Proofs
from server.store.tables import (
    AnswerLinkRows,
    BallotRows,
    CheckpointRows,
    DebateRows,
    DeletionRows,
    EmbedderRows,
    JournalRows,
    LogoRows,
    OrganisationRows,
    ProgrammeRows,
    ResponsibleRows,
    RetentionRows,
    TakeoverRows,
    TallyRows,
    WrittenAnswerRows,
)
from server.transparency.base64s import encoded
from server.transparency.merkle import Tree

AT_ONCE = 500  # rows of one statement
CODES_AT_ONCE = 200


class MovedAnswers(Struct):
    """What came in writing to a debate. `over`: guests who had the time to answer and did not."""

    written: list[WrittenAnswer] = []
    over: list[str] = []

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Bodies and hashes, as they are kept."""
        return chained(self.written)

    @property
    def head(self) -> str:
        """The hash of the last; empty for none."""
        return self.lines[-1][1] if self.written else ""


class MovedDebate(Struct):
    """A closed debate as it comes. `debate`: what its `lines` add up to; `ballots`: the sealed
    list; `note`: the signed head, "" where nobody signed one."""

    created_at: int
    debate: Debate
    lines: list[Line]
    ballots: list[str]
    note: str
    by: Takeover
    answers: MovedAnswers


class MovedLogo(Struct):
    """`scope`: the key of the organisation here, or of a programme."""

    kind: Owner
    scope: str
    ground: Ground
    drawn: Drawn


class Moved(Struct):
    """`responsible`: name and contact, if anybody is named; `retention`: days by what goes after
    them, by the key of a programme; `embedders`: origins."""

    organisation: Organisation
    programmes: list[Programme]
    debates: list[MovedDebate]
    responsible: tuple[str, str] | None = None
    retention: dict[str, dict[str, int]] = {}
    embedders: list[str] = []
    logos: list[MovedLogo] = []


async def already_here(connection: AsyncConnection, moved: Moved) -> list[str]:
    """What of it this house has already, in plain English."""
    found = []
    key = moved.organisation.key
    same = select(col(OrganisationRows.key)).where(col(OrganisationRows.key) == key)
    if (await connection.execute(same)).first():
        found.append(f"organisation {key}")
    keys = [one.key for one in moved.programmes]
    same = select(col(ProgrammeRows.key)).where(col(ProgrammeRows.key).in_(keys))
    found += [f"programme {one}" for one in sorted((await connection.execute(same)).scalars())]
    codes = [one.debate.code for one in moved.debates]
    for at in range(0, len(codes), CODES_AT_ONCE):
        some = codes[at : at + CODES_AT_ONCE]
        for column in (col(DebateRows.code), col(DeletionRows.code)):
            taken = await connection.execute(select(column).where(column.in_(some)))
            found += [f"debate {one}" for one in sorted(taken.scalars())]
    ids = [answer.id for one in moved.debates for answer in one.answers.written]
    for at in range(0, len(ids), CODES_AT_ONCE):
        rows = select(col(WrittenAnswerRows.id), col(WrittenAnswerRows.debate))
        taken = await connection.execute(
            rows.where(col(WrittenAnswerRows.id).in_(ids[at : at + CODES_AT_ONCE]))
        )
        found += [f"answer {row.id} of debate {row.debate}" for row in taken]
    return found


async def move_in(database: Database, proofs: Proofs, moved: Moved, at: int) -> None:
    """Raises AlreadyHere, with the list, and Unavailable; then nothing was changed."""
    await whole(_move_in(database, proofs, moved, at))


async def _move_in(database: Database, proofs: Proofs, moved: Moved, at: int) -> None:
    async with database.write() as connection:
        found = await already_here(connection, moved)
        if found:
            raise AlreadyHere(found)
        one = moved.organisation
        row = {"key": one.key, "name": one.name, "created_at": one.created_at}
        await connection.execute(insert(OrganisationRows).values(row))
        if moved.responsible is not None:
            name, contact = moved.responsible
            said = {"organisation": one.key, "name": name, "contact": contact}
            await connection.execute(insert(ResponsibleRows).values(said))
        for programme in moved.programmes:
            await connection.execute(insert(ProgrammeRows).values(programme_row(programme)))
        kept = [
            {"programme": key, "what": what, "days": days}
            for key, retention in moved.retention.items()
            for what, days in retention.items()
        ]
        await _insert(connection, RetentionRows, kept)
        if moved.embedders:
            said = {"organisation": one.key, "origins": " ".join(moved.embedders)}
            await connection.execute(insert(EmbedderRows).values(said))
        for logo in moved.logos:
            drawn = logo_row(logo.kind, logo.scope, logo.ground, logo.drawn, at)
            await connection.execute(insert(LogoRows).values(drawn))
        for debate in moved.debates:
            await _write(connection, proofs, debate)
            await _enter(connection, database.is_sqlite, debate, at)


async def _write(connection: AsyncConnection, proofs: Proofs, moved: MovedDebate) -> None:
    debate = moved.debate
    code = debate.code
    await connection.execute(
        insert(DebateRows).values(
            code=code,
            programme=debate.programme,
            title=debate.title,
            phase=debate.phase,
            starts_at=debate.starts_at,
            opens_at=debate.opens_at,
            closes_at=debate.closes_at,
            closed_at=debate.began.get("closed"),
            created_at=moved.created_at,
            unlisted=debate.unlisted,
            unlinked=True,
        )
    )
    lines = [replace(line, proof=proofs.of_line(code, line.said)) for line in moved.lines]
    rows = [{**asdict(line), "debate": code, "body": line.body.decode()} for line in lines]
    await _insert(connection, JournalRows, rows)
    ballots = [parts_of(row) for row in moved.ballots]
    kept = [
        {"question": question, "handle": handle, "burst": APART if apart else ""}
        for question, handle, apart in ballots
    ]
    plain = {"debate": code, "on": True, "was": False, "commands": "", "mark": 0, "proof": ""}
    await _insert(connection, BallotRows, [plain | one for one in kept])
    tallies = Counter(question for question, _, _ in ballots)
    counted = [{"debate": code, "question": q, "votes": votes} for q, votes in tallies.items()]
    await _insert(connection, TallyRows, counted)
    if moved.note:
        head = {"debate": code, "size": len(lines), "at": moved.by.at, "note": moved.note}
        await connection.execute(insert(CheckpointRows).values(head))
    await connection.execute(insert(TakeoverRows).values(asdict(moved.by) | {"debate": code}))
    await _answer(connection, code, moved.answers, moved.by.at)


async def _answer(connection: AsyncConnection, code: str, answers: MovedAnswers, at: int) -> None:
    """That somebody had the time to answer is said by a link that is over, and that opens nothing:
    nobody has its secret."""
    kept = [
        written_row(code, answer, body, hash_)
        for answer, (body, hash_) in zip(answers.written, answers.lines, strict=True)
    ]
    await _insert(connection, WrittenAnswerRows, kept)
    over = {"debate": code, "label": "", "mailed_to": "", "made_by": "", "made_at": at}
    links = [
        over | {"guest": guest, "id": token_hex(8), "digest": token_bytes(32), "ends_at": at}
        for guest in answers.over
    ]
    await _insert(connection, AnswerLinkRows, links)


async def _enter(connection: AsyncConnection, is_sqlite: bool, moved: MovedDebate, at: int) -> None:
    """Into the log of this house: whose log, and what it was."""
    tree = Tree(line.body for line in moved.lines)
    said: dict[str, str | int] = {
        "first": digest_of(moved.lines[0].body),
        "size": tree.size,
        "root": encoded(tree.root()),
        "house": moved.by.house,
        "vkey": moved.by.vkey,
    }
    if moved.answers.written:
        said["answers"] = moved.answers.head
    await enter(connection, is_sqlite, "debate_taken_over", at, said)


async def _insert(connection: AsyncConnection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), AT_ONCE):
        await connection.execute(insert(table), rows[at : at + AT_ONCE])
