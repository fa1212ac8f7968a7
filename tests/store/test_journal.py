"""The journal: appended by one, read by all, the only sequencer there is."""

import asyncio

import pytest

from server.archive.lines import line_problems
from server.debate import events as e
from server.debate.deciding.sealing import SealedList
from server.store import BEFORE_ALL, Conflict, Receipt, Repeated, Reused, Store
from tests.given.handles import handle

CODE = "482915"
ASKED = e.QuestionSubmitted(question="q1", text="Kada?", author=handle("ana"), lang="sr-Latn")
APPROVED = e.QuestionApproved(question="q1")


async def begun(store: Store) -> None:
    await store.debates.create(CODE, 1)
    described = e.DebateDescribed(code=CODE, programme="sporazum", title={"en": "Power"})
    await store.journal.append(CODE, [described], after=0, at=5, role="owner", by="vesna")


async def test_what_is_appended_is_read_back(store: Store) -> None:
    await begun(store)
    written = await store.journal.append(
        CODE, [ASKED, APPROVED], after=1, at=6, role="producer", by="mira"
    )
    assert [(entry.seq, entry.action) for entry in written] == [(2, 2), (3, 2)]
    assert await store.journal.read(CODE, after=1) == written
    assert line_problems(await store.journal.lines(CODE)) == []


async def test_only_one_of_two_can_follow_the_same_entry(store: Store, url: str) -> None:
    await begun(store)
    other = await Store.open(url, store.seals.keys)
    await store.journal.append(CODE, [ASKED], after=1, at=6, role="participant")
    with pytest.raises(Conflict):
        await other.journal.append(CODE, [ASKED], after=1, at=6, role="participant")
    assert len(await other.journal.read(CODE)) == 2
    await other.close()


async def test_what_others_write_waits_while_the_list_of_ballots_is_made(
    store: Store, url: str
) -> None:
    """Else each line would be a reason to make it anew: a hall that asks could not be closed."""
    if not url.startswith("postgresql"):
        pytest.skip("one process at a time has SQLite")
    await begun(store)
    other, made = await Store.open(url, store.seals.keys), list[asyncio.Task[list[e.Entry]]]()

    async def slow() -> SealedList:
        made.append(
            asyncio.create_task(
                other.journal.append(CODE, [ASKED], after=1, at=6, role="participant")
            )
        )
        await asyncio.wait(made, timeout=0.3)
        return SealedList([], "")

    closing = e.PhaseChanged(to="closed")
    mark = (await store.ballots.since(CODE, BEFORE_ALL)).mark
    await store.journal.close(
        CODE, [closing], after=1, at=9, role="producer", mark=mark, sealing=slow
    )

    (asking,) = made
    with pytest.raises(Conflict):
        await asking
    assert [line.seq for line in await store.journal.lines(CODE)] == [1, 2, 3]
    await other.close()


async def test_no_list_of_ballots_is_made_behind_a_line_that_is_not_known_yet(
    store: Store, url: str
) -> None:
    if not url.startswith("postgresql"):
        pytest.skip("one process at a time has SQLite")
    await begun(store)
    await store.journal.append(CODE, [ASKED], after=1, at=6, role="participant")
    made = 0

    async def counted() -> SealedList:
        nonlocal made
        made += 1
        return SealedList([], "")

    closing = e.PhaseChanged(to="closed")
    mark = (await store.ballots.since(CODE, BEFORE_ALL)).mark
    with pytest.raises(Conflict):
        await store.journal.close(
            CODE, [closing], after=1, at=9, role="producer", mark=mark, sealing=counted
        )
    assert made == 0


async def test_nothing_is_appended_behind_a_gap(store: Store) -> None:
    await begun(store)
    with pytest.raises(Conflict):
        await store.journal.append(CODE, [ASKED], after=7, at=6, role="participant")


async def test_a_repeated_command_gets_the_answer_that_was_kept(store: Store) -> None:
    await begun(store)
    receipt = Receipt("h1", "c1", {"question": "q1"})
    await store.journal.append(CODE, [ASKED], after=1, at=6, role="participant", receipt=receipt)
    with pytest.raises(Repeated) as again:
        await store.journal.append(
            CODE, [ASKED], after=2, at=7, role="participant", receipt=receipt
        )
    assert again.value.answer == {"question": "q1"}
    assert len(await store.journal.read(CODE)) == 2
    assert await store.journal.receipt(CODE, receipt) == {"question": "q1"}
    assert await store.journal.receipt(CODE, Receipt("h2", "c1", {})) is None


async def test_an_id_with_another_content_is_refused_and_nothing_is_kept(store: Store) -> None:
    await begun(store)
    first = Receipt("h1", "c1", {"question": "q1"}, "one text", 2)
    other = Receipt("h1", "c1", {"question": "q2"}, "another text", 3)
    await store.journal.append(CODE, [ASKED], after=1, at=6, role="participant", receipt=first)
    with pytest.raises(Reused):
        await store.journal.append(CODE, [ASKED], after=2, at=7, role="participant", receipt=other)
    with pytest.raises(Reused):
        await store.journal.receipt(CODE, other)
    assert len(await store.journal.read(CODE)) == 2
    assert len(await store.journal.receipts(CODE)) == 1
    assert not await store.journal.receipts(CODE, 3)


async def test_lists_show_what_the_journal_says(store: Store) -> None:
    await begun(store)
    live, closed = e.PhaseChanged(to="live"), e.PhaseChanged(to="closed")
    await store.journal.append(CODE, [live], after=1, at=6, role="producer")
    await store.journal.append(CODE, [closed], after=2, at=9, role="producer")
    row = await store.debates.get(CODE)
    assert row is not None
    assert (row.title, row.programme, row.phase, row.closed_at) == (
        {"en": "Power"},
        "sporazum",
        "closed",
        9,
    )
