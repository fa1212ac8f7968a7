"""The log of the house over HTTP, and the house as a witness: every answer of tlog-witness, and two
houses that cosign each other."""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
import pytest_asyncio
from quart import Response

from server.debate import commands as c
from server.store import Signing
from server.store.logs.house_log import digest_of
from server.transparency.base64s import decoded, encoded
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.merkle import Tree, verify_consistency
from server.transparency.notes import Note, cosign, sign
from server.transparency.vkeys import SigningKey
from server.transparency.witnessing import Asked
from tests.given.answers import body
from tests.given.web_house import OWNER, House, settings

LINES = [f"line {n}".encode() for n in range(12)]
FORK = [*LINES[:3], *(b"another" for _ in range(9))]


async def text(response: Response) -> str:
    return str(await response.get_data(as_text=True))


async def entries(house: House) -> list[dict[str, object]]:
    lines = await text(await house.stranger().get("/log/entries?from=1&to=1000"))
    return [json.loads(line) for line in lines.splitlines()]


# The log.


async def test_a_debate_stands_in_the_houses_log_from_its_announcement_to_its_end(
    house: House,
) -> None:
    room = await house.debate(phase="draft")
    assert await entries(house) == []
    for phase in ("collecting", "live", "closed"):
        await room.handle(OWNER, c.ChangePhase(id=phase, to=phase))
        await room.attesting.close()

    said = await entries(house)
    first = (await house.store.journal.some_lines(room.code))[0].body
    assert [one["kind"] for one in said] == ["debate_opened", *3 * ["debate_head"]]
    assert {one["first"] for one in said} == {digest_of(first)}
    assert said[-1]["size"] == room.debate.seq
    assert room.code not in json.dumps(said)


async def test_a_rehearsal_never_enters_it(house: House) -> None:
    room = await house.debate(phase="draft")
    room.debate.rehearsal = True
    await room.handle(OWNER, c.ChangePhase(id="live", to="live"))
    await room.attesting.close()
    assert (await house.store.checkpoints.last(room.code)) is not None
    assert await entries(house) == []


async def test_its_head_is_signed_and_proves_its_past(house: House) -> None:
    heads = []
    for number in range(3):
        await house.store.house_log.add("words_changed", 60_000, digest=f"{number}")
        await house.rooms.house.look()
        note = (await text(await house.stranger().get("/log/checkpoint"))).encode()
        heads.append(open_checkpoint(note, [house.rooms.signing.own().vkey])[0])

    lines = await text(await house.stranger().get("/log/entries?from=1&to=3"))
    assert Tree(line.encode() for line in lines.splitlines()).root() == heads[-1].root
    said = await body(await house.stranger().get("/log/consistency?from=1&to=3"))
    proof = [decoded(step) for step in said["proof"]]
    assert verify_consistency(1, 3, proof, heads[0].root, heads[2].root)


async def test_a_log_that_was_cut_is_not_signed(house: House, tmp_path: Path) -> None:
    for number in range(3):
        await house.store.house_log.add("words_changed", 60_000, digest=f"{number}")
    await house.rooms.house.look()
    before = await text(await house.stranger().get("/log/checkpoint"))
    async with house.store.journal._database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM house_log WHERE seq = 3")
    await house.rooms.house.look()
    assert await text(await house.stranger().get("/log/checkpoint")) == before


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/log/checkpoint", (404, "unknown_head")),
        ("/log/consistency?from=1&to=1", (404, "unknown_head")),
        ("/log/entries?from=2&to=1", (404, "unknown_head")),
        ("/log/entries?from=0&to=1", (404, "unknown_head")),
        ("/log/entries?from=x&to=1", (400, "malformed")),
        (f"/witness/{'0' * 64}/checkpoint", (404, "unknown_head")),
        ("/witness/nothing/checkpoint", (404, "unknown_head")),
    ],
)
async def test_what_is_not_there_is_not_answered(
    house: House, path: str, answer: tuple[int, str]
) -> None:
    response = await house.stranger().get(path)
    assert response.status_code == answer[0]


# The witness.


class Log:
    """Of another house; it is asked for what it asks a witness."""

    origin = "other.example/log"

    def __init__(self, folder: Path, lines: list[bytes]) -> None:
        self.signing = Signing(folder, "another house")
        self.key = self.signing.own().key
        self.lines = lines

    def asks(self, old: int, size: int, key: SigningKey | None = None) -> bytes:
        tree = Tree(self.lines)
        head = Checkpoint(self.origin, size, tree.root(size))
        note = str(sign(head.text, key or self.key, self.origin)).encode()
        proof = tuple(tree.consistency(min(old, size), size))
        return bytes(Asked(old=old, proof=proof, note=note, origin=self.origin))


@pytest_asyncio.fixture
async def other(house: House, tmp_path: Path) -> AsyncIterator[Log]:
    """A log that the house witnesses."""
    log = Log(tmp_path / "other", LINES)
    await house.store.witnessed.trust(log.key.vkey(log.origin))
    yield log


async def add(house: House, question: bytes) -> Response:
    return await house.script().post("/witness/add-checkpoint", data=question)


async def test_a_log_that_grows_is_cosigned_and_the_last_head_is_shown(
    house: House, other: Log
) -> None:
    own = house.rooms.signing.own()
    keys = [other.key.vkey(other.origin), own.witness_vkey]
    for old, size in ((0, 2), (2, 2), (2, 9), (9, 12)):
        question = other.asks(old, size)
        response = await add(house, question)
        assert response.status_code == 200
        note = question.partition(b"\n\n")[2] + (await text(response)).encode()
        head, opened = open_checkpoint(note, keys)
        assert (head.size, opened.by(own.witness_vkey) is not None) == (size, True)

    digest = sha256(other.origin.encode()).hexdigest()
    shown = await text(await house.stranger().get(f"/witness/{digest}/checkpoint"))
    assert (
        open_checkpoint(shown.encode(), keys)[1].signatures
        == Note(head.text, opened.signatures).signatures
    )


async def test_every_refusal_has_its_status(house: House, other: Log) -> None:
    assert (await add(house, other.asks(0, 5))).status_code == 200

    stale = await add(house, other.asks(3, 9))
    assert (stale.status_code, stale.headers["Content-Type"]) == (409, "text/x.tlog.size")
    assert await text(stale) == "5\n"
    assert (await add(house, other.asks(9, 7))).status_code == 400
    assert (await add(house, b"old 5\n\nno note\n")).status_code == 400
    assert (await add(house, other.asks(5, 9, SigningKey(bytes(32))))).status_code == 403
    stranger = other.asks(0, 5).replace(b"other.example", b"third.example")
    assert (await add(house, stranger)).status_code == 404
    spoilt = other.asks(5, 9).replace(b"old 5\n", b"old 5\n" + encoded(bytes(32)).encode() + b"\n")
    assert (await add(house, spoilt)).status_code == 422


async def test_strangers_wait_for_nobody_who_writes_and_nobody_for_them(
    house: House, other: Log
) -> None:
    """All that is refused, and a head that was cosigned already, which anybody can send again."""
    assert (await add(house, other.asks(0, 5))).status_code == 200
    asked = {
        other.asks(3, 9): 409,
        other.asks(9, 7): 400,
        other.asks(5, 9, SigningKey(bytes(32))): 403,
        other.asks(0, 5).replace(b"other.example", b"third.example"): 404,
        other.asks(5, 9).replace(b"old 5\n", b"old 5\n" + encoded(bytes(32)).encode() + b"\n"): 422,
        other.asks(5, 5): 200,
    }

    with contextlib.closing(sqlite3.connect(house.settings.data / "tribina.db")) as disk:
        disk.execute("BEGIN IMMEDIATE")
        for question, status in asked.items():
            async with asyncio.timeout(1):
                assert (await add(house, question)).status_code == status
        disk.rollback()


async def test_a_second_server_with_the_same_key_is_noticed(
    house: House, other: Log, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await add(house, other.asks(0, 5))).status_code == 200
    other.lines = FORK

    grown, same = await add(house, other.asks(5, 9)), await add(house, other.asks(5, 5))

    assert (grown.status_code, same.status_code) == (422, 409)
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors == ["a log does not follow what it was"] * 2


async def test_a_log_that_was_put_back_is_not_cosigned(house: House, other: Log) -> None:
    assert (await add(house, other.asks(0, 9))).status_code == 200
    assert (await add(house, other.asks(0, 5))).status_code == 409
    assert (await add(house, other.asks(5, 5))).status_code == 409


async def test_a_witness_that_began_anew_remembers(house: House, other: Log) -> None:
    """On the disk before it answers."""
    assert (await add(house, other.asks(0, 9))).status_code == 200
    again = House(settings(house.settings.data))
    await again.open()
    assert await text(await add(again, other.asks(0, 5))) == "9\n"
    await again.close()


async def test_a_witness_no_longer_trusts_whom_it_was_told_not_to(house: House, other: Log) -> None:
    await house.store.witnessed.distrust(other.key.vkey(other.origin))
    assert (await add(house, other.asks(0, 9))).status_code == 404


async def test_of_many_that_ask_at_once_one_is_cosigned(house: House, other: Log) -> None:
    answers = await asyncio.gather(*(add(house, other.asks(0, size)) for size in range(1, 9)))
    assert sorted(answer.status_code for answer in answers) == [200, *7 * [409]]


def test_cosignatures_of_a_house_are_of_its_own_name(tmp_path: Path) -> None:
    own = Signing(tmp_path, "a secret").own()
    signature = cosign("a\n1\nb\n", own.key, own.witness, 1)
    assert (signature.name, signature.id) == (own.witness, own.witness_vkey.id)
