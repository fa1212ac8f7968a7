"""The hashes of the pages' scripts are those of Python's library."""

import hashlib

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

TEXTS = [bytes(index % 251 for index in range(size)) for size in range(260)]  # over four blocks
LINES, LINE_BYTES, WITHIN_MS = 5_000, 300, 1_000


@pytest.mark.parametrize("name", ["sha256", "sha512"])
async def test_every_length_has_the_librarys_hash(name: str) -> None:
    found = await evaluate(
        """async ([name, texts]) => {
             const { fromHex, toHex } = await import("/transparency/bytes.js")
             const { [name]: hash } = await import(`/transparency/${name}.js`)
             return texts.map((text) => toHex(hash(fromHex(text))))
           }""",
        [name, [text.hex() for text in TEXTS]],
    )

    assert found == [hashlib.new(name, text).hexdigest() for text in TEXTS]


@pytest.mark.parametrize("name", ["sha256", "sha512"])
async def test_parts_are_hashed_as_if_they_were_one(name: str) -> None:
    found = await evaluate(
        """async (name) => {
             const { toHex, utf8 } = await import("/transparency/bytes.js")
             const { [name]: hash } = await import(`/transparency/${name}.js`)
             return toHex(hash(utf8("a"), utf8(""), utf8("bc")))
           }""",
        name,
    )

    assert found == hashlib.new(name, b"abc").hexdigest()


async def test_the_lines_of_a_long_evening_take_less_than_a_second() -> None:
    took = await evaluate(
        """async ([lines, size]) => {
             const { sha256 } = await import("/transparency/sha256.js")
             const line = new Uint8Array(size)
             const begin = performance.now()
             for (let count = 0; count < lines; count++) sha256(line)
             return performance.now() - begin
           }""",
        [LINES, LINE_BYTES],
    )

    assert took < WITHIN_MS
