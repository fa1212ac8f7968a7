"""Stamps of a real time stamp authority (`openssl ts`), and what passes for one and is none."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from server.live.attesting.authorities import NoStamp, stamp
from server.live.attesting.calendars import promise
from server.transparency.opentimestamps import ANSWER_AT_MOST, NoTimestamp
from tests.given.others.answering import Answering, answering
from tests.given.others.stamps import Authority, calendar, openssl, read_ots

NOTE = b"tribina.example/log\n3\na head\n"

pytestmark = pytest.mark.outside


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stamps") / "tsa")


@pytest.fixture
def server(authority: Authority) -> Iterator[Answering]:
    with answering(authority.answer) as server:
        yield server


def test_a_stamp_is_what_openssl_verifies(
    authority: Authority, server: Answering, tmp_path: Path
) -> None:
    note, file = tmp_path / "checkpoint", tmp_path / "stamp.tsr"
    note.write_bytes(NOTE)
    file.write_bytes(stamp(server.address, NOTE, authority.roots))
    verify = ("ts", "-verify", "-data", note, "-in", file, "-CAfile", authority.root)
    assert "Verification: OK" in openssl(*verify)


def test_the_authority_is_told_a_digest_and_nothing_else(
    authority: Authority, server: Answering
) -> None:
    stamp(server.address, NOTE, ())
    stamp(server.address, NOTE, ())
    one, other = (asked.body for asked in server.asked)
    assert sha256(NOTE).digest() in one and len(one) < 100
    assert one != other, "each has a nonce of its own"


@pytest.mark.parametrize("roots", [True, False])
def test_what_is_not_granted_is_no_stamp(
    authority: Authority, server: Answering, roots: bool
) -> None:
    authority.refuse(True)
    try:
        with pytest.raises(NoStamp, match="not granted"):
            stamp(server.address, NOTE, authority.roots if roots else ())
    finally:
        authority.refuse(False)


def test_a_stamp_of_another_note_is_none(authority: Authority, server: Answering) -> None:
    def other(path: str, query: bytes) -> tuple[int, bytes]:
        return authority.answer(path, query.replace(sha256(NOTE).digest(), bytes(32)))

    server.answers = other
    with pytest.raises(NoStamp, match="something else"):
        stamp(server.address, NOTE, authority.roots)


def test_an_earlier_stamp_of_the_same_note_is_none(authority: Authority, server: Answering) -> None:
    request = TimestampRequestBuilder(NOTE, HashAlgorithm.SHA256).build().as_bytes()
    earlier = authority.answer("", request)
    server.answers = lambda path, query: earlier
    with pytest.raises(NoStamp, match="another request"):
        stamp(server.address, NOTE, authority.roots)


def test_a_stamp_of_somebody_else_is_none_where_roots_are_known(
    authority: Authority, server: Answering, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other")
    with pytest.raises(NoStamp, match="verif"):
        stamp(server.address, NOTE, other.roots)
    stamp(server.address, NOTE, (*other.roots, *authority.roots, *other.roots))


def test_a_stamp_whose_signature_is_spoilt_is_none(authority: Authority, server: Answering) -> None:
    def spoilt(path: str, query: bytes) -> tuple[int, bytes]:
        status, said = authority.answer(path, query)
        return status, said[:-1] + bytes([said[-1] ^ 1])

    server.answers = spoilt
    with pytest.raises(NoStamp):
        stamp(server.address, NOTE, authority.roots)


@pytest.mark.parametrize(
    "said", [b"", b"<html>Welcome</html>", bytes(60_000), b"\x30\x80" * 30_000]
)
def test_garbage_is_no_stamp(server: Answering, said: bytes) -> None:
    server.answers = lambda path, query: (200, said)
    with pytest.raises(NoStamp):
        stamp(server.address, NOTE, ())


def test_an_error_is_no_stamp(authority: Authority, server: Answering) -> None:
    server.answers = lambda path, query: (503, authority.answer(path, query)[1])
    with pytest.raises(NoStamp, match="503"):
        stamp(server.address, NOTE, authority.roots)


# Calendars.


def test_a_calendar_is_told_32_bytes_and_its_promise_is_of_the_note() -> None:
    with answering(calendar) as server:
        one, other = (read_ots(promise(f"{server.address}/here", NOTE)) for _ in range(2))
    assert one.file_digest == sha256(NOTE).digest() and one != other
    assert {(asked.path, len(asked.body)) for asked in server.asked} == {("/here/digest", 32)}
    assert sha256(NOTE).digest() not in [asked.body for asked in server.asked]


@pytest.mark.parametrize("said", [(200, b"<html>Welcome</html>"), (404, b""), (503, b"later")])
def test_what_promises_nothing_is_no_stamp(said: tuple[int, bytes]) -> None:
    with answering(lambda path, body: said) as server, pytest.raises(NoTimestamp):
        promise(server.address, NOTE)


def test_too_long_a_promise_is_none() -> None:
    with (
        answering(lambda path, body: (200, bytes(ANSWER_AT_MOST + 1))) as server,
        pytest.raises(OSError),
    ):
        promise(server.address, NOTE)
