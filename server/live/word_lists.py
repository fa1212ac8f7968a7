"""The word lists as this process knows them, made ready once for all its rooms."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from server.language.languages import Spoken
from server.language.listed_words import ListedWords
from server.lasting import lasting
from server.live.room import Room
from server.live.screens import FAST_TICK_S
from server.store import Unavailable
from server.store.house.word_lists import WordLists

LOOKED_THROUGH = 100  # questions in one tick: a vote must not wait for thousands

log = logging.getLogger(__name__)


class HouseLists:
    """`rooms`: those that are to be told of changes. `ready`: the lists that stand; none before
    the store was read."""

    def __init__(self, kept: WordLists, rooms: Callable[[], Iterable[Room]]) -> None:
        self.ready = ListedWords()
        self._kept = kept
        self._rooms = rooms
        self._editions: dict[Spoken, int] = {}
        self._lock = asyncio.Lock()
        self._looking: set[asyncio.Task[None]] = set()

    async def known(self) -> None:
        """Return when the store was read once, if it can be read."""
        if not self._editions:
            await self._catch_up()

    def look(self) -> None:
        """Have the rooms take in what changed, if anything did."""
        if len(self._looking) < 2:  # one that looks, and one that will see what it may have missed
            task = lasting(self._catch_up(), "word lists")
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def close(self) -> None:
        for task in self._looking:
            task.cancel()
        await asyncio.gather(*self._looking, return_exceptions=True)

    async def _catch_up(self) -> None:
        try:
            async with self._lock:
                if await self._kept.editions() == self._editions:
                    return
                lists = await self._kept.read()
                self.ready = ListedWords(one.text for one in lists.values())
                self._editions = {lang: one.edition for lang, one in lists.items()}
                await asyncio.gather(*map(self._look_through, self._rooms()))
        except Unavailable:
            log.warning("could not look for changed word lists")

    async def _look_through(self, room: Room) -> None:
        """All questions again, a few at a time."""
        room.learn(self.ready)
        ids = list(room.debate.questions)
        for start in range(0, len(ids), LOOKED_THROUGH):
            if not room.views.look_again("control", set(ids[start : start + LOOKED_THROUGH])):
                return
            await asyncio.sleep(FAST_TICK_S)
