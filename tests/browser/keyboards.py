"""Three control screens that share the work of a recording's moderators, key by key."""

import asyncio
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from server.demo.recording import Moderation
from server.demo.visitor import Visitor
from server.language.cleaning import clean_text
from tests.browser.hall import Desk

REASONS = (
    *("off_topic", "duplicate", "personal_data", "insult", "hate"),
    *("threat", "spam", "not_a_question", "unintelligible", "other"),
)
BECOMES = {
    "approve": "open",
    "dismiss": "dismissed",
    "merge": "merged",
    "cue": "next",
    "take": "on_air",
    "answered": "answered",
}
TOGETHER_EACH = 9  # of so many approvals, two moderators do one at the same moment
SHARES = (0, 1, 2, 1, 2)  # of the screening: the producer has the rundown and the air as well
FASTER = re.compile("was faster")


class Desks:
    """`desks`: the producer's first. `watching` is a view of the same debate, to wait by.

    `met`: how often two went for the same question; `told`: how often the later one read why."""

    def __init__(self, desks: list[Desk], watching: Visitor) -> None:
        self._desks = desks
        self._locks = [asyncio.Lock() for _ in desks]
        self._watching = watching
        self._approved = 0
        self.met = 0
        self.told = 0

    async def work(self, action: Moderation, id_: str, into: str) -> None:
        """Do it by keyboard, and wait until the debate shows it."""
        at = 0 if action.by == "producer" else SHARES[int(id_[1:]) % len(SHARES)]
        if action.do == "approve":
            self._approved += 1
            if self._approved % TOGETHER_EACH == 0:
                return await self._approve_together(id_, at)
        async with self._locks[at]:
            desk = self._desks[at]
            await self._go_to(desk, id_)
            await self._press(desk, action, id_, into)
            await self._until(lambda: self._is_done(action, id_))
        return None

    def _question(self, id_: str) -> dict[str, Any]:
        question: dict[str, Any] = self._watching.document["questions"][id_]
        return question

    async def _until(self, condition: Callable[[], bool]) -> None:
        await self._watching.until(condition)

    async def _go_to(self, desk: Desk, id_: str) -> None:
        """Select the card wherever it is; what this screen knows is what the debate knows."""
        await self._until(lambda: id_ in self._watching.document["questions"])
        state = self._question(id_)["state"]
        await desk.press("q")
        await desk.page.keyboard.type(id_)
        await desk.page.locator(f"[data-into={id_}][data-state={state}]").wait_for()
        await desk.press("Enter")
        await desk.page.locator(f"#card-{id_}[data-state={state}][data-selected=true]").wait_for()

    async def _press(self, desk: Desk, action: Moderation, id_: str, into: str) -> None:
        debate = self._watching.document["debate"]
        if action.do == "tag":
            await self._keys(desk, "t", str(list(debate["piles"]).index(action.pile) + 1))
        elif action.do == "dismiss":
            await self._keys(desk, "d", str((REASONS.index(action.reason or "") + 1) % 10))
        elif action.do == "merge":
            await desk.press("m")
            await desk.page.keyboard.type(into)
            await desk.page.locator(f"[data-into={into}]").wait_for()
            await desk.press("Enter")
        elif action.do == "edit":
            await self._keys(desk, "e", "Control+a")
            await desk.page.keyboard.insert_text(action.text or "")
            await desk.press("Control+Enter")
        elif action.do == "take":
            await self._take(desk, id_)
        else:
            await desk.press({"approve": "a", "cue": "c", "answered": "1", "clear": "x"}[action.do])

    async def _take(self, desk: Desk, id_: str) -> None:
        """To the head of the rundown, and on the air."""
        if self._question(id_)["state"] == "open":
            await desk.press("c")
            await self._until(lambda: self._question(id_)["state"] == "next")
            await self._go_to(desk, id_)
        while (order := list(self._order()))[0] != id_:
            await desk.press("Shift+ArrowUp")
            await self._until(partial(self._is_another, order))
        await desk.page.locator(f".next-up #card-{id_}").wait_for()
        await desk.press("F9")

    def _order(self) -> list[str]:
        order: list[str] = self._watching.document["debate"]["order"]
        return order

    def _is_another(self, order: list[str]) -> bool:
        return self._order() != order

    def _is_done(self, action: Moderation, id_: str) -> bool:
        question = self._question(id_)
        if action.do == "tag":
            return question.get("pile") == action.pile
        if action.do == "edit":
            return bool(question["text"] == clean_text(action.text or ""))
        if action.do == "clear":
            return bool(question["state"] in ("open", "next"))
        return bool(question["state"] == BECOMES[action.do])

    async def _approve_together(self, id_: str, at: int) -> None:
        """Two go for the same question: it is approved once, and the later one is told."""
        pair = sorted((at, (at + 1) % len(self._desks)))
        desks = [self._desks[number] for number in pair]
        async with self._locks[pair[0]], self._locks[pair[1]]:
            await asyncio.gather(*(self._go_to(desk, id_) for desk in desks))
            await asyncio.gather(*(desk.press("a") for desk in desks))
            await self._until(lambda: self._question(id_)["state"] == "open")
            self.met += 1
            for desk in desks:
                undecided = desk.page.locator(f"#card-{id_}[data-state=in_review]")
                await undecided.wait_for(state="detached")
            self.told += any([await _is_told(desk) for desk in desks])

    @staticmethod
    async def _keys(desk: Desk, *keys: str) -> None:
        for key in keys:
            await desk.press(key)


async def _is_told(desk: Desk) -> bool:
    return await desk.page.get_by_text(FASTER).count() > 0
