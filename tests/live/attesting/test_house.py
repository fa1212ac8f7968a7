"""The log of the house: signed by whichever process comes first."""

import logging
from typing import Any

import pytest

from server.live.attesting.house import HouseAttesting
from tests.given.live_house import House


def process(house: House) -> HouseAttesting:
    """One more of the house."""
    return HouseAttesting(house.store, house.settings, house.rooms.signing, house.clock)


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
