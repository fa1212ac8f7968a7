"""Files of OpenTimestamps, read by the reference implementation."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentimestamps.core.notary import PendingAttestation
from opentimestamps.core.op import OpSHA256

from server.transparency.opentimestamps import (
    NONCE_BYTES,
    NoTimestamp,
    stamp_file,
    submitted,
)
from tests.given.others.stamps import CALENDAR, calendar, read_ots

NOTE = b"tribina.example/log\n3\n\xe2\x80\x94 a head\n"
DIGEST = sha256(NOTE).digest()
NONCE = bytes(range(NONCE_BYTES))
TOLD = submitted(DIGEST, NONCE)
PROMISE = calendar("/digest", TOLD)[1]
PENDING = b"\x00" + PendingAttestation.TAG + b"\x1d\x1c" + CALENDAR.encode()


def test_the_file_leads_from_the_note_to_the_calendars_promise() -> None:
    file = read_ots(stamp_file(DIGEST, NONCE, PROMISE))
    ((commitment, promise),) = file.timestamp.all_attestations()
    assert (file.file_hash_op, file.file_digest) == (OpSHA256(), DIGEST)
    assert promise == PendingAttestation(CALENDAR)
    told = sha256(b"\x01\x02" + TOLD).digest()
    assert commitment == sha256(told + sha256(b"a neighbour").digest()).digest()


def test_a_calendar_is_told_nothing_of_the_digest() -> None:
    assert sha256(DIGEST + NONCE).digest() == TOLD
    assert submitted(DIGEST, bytes(NONCE_BYTES)) != TOLD


NO_PROMISES = {
    "nothing": b"",
    "the page of a hall's network": b"<html>Welcome</html>",
    "it ends too early": PROMISE[:-1],
    "more behind it": PROMISE + b"\x08",
    "one more that does not come": b"\xff" + PROMISE,
    "an attestation without its beginning": PENDING[1:],
    "two at once": b"\xff\xff" + PENDING + PENDING,
    "a step that there is not": b"\x09" + PENDING,
    "a step that adds nothing": b"\xf0\x00" + PENDING,
    "too much in one step": b"\xf0\x81\x20" + bytes(4097) + PENDING,
    "too much in two": 2 * (b"\xf0\xe8\x0f" + bytes(2024)) + PENDING,
    "too long a length": b"\xf0\xff\xff\xff\xff\xff\x01" + PENDING,
    "too many steps": b"\x08" * 300 + PENDING,
    "no address": PENDING.replace(b"https", b"ht ps"),
    "more than an address": PENDING.replace(b"\x1d\x1c", b"\x1d\x1b"),
    "no promise": b"\x008 bytes.\x00",
}


@pytest.mark.parametrize("answer", NO_PROMISES.values(), ids=NO_PROMISES)
def test_what_is_no_promise_is_refused(answer: bytes) -> None:
    with pytest.raises(NoTimestamp):
        stamp_file(DIGEST, NONCE, answer)


def part(content: bytes) -> bytes:
    """With its length before it."""
    length = len(content)
    return bytes([length] if length < 128 else [length & 0x7F | 0x80, length >> 7]) + content


def timestamp(items: list[bytes]) -> bytes:
    return b"".join(b"\xff" + item for item in items[:-1]) + items[-1]


UNKNOWN = st.binary(max_size=200).map(lambda payload: b"\x008 bytes." + part(payload))
ATTESTATION = st.one_of(st.just(PENDING), UNKNOWN)
ARGUMENT = st.binary(min_size=1, max_size=200).map(part)
STEP = st.one_of(
    st.sampled_from([b"\x02", b"\x08", b"\x67"]),
    st.sampled_from([b"\xf0", b"\xf1"]).flatmap(lambda step: ARGUMENT.map(step.__add__)),
)
TIMESTAMP = st.recursive(
    st.lists(ATTESTATION, min_size=1, max_size=3).map(timestamp),
    lambda rest: st.lists(
        st.one_of(ATTESTATION, st.tuples(STEP, rest).map(b"".join)), min_size=1, max_size=3
    ).map(timestamp),
    max_leaves=10,
)


@given(TIMESTAMP)
def test_whatever_promises_something_is_taken(answer: bytes) -> None:
    try:
        stamp_file(DIGEST, NONCE, answer)
    except NoTimestamp as error:
        assert PENDING not in answer or "twice" in str(error)
    else:
        assert PENDING in answer


def test_a_step_that_stands_twice_is_not_taken_since_the_reference_keeps_the_last() -> None:
    with pytest.raises(NoTimestamp, match="twice"):
        stamp_file(DIGEST, NONCE, b"\xff\x08" + PENDING + b"\x08" + PENDING)


@given(TIMESTAMP, st.lists(st.tuples(st.integers(0, 500), st.binary(max_size=3)), max_size=3))
def test_what_is_taken_the_reference_reads(answer: bytes, changes: list[tuple[int, bytes]]) -> None:
    for at, other in changes:
        answer = answer[:at] + other + answer[at + 1 :]
    try:
        file = stamp_file(DIGEST, NONCE, answer)
    except NoTimestamp:
        return
    stamps = [one for _, one in read_ots(file).timestamp.all_attestations()]
    assert any(isinstance(one, PendingAttestation) for one in stamps)
