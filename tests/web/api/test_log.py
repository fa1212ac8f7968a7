"""The log of a debate over HTTP: its head for whoever keeps it, and proofs for whoever kept one."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from server.debate import commands as c
from server.limits.table import PROOFS
from server.live.room import Room
from server.transparency.base64s import decoded
from server.transparency.checkpoints import open_checkpoint
from server.transparency.merkle import verify_consistency
from server.web.api import log
from tests.given.answers import body, code_of
from tests.given.web_house import OWNER, House, settings

ASKED = ("checkpoint", "consistency?from=1&to=1")


async def grown(house: House) -> tuple[Room, list[str]]:
    """A debate, and its head as it was told at two moments."""
    room = await house.debate()
    heads = []
    for _ in range(2):
        await house.question(room)
        await room.attesting.look()
        assert room.around.log is not None
        heads.append(room.around.log)
    return room, heads


async def test_the_last_signed_head_is_a_note_of_the_house(house: House) -> None:
    room, heads = await grown(house)

    response = await house.stranger().get(f"/api/debates/{room.code}/checkpoint")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    own = house.rooms.signing.own()
    vkey = own.key.vkey(own.debate(room.code))
    head, _ = open_checkpoint(await response.get_data(as_text=False), [vkey])
    assert head.short == heads[-1]


async def test_a_phone_that_kept_a_head_is_shown_that_the_log_has_only_grown(house: House) -> None:
    room, heads = await grown(house)
    (before, root), (size, now) = (head.split(":") for head in heads)

    path = f"/api/debates/{room.code}/consistency?from={before}&to={size}"
    said = await body(await house.stranger().get(path))

    assert (said["from"], said["to"]) == (int(before), int(size))
    proof = [decoded(step) for step in said["proof"]]
    assert verify_consistency(int(before), int(size), proof, decoded(root), decoded(now))


async def test_a_proof_may_be_kept_for_a_minute_as_long_as_the_log_is_as_it_was_signed(
    house: House,
) -> None:
    room, _ = await grown(house)
    path = f"/api/debates/{room.code}/consistency?from=1&to=2"

    response = await house.stranger().get(path)
    assert response.headers["Cache-Control"] == f"public, max-age={log.KEPT_S}"
    assert "Set-Cookie" not in response.headers and "Cookie" not in response.headers["Vary"]

    room.around.dispute("journal", True)
    assert (await house.stranger().get(path)).headers["Cache-Control"] == "no-store"


async def test_what_moderators_alone_may_see_of_a_log_is_kept_by_nobody(house: House) -> None:
    room = await house.debate(phase="draft")
    await room.attesting.look()

    response = await (await house.moderator()).get(
        f"/api/debates/{room.code}/consistency?from=1&to=1"
    )
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


async def test_a_log_proves_its_past_also_once_the_debate_is_closed_and_opened_anew(
    house: House,
) -> None:
    room, _ = await grown(house)
    await room.handle(OWNER, c.ChangePhase(id="end", to="closed"))
    await room.attesting.close()
    size = room.debate.seq
    await house.rooms.close()

    path = f"/api/debates/{room.code}/consistency?from=1&to={size}"
    assert (await house.stranger().get(path)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("from=1&to=1000", 404, "unknown_head"),
        ("from=0&to=2", 404, "unknown_head"),
        ("from=2&to=1", 404, "unknown_head"),
        ("from=1", 400, "malformed"),
        ("from=one&to=2", 400, "malformed"),
        ("from=-1&to=2", 400, "malformed"),
        ("from=1&to=1000000000000", 400, "malformed"),
        ("from=1&to=%D9%A2", 400, "malformed"),
    ],
)
async def test_nothing_is_proven_of_lines_that_are_not_there(
    house: House, asked: str, status: int, code: str
) -> None:
    room, _ = await grown(house)
    response = await house.stranger().get(f"/api/debates/{room.code}/consistency?{asked}")
    assert await code_of(response) == (status, code)


async def test_a_debate_that_was_not_attested_yet_has_no_head(house: House) -> None:
    room = await house.debate(phase="draft")
    response = await (await house.moderator()).get(f"/api/debates/{room.code}/checkpoint")
    assert await code_of(response) == (404, "unknown_head")


@pytest.mark.parametrize("what", ASKED)
async def test_a_debate_that_is_not_announced_shows_nothing_of_its_log(
    house: House, what: str
) -> None:
    room = await house.debate(phase="draft")
    await room.attesting.look()
    response = await house.stranger().get(f"/api/debates/{room.code}/{what}")
    assert await code_of(response) == (404, "unknown_debate")


async def test_one_network_is_held_to_a_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PROOFS", replace(PROOFS, burst=4, per_s=0.001))
    house = House(settings(tmp_path))
    await house.open()
    room, _ = await grown(house)

    async def status(what: str, network: str = "203.0.113.7") -> int:
        client, proxy = house.app.test_client(), {"client": ("127.0.0.1", 40_000)}
        headers = {"X-Forwarded-For": network}
        path = f"/api/debates/{room.code}/{what}"
        return (await client.get(path, headers=headers, scope_base=proxy)).status_code

    assert [await status(what) for what in 3 * ASKED] == [200] * 4 + [429] * 2
    assert await status("checkpoint", "198.51.100.7") == 200
    await house.close()
