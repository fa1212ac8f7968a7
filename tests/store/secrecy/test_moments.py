"""When somebody asked: by the minute for everybody, and exactly for the rules until closing."""

from sqlmodel import col, update

from server.debate import events as e
from server.store import Store
from server.store.tables import JournalRows
from tests.given.handles import handle

CODE = "482915"
MINUTE = 1_763_877_600_000
ASKED = e.QuestionSubmitted(question="q1", text="Kada?", author=handle("ana"), lang="sr-Latn")
WITHDRAWN = e.QuestionWithdrawn(question="q1")
APPROVED = e.QuestionApproved(question="q1")


async def asked(store: Store) -> None:
    """Asked, approved and withdrawn at odd moments of one minute."""
    await store.debates.create(CODE, 1)
    await store.journal.append(CODE, [ASKED], after=0, at=MINUTE + 12_345, role="participant")
    await store.journal.append(CODE, [APPROVED], after=1, at=MINUTE + 34_567, role="producer")
    await store.journal.append(CODE, [WITHDRAWN], after=2, at=MINUTE + 56_789, role="participant")


async def moments(store: Store) -> list[int]:
    return [entry.at - MINUTE for entry in await store.journal.read(CODE)]


async def test_what_is_hashed_tells_the_minute(store: Store) -> None:
    await asked(store)
    for line in await store.journal.lines(CODE):
        assert f'"at":{MINUTE},'.encode() in line.body


async def test_the_moment_of_what_the_audience_did_is_known_until_closing(store: Store) -> None:
    await asked(store)
    assert await moments(store) == [12_345, 34_567, 56_789]
    assert [line.at for line in await store.journal.lines(CODE)] == [
        MINUTE,
        MINUTE + 34_567,
        MINUTE,
    ]

    await store.debates.unlink(CODE)

    assert await moments(store) == [0, 34_567, 0]


async def test_with_another_key_minutes_must_do(store: Store) -> None:
    await asked(store)
    await store.seals.destroy(CODE)
    assert await moments(store) == [0, 34_567, 0]
    await store.debates.begin_anew(CODE)
    assert await moments(store) == [0, 34_567, 0]


async def test_a_moment_from_before_they_were_sealed_ends_as_well(store: Store) -> None:
    await asked(store)
    async with store.journal._database.write() as connection:
        old = update(JournalRows).where(col(JournalRows.seq) == 1)
        await connection.execute(old.values(at=MINUTE + 12_345, moment=None))
    assert await moments(store) == [12_345, 34_567, 56_789]

    await store.debates.unlink(CODE)

    assert await moments(store) == [0, 34_567, 0]
