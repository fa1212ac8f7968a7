"""Archives that somebody else hands out: check.py says what is wrong, in lines of its own, and an
archive with anything changed is never OK."""

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from server.archive.checking.main import main
from server.archive.export_json import export_json
from tests.archive.evenings import random_evening
from tests.archive.made import record_of
from tests.fuzz.fuzzing import Target, mutated

ARCHIVE = export_json(record_of(random_evening(7)))
PARTS = (
    *("format", "debate", "journal", "opened", "questions", "totals", "ballots", "checkpoint"),
    "moderation",
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.just(float("nan")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def _with(part: str, at: int, key: str, value: Any) -> bytes:
    """The archive with a part, or something in it, replaced."""
    archive = json.loads(ARCHIVE)
    inside = archive[part]
    if not key or not isinstance(inside, (dict, list)) or not inside:
        archive[part] = value
    elif isinstance(inside, dict):
        inside[list(inside)[at % len(inside)]] = value
    elif part == "journal":
        line = json.loads(inside[at % len(inside)])
        line[key] = value
        inside[at % len(inside)] = json.dumps(line, sort_keys=True, separators=(",", ":"))
    elif isinstance(inside[at % len(inside)], dict):
        inside[at % len(inside)][key] = value
    else:
        inside[at % len(inside)] = value
    return json.dumps(archive).encode()


HOSTILE = st.one_of(
    mutated(st.just(ARCHIVE)),
    mutated(st.just(b'{"format":"tribina.results.1","journal":[],"opened":{},"questions":[]}')),
    st.builds(
        _with,
        st.sampled_from(PARTS),
        st.integers(0, 500),
        st.sampled_from(["", "seq", "event", "hash", "sealed", "id", "text", "votes", "own_votes"]),
        VALUES,
    ),
    st.sampled_from((b"[" * 2_000, b'{"a":' * 2_000, b"9" * 5_000, b"", b"\xff", b"null", b"[]")),
)


def check(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.json"
        path.write_bytes(data)
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(said):
            code = main(str(path))
        said.flush()
    lines = said.buffer.getvalue().decode().splitlines()
    assert (code, bool(lines)) in ((0, True), (1, True))
    assert all(
        line.startswith("WRONG" if code else ("OK ", "PROVED ", "CANNOT ")) for line in lines
    )
    assert not set("".join(lines)) & set("\x1b\x07\x08\r")


TARGET = Target("archives", HOSTILE, check)
