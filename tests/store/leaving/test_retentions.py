"""Which debates have something personal left."""

from server.debate import events as e
from server.store import Programme, Store
from server.store.leaving.retentions import WHATS, What


async def closed(store: Store, code: str, programme: str) -> None:
    await store.debates.create(code, 1, programme=programme)
    described = e.DebateDescribed(code=code, programme=programme, title={"en": "Power"})
    events = [described, e.PhaseChanged(to="closed")]
    await store.journal.append(code, events, after=0, at=5, role="owner")
    await store.debates.unlink(code)


async def test_what_is_left_is_told_in_parts_until_all_of_it_is_removed(store: Store) -> None:
    for key in ("aktiv", "buka"):
        await store.organisations.add(key, key, 1)
        await store.programmes.add(Programme(f"{key}/club", {}, key, "#000000"))
    for code in ("100003", "100001", "100002"):
        await closed(store, code, "aktiv/club")
    await closed(store, "100004", "buka/club")
    await store.debates.create("100005", 1, programme="aktiv/club")  # not over
    left = store.retentions.left

    assert await left("aktiv", WHATS, most=2) == ["100001", "100002"]
    assert await left("aktiv", WHATS, "100002", most=2) == ["100003"]
    assert await left("aktiv", WHATS, "100003") == []

    await store.blacken("100001", {"texts": {}}, 9)
    texts: tuple[What, ...] = ("texts",)
    assert await left("aktiv", texts) == ["100002", "100003"]
    assert await left("aktiv", ("texts", "names")) == ["100001", "100002", "100003"]
