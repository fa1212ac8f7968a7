"""Buttons of the gallery: a verb becomes a command, once however often the button bounces: within a
second in one process; where the two arrive at two processes, within the same second of the clock.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from msgspec.structs import replace

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.inner_commands import AnyCommand
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.lasting import lasting
from server.limits.buckets import Buckets
from server.limits.table import BUTTONS
from server.studio.verbs import command_of
from server.wire.answers import ButtonAnswer

SAME_S = 1.0  # within which the same button pressed again is the same press
REMEMBERED = 200
ID_AT_MOST = 20  # characters

Handle = Callable[[Actor, AnyCommand], Awaitable[c.Answer]]
Key = tuple[str, str, str]  # who, the press' own id, or else the verb


class Press(NamedTuple):
    """`at`: s of a steady clock, or None while it has an id of its own, which makes it the same
    for as long as it is remembered."""

    verb: str
    at: float | None
    doing: asyncio.Task[ButtonAnswer]


class Pressing:
    """Of one debate."""

    def __init__(self, debate: Debate, clock: Clock, handle: Handle) -> None:
        self._debate = debate
        self._clock = clock
        self._handle = handle
        self._pace = Buckets(BUTTONS, clock)
        self._pressed: OrderedDict[Key, Press] = OrderedDict()

    async def press(self, actor: Actor, verb: str, id_: str = "") -> ButtonAnswer:
        """What was done; once it is taken up it is carried through, even if the asker goes away
        meanwhile. With an `id_` it is another press however soon it comes. Raises Rejected, among
        others `id_reused` where this process remembers another verb of that id."""
        self._pace.take(actor.handle)
        if len(id_) > ID_AT_MOST:
            raise Rejected("malformed", why="id")
        now, key = self._clock.monotonic(), (actor.handle, id_, "" if id_ else verb)
        press = self._pressed.get(key)
        if press is not None and press.verb != verb:
            raise Rejected("id_reused")
        if press is None or (press.at is not None and now - press.at >= SAME_S):
            moment = f"id {id_}" if id_ else str(self._clock.now() // 1_000)
            doing = lasting(self._do(actor, verb, moment), "press")
            press = Press(verb, None if id_ else now, doing)
            self._remember(key, press)
        return await asyncio.shield(press.doing)

    def _remember(self, key: Key, press: Press) -> None:
        """As long as it is not refused."""
        self._pressed[key] = press
        self._pressed.move_to_end(key)
        if len(self._pressed) > REMEMBERED:
            self._pressed.popitem(last=False)

        def forget_if_refused(done: asyncio.Task[ButtonAnswer]) -> None:
            refused = done.cancelled() or done.exception() is not None
            if refused and self._pressed.get(key) is press:
                del self._pressed[key]

        press.doing.add_done_callback(forget_if_refused)

    async def _do(self, actor: Actor, verb: str, moment: str) -> ButtonAnswer:
        """The command's id is made of the press, so that two processes at which the same one
        arrives keep it once: to the second of them it is `again`. `moment`: the second of the
        clock, or the press' own id."""
        pressed = hashlib.sha256(f"{verb}\n{moment}".encode("utf-8", "surrogatepass")).hexdigest()
        command = command_of(self._debate, verb, f"b{pressed[:32]}")
        question = command.question if isinstance(command, c.OnQuestion) else None
        told = ButtonAnswer(str(type(command).__struct_config__.tag), question)
        try:
            await self._handle(replace(actor, role="producer"), command)
        except Rejected as refusal:
            if refusal.code != "id_reused":
                raise
            return replace(told, again=True)
        return told
