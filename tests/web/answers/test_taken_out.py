"""A question that whoever asked it took back, or that must not be read, is put to no office, and
nobody is told that a guest did not answer it."""

import json
from typing import get_args

from server.archive.load import load_record
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from server.moving.shredding import fields_of, pieces
from server.store.leaving.retentions import What
from tests.given.web_house import OWNER, PRODUCER, House
from tests.web.answers.test_office import CODE, link_of, producer_of, speaks_english, text

TAKEN = "Zašto mi sused Petar krade struju?"
SECRET = "Zašto direktor, čiji je broj 044 123 456, ne odgovara?"
OPEN = "Ko odgovara za struju u gradu?"


async def evening(house: House) -> Room:
    room = await house.debate("draft", CODE)
    guests = {"g1": Guest("Ana Petrović")}
    described = DescribeDebate(
        id="two", code=CODE, programme="social-club", title={"sr-Latn": "Posao"}, guests=guests
    )
    await room.handle(OWNER, described)
    await room.handle(OWNER, c.ChangePhase(id="live", to="live"))
    asker = Actor("participant", room.handle_of("ana"))
    mine = await house.question(room, TAKEN, "ana")
    await room.handle(asker, c.WithdrawQuestion(id="w", question=mine))
    number = await house.question(room, SECRET)
    await room.handle(PRODUCER, c.DismissQuestion(id="d", question=number, reason="personal_data"))
    await house.question(room, OPEN)
    await room.handle(OWNER, c.ChangePhase(id="closed", to="closed"))
    return room


async def shred(house: House) -> None:
    """All that can be taken out of the debate."""
    record = await load_record(house.store, CODE)
    assert record is not None
    whats = get_args(What)
    found = fields_of(pieces(record, whats), whats)
    assert await house.store.blacken(CODE, found, house.clock.now())
    await house.rooms.forget(CODE)


async def test_neither_the_office_nor_who_reads_the_archive_is_told_of_it(house: House) -> None:
    await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    for is_shredded in (False, True):
        if is_shredded:
            await shred(house)
        page = await text(office, link)
        assert OPEN in page and "Petar" not in page and "044" not in page
        for id_ in ("q1", "q2"):
            form = {"do": "save", "question": id_, "text": "Da.", "edition": "0"}
            assert (await office.post(link, form=form)).status_code == 404
    async with house.store._database.write() as connection:
        await connection.exec_driver_sql("UPDATE answer_links SET ends_at = 1")
    page = await text(office, f"/archive/{CODE}")
    assert page.count("No answer by Ana Petrović") == 1
    assert "Petar" not in page and "044" not in page
    said = json.loads(await text(office, f"/archive/{CODE}/answers.json"))
    assert [one["question"] for one in said["questions"]] == ["q3"]
