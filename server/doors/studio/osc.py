"""Buttons over Open Sound Control, by UDP on the local network, where the settings ask for it.

The same verbs as by address, by the same tokens. Nothing is ever answered: a datagram's sender can
be made up, and whoever is named would get the answer.
"""

import asyncio
import logging
import socket

from server.clock import Clock
from server.debate.refusals import Rejected
from server.doors.studio.messages import SIZE_AT_MOST, NotOurs, Pressed, read_message
from server.identity.recognising import Identity
from server.lasting import lasting
from server.limits.newcomers import ByNetwork
from server.limits.table import OSC
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.osc_address import OscAddress, is_near

AT_ONCE = 20  # datagrams; then others have their turn
REST_S = 0.05  # meanwhile the kernel keeps some of those that come, and loses the others
WAITING_AT_MOST = 100  # presses

log = logging.getLogger(__name__)


class OscDoor:
    """Of one process."""

    def __init__(self, rooms: Rooms, identity: Identity, clock: Clock, metrics: Metrics) -> None:
        self._rooms = rooms
        self._identity = identity
        self._metrics = metrics
        self._pace = ByNetwork(OSC, clock)
        self._waiting: asyncio.Queue[Pressed] = asyncio.Queue(WAITING_AT_MOST)
        self._socket: socket.socket | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._pressing: asyncio.Task[None] | None = None

    def open(self, address: OscAddress) -> int:
        """Listen there; returns the port. Raises OSError when it is taken, or no such address is
        this machine's."""
        family = socket.AF_INET6 if address.is_ipv6 else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self._socket.setblocking(False)
            self._socket.bind(address)
        except OSError:
            self._socket.close()
            raise
        self._listen()
        self._pressing = lasting(self._press_all(), "osc")
        return int(self._socket.getsockname()[1])

    async def close(self) -> None:
        """Hear nothing more; what has been taken up is carried through."""
        if self._socket is None or self._pressing is None:
            return
        if self._resting is not None:
            self._resting.cancel()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        self._pressing.cancel()
        await asyncio.wait([self._pressing])

    # Hearing.

    def _listen(self) -> None:
        assert self._socket is not None
        self._resting = None
        asyncio.get_running_loop().add_reader(self._socket, self._hear, self._socket)

    def _hear(self, listening: socket.socket) -> None:
        for _ in range(AT_ONCE):
            try:
                datagram, sender = listening.recvfrom(SIZE_AT_MOST + 1)
            except OSError:  # there is no more
                return
            self._take(datagram, str(sender[0]))
        loop = asyncio.get_running_loop()
        loop.remove_reader(listening)
        self._resting = loop.call_later(REST_S, self._listen)

    def _take(self, datagram: bytes, sender: str) -> None:
        try:
            if not is_near(sender):
                raise NotOurs("foreign")
            self._pace.take(self._identity.minting.source(sender))
            self._waiting.put_nowait(read_message(datagram))
        except NotOurs as not_ours:
            self._drop(not_ours.why)
        except (Rejected, asyncio.QueueFull):
            self._drop("too_fast")

    def _drop(self, why: str) -> None:
        self._metrics.osc_dropped(why)
        log.warning("an OSC message was dropped", extra={"why": why})

    # Pressing.

    async def _press_all(self) -> None:
        while True:
            pressed = await self._waiting.get()
            try:
                await self._press(pressed)
            except Rejected as refusal:
                self._metrics.command("other", "osc", refusal.code)
                log.warning("an OSC message was refused", extra={"why": refusal.code})
            except Exception:
                log.exception("an OSC message failed")

    async def _press(self, pressed: Pressed) -> None:
        room = await self._rooms.get(pressed.code)
        who = await self._identity.ask(
            code=room.code,
            authorization=f"Bearer {pressed.token}",
            cookies={},
            key=None,
            origin_trusted=False,
            secure=False,
            view="studio",
            announced=room.debate.is_announced,
        )
        if who.actor is None:
            raise Rejected("not_allowed")
        did = (await room.pressing.press(who.actor, pressed.verb)).did
        self._metrics.command(did, "osc", "ok")
