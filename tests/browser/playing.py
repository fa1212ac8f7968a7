"""Plays a recording whose moderators sit at three screens: each question is worked on in its own
order, different questions by different people at the same time.
"""

import asyncio
from typing import Any

from server.demo.player import Player
from server.demo.recording import Action, Moderation, Recording
from server.demo.visitor import Visitor
from tests.browser.keyboards import Desks

AS_FAST_AS_IT_GOES = 100_000.0
ON_AIR = frozenset({"cue", "take", "answered", "clear"})


class Playing(Player):
    """The participants act through connections as in the demo, the moderators by keyboard."""

    def __init__(self, recording: Recording, phones: dict[str, Visitor], desks: Desks) -> None:
        super().__init__(recording, phones, {})
        self._desks = desks
        self._last: dict[str, asyncio.Task[Any]] = {}
        self._air: asyncio.Task[Any] | None = None

    async def play(self, speed: float = AS_FAST_AS_IT_GOES) -> None:
        await super().play(speed)

    def _start(self, group: asyncio.TaskGroup, action: Action) -> None:
        if not isinstance(action, Moderation):
            # A vote comes after what was decided about its question, and about no other.
            key = getattr(action, "question", "")
            self._moderated = self._last.get(key)
            return super()._start(group, action)
        concerned = [key for key in (action.question, action.into) if key is not None]
        before = [self._air] if action.do in ON_AIR else []
        before += [self._submitted[key] for key in concerned]
        before += [self._last.get(key) for key in concerned]
        for key in concerned:
            before += self._votes.pop(key, [])
        task = group.create_task(self._after(before, self._moderate(action)))
        self._last |= dict.fromkeys(concerned, task)
        if action.do in ON_AIR:
            self._air = task
        return None

    async def _moderate(self, action: Moderation) -> None:
        into = self.ids[action.into] if action.into is not None else ""
        await self._desks.work(action, self.ids[action.question], into)
