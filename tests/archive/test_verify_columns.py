"""`tribina verify` and a database in which one value is another: it names it, or here stands why
nobody can."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.archive.verify import House, Report, verify
from server.store import Store
from server.store.chain import START, Line, link
from server.store.logs.house_log import digest_of
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import sign
from server.transparency.vkeys import SigningKey
from tests.archive.evenings import complete_evening, keep, open_evening
from tests.archive.made import HOUSE, KEY
from tests.given.debates import Drive

TABLES = ("journal", "ballots", "tallies", "debates", "checkpoints")

CANNOT_BE_PROVED = {
    "journal.author": "handles stand in no line, and closing has made them random",
    "journal.at by less than a minute": "what the audience did is known by the minute alone",
    "journal.proof": "that this house wrote a line: from closing on the signed head says so",
    "debates.unlinked": "whatever is not 0 is yes",
    "debates.created_at": "when the row was made stands in no line",
    "debates.mark": "counts groups of ballots while people vote; nothing asks for it afterwards",
    "debates.edition": "counts changes of the row, for the index of the search alone",
    "ballots.mark": "the group that wrote a ballot: closing takes it away, and nothing asks for it",
    "ballots.was": "what a ballot said before the last vote: closing takes it away",
    "ballots.commands": "which commands asked for a ballot: closing takes them away",
    "ballots.proof": "that this house wrote a ballot: from closing on the sealed root says so",
    "ballots.on": "whatever is not 0 is yes",
    "checkpoints.size": "the note says by itself of how many lines it is",
    "checkpoints.at by less than a minute": "as the next",
    "checkpoints.at": "when a head was signed; only witnesses say that of it",
}
_SIGNED_AGAIN = (
    "a head is kept after it was signed, and again soon: that beside the key is compared"
)

OPEN_CANNOT_BE_PROVED = {
    "journal.moment": "a key that was lost since may have sealed it: `unproven` says so",
    "debates.created_at": CANNOT_BE_PROVED["debates.created_at"],
    "debates.mark": "counts groups of ballots: the process that counts them compares it",
    "debates.edition": CANNOT_BE_PROVED["debates.edition"],
    "ballots.mark": "the group that wrote a ballot, as the last",
    "ballots.was": "what a ballot said before the last vote: nothing is counted from it afterwards",
    "ballots.on": CANNOT_BE_PROVED["ballots.on"],
    "checkpoints.debate": _SIGNED_AGAIN,
    "checkpoints.note": _SIGNED_AGAIN,
    "checkpoints.size": CANNOT_BE_PROVED["checkpoints.size"],
    "checkpoints.at by less than a minute": CANNOT_BE_PROVED["checkpoints.at"],
    "checkpoints.at": CANNOT_BE_PROVED["checkpoints.at"],
}


def others(value: Any) -> Iterator[tuple[str, Any]]:
    """Values that are not this one, each with how it differs."""
    if isinstance(value, int):
        yield " by less than a minute", value + 1
        yield "", value + 60_000
    elif isinstance(value, str):
        yield "", value + "0"
        if value:
            yield "", value[:-2] + ("1" if value[-2:-1] != "1" else "2") + value[-1]
    else:
        yield "", "0"
    if value is not None:
        yield "", None


async def sign_head(store: Store, code: str, key: SigningKey = KEY) -> House:
    """Keep the head of all its lines, as the house does; who it says to be."""
    tree = Tree(line.body for line in await store.journal.lines(code))
    head = Checkpoint(f"{HOUSE}/debate/{code}", tree.size, tree.root())
    await store.checkpoints.keep(code, head, str(sign(head.text, key, head.origin)), 1)
    return House([KEY.vkey(HOUSE)], head)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
async def test_each_value_is_compared(store: Store, tmp_path: Path, table: str) -> None:
    unnoticed = await _unnoticed(store, tmp_path, table, complete_evening())
    assert unnoticed == {what for what in CANNOT_BE_PROVED if what.startswith(f"{table}.")}


@pytest.mark.parametrize("table", TABLES)
async def test_each_value_of_an_open_debate_is_compared(
    store: Store, tmp_path: Path, table: str
) -> None:
    unnoticed = await _unnoticed(store, tmp_path, table, open_evening())
    assert unnoticed == {what for what in OPEN_CANNOT_BE_PROVED if what.startswith(f"{table}.")}


async def _unnoticed(store: Store, tmp_path: Path, table: str, drive: Drive) -> set[str]:
    """The columns of the table in which another value is not found."""
    code = drive.debate.code
    await keep(store, drive)
    house = await sign_head(store, code)
    report = await verify(store, code, house=house)
    assert report is not None and report.problems == []

    unnoticed = set()
    database = sqlite3.connect(tmp_path / "tribina.db", isolation_level=None)
    columns = database.execute(f"PRAGMA table_info({table})").fetchall()
    names = [column[1] for column in columns]
    key = [column[1] for column in columns if column[5]]
    for row in database.execute(f"SELECT * FROM {table}").fetchall():
        kept = dict(zip(names, row, strict=True))
        for name, value in kept.items():
            for how, other in others(value):
                with_other = kept | {name: other}
                if not _put(database, table, key, kept, with_other):
                    continue
                found = await verify(store, code, house=house)
                if found is not None and found.ok:
                    unnoticed.add(f"{table}.{name}{how if name == 'at' else ''}")
                assert _put(database, table, key, with_other, kept)
    database.close()
    return unnoticed


def _put(
    database: sqlite3.Connection,
    table: str,
    key: list[str],
    old: dict[str, Any],
    new: dict[str, Any],
) -> bool:
    """Whether the database takes the row in the place of the other."""
    sets = ", ".join(f'"{name}" = ?' for name in new)
    where = " AND ".join(f'"{name}" = ?' for name in key)
    try:
        statement = f"UPDATE {table} SET {sets} WHERE {where}"
        return (
            database.execute(statement, [*new.values(), *(old[name] for name in key)]).rowcount == 1
        )
    except sqlite3.IntegrityError:
        return False


async def report_of(store: Store, code: str, key: SigningKey | None = KEY) -> Report:
    report = await verify(store, code, house=House([key.vkey(HOUSE)]) if key else None)
    assert report is not None
    return report


async def test_lines_that_were_written_anew_are_not_those_that_were_signed(
    store: Store, tmp_path: Path
) -> None:
    drive = complete_evening()
    await keep(store, drive)
    await sign_head(store, drive.debate.code)
    lines = await store.journal.lines(drive.debate.code)
    rewrite(tmp_path, lines)

    report = await report_of(store, drive.debate.code)

    assert report.problems == [f"the {len(lines)} lines whose head was signed are not these"]


@pytest.mark.parametrize("known", ["beside the key", "in the house's log"])
async def test_a_head_that_is_gone_is_missed_where_it_is_known_to_have_been_signed(
    store: Store, tmp_path: Path, known: str
) -> None:
    """Nobody who rewrites a debate is rid of what was signed of it by taking that away."""
    drive = complete_evening()
    code = drive.debate.code
    await keep(store, drive)
    lines, house = await store.journal.lines(code), await sign_head(store, code)
    if known == "in the house's log":
        root = encoded(Tree(line.body for line in lines).root())
        first = digest_of(lines[0].body)
        await store.house_log.add("debate_head", 1, first=first, size=len(lines), root=root)
        house = House(house.keys)
    with sqlite3.connect(tmp_path / "tribina.db") as database:
        assert database.execute("DELETE FROM checkpoints").rowcount == 1
    database.close()
    gone = f"the head that was signed of {len(lines)} lines is gone"

    report = await verify(store, code, house=house)
    assert report is not None and report.problems == [gone]

    rewrite(tmp_path, lines)
    report = await verify(store, code, house=house)
    assert report is not None
    assert report.problems == [f"the {len(lines)} lines whose head was signed are not these", gone]


def rewrite(folder: Path, lines: list[Line]) -> None:
    """Others in their place, of which the whole chain agrees."""
    with sqlite3.connect(folder / "tribina.db") as database:
        previous = START
        for line in lines:
            body = line.body.replace(b'"partly"', b'"evaded"')
            previous = link(previous, body)
            database.execute(
                "UPDATE journal SET body = ?, hash = ? WHERE seq = ?",
                (body.decode(), previous.hex(), line.seq),
            )
    database.close()


async def test_a_head_of_another_house_is_named_and_none_is_told(store: Store) -> None:
    drive = complete_evening()
    code = drive.debate.code
    await keep(store, drive)
    assert any("no head was signed" in one for one in (await report_of(store, code)).unproven)

    await sign_head(store, code, SigningKey(bytes(32)))

    assert any("not signed by this house" in one for one in (await report_of(store, code)).problems)
    assert any("is not known here" in one for one in (await report_of(store, code, None)).unproven)
