"""Others are asked about the heads of the house's log: again after a hall had no internet, by one
process at a time, and nothing waits for them."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from server.live.attesting import anchoring, posting
from server.live.attesting.house import HouseAttesting
from server.store import Unavailable
from server.store.logs.anchors import FIRST_AGAIN_MS, Anchor, Other
from server.store.logs.checkpoints import KeptCheckpoint
from server.store.logs.house_log import ORIGIN_KEY
from server.transparency.base64s import decoded
from server.transparency.merkle import verify_consistency
from server.transparency.notes import BadNote
from server.transparency.vkeys import COSIGNATURE, SigningKey
from server.transparency.witnessing import Asked
from tests.given.clocks import FakeClock
from tests.given.live_house import House
from tests.given.others.answering import Answering, Answers, answering
from tests.given.others.stamps import Authority, calendar, openssl, read_ots
from tests.load.process import free_port

WITNESS = SigningKey(bytes(32)).vkey("witness.example.org", COSIGNATURE)
AGAIN_S = FIRST_AGAIN_MS / 1000


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stamps") / "tsa")


@pytest.fixture
def answers(authority: Authority) -> Answers:
    """At one address an authority and a calendar."""
    return lambda path, body: (
        calendar(path, body) if path.endswith("/digest") else authority.answer(path, body)
    )


@pytest.fixture
def others(answers: Answers) -> Iterator[Answering]:
    with answering(answers) as server:
        yield server


def process(house: House, clock: FakeClock, address: str = "") -> HouseAttesting:
    """One more of the house."""
    addresses = (address,) if address else ()
    settings = replace(
        house.settings, stamp_authorities=addresses, stamp_calendars=addresses, stamp_roots=()
    )
    return HouseAttesting(house.store, settings, house.rooms.signing, clock)


async def say(house: House, *words: str) -> None:
    for word in words:
        await house.store.house_log.add("words_changed", house.clock.now(), digest=word)


async def attest(one: HouseAttesting) -> None:
    await one.look()
    await one.anchoring.look()


async def head(house: House) -> KeptCheckpoint:
    kept = await house.store.checkpoints.last(ORIGIN_KEY)
    assert kept is not None
    return kept


async def test_the_newest_head_is_stamped_as_it_was_signed(
    house: House, others: Answering, authority: Authority, tmp_path: Path
) -> None:
    one = process(house, FakeClock(), others.address)
    for words in ("a", "bc"):
        await say(house, *words)
        await attest(one)

    kept = await head(house)
    note, file = tmp_path / "checkpoint", tmp_path / "stamp.tsr"
    note.write_text(kept.note)
    stamps = {stamp.other.kind: stamp for stamp in await house.store.anchors.stamps(2)}
    assert {stamp.size for stamp in stamps.values()} == {3}
    file.write_bytes(decoded(await house.store.anchors.answer(stamps["rfc3161"])))
    verify = ("ts", "-verify", "-data", note, "-in", file, "-CAfile", authority.root)
    assert "Verification: OK" in openssl(*verify)
    ots = read_ots(decoded(await house.store.anchors.answer(stamps["opentimestamps"])))
    assert ots.file_digest == sha256(note.read_bytes()).digest()


async def test_a_hall_without_internet_has_its_newest_head_stamped_later(
    house: House, answers: Answers
) -> None:
    clock, port = FakeClock(), free_port()
    one = process(house, clock, f"http://127.0.0.1:{port}")
    for words in ("ab", "cd"):
        await say(house, *words)
        await attest(one)
        clock.pass_s(AGAIN_S - 1)
    assert await house.store.anchors.stamps(9) == []
    assert await house.store.anchors.waiting(4) == (2, 2)

    with answering(answers, port) as others:
        await attest(one)
        assert others.asked == [], "not again at once"
        clock.pass_s(1)
        await attest(one)
        assert [stamp.size for stamp in await house.store.anchors.stamps(9)] == [4, 4]
        assert await house.store.anchors.waiting(4) == (0, 2)
        clock.pass_s(3_600)
        await attest(one)
        assert len(others.asked) == 2, "who has answered is left in peace"


async def test_two_processes_ask_each_once(apart: tuple[House, House], others: Answering) -> None:
    clock = FakeClock()
    both = [process(house, clock, others.address) for house in apart]
    for words in ("a", "bc"):
        await say(apart[0], *words)
        await asyncio.gather(*(one.look() for one in both))
        await asyncio.gather(*(one.anchoring.look() for one in both))
    assert sorted(asked.path for asked in others.asked) == ["/", "/", "/digest", "/digest"]
    assert [stamp.size for stamp in await apart[1].store.anchors.stamps(9)] == [3, 3, 1, 1]


async def test_a_process_that_has_not_read_the_lines_of_a_head_asks_nobody_about_it(
    apart: tuple[House, House], others: Answering
) -> None:
    one, behind = (process(house, FakeClock(), others.address) for house in apart)
    await say(apart[0], "a")
    await one.look()
    await behind.anchoring.look()
    assert others.asked == []
    await attest(behind)
    assert len(others.asked) == 2


async def test_a_head_is_signed_while_somebody_does_not_answer(
    house: House, others: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PATIENCE_S", 60)  # longer than the test has for the next head
    asked, over = threading.Event(), threading.Event()

    def silent(path: str, body: bytes) -> tuple[int, bytes]:
        asked.set()
        over.wait()
        return 200, b""

    others.answers = silent
    clock = FakeClock()
    one = process(house, clock, others.address)
    await say(house, "a")
    try:
        one.care()
        assert await asyncio.to_thread(asked.wait, 5)
        await say(house, "b")
        clock.pass_s(60)
        one.care()
        async with asyncio.timeout(5):
            while one.tree.size != 2:  # the house's own process signs as well
                await asyncio.sleep(0.01)
        assert (await head(house)).head.size == 2
    finally:
        over.set()
        await one.close()


async def test_who_is_set_no_longer_is_not_asked(house: House, others: Answering) -> None:
    clock = FakeClock()
    others.answers = lambda path, body: (502, b"")
    await say(house, "a")
    await attest(process(house, clock, others.address))
    clock.pass_s(3_600)
    count = len(others.asked)
    await attest(process(house, clock))
    assert len(others.asked) == count
    assert await house.store.anchors.waiting(1) == (0, 0)


async def test_a_witness_that_was_taken_away_meanwhile_is_not_asked(house: House) -> None:
    one = process(house, FakeClock())
    await say(house, "a")
    await one.look()
    kept = await head(house)
    await house.store.anchors.queue((Other("witness", str(WITNESS)),), kept.head.size, 0)
    await one.anchoring._anchor(Anchor(Other("witness", str(WITNESS)), kept.head.size))
    assert await house.store.anchors.waiting(1) == (1, 1)


async def test_a_witness_is_given_a_proof_for_the_note_that_it_is_given(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a head that was signed later could not be kept."""
    one, given = process(house, FakeClock()), list[Asked]()

    def ask(url: str, asked: Asked, vkey: object) -> int:
        given.append(asked)
        if asked.old == 0:
            return 1  # the size that it knows
        raise BadNote("a witness of the tests, which signs nothing")

    async def full(*row: object) -> None:
        raise Unavailable("the disk is full")

    monkeypatch.setattr(anchoring, "ask", ask)
    await say(house, "a", "b", "c")
    await one.look()
    await house.store.witnessed.trust(WITNESS, "https://witness.example.org")
    await say(house, "d", "e")
    with monkeypatch.context() as broken:
        broken.setattr(house.store.checkpoints, "keep", full)
        await one.look()
    await one.anchoring.look()

    kept = await house.store.checkpoints.last(ORIGIN_KEY)
    last, tree = given[-1], await house.store.house_log.tree()
    assert kept is not None and last.note == kept.note.encode()
    assert verify_consistency(
        1, kept.head.size, last.proof, tree.root(1), tree.root(kept.head.size)
    )
