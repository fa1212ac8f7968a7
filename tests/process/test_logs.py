"""Logs tell what happened, and nothing about any person."""

import asyncio
import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from server.process import logs

MARKER = "Zašto je ovo tajna"
TOKEN = "p.AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.set_up("json", "debug", written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_time_level_and_fields(stream: io.StringIO) -> None:
    structlog.stdlib.get_logger("server.test").info("a room opened", debate="482915", questions=12)

    (line,) = lines(stream)

    assert line["event"] == "a room opened"
    assert line["level"] == "info"
    assert line["logger"] == "server.test"
    assert line["debate"] == "482915"
    assert line["questions"] == 12
    assert line["timestamp"].endswith("Z")


def test_a_sentence_as_a_value_is_not_logged(stream: io.StringIO) -> None:
    structlog.stdlib.get_logger("server.test").warning("odd", text=MARKER, texts=[MARKER])

    assert MARKER not in stream.getvalue()
    assert lines(stream)[0]["text"] == logs.PROSE_CUT
    assert lines(stream)[0]["texts"] == logs.PROSE_CUT


def test_of_a_library_only_the_wording_is_logged(stream: io.StringIO) -> None:
    logging.getLogger("somelib").warning("odd input %s from %s", MARKER, "192.168.1.7")

    assert lines(stream)[0]["event"] == "odd input %s from %s"


def test_addresses_and_tokens_are_cut_out_of_wordings(stream: io.StringIO) -> None:
    log = logging.getLogger("somelib")
    log.warning("Running on http://127.0.0.1:8000 (fd)")
    log.warning(f"peer [2001:db8::1:2:3]:443 with {TOKEN}")
    log.warning("GET /display/482915?key=t.secret&as=display")

    written = stream.getvalue()

    for secret in ("127.0.0.1", "2001:db8", TOKEN, "t.secret"):
        assert secret not in written
    assert written.count(logs.CUT) >= 4


def test_what_our_own_lines_add_is_told_unless_it_is_prose(stream: io.StringIO) -> None:
    extra = {"route": "/<code:code>", "status": 500, "text": MARKER}
    logging.getLogger("server.test").error("a request failed", extra=extra)

    (line,) = lines(stream)

    assert (line["route"], line["status"], line["text"]) == ("/<code:code>", 500, logs.PROSE_CUT)


def test_an_exception_is_told_by_kind_and_place_without_its_message(stream: io.StringIO) -> None:
    def inner() -> None:
        raise ValueError(MARKER)

    try:
        try:
            inner()
        except ValueError as error:
            raise RuntimeError(f"after {MARKER}") from error
    except RuntimeError:
        logging.getLogger("server.test").exception("it failed")

    (line,) = lines(stream)

    assert MARKER not in stream.getvalue()
    assert line["error"] == "RuntimeError < ValueError"
    assert "test_logs:" in line["where"]


def test_an_exception_nobody_awaited_is_told_without_its_message(stream: io.StringIO) -> None:
    async def fails() -> None:
        raise ValueError(MARKER)

    async def main() -> None:
        asyncio.get_running_loop().call_exception_handler(
            {"message": "Task exception was never retrieved", "exception": ValueError(MARKER)}
        )

    asyncio.run(main())

    assert MARKER not in stream.getvalue()
    assert lines(stream)[-1]["error"] == "ValueError"


def test_a_warning_is_told_by_place_and_category(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"careful: {MARKER}", UserWarning, stacklevel=1)

    assert MARKER not in stream.getvalue()
    assert "UserWarning" in lines(stream)[0]["event"]


def test_lines_for_the_eye_hold_the_same(stream: io.StringIO) -> None:
    logs.set_up("console", "info", stream)

    structlog.stdlib.get_logger("server.test").info("a room opened", debate="482915")
    structlog.stdlib.get_logger("server.test").debug("not at this level")

    assert "a room opened" in stream.getvalue()
    assert "482915" in stream.getvalue()
    assert "not at this level" not in stream.getvalue()
