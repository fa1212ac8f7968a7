"""Plays a recording: everybody acts when they acted then, faster if asked, and nobody acts on what
they cannot have seen yet. So any speed gives the same result.
"""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable
from typing import Any

from server.demo.recording import Action, Moderation, RecordedVote, Recording, Submission
from server.demo.visitor import Visitor


class Player:
    """`ids` maps the recording's keys to the server's ids of questions, as they become known."""

    def __init__(
        self, recording: Recording, phones: dict[str, Visitor], moderators: dict[str, Visitor]
    ) -> None:
        self._recording = recording
        self._phones = phones
        self._moderators = moderators
        self._submitted: dict[str, asyncio.Task[Any]] = {}
        self._moderated: asyncio.Task[Any] | None = None
        self._votes: dict[str, list[asyncio.Task[Any]]] = {}
        self._acted: dict[str, asyncio.Task[Any]] = {}
        self.ids: dict[str, str] = {}
        self.done = 0
        self.at = 0.0

    async def play(self, speed: float) -> None:
        """Raises Rejected or TimeoutError as soon as anything is not as it was then."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.TaskGroup() as group:
            for action in self._recording.actions():
                await asyncio.sleep(max(0.0, began + action.at / speed - loop.time()))
                self.at = action.at
                self._start(group, action)

    def _start(self, group: asyncio.TaskGroup, action: Action) -> None:
        if isinstance(action, Submission):
            task = group.create_task(self._after([], self._submit(action)))
            self._submitted[action.key] = task
        elif isinstance(action, RecordedVote):
            # What was moderated before is settled, and this phone's votes stay in order.
            before = [self._moderated, self._acted.get(action.participant)]
            task = group.create_task(self._after(before, self._vote(action)))
            self._acted[action.participant] = task
            self._votes.setdefault(action.question, []).append(task)
        else:
            # Votes for the questions concerned that came before are in.
            concerned = [key for key in (action.question, action.into) if key is not None]
            before = [self._moderated, *(self._submitted[key] for key in concerned)]
            for key in concerned:
                before += self._votes.pop(key, [])
            self._moderated = group.create_task(self._after(before, self._moderate(action)))

    async def _after(
        self,
        before: Iterable["asyncio.Task[Any] | None"],
        action: Coroutine[Any, Any, None],
    ) -> None:
        try:
            await _all(task for task in before if task is not None)
        except BaseException:
            action.close()
            raise
        await action
        self.done += 1

    async def _submit(self, submission: Submission) -> None:
        phone = self._phones[submission.participant]
        answer = await phone.do("submit", **submission.fields())
        self.ids[submission.key] = answer["question"]

    async def _moderate(self, action: Moderation) -> None:
        fields = {"question": self.ids[action.question]} if action.do != "clear" else {}
        if action.into is not None:
            fields["into"] = self.ids[action.into]
        for name in ("pile", "reason", "text"):
            value = getattr(action, name)
            if value is not None:
                fields[name] = value
        await self._moderators[action.by].do(action.do, **fields)

    async def _vote(self, vote: RecordedVote) -> None:
        phone = self._phones[vote.participant]
        question = self.ids[vote.question]
        await phone.until(lambda: question in phone.document["questions"])
        await phone.do("vote", question=question, on=vote.on)


async def _all(tasks: Iterable[Awaitable[Any]]) -> None:
    for task in tasks:
        await task
