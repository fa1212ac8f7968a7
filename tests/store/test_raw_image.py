"""Law 7 on the disk: after closing, whoever reads every block of it, freed ones and the database's
log as well, finds neither a debate's key nor a handle, nor anything that stands with two rows, nor
the moment at which something was asked."""

import asyncio
import base64
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from server.debate.actors import Actor
from tests.given.debates import PRODUCER, command
from tests.given.live_house import House
from tests.given.services import PostgreSQL, running

PEOPLE, QUESTIONS, VOTES = 60, 12, 4
IMAGE_BYTES = 48 * 1024 * 1024
PAGE_BYTES = 4096

Image = Callable[[], bytes]


class Evening(NamedTuple):
    key: bytes
    key_file: bytes  # as it is written, encrypted
    handles: list[str]
    sealed: list[str]  # what is kept of handles, a row each, and of moments
    moments: list[int]  # at which questions were asked and nothing else happened, ms


@contextmanager
def file_system(folder: Path) -> Iterator[tuple[Path, Image]]:
    """An ext4 of one's own, and what its blocks hold, in use or free."""
    image, mounted = folder / "image", folder / "mounted"
    mounted.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_BYTES)
    try:
        subprocess.run(["mkfs.ext4", "-qF", image], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "loop", image, mounted], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")

    def read() -> bytes:
        subprocess.run(["sync", "-f", mounted], check=True)
        return without_gaps(image.read_bytes())

    try:
        yield mounted, read
    finally:
        subprocess.run(["umount", mounted], check=True)


def without_gaps(image: bytes) -> bytes:
    """As it is, but where page after page is of zeros, which is most of it, one is left: what is
    shorter than a page stands in one as in the other."""
    pages = (image[at : at + PAGE_BYTES] for at in range(0, len(image), PAGE_BYTES))
    in_a_row = (tuple(group) for _, group in groupby(pages, bytes(PAGE_BYTES).__eq__))
    return b"".join(page for row in in_a_row for page in (row if any(row[0]) else row[:1]))


async def evening(house: House, code: str) -> Evening:
    """Everybody asks or votes several times, and some take a vote back; questions are merged."""
    room = await house.rooms.get(code)
    handles = [room.handle_of(house.identity.new_participant()) for _ in range(PEOPLE)]
    people = [Actor("participant", handle) for handle in handles]
    asked = []
    for number in range(QUESTIONS):
        ask = command("submit", f"s{number}", text=f"Pitanje broj {number}: kada?")
        asked.append((await room.handle(people[number % 5], ask))["question"])
        await room.handle(PRODUCER, command("approve", f"a{number}", question=asked[-1]))
    for round_ in range(VOTES):
        await asyncio.gather(
            *(
                room.handle(
                    person,
                    command("vote", f"v{round_}", question=asked[(at + round_) % 12], on=True),
                )
                for at, person in enumerate(people)
            )
        )
    await room.handle(PRODUCER, command("merge", "m", question=asked[1], into=asked[0]))
    for person in people[:10]:
        await room.handle(person, command("vote", "back", question=asked[0], on=False))
    seal, key = await house.store.seals.must(code), house.store.seals.keys.get(code)
    assert key is not None
    rows = [("ballot", b.question, b.handle) for b in await house.store.ballots.read(code)]
    rows += [("author", q.id, q.author) for q in room.debate.questions.values()]
    sealed = [seal.seal(of, [q], bytes.fromhex(h)).hex() for of, q, h in rows]  # type: ignore[arg-type]
    lines = await house.store.journal.read(code)
    asked_at = {line.seq: line.at for line in lines if line.role == "participant"}
    sealed += [
        seal.seal("moment", [str(seq)], at.to_bytes(16)).hex() for seq, at in asked_at.items()
    ]
    others = {line.at for line in lines if line.role != "participant"}
    moments = [at for at in asked_at.values() if at not in others]
    key_file = (house.store.seals.keys.folder / code).read_bytes()
    return Evening(key, key_file, handles, sealed, moments)


def traces(secret: bytes) -> list[bytes]:
    return [secret, secret.hex().encode(), base64.b64encode(secret), base64.b64encode(secret[:30])]


def found(image: bytes, secrets: list[bytes]) -> int:
    return sum(any(trace in image for trace in traces(secret)) for secret in secrets)


def check_open(image: bytes, was: Evening) -> None:
    assert len(was.sealed) == len(set(was.sealed)) >= PEOPLE * VOTES, "each in one row only"
    assert all(sealed.encode() in image for sealed in was.sealed), "there is something to find"
    check_nobody(image, was)


def check_nobody(image: bytes, was: Evening) -> None:
    assert found(image, [was.key]) == 0
    assert found(image, [bytes.fromhex(handle) for handle in was.handles]) == 0
    assert was.moments, "there is something to hide"
    for at in was.moments:
        written = (
            str(at).encode(),
            at.to_bytes(6),
            at.to_bytes(8, "little"),
        )  # text, SQLite, the other
        assert not any(form in image for form in written)


async def test_blocks_of_a_disk_with_sqlite_tell_of_nobody(tmp_path: Path) -> None:
    with file_system(tmp_path) as (folder, image):
        house = House(folder)
        await house.open()
        try:
            code = await house.debate()
            was = await evening(house, code)
            check_open(image(), was)
            assert was.key_file in image(), "there is something to destroy"
            room = await house.rooms.get(code)
            await room.handle(PRODUCER, command("phase", "end", to="closed"))
        finally:
            await house.close()
        left = image()
        assert was.key_file not in left and was.key_file[12:] not in left
        check_nobody(left, was)


@pytest.mark.slow
async def test_blocks_of_postgresql_tell_of_nobody(tmp_path: Path) -> None:
    with running(PostgreSQL()) as server:
        url = server.create("tribina")
        house = House(tmp_path, database_url=url)
        await house.open()
        try:
            code = await house.debate()
            was = await evening(house, code)
            await asyncio.to_thread(server.execute, "CHECKPOINT")
            check_open(_files(server.folder), was)
            room = await house.rooms.get(code)
            await room.handle(PRODUCER, command("phase", "end", to="closed"))
        finally:
            await house.close()
        await asyncio.to_thread(server.stop)
        left = _files(server.folder)
        assert any(sealed.encode() in left for sealed in was.sealed), "old rows do stay there"
        check_nobody(left, was)


def _files(folder: Path) -> bytes:
    """Tables with what was deleted in them, and the log."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert any("pg_wal" in path.parts for path in paths)
    return without_gaps(b"".join(path.read_bytes() for path in paths))
