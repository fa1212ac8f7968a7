"""What the page that checks says of a proof of a question is what the server says."""

from typing import Any

import msgspec
import pytest

from server.archive.question_proof import proven
from server.store.chain import canonical
from server.transparency.notes import BadNote
from server.transparency.proofs import Proof
from server.transparency.vkeys import SigningKey
from tests.archive.question_proofs import CHANGES, HOUSE, KEY, dismissed, head, saved
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

READ = """async ([file, vkey]) => {
  const { proven } = await import("/archive/question-proof.js")
  const { readKey } = await import("/transparency/notes.js")
  try {
    const { head, ...found } = await proven(file, readKey(vkey))
    const { toBase64 } = await import("/transparency/bytes.js")
    return { ...found, head: `${head.size}:${toBase64(head.root)}` }
  } catch (error) {
    return error.flaw ?? String(error)
  }
}"""


async def read(file: bytes, key: SigningKey = KEY, name: str = f"{HOUSE}/log") -> Any:
    return await evaluate(READ, [file.decode(), str(key.vkey(name))])


async def test_all_that_it_shows_is_shown() -> None:
    drive, question = dismissed()
    file = saved(drive, question)

    found = proven(file, head)

    assert found.decision is not None
    assert await read(file) == {
        "house": found.house,
        "code": found.code,
        "question": found.question,
        "line": found.line,
        "at": found.at,
        "text": found.text,
        "name": found.name,
        "decision": {
            "event": found.decision.event,
            "at": found.decision.at,
            "reason": found.decision.reason,
        },
        "head": found.head.short,
    }


async def test_every_proof_of_every_line_is_read() -> None:
    for others in range(12):
        drive, question = dismissed()
        for number in range(others):
            drive.ask(f"Another {number}?", "besa")
        assert (await read(saved(drive, question)))["question"] == question


@pytest.mark.parametrize("change", CHANGES)
async def test_whatever_is_changed_in_it_shows_nothing_here_either(change: Any) -> None:
    drive, question = dismissed()
    proof = Proof.parse(saved(drive, question))
    extra = msgspec.json.decode(proof.extra or b"")
    change(extra)
    file = str(msgspec.structs.replace(proof, extra=canonical(extra))).encode()

    with pytest.raises(BadNote):
        proven(file, head)
    assert await read(file) in ("format", "line", "words")


async def test_only_the_house_that_signed_it_counts() -> None:
    drive, question = dismissed()
    file = saved(drive, question)

    assert await read(file, SigningKey(bytes(31) + b"\1")) == "key"
    assert await read(file, name="another.example/log") == "key"
    assert await read(file, name="tribina.exampl/log") == "key"
    assert (await read(file, name=f"{HOUSE}/debate/482915"))["question"] == question


@pytest.mark.parametrize("file", [b"", b"x", b"c2sp.org/tlog-proof@v1\nindex 0\n\nx\n"])
async def test_what_is_no_proof_is_told_so(file: bytes) -> None:
    assert await read(file) == "format"
