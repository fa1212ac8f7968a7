"""Rooms and the live door on a real store, inside the test's own event loop."""

import asyncio
import contextlib
import functools
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from server.clock import Clock, SystemClock
from server.cluster.relay import InProcessRelay, Relay
from server.debate.actors import Role
from server.debate.commands import Phase
from server.demo.visitor import Visitor
from server.doors.live.gateway import Gateway
from server.identity.recognising import Identity
from server.live.neighbours import Neighbours
from server.live.room import Room
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.operating.tools import Tools
from server.settings import Settings
from tests.given.databases import migrated, open_store


class House:
    """`cares`: rooms do what is due by the clock by themselves."""

    def __init__(
        self, folder: Path, relay: Relay | None = None, cares: bool = True, **options: Any
    ) -> None:
        self._cares = cares
        given: dict[str, Any] = {"host": "127.0.0.1", "live_port": 0, "pace": 1000.0}
        self.settings = Settings(data=folder, **given | options).with_secret()
        self.clock: Clock = SystemClock()
        self.relay = relay or InProcessRelay()
        self.folder = folder
        self.file = folder / "tribina.db"

    async def open(self) -> None:
        await migrated(self.settings.database)
        self.store = await open_store(self.settings)
        self.identity = Identity(self.settings, self.store, self.clock)
        self.rooms = Rooms(self.store, self.relay, self.clock, self.settings, Metrics())
        if self._cares:
            self.rooms.start()
        self.gateway = Gateway(self.rooms, self.identity, self.clock, self.settings, Metrics())
        self.port = await self.gateway.open()
        self.tools = Tools(self.store, self.rooms, self.clock)

    async def close(self) -> None:
        await self.gateway.close()
        await self.rooms.close()
        await self.store.close()

    async def debate(self, phase: Phase = "live") -> str:
        return await self.tools.new_debate("social-club", ["Posao"], ["Ana"], phase=phase)

    def again(self, room: Room, alone: bool = False) -> Room:
        """The same debate as another process opens it, or this one anew; to be loaded. `alone`:
        nobody else has it."""
        neighbours = Neighbours(InProcessRelay(alone), room.code, lambda what: None)
        seal = room._known.seal
        return Room(
            room.code,
            seal,
            self.store,
            self.clock,
            self.settings,
            Metrics(),
            neighbours,
            self.rooms.signing,
        )

    def url(self, code: str, view: str = "audience", **query: Any) -> str:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return f"ws://127.0.0.1:{self.port}/live/{code}?as={view}{more}"

    async def phone(self, code: str) -> Visitor:
        visitor = Visitor(self.url(code))
        await visitor.arrive()
        return visitor

    async def moderator(self, code: str, view: str = "control", role: Role = "producer") -> Visitor:
        visitor = Visitor(self.url(code, view), await self.tools.new_token(code, role, role))
        await visitor.arrive()
        return visitor

    async def login(self, name: str) -> str:
        """The secret of a new login of that account."""
        account = await self.store.accounts.get(name)
        assert account is not None
        secret = await self.identity.logins.begin(account)
        assert secret is not None
        return secret

    @contextlib.asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        """While somebody else holds the database's only write lock, or, on PostgreSQL, all its
        tables. What is being written meanwhile can end first."""
        if self.settings.database_url.startswith("postgresql"):
            with psycopg.connect(self.settings.database_url) as holder:
                await asyncio.to_thread(
                    holder.execute, "LOCK debates, ballots, journal, receipts, remarks"
                )
                yield
            return
        other = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        try:
            await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")
        finally:
            other.close()

    @contextlib.contextmanager
    def full(self) -> Iterator[None]:
        """While the disk has no room for one more page."""
        if self.settings.database_url.startswith("postgresql"):
            pytest.skip("a full disk cannot be had for PostgreSQL alone")
        engine = self.store.journal._database.engine.sync_engine
        with sqlite3.connect(self.file) as look:
            pages = look.execute("PRAGMA page_count").fetchone()[0]

        def limit(connection: Any, *_: Any, to: int = pages) -> None:
            connection.cursor().execute(f"PRAGMA max_page_count={to}")

        event.listen(engine, "checkout", limit)
        try:
            yield
        finally:
            event.remove(engine, "checkout", limit)
            event.listen(engine, "checkout", functools.partial(limit, to=2**30))


@contextlib.asynccontextmanager
async def open_house(folder: Path, **options: Any) -> AsyncIterator[House]:
    house = House(folder, **options)
    await house.open()
    try:
        yield house
    finally:
        await house.close()
