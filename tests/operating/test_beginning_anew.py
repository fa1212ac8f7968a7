"""After a backup was put back the log of a debate can be signed again, as another log, and that
lines were lost is told to everybody for ever; no other way leads there.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from server.archive.checking.main import check
from server.debate import commands as c
from server.debate import events as e
from server.debate.showing.documents import VIEWS
from server.live.room import Room
from server.operating.restoring import restore
from server.operating.trouble import Trouble
from server.store.backups.copying import backup
from server.store.chain import START, link
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import parse_note
from server.transparency.vkeys import NOTE, Vkey
from tests.archive.third.verify import verify
from tests.given.debates import PRODUCER
from tests.given.live_house import House
from tests.live.attesting.test_attesting import ask, bodies
from tests.store.rewriting import CHANGE, append_forged, execute

LOST = 3  # lines


def silent(line: object) -> None:
    """Nobody waits."""


class Restored:
    """A house that was put back from a backup, and what it had signed of a debate before."""

    def __init__(self, house: House, room: Room, signed: Checkpoint, kept: int) -> None:
        self.house, self.code = house, room.code
        self.signed, self.kept = signed, kept

    async def room(self) -> Room:
        room = await self.house.rooms.get(self.code)
        await room.catch_up()
        await room.attesting.look()
        return room

    async def beginnings(self) -> list[list[dict[str, Any]]]:
        room = await self.room()
        for view in VIEWS:
            await room.views.document(view)
        return [room.views.state(view).doc["debate"].get("beginnings", []) for view in VIEWS]

    async def change(self, *statements: str) -> None:
        async with self.house.store.journal._database.write() as connection:
            for statement in statements:
                await connection.execute(text(statement), {"code": self.code})


async def head_of(house: House, code: str) -> Checkpoint:
    kept = await house.store.checkpoints.last(code)
    assert kept is not None
    return Checkpoint.parse(parse_note(kept.note.encode()).text)


@pytest_asyncio.fixture
async def restored(tmp_path: Path) -> AsyncIterator[Restored]:
    """Three lines were written and signed since the backup was made."""
    before, file = House(tmp_path / "house"), tmp_path / "backup"
    await before.open()
    room = await before.rooms.get(await before.debate())
    await ask(room, 5)
    await room.attesting.look()
    await before.rooms.house.look()
    kept = (await head_of(before, room.code)).size
    await backup(before.settings.database, file, silent)
    await ask(room, LOST, since=5)
    await room.attesting.look()
    await before.store.house_log.add("words_changed", before.clock.now())
    await before.rooms.house.look()
    signed = await head_of(before, room.code)
    await before.close()

    done = await restore(before.settings, file, silent, over=True)
    assert done.lost == [room.code, ""]
    house = House(before.folder)
    await house.open()
    await (await house.rooms.get(room.code)).views.ready("control")
    yield Restored(house, room, signed, kept)
    await house.close()


async def test_the_log_is_signed_again_as_another_one_and_everybody_is_told(
    restored: Restored,
) -> None:
    house, code = restored.house, restored.code
    assert (await restored.room()).around.disputed == ("journal",)

    await house.tools.begin_log_anew(code)

    room = await restored.room()
    assert room.around.disputed == ()
    head = await head_of(house, code)
    assert head.origin == f"{house.rooms.signing.own().name}/debate/{code}/2"
    assert Tree(await bodies(house, code)).begins_with(head.size, head.root)
    told = {"size": restored.signed.size, "kept": restored.kept, "root": restored.signed.short}
    for (one,) in await restored.beginnings():
        assert one["at"] % 60_000 == 0
        assert one | {"root": f"{one['size']}:{one['root']}", "at": 0} == told | {"at": 0}
    first = '"kind":"debate_log_anew"'
    assert any(first in line.body.decode() for line in await house.store.house_log.read())
    report, _ = await house.tools.verify(code, silent)
    assert report["problems"] == []


async def test_what_comes_after_goes_on_in_the_other_log_also_after_a_restart(
    restored: Restored,
) -> None:
    house, code = restored.house, restored.code
    await house.tools.begin_log_anew(code)
    room = await restored.room()
    first = await head_of(house, code)

    await ask(room, 2, since=20)
    again = house.again(room, alone=True)
    await again.load()
    await again.attesting.look()

    assert again.around.disputed == ()
    last = await head_of(house, code)
    assert (last.origin, last.size) == (first.origin, first.size + 2)
    await again.close()


async def test_whoever_takes_the_line_out_again_is_found(restored: Restored) -> None:
    await restored.house.tools.begin_log_anew(restored.code)
    room = await restored.room()
    await restored.change(
        "DELETE FROM journal WHERE debate = :code AND body LIKE '%LogBegunAnew%'",
        "DELETE FROM checkpoints WHERE debate = :code",
    )

    again = restored.house.again(room, alone=True)
    await again.load()
    await again.attesting.look()
    assert again.around.disputed == ("journal",)
    await again.close()


async def test_a_line_alone_begins_no_log(restored: Restored) -> None:
    """Even one that a process of this house wrote: nothing is signed that was not begun."""
    journal = restored.house.store.journal
    room = await restored.room()
    said = e.LogBegunAnew(log=2, size=1, root="", kept=0)
    await journal.append(
        restored.code,
        [said],
        after=room.debate.seq,
        at=restored.house.clock.now(),
        role="server",
    )

    assert (await restored.room()).around.disputed == ("journal",)
    with pytest.raises(Trouble, match="changed in the database"):
        await restored.house.tools.begin_log_anew(restored.code)


async def test_what_was_interrupted_is_finished(
    restored: Restored, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(Exception):
        pass

    def killed(*asked: object) -> None:
        raise Killed

    house = restored.house
    with monkeypatch.context() as broken, pytest.raises(Killed):
        broken.setattr(house.rooms.signing, "sign", killed)
        await house.tools.begin_log_anew(restored.code)

    begun = await house.tools.begin_log_anew(restored.code)
    assert (begun.log, (await restored.room()).around.disputed) == (2, ())
    assert len((await restored.beginnings())[0]) == 1


async def closed_and_forged(house: House) -> Room:
    """A debate that is closed and signed, in whose lines somebody who has the database, and no
    secret, has put another reason of a dismissal."""
    room = await house.rooms.get(await house.debate())
    await ask(room, 3)
    await room.handle(PRODUCER, c.DismissQuestion(id="no", question="q1", reason="insult"))
    await room.handle(PRODUCER, c.ChangePhase(id="end", to="closed"))
    await room.attesting.close()
    await house.rooms.forget(room.code)
    previous, rows = START, []
    for line in await house.store.journal.lines(room.code):
        body = line.body.replace(b'"insult"', b'"off_topic"')
        previous = link(previous, body)
        row = {"body": body.decode(), "hash": previous.hex(), "proof": line.proof}
        rows.append(row | {"debate": room.code, "seq": line.seq})
    await execute(house.store, CHANGE, *rows)
    return room


@pytest.mark.parametrize("says", ["anything", "what was signed"])
async def test_what_somebody_wrote_in_the_place_of_an_interrupted_run_is_not_signed(
    house: House, says: str
) -> None:
    room = await closed_and_forged(house)
    signed = await head_of(house, room.code)
    said = e.LogBegunAnew(log=2, size=2**53 - 1, root="", kept=0)
    if says == "what was signed":
        said = e.LogBegunAnew(log=2, size=signed.size, root=encoded(signed.root), kept=0)
    line = e.Entry(signed.size + 1, house.clock.now(), signed.size + 1, "server", said)
    await append_forged(house.store, room.code, [line])
    await execute(house.store, "DELETE FROM checkpoints")

    with pytest.raises(Trouble, match="changed in the database"):
        await house.tools.begin_log_anew(room.code)

    own = house.rooms.signing.own()
    assert house.rooms.signing.last_head(own.debate(room.code, 2)) is None
    assert await house.store.checkpoints.last(room.code) is None


async def test_a_second_time_is_a_third_log(restored: Restored) -> None:
    house, code = restored.house, restored.code
    await house.tools.begin_log_anew(code)
    room = await restored.room()
    await house.rooms.forget(code)
    await restored.change(
        f"DELETE FROM journal WHERE debate = :code AND seq > {restored.kept}",
        f"DELETE FROM checkpoints WHERE debate = :code AND size > {restored.kept}",
    )

    begun = await house.tools.begin_log_anew(code)

    assert (begun.log, begun.kept) == (3, restored.kept)
    room = await restored.room()
    assert (room.around.disputed, (await head_of(house, code)).origin[-2:]) == ((), "/3")


async def test_nothing_is_begun_where_nothing_is_lost(restored: Restored) -> None:
    await restored.house.tools.begin_log_anew(restored.code)
    for code in (restored.code, await restored.house.debate()):
        with pytest.raises(Trouble, match="nothing is begun anew"):
            await restored.house.tools.begin_log_anew(code)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET body = replace(body, 'q2', 'q1') WHERE debate = :code AND seq = 4",
        "DELETE FROM journal WHERE debate = :code AND seq > 4",
    ],
)
async def test_what_was_changed_in_the_database_is_no_backup(
    restored: Restored, change: str
) -> None:
    await restored.house.rooms.forget(restored.code)
    await restored.change(change)

    with pytest.raises(Trouble, match="changed in the database"):
        await restored.house.tools.begin_log_anew(restored.code)


async def test_an_archive_states_it_and_three_programs_find_it_right(restored: Restored) -> None:
    house, code = restored.house, restored.code
    await house.tools.begin_log_anew(code)
    room = await restored.room()
    await room.handle(PRODUCER, c.ChangePhase(id="end", to="closed"))
    await room.attesting.close()
    archive = json.loads(await house.tools.export(code, "json", silent))
    own = house.rooms.signing.own()
    vkey = str(Vkey(own.log, NOTE, own.vkey.key))

    report = check(archive, (vkey,))
    assert (report.wrong, verify(archive, (vkey,))) == ([], [])
    lines = f"of {restored.signed.size} signed lines (head {restored.signed.short})"
    (stated,) = [one for one in report.cannot if lines in one]
    assert stated.endswith(f"the first {restored.kept} are here")
    assert not any("put back" in one for one in report.proved)

    first = archive["checkpoint"].replace(f"/debate/{code}/2", f"/debate/{code}")
    other = archive | {"checkpoint": first}
    assert check(other).wrong and verify(other)


async def test_the_log_of_the_house_is_begun_anew_as_well(restored: Restored) -> None:
    house, signing = restored.house, restored.house.rooms.signing
    name, signed = signing.own().name, signing.last_head(signing.own().log)

    begun = await house.tools.begin_house_log_anew()

    assert signed is not None and (begun.log, begun.size) == (2, signed.size)
    assert (await head_of(house, "")).origin == f"{name}/log/2" == signing.own().log
    await house.store.house_log.add("words_changed", house.clock.now())
    await house.rooms.house.look()
    assert (await head_of(house, "")).size == await house.store.house_log.size()
    await house.tools.rotate_signing_key()
    assert signing.own().log == f"{name}/log/2"
    with pytest.raises(Trouble, match="nothing is begun anew"):
        await house.tools.begin_house_log_anew()


async def test_the_log_of_the_house_is_begun_unseen_only_by_who_says_so(restored: Restored) -> None:
    house, signing = restored.house, restored.house.rooms.signing
    own = signing.own()
    await restored.change(
        "UPDATE house_log SET body = replace(body, 'debate_opened', 'debate_deleted')",
        "DELETE FROM checkpoints WHERE debate = ''",
    )

    with pytest.raises(Trouble, match="add --although-nothing-can-be-compared"):
        await house.tools.begin_house_log_anew()
    assert signing.own() == own and await house.store.checkpoints.last("") is None

    begun = await house.tools.begin_house_log_anew(uncompared=True)
    assert (begun.log, begun.kept, signing.own().number) == (2, 0, 2)
