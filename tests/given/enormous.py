"""An enormous debate in the store, as rooms would have written it: for what reads all of it."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from server.archive.load import replay
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.lengths import lengths
from server.debate.deciding.sealing import SealedList, row_of
from server.language.languages import Spoken
from server.store import BEFORE_ALL, Change, Store
from server.transparency.merkle import Tree
from tests.given.debates import PRODUCER, SETTINGS, participant
from tests.given.handles import handle

CODE = "482915"
BEGAN = 1_763_877_600_000
ON_AIR = 50  # questions
AT_ONCE = 500
VOTED_EACH = 10
TEXT = "Kada će opština konačno objaviti " + "šćžđ " * 60  # longer than a question may be
LANGUAGES = ("sr-Cyrl", "sq", "en")
TRANSLATIONS: tuple[Spoken, ...] = ("sq", "en")


class Size(Struct, frozen=True):
    """Questions `asked`, of which the first are `shown`; of those the first are `translated` into
    three languages; each of the `voters` has voted for ten."""

    asked: int = 10_000
    shown: int = 2_000
    translated: int = 500
    voters: int = 1_000


async def write(store: Store, size: Size, code: str = CODE, *, closed: bool = True) -> None:
    """Make the debate; live, or closed and unlinked."""
    await store.debates.create(code, BEGAN)
    pen = _Pen(store, code)
    described = e.DebateDescribed(
        code=code,
        programme=SETTINGS.programme,
        title=SETTINGS.title,
        guests=SETTINGS.guests,
        piles=SETTINGS.piles,
    )
    await pen.write(PRODUCER, [described, e.PhaseChanged(to="live")])
    await pen.write(participant("all"), [_asked(number) for number in range(1, size.asked + 1)])
    await pen.write(PRODUCER, _moderated(size))
    own = await _vote(store, code, size)
    if closed:
        await _close(store, pen, own, size.voters)
        await store.debates.unlink(code)


async def _close(store: Store, pen: "_Pen", own: dict[str, int], participants: int) -> None:
    """Nothing is merged, so each ballot has a handle of its own."""
    ballots = [(question, number) for question, count in own.items() for number in range(count)]
    rows = sorted(row_of(question, f"{number:016x}", False) for question, number in ballots)
    sealed = SealedList(rows, Tree(row.encode() for row in rows).root().hex())

    async def sealing() -> SealedList:
        return sealed

    debate = replay(await store.journal.read(pen.code))
    events = [
        e.PhaseChanged(to="closed"),
        lengths(debate, BEGAN + debate.seq),
        e.TalliesSealed(tallies=own, own=own, participants=participants, ballots=len(rows)),
    ]
    mark = (await store.ballots.since(pen.code, BEFORE_ALL)).mark
    await store.journal.close(
        pen.code,
        events,
        after=debate.seq,
        at=BEGAN + debate.seq,
        role=PRODUCER.role,
        by=PRODUCER.name,
        mark=mark,
        sealing=sealing,
    )


def text_of(number: int) -> str:
    return f"{number}. {TEXT}"[:299] + "?"


def _asked(number: int) -> e.QuestionSubmitted:
    return e.QuestionSubmitted(
        question=f"q{number}",
        text=text_of(number),
        author=handle(f"author {number}"),
        lang="sr-Latn",
        to="g1",
        name="Ana iz prvog reda",
    )


def _moderated(size: Size) -> list[e.Event]:
    done: list[e.Event] = []
    for number in range(1, size.shown + 1):
        id_ = f"q{number}"
        done.append(e.QuestionApproved(question=id_))
        if number <= size.translated:
            done += [
                e.QuestionTranslated(question=id_, lang=lang, text=text_of(number))
                for lang in TRANSLATIONS
            ]
        if number <= ON_AIR:
            done.append(e.QuestionTaken(question=id_))
            done.append(e.QuestionAnswered(question=id_, how="answered"))
    return done


async def _vote(store: Store, code: str, size: Size) -> dict[str, int]:
    """Returns the tallies."""
    own: Counter[str] = Counter({f"q{number}": 0 for number in range(1, size.asked + 1)})
    mark = (await store.ballots.since(code, BEFORE_ALL)).mark
    for voter in range(0, size.voters, 100):
        changes = [
            Change(f"q{1 + (one * VOTED_EACH + at) % size.shown}", handle(f"voter {one}"), True)
            for one in range(voter, min(voter + 100, size.voters))
            for at in range(VOTED_EACH)
        ]
        mark = (await store.ballots.write(code, changes, mark)).mark
        own.update(change.question for change in changes)
    return dict(own)


class _Pen:
    def __init__(self, store: Store, code: str) -> None:
        self._journal = store.journal
        self.code = code
        self._seq = 0

    async def write(self, actor: Actor, events: Sequence[e.Event]) -> None:
        for at in range(0, len(events), AT_ONCE):
            some = events[at : at + AT_ONCE]
            await self._journal.append(
                self.code,
                some,
                after=self._seq,
                at=BEGAN + self._seq,
                role=actor.role,
                by=actor.name,
            )
            self._seq += len(some)
