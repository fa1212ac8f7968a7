"""The files that somebody chose for the verifier in the browser: what two readers could read in two
ways is no archive."""

import json
from collections.abc import Callable

import pytest

from tests.archive.evenings import complete_evening
from tests.archive.made import Json, archive_of
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

CHECK = """async (parts) => {
  const { archiveOf } = await import("/archive/offline/files.js")
  const { verify } = await import("/archive/verifier/verify.js")
  const files = Object.entries(parts).map(([name, body]) => new File([new Uint8Array(body)], name))
  const { text, others } = await archiveOf(files)
  return [(await verify(text)).isRight, others]
}"""
SEPARATE = ("journal", "opened", "ballots", "checkpoint")


@pytest.fixture(scope="module")
def archive() -> Json:
    return archive_of(complete_evening())


@pytest.fixture(scope="module")
def parts(archive: Json) -> dict[str, str]:
    """As docs/archive.md puts them into files."""
    opened = [
        {"field": field, "line": int(number), "part": part}
        for number, fields in archive["opened"].items()
        for field, part in fields.items()
    ]
    return {
        "results.json": json.dumps({k: v for k, v in archive.items() if k not in SEPARATE}),
        "journal.ndjson": "".join(f"{line}\n" for line in archive["journal"]),
        "opened.ndjson": "".join(f"{json.dumps(row)}\n" for row in opened),
        "ballots.txt": "".join(f"{row}\n" for row in archive["ballots"]),
        "checkpoint": archive["checkpoint"],
    }


async def is_right(files: dict[str, str | bytes]) -> bool:
    right, _ = await found(files)
    return right


async def found(files: dict[str, str | bytes]) -> tuple[bool, list[str]]:
    bodies = {
        name: list(body.encode() if isinstance(body, str) else body) for name, body in files.items()
    }
    right, others = await evaluate(CHECK, bodies)
    return right, others


async def test_one_file_and_its_parts_are_right(archive: Json, parts: dict[str, str]) -> None:
    assert await found({**parts}) == (True, [])
    assert await is_right({"tribina-482915.json": json.dumps(archive)})


async def test_files_that_nothing_looks_at_are_named(parts: dict[str, str]) -> None:
    more: dict[str, str | bytes] = {
        **parts,
        "README.txt": b"annulled \xff",
        "questions.csv": "forged",
    }

    assert await found(more) == (True, ["README.txt", "questions.csv"])


@pytest.mark.parametrize("name", ["journal.ndjson", "opened.ndjson", "ballots.txt"])
async def test_what_stands_behind_the_last_line_feed_is_wrong(
    parts: dict[str, str], name: str
) -> None:
    assert not await is_right({**parts, name: parts[name] + "forged"})


async def test_a_part_opened_twice_or_with_more_fields_is_wrong(parts: dict[str, str]) -> None:
    first, *rows = parts["opened.ndjson"].splitlines()
    forged = json.dumps(json.loads(first) | {"part": "forged"})
    told = json.dumps(json.loads(first) | {"said by": "a minister"})

    for lines in ([forged, first], [told]):
        changed = "".join(f"{row}\n" for row in [*lines, *rows])
        assert not await is_right({**parts, "opened.ndjson": changed})


@pytest.mark.parametrize("name", SEPARATE)
async def test_results_with_a_part_that_stands_in_another_file_are_wrong(
    parts: dict[str, str], name: str
) -> None:
    results = json.dumps(json.loads(parts["results.json"]) | {name: ["forged"]})

    assert not await is_right({**parts, "results.json": results})


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"shown": ', '"shown": 0, "shown": ', 1),
        lambda text: text.replace('"shown": ', '"sh\\u006fwn": 0, "shown": ', 1),
        lambda text: '{"questions": [], ' + text.removeprefix("{"),
        lambda text: text.replace('"shown": 2', '"shown": 2.0', 1),
        lambda text: text.replace('"shown": 2', '"shown": 2e0', 1),
        lambda text: text.encode() + b"\xff",
        lambda text: text.replace('{"format', '{"note": "\xff", "format', 1).encode("latin-1"),
    ],
)
async def test_what_another_reader_would_read_in_another_way_is_wrong(
    archive: Json, change: Callable[[str], str | bytes]
) -> None:
    text = json.dumps(archive)

    assert change(text) != text
    assert not await is_right({"tribina-482915.json": change(text)})
