"""The log of the house: signed by whichever process comes first, and witnesses are asked of what
was signed."""

import logging
from typing import Any

import pytest

from server.live.attesting import house as attesting
from server.live.attesting.house import HouseAttesting
from server.store import Unavailable
from server.store.logs.house_log import ORIGIN_KEY
from server.transparency.merkle import verify_consistency
from server.transparency.notes import BadNote
from server.transparency.vkeys import COSIGNATURE, SigningKey
from server.transparency.witnessing import Asked
from tests.given.live_house import House

WITNESS = SigningKey(bytes(32)).vkey("witness.example.org", COSIGNATURE)


def process(house: House) -> HouseAttesting:
    """One more of the house."""
    return HouseAttesting(house.store, house.rooms.signing, house.clock)


async def say(house: House, *words: str) -> None:
    for word in words:
        await house.store.house_log.add("words_changed", house.clock.now(), digest=word)


@pytest.mark.parametrize("step", ["checkpoints", "house_log"])
async def test_what_another_process_signs_during_a_look_is_no_dispute(
    house: House, step: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When this one has just read the last head, or the last line."""
    one, other, asked = process(house), process(house), list[Any]()
    await say(house, "a", "b", "c")
    part: Any = getattr(house.store, step)
    name = {"checkpoints": "last", "house_log": "tree"}[step]
    read = getattr(part, name)

    async def slow(*args: Any) -> Any:
        found = await read(*args)
        if not asked:
            asked.append(args)
            await say(house, "d")
            await other.look()
        return found

    monkeypatch.setattr(part, name, slow)
    with caplog.at_level(logging.ERROR):
        await one.look()
    assert asked and caplog.records == []
    assert one.tree.root() == other.tree.root()


async def test_a_witness_is_given_a_proof_for_the_note_that_it_is_given(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a head that was signed later could not be kept."""
    one, given = process(house), list[Asked]()

    def ask(url: str, asked: Asked, vkey: object) -> int:
        given.append(asked)
        if asked.old == 0:
            return 1  # the size that it knows
        raise BadNote("a witness of the tests, which signs nothing")

    async def full(*row: object) -> None:
        raise Unavailable("the disk is full")

    monkeypatch.setattr(attesting, "ask", ask)
    await say(house, "a", "b", "c")
    await one.look()
    await house.store.witnessed.trust(WITNESS, "https://witness.example.org")
    await say(house, "d", "e")
    with monkeypatch.context() as broken:
        broken.setattr(house.store.checkpoints, "keep", full)
        await one.look()
    await one.look()

    kept = await house.store.checkpoints.last(ORIGIN_KEY)
    last, tree = given[-1], await house.store.house_log.tree()
    assert kept is not None and last.note == kept.note.encode()
    assert verify_consistency(
        1, kept.head.size, last.proof, tree.root(1), tree.root(kept.head.size)
    )
