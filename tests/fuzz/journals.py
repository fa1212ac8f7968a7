"""Journals with something changed on the disk: whoever reads one is told which line is broken, or
reads it; nothing else happens."""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from server.archive.load import load_record
from server.archive.verify import verify
from server.store import BrokenJournal
from tests.fuzz.fuzzing import Target, cheap
from tests.given.web_house import House, settings

OPEN, CLOSED = "482915", "482916"
COLUMNS = st.sampled_from(
    (
        *("body", "body", "body", "sealed", "sealed", "author", "moment"),
        *("hash", "at", "seq", "role", "action", "by"),
    )
)
# What comes in the place of what stands there.
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(max_size=20),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        (
            *("{}", "[]", "null", '{"event":[]}', '{"event":{}}', '{"event":{"event":[]}}', "NaN"),
            *(
                '{"event":{"event":"QuestionAsked"}}',
                '{"event":' * 2_000,
                "[" * 99_000,
                "9" * 9_000,
            ),
        )
    ),
)
# And what is done to it, as text.
CHANGES = st.tuples(
    st.integers(0, 400), st.integers(0, 30), st.sampled_from(("", '"', "{", "9", "null", "\x00"))
)


class Journals:
    def __init__(self, folder: Path) -> None:
        self.runner = asyncio.Runner()
        self.house = House(settings(folder))
        self.database = folder / "tribina.db"

    async def open(self) -> None:
        await self.house.open()
        for code, phase in ((OPEN, "live"), (CLOSED, "closed")):
            room = await self.house.debate(code=code)
            for text in ("Kada?", "Zašto?", "Gde?"):
                await self.house.question(room, text)
            if phase == "closed":
                producer = await self.house.token(code, "producer")
                await self.house.script(producer).say(code, "phase", to="closed")
        await self.house.rooms.close()

    def close(self) -> None:
        self.runner.run(self.house.store.close())
        self.runner.close()

    async def read(self, code: str) -> None:
        """As `export` and the opening of a room do, and as `verify` does."""
        with contextlib.suppress(BrokenJournal):
            await load_record(self.house.store, code)
        report = await verify(self.house.store, code)
        assert report is not None


_open: list[Journals] = []


@contextmanager
def journals() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        _open.append(Journals(Path(folder)))
        _open[-1].runner.run(_open[-1].open())
        try:
            yield
        finally:
            _open.pop().close()


def check(given: tuple[str, int, str, Any, tuple[int, int, str] | None]) -> None:
    code, line, column, value, change = given
    here = _open[-1]
    with contextlib.closing(sqlite3.connect(here.database)) as disk:
        rows = disk.execute("SELECT * FROM journal WHERE debate = ?", (code,)).fetchall()
        seq = rows[line % len(rows)][1]
        which = f"UPDATE journal SET {column} = ? WHERE debate = ? AND seq = ?"
        if change is not None:
            (before,) = disk.execute(
                f"SELECT {column} FROM journal WHERE debate = ? AND seq = ?", (code, seq)
            ).fetchone()
            value = _changed(str(before), *change)
        with contextlib.suppress(sqlite3.IntegrityError), disk:
            disk.execute(which, (value, code, seq))
        try:
            with cheap():
                here.runner.run(here.read(code))
        finally:
            with disk:
                disk.execute("DELETE FROM journal WHERE debate = ?", (code,))
                places = ", ".join("?" * len(rows[0]))
                disk.executemany(f"INSERT INTO journal VALUES ({places})", rows)


def _changed(text: str, at: int, left_out: int, put_in: str) -> str:
    at %= len(text) + 1
    return text[:at] + put_in + text[at + left_out :]


TARGET = Target(
    "journals",
    st.tuples(
        st.sampled_from((OPEN, CLOSED)),
        st.integers(0, 30),
        COLUMNS,
        VALUES,
        CHANGES | st.none(),
    ),
    check,
    journals,
    found=(
        (CLOSED, 8, "sealed", 5.5, None),
        (OPEN, 19, "body", b"\xbf", None),
        (OPEN, 21, "body", "[" * 99_000, None),
    ),
)
