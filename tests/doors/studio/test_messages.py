"""What a datagram presses, whatever comes."""

import contextlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder

from server.doors.studio.messages import SIZE_AT_MOST, NotOurs, Pressed, read_message

TOKEN = "t.abc-DEF_123"


def message(address: str, *arguments: object) -> bytes:
    builder = OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)  # type: ignore[arg-type]
    return bytes(builder.build().dgram)


@pytest.mark.parametrize(
    ("address", "said", "verb"),
    [
        ("take", (), "take"),
        ("question/q1/take", (), "question/q1/take"),
        ("timer/add", (30,), "timer/add/30"),
        ("timer/add", (-15.0,), "timer/add/-15"),
        ("lower-third", ("g1",), "lower-third/g1"),
        ("mark", ("„kraj“ 🎬 / još",), "mark/„kraj“ 🎬 / još"),
        ("mark", (), "mark"),
    ],
)
def test_the_address_is_the_verb_and_arguments_go_on_with_it(
    address: str, said: tuple[object, ...], verb: str
) -> None:
    datagram = message(f"/tribina/482915/{address}", TOKEN, *said)
    assert read_message(datagram) == Pressed("482915", TOKEN, verb)


@pytest.mark.parametrize(
    ("datagram", "why"),
    [
        (b"", "foreign"),
        (message("/cue/1/start"), "foreign"),
        (message("/tribina/482915/take"), "malformed"),
        (message("/tribina/482915/take", 7), "malformed"),
        (message("/tribina/482915/", TOKEN), "malformed"),
        (message("/tribina/48291/take", TOKEN), "malformed"),
        (message("/tribina/482915/timer/add", TOKEN, 0.5), "malformed"),
        (message("/tribina/482915/timer/add", TOKEN, float("nan")), "malformed"),
        (message("/tribina/482915/timer/add", TOKEN, float("inf")), "malformed"),
        (message("/tribina/482915/take", TOKEN, True), "malformed"),
        (message("/tribina/482915/take", TOKEN, b"blob"), "malformed"),
        (message("/tribina/482915/take", TOKEN, 1, 2, 3, 4, 5), "malformed"),
        (message("/tribina/482915/take", TOKEN)[:-1], "malformed"),
        (
            message("/tribina/482915/mark", TOKEN, "č").replace("č".encode(), b"\xff\xfe"),
            "malformed",
        ),
        (message("/tribina/482915/mark", TOKEN, "x" * SIZE_AT_MOST), "size"),
    ],
)
def test_what_presses_nothing_says_why(datagram: bytes, why: str) -> None:
    with pytest.raises(NotOurs) as not_ours:
        read_message(datagram)
    assert not_ours.value.why == why


def test_a_bundle_is_not_opened() -> None:
    bundle = OscBundleBuilder(IMMEDIATELY)
    builder = OscMessageBuilder("/tribina/482915/take")
    builder.add_arg(TOKEN)
    bundle.add_content(builder.build())
    with pytest.raises(NotOurs):
        read_message(bundle.build().dgram)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"/tribina/482915/", b"/tribina/482915/take\0\0\0\0,s", b",sssss\0\0"]),
)
def test_nothing_else_comes_of_any_bytes(rest: bytes, beginning: bytes) -> None:
    """And the library, which would log what it does not know, never gets to see such."""
    heard: list[logging.LogRecord] = []

    def hear(record: logging.LogRecord) -> bool:
        heard.append(record)
        return True

    logging.getLogger().addFilter(hear)
    try:
        with contextlib.suppress(NotOurs):
            read_message(beginning + rest)
    finally:
        logging.getLogger().removeFilter(hear)
    assert not heard
