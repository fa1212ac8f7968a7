"""What is to be told stands where the journal stands, in order, and goes with what it is about."""

import asyncio

import pytest

from server.debate import events as e
from server.debate.showing.announced import NOTHING, Announced, Announcement
from server.store import Conflict, Delivery, Endpoint, Keys, Outcome, Programme, Store, Taken
from server.store.outgoing import deliveries

CODE = "482915"
KEY = bytes(32)
LIVE = e.PhaseChanged(to="live")
SHOWN = Announced("question.shown", {"question": {"id": "q1"}}, "q1", "Kada?")
SAID = Announcement((Announced("debate.live", {"debate": {"code": CODE}}), SHOWN))


async def house(store: Store) -> None:
    """Two organisations; a debate of the first one's programme."""
    for key in ("aktiv", "other"):
        await store.organisations.add(key, key, 1)
        for slug in ("club", "hall"):
            await store.programmes.add(Programme(f"{key}/{slug}", {}, key, "#000000"))
    await begun(store, CODE, "aktiv/club")


async def begun(store: Store, code: str, programme: str) -> None:
    await store.debates.create(code, 1)
    described = e.DebateDescribed(code=code, programme=programme, title={"en": "Power"})
    await store.journal.append(code, [described], after=0, at=5, role="owner")


async def endpoint(
    store: Store,
    organisation: str = "aktiv",
    programme: str = "",
    events: tuple[str, ...] = ("debate.live", "question.shown"),
    state: str = "on",
) -> Endpoint:
    made = Endpoint("", organisation, programme, "https://x.org/", events, "v1", False, state, 1)
    return await store.endpoints.add(made, KEY, "vesna")


async def test_only_who_asked_for_it_is_told(store: Store) -> None:
    await house(store)
    told = [
        await endpoint(store),
        await endpoint(store, programme="aktiv/club"),
    ]
    one_kind = await endpoint(store, events=("question.shown",))
    silent = [
        await endpoint(store, "other"),
        await endpoint(store, programme="aktiv/hall"),
        await endpoint(store, events=("debate.closed",)),
        await endpoint(store, state="off"),
    ]
    await store.journal.append(CODE, [LIVE], after=1, at=9, role="owner", announcement=SAID)
    for one in told:
        assert await store.deliveries.waiting(one.id) == 2
    assert await store.deliveries.waiting(one_kind.id) == 1
    for one in silent:
        assert await store.deliveries.waiting(one.id) == 0
    first, _ = await store.deliveries.next(told[0].id, 9)
    same, _ = await store.deliveries.next(told[1].id, 9)
    assert first is not None and same is not None
    assert (first.type, first.at, first.debate) == ("debate.live", 9, CODE)
    assert first.message == same.message  # one event is one message
    assert "." not in first.message


async def test_without_the_line_of_the_journal_nothing_is_told(store: Store) -> None:
    await house(store)
    one = await endpoint(store)
    with pytest.raises(Conflict):
        await store.journal.append(CODE, [LIVE], after=7, at=9, role="owner", announcement=SAID)
    assert await store.deliveries.waiting(one.id) == 0


async def test_a_text_that_nobody_may_see_any_more_is_not_told(store: Store) -> None:
    await house(store)
    one = await endpoint(store, events=("question.shown",))
    await store.journal.append(CODE, [LIVE], after=1, at=9, role="owner", announcement=SAID)
    waits, _ = await store.deliveries.next(one.id, 9)
    assert waits is not None and waits.data["question"] == {"id": "q1", "text": "Kada?"}
    gone = Announcement((), frozenset({"q1"}))
    dismissed = e.QuestionDismissed(question="q1", reason="personal_data")
    await store.journal.append(CODE, [dismissed], after=2, at=10, role="owner", announcement=gone)
    waits, _ = await store.deliveries.next(one.id, 9)
    assert waits is not None and waits.data["question"] == {"id": "q1"}


async def test_with_a_debate_goes_what_is_told_of_it(store: Store) -> None:
    await house(store)
    one = await endpoint(store)
    rehearsal = e.DebateDescribed(code=CODE, programme="aktiv/club", title={}, rehearsal=True)
    await store.journal.append(CODE, [rehearsal], after=1, at=9, role="owner", announcement=SAID)
    assert await store.deliveries.waiting(one.id) == 2
    await store.debates.wipe(CODE)
    assert await store.deliveries.waiting(one.id) == 0


async def test_numbers_are_seen_in_their_order(store: Store, url: str, keys: Keys) -> None:
    """Whatever commits first: who reads while others write never sees a later one without all
    before it."""
    await house(store)
    one = await endpoint(store)
    other = await Store.open(url, keys)
    codes = [f"10000{number}" for number in range(4)]
    for code in codes:
        await begun(store, code, "aktiv/club")

    async def write(code: str, via: Store) -> None:
        for seq in range(1, 6):
            await via.journal.append(code, [LIVE], after=seq, at=9, role="owner", announcement=SAID)

    seen: list[int] = []
    writing = [
        asyncio.create_task(write(code, via))
        for code, via in zip(codes, (store, other, store, other), strict=True)
    ]
    me = "me"
    assert await store.deliveries.take(one.id, me, 0, 10**15) is not None
    while len(seen) < 40:
        found, _ = await store.deliveries.next(one.id, 10)
        if found is None:
            await asyncio.sleep(0)
            continue
        seen.append(found.number)
        done = await _done(store, found, me)
        assert done
    await asyncio.gather(*writing)
    await other.close()
    assert seen == sorted(seen)


async def _done(store: Store, found: Delivery, me: str) -> bool:
    return await store.deliveries.note(found, Outcome("done", "200", 1), me, 11, 10**15)


async def test_an_endpoint_is_one_s_at_a_time(store: Store) -> None:
    await house(store)
    one = await endpoint(store)
    await store.journal.append(CODE, [LIVE], after=1, at=9, role="owner", announcement=SAID)
    assert await store.deliveries.ready(10) == [(one.id, one.organisation)]
    assert await store.deliveries.take(one.id, "a", 10, 50) is not None
    assert await store.deliveries.take(one.id, "b", 49, 90) is None
    assert await store.deliveries.ready(49) == []
    assert await store.deliveries.take(one.id, "b", 50, 90) is not None  # that one was killed
    found, _ = await store.deliveries.next(one.id, 10)
    assert found is not None
    assert not await _done(store, found, "a")  # it is not its any more
    assert await store.deliveries.waiting(one.id) == 2  # and what it says is not written
    assert await _done(store, found, "b")
    assert await store.deliveries.waiting(one.id) == 1


async def test_keys_are_sealed_and_changed_side_by_side(store: Store, url: str, keys: Keys) -> None:
    await house(store)
    one = await endpoint(store)
    other = bytes(range(32))
    assert await store.endpoints.keys(one.id, 5) == [KEY]
    await store.endpoints.rotate(one.id, other, 100)
    assert await store.endpoints.keys(one.id, 99) == [other, KEY]
    assert await store.endpoints.keys(one.id, 100) == [other]
    stranger = await Store.open(url, Keys(keys.folder, "another house's secret"))
    assert await stranger.endpoints.keys(one.id, 5) == []
    await stranger.close()


async def test_nothing_said_is_nothing_done(store: Store) -> None:
    await house(store)
    one = await endpoint(store)
    await store.journal.append(CODE, [LIVE], after=1, at=9, role="owner", announcement=NOTHING)
    assert await store.deliveries.waiting(one.id) == 0


async def test_what_is_old_is_forgotten_and_who_has_too_much_is_switched_off(
    store: Store,
) -> None:
    await house(store)
    one = await endpoint(store)
    await store.journal.append(CODE, [LIVE], after=1, at=9, role="owner", announcement=SAID)
    assert await store.deliveries.prune(9, 2) == []
    assert await store.deliveries.prune(9, 1) == [one.id]
    assert await store.deliveries.prune(9, 1) == []  # it is off already: said once
    (full,) = await store.endpoints.of("aktiv")
    assert full.state == "full"
    assert await store.deliveries.prune(10, 1) == []
    assert await store.deliveries.waiting(one.id) == 0


async def test_all_is_sent_again_a_part_at_a_time_and_once_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "AGAIN_AT_ONCE", 3)
    await house(store)
    one, other = await endpoint(store), await endpoint(store)
    for seq in range(1, 5):  # of two events each
        await store.journal.append(CODE, [LIVE], after=seq, at=9, role="owner", announcement=SAID)
    assert await store.deliveries.take(one.id, "me", 0, 10**15) is not None
    number = 0
    for _ in range(5):
        found, _ = await store.deliveries.next(one.id, 10)
        assert found is not None and await _done(store, found, "me")
        number = found.number
    asked = [store.deliveries.all_again(one.id, 0, 20) for _ in range(2)]
    first, second = await asyncio.gather(*asked, return_exceptions=True)
    assert first == 8 and isinstance(second, Taken)
    again, _ = await store.deliveries.next(one.id, 20)
    assert again is not None and not again.late and again.number >= number
    assert await store.deliveries.waiting(one.id) == await store.deliveries.waiting(other.id) == 8
    assert await store.deliveries.all_again(one.id, 10, 20) == 0
