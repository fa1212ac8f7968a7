"""Somebody has the database and the key of an open debate, but not the secret of the house, and
writes into it while people vote. Every phone that looks says so."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from server.store import Keys, chain
from server.store.secrecy.sealing import Seal
from tests.browser.hall import Hall
from tests.given.servers import RunningServer
from tests.store.rewriting import STUFF, stuffed

TEXT = "Kada stiže voda?"
VOTERS = 12
INSERTED, DROPPED = 1_000, 10
ALARM = "[role=alert].doubt"
COMPARED_MS = 60_000  # the server compares twice a minute, and tells it within two seconds


class Intruder:
    """Writes into the database of a house that runs."""

    def __init__(self, server: RunningServer, code: str) -> None:
        settings = server.settings.with_secret()
        key = Keys(settings.keys_folder, settings.secret).get(code)
        assert key is not None
        self._file = Path(server.env["TRIBINA_DATA"]) / "tribina.db"
        self._code, self._seal = code, Seal(key)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file)) as database, database:
            yield database

    def insert(self) -> None:
        """With the tally and the mark that go with them."""
        with self._writing() as database:
            (mark,) = database.execute(
                "UPDATE debates SET mark = mark + 1 WHERE code = ? RETURNING mark", [self._code]
            ).fetchone()
            database.executemany(STUFF, stuffed(self._seal, self._code, "q1", INSERTED, mark))
            database.execute(
                "UPDATE tallies SET votes = votes + ? WHERE debate = ?", [INSERTED, self._code]
            )

    def drop(self) -> None:
        """And their votes from the tally."""
        with self._writing() as database:
            gone = database.execute(
                "DELETE FROM ballots WHERE handle IN"
                " (SELECT handle FROM ballots WHERE debate = ? LIMIT ?)",
                [self._code, DROPPED],
            )
            assert gone.rowcount == DROPPED
            database.execute(
                "UPDATE tallies SET votes = votes - ? WHERE debate = ?", [DROPPED, self._code]
            )

    def rewrite(self) -> None:
        """Give a line another content, and all hashes from there on."""
        with self._writing() as database:
            rows = database.execute(
                "SELECT seq, body FROM journal WHERE debate = ? ORDER BY seq", [self._code]
            ).fetchall()
            before = chain.START
            for seq, body in rows:
                body = body.replace("social-club", "sporazum")
                before = chain.link(before, body.encode())
                database.execute(
                    "UPDATE journal SET body = ?, hash = ? WHERE debate = ? AND seq = ?",
                    [body, before.hex(), self._code, seq],
                )


VOTES, JOURNAL = "Votes of this debate were changed", "The record of this debate was changed"


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        pytest.param(Intruder.insert, VOTES, id="inserted ballots"),
        pytest.param(Intruder.drop, VOTES, id="dropped ballots"),
        pytest.param(Intruder.rewrite, JOURNAL, id="a rewritten line"),
    ],
)
async def test_what_is_changed_while_people_vote_is_told_to_all_of_them(
    own_server: RunningServer, own_hall: Hall, attack: Callable[[Intruder], None], said: str
) -> None:
    code = await voted(own_server)
    await own_server.account("olga", "owner")
    phone = await own_hall.phone(code, "en-GB")
    desk = await own_hall.desk(code, "olga")
    host = await own_hall.screen(f"/host/{code}", "en-GB", "olga")
    await phone.sees_votes(TEXT, VOTERS)
    await expect(phone.page.locator(ALARM)).to_have_count(0)

    attack(Intruder(own_server, code))
    await goes_live(own_server, code)

    late = await own_hall.phone(code, "en-GB")
    for one in (phone, late):
        await tells(one.page, said)
        await expect(one.page.locator(ALARM)).to_contain_text("You can go on asking and voting.")
        await one.sees_votes(TEXT, VOTERS)
    for other in (desk, host):
        await tells(other.page, said)


async def test_ballots_that_are_inserted_while_nothing_runs_are_told_to_whoever_comes(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code = await voted(own_server)
    await own_server.stop()
    Intruder(own_server, code).insert()
    await own_server.start()

    phone = await own_hall.phone(code, "en-GB")

    await tells(phone.page, VOTES)


async def tells(page: Page, said: str) -> None:
    """Visibly, with what it means."""
    alarm = page.locator(ALARM)
    await expect(alarm).to_be_visible(timeout=COMPARED_MS)
    await expect(alarm.locator("h2")).to_contain_text(said)
    await expect(alarm).to_contain_text("prove nothing")


async def voted(server: RunningServer) -> str:
    """A debate with one question, for which so many voted."""
    code = await server.debate("collecting")
    producer = await server.moderator(code)
    await (await server.phone(code, TEXT)).leave()
    await producer.do("approve", question="q1")
    for _ in range(VOTERS):
        phone = await server.phone(code)
        await phone.do("vote", question="q1", on=True)
        await phone.leave()
    await producer.leave()
    return code


async def goes_live(server: RunningServer, code: str) -> None:
    """At each change of phase the server reads its journal again at once."""
    producer = await server.moderator(code)
    await producer.do("phase", to="live")
    await producer.leave()
