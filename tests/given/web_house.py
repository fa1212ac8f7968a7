"""The web app with real rooms and a real store on a temporary folder, and those who visit it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any

from quart import Quart, Response

from server.clock import Clock, SystemClock
from server.cluster.relay import InProcessRelay, Relay
from server.debate import commands as c
from server.debate.actors import Actor, Role
from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from server.identity.logins import LOGIN_COOKIE
from server.identity.recognising import PARTICIPANT_COOKIE, Identity
from server.jobs import Jobs
from server.live.room import Room
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.settings import Settings
from server.store import Store
from server.web.app import create_web_app
from server.web.login.setup_key import SetupKey
from tests.given.databases import migrated, open_store
from tests.given.here import Here

OURS = "http://localhost"  # the origin of pages that Quart's test client loads
FOREIGN = "https://evil.example"
OWNER = Actor("owner", "account:vesna", "vesna")
PRODUCER = Actor("producer", "account:mira", "mira")

_ids = count(1)


def command(do: str, **fields: Any) -> dict[str, Any]:
    """A command with a fresh id, as JSON has it."""
    return {"id": f"c{next(_ids)}", "do": do, **fields}


@dataclass
class Browser:
    """Sends what a page of ours sends: its cookies and its origin."""

    app: Quart
    cookies: dict[str, str] = field(default_factory=dict)
    origin: str | None = OURS
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> Response:
        return await self._send("GET", path, headers)

    async def post(self, path: str, **options: Any) -> Response:
        """`options`: `json`, `form` or `data`, and `headers`."""
        headers = options.pop("headers", {})
        if self.origin is not None:
            headers = {"Origin": self.origin} | headers
        return await self._send("POST", path, headers, **options)

    async def say(self, code: str, do: str, **fields: Any) -> Response:
        """Send a command to a debate."""
        return await self.post(f"/api/debates/{code}/commands", json=command(do, **fields))

    async def _send(
        self, method: str, path: str, headers: Mapping[str, str], **options: Any
    ) -> Response:
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        client = self.app.test_client(use_cookies=False)
        response = await client.open(path, method=method, headers=sent, **options)
        for line in response.headers.getlist("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return response


class House:
    def __init__(
        self, settings: Settings, jobs: Jobs | None = None, relay: Relay | None = None
    ) -> None:
        """`relay`: what wakes the others, if this is one of several processes."""
        self.settings = settings
        self.clock: Clock = SystemClock()
        self.metrics = Metrics()
        self.setup_key = SetupKey(settings.secret)
        self.jobs = jobs or Here()
        self.relay = relay or InProcessRelay()
        self.store: Store
        self.rooms: Rooms
        self.identity: Identity
        self.app: Quart

    async def open(self) -> None:
        await migrated(self.settings.database)
        self.store = await open_store(self.settings)
        self.rooms = Rooms(self.store, self.relay, self.clock, self.settings, self.metrics)
        self.identity = Identity(self.settings, self.store, self.clock)
        self.app = create_web_app(
            self.settings,
            self.store,
            self.rooms,
            self.identity,
            self.clock,
            self.metrics,
            self.setup_key,
            self.jobs,
        )

    async def close(self) -> None:
        # Failed sign-ins are counted behind the answer; a server waits for that when it stops.
        await asyncio.gather(*self.app.background_tasks)
        await self.jobs.close()
        await self.rooms.close()
        await self.store.close()

    # Who visits.

    def stranger(self, **headers: str) -> Browser:
        """Somebody's browser that was never here."""
        return Browser(self.app, headers=headers)

    def participant(self) -> Browser:
        return Browser(self.app, {PARTICIPANT_COOKIE: self.identity.new_participant()})

    def script(self, token: str | None = None) -> Browser:
        """A program: no origin, no cookies, perhaps a bearer token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return Browser(self.app, origin=None, headers=headers)

    async def moderator(self, role: Role = "producer", name: str = "mira") -> Browser:
        """Somebody who has logged in."""
        await self.store.accounts.add(name, role, "no password", self.clock.now())
        return await self.logged_in(name)

    async def logged_in(self, name: str) -> Browser:
        """Another browser in which the holder of that account has logged in."""
        account = await self.store.accounts.get(name)
        assert account is not None
        secret = await self.identity.logins.begin(account)
        assert secret is not None
        return Browser(self.app, {LOGIN_COOKIE: secret})

    async def token(self, code: str, role: Role) -> str:
        """A bearer token of a debate."""
        return await self.identity.tokens.make(code, role, role, maker=None)

    # What there is to visit.

    async def debate(self, phase: c.Phase = "live", code: str = "482915") -> Room:
        """A debate in that phase."""
        await self.store.debates.create(code, self.clock.now())
        room = await self.rooms.get(code)
        described = DescribeDebate(
            id="new",
            code=code,
            programme="social-club",
            title={"sr-Latn": "Posao i mladi", "sq": "Puna dhe të rinjtë"},
            guests={"g1": Guest("Ana Petrović", {"sr-Latn": "direktorka"})},
        )
        await room.handle(OWNER, described)
        steps: dict[str, tuple[c.Phase, ...]] = {
            "draft": (),
            "closed": ("live", "closed"),
            "archived": ("live", "closed", "archived"),
        }
        for to in steps.get(phase, (phase,)):
            await room.handle(OWNER, c.ChangePhase(id=f"to {to}", to=to))
        return room

    async def question(
        self,
        room: Room,
        text: str = "Kada će opština?",
        token: str = "",
        to: str | None = None,
    ) -> str:
        """A question that everybody sees; `token`: who asks it; `to`: which guest."""
        author = Actor("participant", room.handle_of(token or self.identity.new_participant()))
        done = await room.handle(author, c.SubmitQuestion(id=f"s{next(_ids)}", text=text, to=to))
        id_ = str(done["question"])
        await room.handle(PRODUCER, c.ApproveQuestion(id=f"a{next(_ids)}", question=id_))
        return id_


def settings(folder: Path, **values: Any) -> Settings:
    return Settings(data=folder, secret="a secret of the tests", **values)
