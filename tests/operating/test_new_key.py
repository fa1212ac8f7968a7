"""After the house has taken another signing key, what it signed before is still its own."""

import io
import zipfile

from server.transparency.policy import Policy
from tests.given.debates import PRODUCER, command
from tests.given.live_house import House


async def test_an_older_debate_verifies_and_its_archive_names_the_key_that_signed(
    house: House,
) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    await room.handle(PRODUCER, command("phase", "end", to="closed"))
    await room.attesting.close()
    kept = await house.store.checkpoints.last(code)
    before = await house.tools.export(code, "zip", lambda part: None)

    for _ in range(2):
        await house.tools.rotate_signing_key()

    report, _ = await house.tools.verify(code, lambda part: None)
    assert kept is not None and report["problems"] == []
    archive = await house.tools.export(code, "zip", lambda part: None)
    assert archive == before
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        policy = Policy.parse(parts.read("policy").decode())
    assert policy.open(kept.note.encode()) == kept.head
