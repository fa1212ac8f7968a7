"""Word lists in rooms: there from the first moment, changed ones seen in every process, and by
moderators only."""

import asyncio
from pathlib import Path

import pytest

from server.archive.export_json import export_json
from server.archive.load import load_record
from server.cluster.relay import WORDS, InProcessRelay
from server.live.word_lists import LOOKED_THROUGH
from tests.given.debates import PRODUCER, command, participant
from tests.given.live_house import House, open_house

TEXT = "Zašto je ovde muljator na čelu?"


async def put(house: House, text: str | None) -> None:
    await house.store.word_lists.put({"sr": text}, await house.store.word_lists.editions())


async def test_a_room_knows_the_lists_as_it_opens(house: House) -> None:
    await put(house, "muljator*")
    code = await house.debate()
    producer, phone = await house.moderator(code), await house.phone(code)
    await phone.do("submit", text=TEXT)
    await producer.until(lambda: "q1" in producer.document["questions"])
    assert producer.document["questions"]["q1"]["words"] == ["muljator*"]
    for visitor in (producer, phone):
        await visitor.leave()


@pytest.mark.parametrize("hinted", [True, False], ids=["at once", "without a hint"])
async def test_a_running_room_of_another_process_sees_an_edited_list(
    tmp_path: Path, database_url: str, hinted: bool
) -> None:
    relay = InProcessRelay(alone=False)
    other = relay if hinted else InProcessRelay(alone=False)
    given = {"database_url": database_url, "cares": not hinted}  # so that only the hint is heard
    async with (
        open_house(tmp_path, relay=relay, **given) as one,
        open_house(tmp_path, relay=other, **given) as two,
    ):
        code = await one.debate()
        producer, phone = await two.moderator(code), await two.phone(code)
        await phone.do("submit", text=TEXT)
        await producer.do("approve", question="q1")

        async def sees(words: list[str] | None) -> None:
            await producer.until(lambda: producer.document["questions"]["q1"].get("words") == words)

        for text, expected in (("muljator*", ["muljator*"]), (None, None)):
            await put(one, text)
            one.relay.hint(WORDS)
            await sees(expected)
        for visitor in (producer, phone):
            await visitor.leave()


async def test_all_of_many_questions_are_looked_through(house: House) -> None:
    code = await house.debate()
    producer, room = await house.moderator(code), await house.rooms.get(code)
    many = LOOKED_THROUGH + 1
    for number in range(many):
        await room.handle(
            participant(f"{number}"), command("submit", f"s{number}", text=f"{TEXT} {number}")
        )
    await put(house, "muljator*")
    house.relay.hint(WORDS)
    async with asyncio.timeout(10):
        await producer.until(
            lambda: sum("words" in q for q in producer.document["questions"].values()) == many
        )
    await producer.leave()


async def test_nothing_of_it_is_in_the_journal_the_other_views_or_the_archive(
    house: House,
) -> None:
    await put(house, "muljatorska banda*\nmuljator*")
    code = await house.debate()
    room = await house.rooms.get(code)
    phone, host = await house.phone(code), await house.moderator(code, "host", role="host")
    await phone.do("submit", text="Zašto mu1jator?")
    for do in ("approve", "take"):
        await room.handle(PRODUCER, command(do, do, question="q1"))
    await phone.until(lambda: phone.document["debate"].get("on_air") == "q1")
    await host.until(lambda: host.document["debate"].get("on_air") == "q1")
    for visitor in (phone, host):
        assert "muljator*" not in str(visitor.document)
        assert "words" not in visitor.document["questions"]["q1"]
        await visitor.leave()
    assert room.views.state("control").doc["questions"]["q1"]["words"] == ["muljator*"]

    await room.handle(PRODUCER, command("phase", "close", to="closed"))

    assert "muljator*" not in str(await house.store.journal.read(code))
    record = await load_record(house.store, code)
    assert record is not None and b"muljator*" not in export_json(record)
