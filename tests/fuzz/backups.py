"""Backups that are damaged, or that somebody made who means ill: `tribina restore` says in one line
what is wrong and leaves the house as it was, or puts back what every reader can read."""

import asyncio
import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from server.archive.load import load_record
from server.operating.restoring import restore
from server.operating.tools import open_tools
from server.operating.trouble import Trouble
from server.settings import Settings
from server.store import BrokenJournal, Store, chain, migrate
from server.store.backups.copying import backup
from tests.fuzz.fuzzing import Target, TooDear
from tests.fuzz.journals import VALUES, Journals
from tests.given.databases import open_store, sqlite_url
from tests.given.debates import Drive
from tests.given.web_house import settings
from tests.store.older_lines import older

CPU_S = 5.0  # that one may cost; a sound one costs a fifth of a second
OLD = "0009"  # the last schema with keys in the database
TABLES = {
    "debates": ("code", "programme", "title", "phase", "starts_at", "created_at", "unlinked"),
    "journal": ("debate", "seq", "at", "role", "body", "sealed", "author", "hash"),
    "ballots": ("debate", "question", "handle", "on", "was", "commands", "mark"),
    "tallies": ("debate", "question", "votes"),
    "receipts": ("debate", "answer"),
    "programmes": ("key", "organisation", "name", "accent"),
    "organisations": ("key", "name"),
    "word_lists": ("lang", "text", "edition"),
    "alembic_version": ("version_num",),
}
SCHEMES = (
    "CREATE TRIGGER t AFTER INSERT ON sessions BEGIN DELETE FROM debates; END",
    "CREATE TRIGGER t AFTER DELETE ON sessions BEGIN UPDATE debates SET phase = 'live'; END",
    "CREATE VIEW v AS SELECT 1",
    (
        "DROP TABLE receipts; CREATE VIEW receipts AS WITH RECURSIVE r(debate, whose, answer, "
        "content, seq) AS (SELECT 'a', 'b', '{}', '', 1 UNION ALL SELECT * FROM r) SELECT * FROM r"
    ),
    "DROP TABLE remarks; CREATE VIRTUAL TABLE remarks USING fts5(debate, number)",
    "DROP TABLE tallies",
    "DROP TABLE alembic_version",
    "DROP TABLE accounts; CREATE TABLE accounts (name, role, password_hash, created_at, id)",
    "ALTER TABLE tallies ADD COLUMN big GENERATED ALWAYS AS (hex(zeroblob(9000000))) VIRTUAL",
    "ALTER TABLE debates DROP COLUMN unlinked",
    "CREATE TABLE mine (a)",
    "INSERT INTO accounts VALUES ('x', 'server', '', 0, 'i')",
    "INSERT INTO receipts (debate, whose, answer) VALUES ('482915', 'x', '[]')",
    "INSERT INTO word_lists (lang, text, edition) VALUES ('xx', '*', 1)",
    "INSERT INTO debates (code, title, created_at) VALUES ('../../x', '{}', 1)",
    "UPDATE debates SET title = zeroblob(20000000)",
    "UPDATE alembic_version SET version_num = '9999'",
    "DELETE FROM journal",
    "DELETE FROM programmes",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = -1; VACUUM",
)  # fmt: skip


@st.composite
def _bytes_changed(draw: st.DrawFn) -> tuple[str, Any]:
    """Where, in parts of the whole, and what is there instead; or where the file ends."""
    places = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=4)
    return "bytes", (draw(places), draw(st.none() | st.floats(0, 1)), draw(st.booleans()))


@st.composite
def _values_changed(draw: st.DrawFn) -> tuple[str, Any]:
    table = draw(st.sampled_from(sorted(TABLES)))
    return "values", (
        table,
        draw(st.sampled_from(TABLES[table])),
        draw(VALUES),
        draw(st.booleans()),
    )


CHANGES = st.one_of(
    _bytes_changed(),
    _values_changed(),
    st.tuples(st.just("schema"), st.sampled_from(SCHEMES)),
)


class Backups:
    """A house with a debate, and two backups of other houses: one of now, one of long ago."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = settings(folder / "house").with_secret()
        self.files = {"new": folder / "new", "old": folder / "old"}

    def make(self) -> None:
        (self.folder / "other").mkdir()
        other = Journals(self.folder / "other")
        other.runner.run(other.open())
        other.runner.run(backup(other.house.settings.database, self.files["new"], print))
        other.close()
        asyncio.run(self._make_old())
        asyncio.run(self._make_ours())
        self.anew()

    async def _make_old(self) -> None:
        url = sqlite_url(self.folder)
        await migrate(url, to=OLD)
        with contextlib.closing(sqlite3.connect(self.folder / "tribina.db")) as old, old:
            _write_old(old)
        await backup(url, self.files["old"], print)

    async def _make_ours(self) -> None:
        async with open_tools(settings(self.folder / "ours")) as tools:
            await tools.new_debate("social-club", ["Posao"], phase="live")

    def anew(self) -> None:
        shutil.rmtree(self.settings.data, ignore_errors=True)
        shutil.copytree(self.folder / "ours", self.settings.data)

    def seen(self) -> dict[str, bytes]:
        """All files of the house."""
        return {
            str(path.relative_to(self.settings.data)): path.read_bytes()
            for path in self.settings.data.rglob("*")
            if path.is_file() and not path.name.endswith(("-shm", "-wal", ".serving"))
        }


def _write_old(old: sqlite3.Connection) -> None:
    """An open debate with its key beside it, and handles as they are."""
    drive, previous = Drive(), chain.START
    for who in ("ana", "besa"):
        question = drive.ask("Kada?", who)
        drive.moderate("approve", question)
        drive.vote(question, who)
    code = drive.debate.code
    old.execute(
        "INSERT INTO debates (code, key, title, phase, created_at) VALUES (?, ?, '{}', 'live', 1)",
        (code, bytes(32)),
    )
    for entry in drive.journal:
        body, sealed = older(entry)
        author = getattr(entry.event, "author", None)
        previous = chain.link(previous, body)
        row = (code, entry.seq, entry.at, entry.action, entry.role, entry.by, body.decode())
        places = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        line = (*row, sealed, author, previous.hex())
        old.execute(
            'INSERT INTO journal (debate, seq, at, action, role, "by", body, sealed, author, hash) '
            f"VALUES ({places})",
            line,
        )
    for ballot in drive.ballots:
        old.execute(
            'INSERT INTO ballots (debate, question, handle, "on", commands) '
            "VALUES (?, ?, ?, 1, '')",
            (code, ballot.question, ballot.handle),
        )
        old.execute("INSERT INTO tallies VALUES (?, ?, 1)", (code, ballot.question))


_made: list[Backups] = []


@contextmanager
def backups() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        _made.append(Backups(Path(folder)))
        _made[-1].make()
        try:
            yield
        finally:
            _made.pop()


def check(given: tuple[str, tuple[str, Any], bool]) -> None:
    which, (kind, change), anyway = given
    here = _made[-1]
    file = here.folder / "hostile"
    shutil.copyfile(here.files[which], file)
    CHANGED[kind](file, change)
    here.anew()
    before, began = here.seen(), time.process_time()
    try:
        asyncio.run(restore(here.settings, file, print, over=True, anyway=anyway))
    except Trouble as trouble:
        assert len(str(trouble).splitlines()) == 1
        assert here.seen() == before
    else:
        asyncio.run(_read(here.settings))
        assert not list(here.settings.data.glob("*.restoring"))
    if time.process_time() - began > CPU_S:
        raise TooDear("one backup")


async def _read(house: Settings) -> None:
    store = await open_store(house)
    try:
        await _read_all(store)
    finally:
        await store.close()


async def _read_all(store: Store) -> None:
    """As the pages and a server's start do."""
    for row in await store.debates.list():
        assert all(isinstance(text, str) for text in row.title.values())
        with contextlib.suppress(BrokenJournal):
            await load_record(store, row.code)
    await store.accounts.list()
    await store.programmes.list()
    await store.word_lists.read()
    await store.debates.make_good()
    await store.debates.keyless()


def _change_bytes(file: Path, change: tuple[list[tuple[float, bytes]], float | None, bool]) -> None:
    data = bytearray(file.read_bytes())
    places, ends, in_header = change
    for place, new in places:
        at = int(place * (100 if in_header else len(data)))
        data[at : at + len(new)] = new
    file.write_bytes(data if ends is None else data[: int(ends * len(data))])


def _change_values(file: Path, change: tuple[str, str, Any, bool]) -> None:
    table, column, value, all_ = change
    with contextlib.closing(sqlite3.connect(file)) as disk:
        one = (
            ""
            if all_
            else f" WHERE {TABLES[table][0]} = (SELECT max({TABLES[table][0]}) FROM {table})"
        )
        with contextlib.suppress(sqlite3.Error), disk:
            disk.execute(f'UPDATE {table} SET "{column}" = ?{one}', (value,))


def _change_schema(file: Path, change: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as disk, contextlib.suppress(sqlite3.Error):
        disk.executescript(change)


CHANGED: dict[str, Any] = {
    "bytes": _change_bytes,
    "values": _change_values,
    "schema": _change_schema,
}

TARGET = Target(
    "backups",
    st.tuples(st.sampled_from(("new", "new", "old")), CHANGES, st.booleans()),
    check,
    backups,
    found=(
        ("old", ("values", ("ballots", "handle", 0, False)), False),
        ("new", ("values", ("word_lists", "lang", 0, False)), False),
        ("new", ("schema", "ALTER TABLE debates DROP COLUMN unlinked"), False),
        ("new", ("schema", SCHEMES[0]), False),
    ),
)
