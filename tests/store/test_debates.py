"""Debates as rows: made, followed, unlinked, removed."""

import asyncio

import pytest

from server.debate import events as e
from server.store import Change, Programme, Store, Taken
from tests.given.handles import handle, told

CODE = "482915"
WHO = (handle("ana"), handle("besa"))
ASKED = [
    e.QuestionSubmitted(question=f"q{n}", text="Kada?", author=handle("ana"), lang="sr-Latn")
    for n in (1, 2, 3)
]


async def written(store: Store) -> None:
    """A debate with three questions of one author and six ballots of two people."""
    await store.debates.create(CODE, 1)
    await store.journal.append(CODE, ASKED, after=0, at=5, role="participant")
    ballots = [Change(f"q{n}", who, n < 3, (told("c"),)) for n in (1, 2, 3) for who in WHO]
    await store.ballots.write(CODE, ballots)


async def closed(store: Store) -> None:
    """As older programs did it, which left the ballots as they were."""
    closing = e.PhaseChanged(to="closed")
    await store.journal.append(CODE, [closing], after=len(ASKED), at=6, role="producer")


async def test_a_code_is_given_once(store: Store) -> None:
    await store.debates.create(CODE, 1)
    with pytest.raises(Taken):
        await store.debates.create(CODE, 1)


async def test_unlinking_leaves_the_votes_and_nothing_of_the_voters(store: Store) -> None:
    await written(store)
    before = await store.ballots.read(CODE)
    await closed(store)
    await store.debates.unlink(CODE)
    after = await store.ballots.read(CODE)
    assert sorted((b.question, b.on) for b in after) == sorted((b.question, b.on) for b in before)
    assert len({b.handle for b in after}) == 6
    assert not {b.handle for b in after} & set(WHO)
    assert not any(b.digests for b in after)
    assert (await store.ballots.since(CODE, 0)).ballots == []
    asked = (await store.journal.read(CODE))[: len(ASKED)]
    authors = [entry.event.author for entry in asked]  # type: ignore[attr-defined]
    assert len(set(authors)) == 3 and handle("ana") not in authors
    row = await store.debates.get(CODE)
    assert row is not None and row.unlinked
    assert not store.seals.keys.has(CODE)


async def test_two_processes_unlink_a_debate_once(store: Store, url: str) -> None:
    await written(store)
    await closed(store)
    other = await Store.open(url, store.seals.keys)
    await asyncio.gather(store.debates.unlink(CODE), other.debates.unlink(CODE))
    await other.close()
    assert len(await store.ballots.read(CODE)) == 6
    assert await store.ballots.tallies(CODE) == {"q1": 2, "q2": 2, "q3": 0}


async def test_removing_takes_drafts_only(store: Store) -> None:
    await written(store)
    await store.debates.create("111111", 1)
    live = e.PhaseChanged(to="live")
    await store.journal.append("111111", [live], after=0, at=6, role="producer")
    for code in (CODE, "111111"):
        await store.debates.remove(code)
    assert [row.code for row in await store.debates.list()] == ["111111"]
    assert await store.journal.read(CODE) == [] and await store.ballots.read(CODE) == []


async def test_it_is_counted_how_often_lists_show_something_else(store: Store) -> None:
    await store.debates.create(CODE, 1)
    described = e.DebateDescribed(code=CODE, programme="sporazum", title={"en": "Power"})
    editions = []
    for after, event in enumerate((described, e.PhaseChanged(to="collecting"), ASKED[0])):
        await store.journal.append(CODE, [event], after=after, at=5, role="producer")
        row = await store.debates.get(CODE)
        assert row is not None
        editions.append(row.edition)

    assert editions == [1, 2, 2]


async def made(store: Store, code: str, programme: str, *steps: e.Event) -> None:
    await store.debates.create(code, int(code), programme=programme)
    described = e.DebateDescribed(code=code, programme=programme, title={"en": code})
    await store.journal.append(
        code, [described, *steps], after=0, at=1_000_000 - int(code), role="owner"
    )


async def test_the_last_of_a_programme_are_those_that_closed_last(store: Store) -> None:
    closing = e.PhaseChanged(to="closed")
    for code in ("100001", "100002", "100003"):  # the last to be made was the first to close
        await made(store, code, "club", closing)
    await made(store, "100004", "club")
    await made(store, "100005", "hall", closing)
    kept = await store.debates.kept("club", 2)
    assert [row.code for row in kept] == ["100001", "100002"]
    assert all(row.is_kept for row in kept)


async def test_what_an_organisation_has_ahead_is_no_other_s_and_not_over(store: Store) -> None:
    for key in ("aktiv", "buka"):
        await store.organisations.add(key, key, 1)
        await store.programmes.add(Programme(f"{key}/club", {}, key, "#000000"))
    for code in ("100001", "100002", "100003"):
        await made(store, code, "aktiv/club")
    await made(store, "100004", "aktiv/club", e.PhaseChanged(to="closed"))
    await made(store, "100005", "buka/club")
    ahead = await store.debates.ahead("aktiv", 2)
    assert [row.code for row in ahead] == ["100003", "100002"]
