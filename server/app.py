"""The composition root: the only file that knows all concrete parts."""

import asyncio
import contextlib
import logging
import os
import signal
import ssl
import sys
from pathlib import Path
from socket import socket
from typing import Any

import segno
from hypercorn.config import Config

from server.clock import SystemClock
from server.cluster.processes import OtherProcesses
from server.doors.live.gateway import Gateway
from server.doors.studio.osc import OscDoor
from server.entrance import descriptors, http1, pages
from server.entrance.porter import Porter
from server.identity.recognising import Identity
from server.indexing import Indexing
from server.jobs import Jobs
from server.live.rooms import Rooms
from server.mail.post import Post
from server.metrics import Metrics
from server.moving.housekeeping import Leaving
from server.operating.tools import Tools
from server.outgoing.worker import Outgoing
from server.process.garbage import Garbage
from server.process.listening import Listening
from server.process.logs import set_up
from server.process.loop import Loop
from server.process.memory import keep_to_memory
from server.process.private_files import tighten
from server.proxies import Proxies
from server.settings import BadSettings, Settings
from server.store import Keys, Occupied, Store, Tenancy, Unavailable, migrate
from server.turnover import Turnover
from server.web.app import create_web_app
from server.web.delivery.made import Made
from server.web.login.setup_key import SetupKey
from server.web.requests.addresses import lan_address

BACKLOG = 4096
NO_KEY = "debate %s cannot be served: its key is not in %s (`tribina debate anew` gives it another)"
LAST_REQUESTS_S = 5.0  # that Hypercorn may take to end; it can hang with open connections

log = logging.getLogger(__name__)


class Server:
    """One process: both doors, the rooms and the store, in one event loop."""

    def __init__(self, settings: Settings) -> None:
        """`settings` must have a secret."""
        self.settings = settings
        self.clock = SystemClock()
        self.metrics = Metrics()
        self.setup_key = SetupKey(settings.secret)
        self.listening = Listening()
        self.store: Store
        self.rooms: Rooms
        self._tenancy = Tenancy(settings.database, has_relay=bool(settings.redis_url))
        self._jobs = Jobs(self.clock)
        self._others: OtherProcesses
        self._post: Post
        self._gateway: Gateway
        self._osc: OscDoor
        self._outgoing: Outgoing
        self._web: Any
        self._config = _hypercorn(settings.hypercorn)
        self._stop_http = asyncio.Event()
        shares = descriptors.shared_out(descriptors.allowed())
        is_proxy = Proxies(settings.proxies).is_one
        self._pages_porter = Porter(shares.pages, is_proxy)
        self._live_porter = Porter(shares.live, is_proxy, descriptors.unsettled(shares.live))
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open everything. Raises OSError when a port is taken, BadSettings, Unavailable,
        Occupied when another process serves here that this one cannot share debates with."""
        settings = self.settings
        if settings.database.startswith("sqlite"):
            settings.data.mkdir(parents=True, exist_ok=True)
        tighten(settings.data)
        await self._tenancy.take()
        keys = Keys(settings.keys_folder, settings.secret)
        await migrate(settings.database, keys=keys)
        self.store = await Store.open(settings.database, keys)
        await self.store.debates.make_good()
        for code in await self.store.debates.keyless():
            log.error(NO_KEY, code, settings.keys_folder)
        self._others = others = OtherProcesses(settings, self.metrics)
        self.rooms = Rooms(
            self.store,
            others.relay,
            self.clock,
            settings,
            self.metrics,
            others.presence,
            others.limits,
        )
        with contextlib.suppress(Unavailable):  # of the folder of keys
            for gone in await self.store.debates.deleted():  # one may have been interrupted
                await asyncio.to_thread(self.rooms.signing.end, gone.code)
        self.rooms.start()
        self._start_sending()
        identity = Identity(settings, self.store, self.clock)
        self._web = create_web_app(
            settings,
            self.store,
            self.rooms,
            identity,
            self.clock,
            self.metrics,
            self.setup_key,
            self._jobs,
        )
        context = self._config.create_ssl_context() if self._config.ssl_enabled else None
        self._gateway = Gateway(
            self.rooms,
            identity,
            self.clock,
            settings,
            self.metrics,
            _websocket_only(context),
            self._web.extensions["tribina"].health.is_fit,
            self._settle,
        )
        await self._gateway.open(self._guarded("live", settings.live_port, self._live_porter))
        self._osc = OscDoor(self.rooms, identity, self.clock, self.metrics)
        self._listen_for_osc()
        self._serve_http()
        self._tend()

    async def stop(self, anew: bool = False) -> None:
        """Bye to the clients, last requests and commits finished, everything closed; but `anew`
        those who come wait at the doors for the next one."""
        if not anew:
            self.listening.close()
        self._web.extensions["tribina"].health.drain()
        if not self.rooms.relay.alone:
            await self._gateway.drain(self.settings.drain_s)
        await self._gateway.close()
        await self._osc.close()
        self._stop_http.set()
        for task in self._tasks[1:]:
            task.cancel()
        await self._post.close()
        await self._jobs.close()
        await self._outgoing.close()
        _, late = await asyncio.wait(self._tasks, timeout=LAST_REQUESTS_S)
        self._pages_porter.send_all_away()
        if late:
            await asyncio.wait(late, timeout=LAST_REQUESTS_S)
        await self.rooms.close()
        await self._others.close()
        await self.store.close()
        await self._tenancy.leave()

    async def forgets(self) -> None:
        """Returns when it is time to begin anew."""
        await Turnover(self.store, self.rooms, self.clock, self.settings.turn_over_s).due()

    def tools(self) -> Tools:
        """What the command line can do, on this running server."""
        return Tools(self.store, self.rooms, self.clock, self.settings.public_url)

    @property
    def address(self) -> str:
        """Where the pages are, for a browser on this machine."""
        scheme = "https" if self._config.ssl_enabled else "http"
        return self.settings.public_url or f"{scheme}://{self._host}:{self.settings.port}"

    @property
    def live_address(self) -> str:
        """Where the live door is, for a client on this machine."""
        scheme = "wss" if self._config.ssl_enabled else "ws"
        return f"{scheme}://{self._host}:{self.settings.live_port}"

    @property
    def phone_address(self) -> str:
        """Where the pages are, for phones on the same network."""
        lan = lan_address() if self.settings.host in ("0.0.0.0", "::") else None
        if self.settings.public_url or lan is None:
            return self.address
        return f"{self.address.partition('://')[0]}://{lan}:{self.settings.port}"

    @property
    def _host(self) -> str:
        everywhere = self.settings.host in ("0.0.0.0", "::")
        return "127.0.0.1" if everywhere else self.settings.host

    def _tend(self) -> None:
        """What is looked after from now on, beside those who come."""
        garbage = Garbage(self.clock, lambda: self._gateway.joined, lambda: self._gateway.connected)
        garbage.start()
        self._tasks.append(asyncio.create_task(garbage.watch(), name="garbage"))
        self._tasks.append(asyncio.create_task(self.metrics.watch_loop(self.clock)))
        indexing = Indexing(self.store, self._jobs, self.settings.database)
        self._tasks.append(asyncio.create_task(indexing.watch(), name="indexing"))
        leaving = Leaving(
            self.store,
            self._jobs,
            self.rooms.signing,
            self.clock,
            self.settings.database,
            Made(self.settings.data).forget,
        )
        self._tasks.append(asyncio.create_task(leaving.run(), name="leaving"))

    def _start_sending(self) -> None:
        """What goes out by itself: webhooks, and letters."""
        self._outgoing = Outgoing(self.store, self.clock, alone=self._others.relay.alone)
        self._outgoing.start()
        self._post = Post(self.store, self.settings, self.clock)
        self._post.start()

    def _listen_for_osc(self) -> None:
        address = self.settings.osc
        if address is None:
            return
        try:
            self._osc.open(address)
        except OSError as error:
            raise BadSettings([f"TRIBINA_OSC: {error.strerror}: {address}"]) from error

    def _serve_http(self) -> None:
        porter = self._pages_porter
        # Our own socket, so that a port that is taken is known here and now.
        listening = self._guarded("pages", self.settings.port, porter)
        serving = pages.serve(self._web, self._config, listening, porter, self._stop_http.wait)
        self._tasks.insert(0, asyncio.create_task(serving, name="http"))

    def _settle(self, descriptor: int) -> None:
        """Somebody has said at the live door what they are here for."""
        self._live_porter.settle(descriptor)
        loop = asyncio.get_running_loop()
        if isinstance(loop, Loop):
            loop.settle(descriptor)

    def _guarded(self, name: str, port: int, porter: Porter) -> socket:
        listening = self.listening.on(name, self.settings.host, port, BACKLOG)
        loop = asyncio.get_running_loop()
        if isinstance(loop, Loop):
            loop.guard(listening, porter)
        return listening


def run(settings: Settings) -> int:
    """Serve until SIGINT or SIGTERM; the exit code."""
    set_up("console" if sys.stderr.isatty() else "json")
    for chatty in ("alembic", "hypercorn", "websockets"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    descriptors.allow_many()
    keep_to_memory()
    try:
        with asyncio.Runner(loop_factory=Loop) as runner:
            anew = runner.run(_serve(settings))
        if anew is None:
            return 0
        os.execve(sys.executable, sys.orig_argv, os.environ | anew)
    except (BadSettings, OSError, ValueError, Unavailable, Occupied) as error:
        print(f"Tribina cannot start: {error}", file=sys.stderr)
        return 1


async def _serve(settings: Settings) -> dict[str, str] | None:
    """Returns what the next one is told in its environment; None: there is none."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    server = Server(settings)
    await server.start()
    if not server.listening.is_handed_on:
        await _welcome(server)
    ends = [asyncio.create_task(stop.wait()), asyncio.create_task(server.forgets())]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()
    if not stop.is_set():
        log.info("begins anew, to forget the debate that was closed")
        await server.stop(anew=True)
        return None if stop.is_set() else server.listening.hand_on()
    print("\nStopping: saying bye to everyone connected.", flush=True)
    await server.stop()
    return None


async def _welcome(server: Server) -> None:
    """What whoever started the server needs next."""
    print(f"\nTribina is ready: {server.address}/")
    print("\nPhones on the same network:", server.phone_address)
    segno.make(server.phone_address.upper(), micro=False).terminal(compact=True)
    if cramped := descriptors.cramped(descriptors.allowed()):
        print(f"\n{cramped}")
    if not await server.store.accounts.any_owner():
        print("Make the first owner account, once, with this link:")
        print(f"  {server.address}/setup?key={server.setup_key.value}")
    print("\nCtrl-C stops.", flush=True)


def _hypercorn(file: Path) -> Config:
    """Raises OSError when there is no such file, ValueError when it is no TOML."""
    config = Config.from_toml(file)
    config.errorlog = logging.getLogger("hypercorn.error")  # through our filter, like all else
    http1.speak_http_1(config)
    return config


def _websocket_only(context: ssl.SSLContext | None) -> ssl.SSLContext | None:
    """The same certificate without HTTP/2, which the live door does not speak."""
    if context is not None:
        context.set_alpn_protocols(["http/1.1"])
    return context
