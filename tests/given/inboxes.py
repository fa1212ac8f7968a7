"""Inboxes that thousands have filled: written into the journal as it would stand there."""

from collections.abc import Callable, Sequence

from server.debate.events import QuestionSubmitted
from server.operating.tools import Tools
from tests.given.handles import handle

AT_ONCE = 200
SPREAD_MS = 20


async def fill(
    tools: Tools,
    code: str,
    texts: Sequence[str],
    person: Callable[[int], str] = str,
    lang: str = "sr-Latn",
) -> None:
    """One question for each text, by the person whose name the number of the text gives: the last
    one has just come, and each other SPREAD_MS before the next. Nobody may be asking meanwhile."""
    room = await tools._rooms.get(code)
    first, seq, now = len(room.debate.questions) + 1, room.debate.seq, tools._clock.now()
    for at in range(0, len(texts), AT_ONCE):
        some = [
            QuestionSubmitted(
                question=f"q{first + number}",
                text=texts[number],
                author=handle(person(number)),
                lang=lang,
            )
            for number in range(at, min(at + AT_ONCE, len(texts)))
        ]
        before_ms = SPREAD_MS * (len(texts) - at)
        await tools._store.journal.append(
            code, some, after=seq, at=now - before_ms, role="participant"
        )
        seq += len(some)
