"""A draft is unknown to who has only its code, exactly as a debate that is not there."""

import re

import pytest
from quart import Response

from server.debate.inner_commands import DescribeDebate
from tests.given.web_house import OWNER, Browser, House, command

DRAFT, NONE = "482915", "482916"
PATHS = (
    "/{}",
    "/control/{}",
    "/host/{}",
    "/display/{}",
    "/display/{}?key=t.x",
    "/qr/{}.svg",
    "/qr/{}.svg?key=t.x",
    "/join?code={}",
    "/archive/{}",
    "/archive/{}.html",
    "/archive/{}.zip",
    "/archive/{}.json",
    "/archive/{}.csv",
    "/archive/{}.ndjson",
    "/api/debates/{}",
    "/api/debates/{}?as=control",
    "/api/debates/{}?as=display",
    "/api/debates/{}/door",
    "/api/debates/{}/questions?q=posao",
    "/api/debates/{}/questions?like=posao",
)


async def told(response: Response) -> tuple[int, str]:
    """What an answer says, the code that was asked for apart."""
    text = await response.get_data(as_text=True)
    headers = sorted(name for name in set(response.headers.keys()) if name != "Content-Length")
    return response.status_code, re.sub(f"{DRAFT}|{NONE}", "CODE", text) + str(headers)


def strangers(house: House) -> list[Browser]:
    return [house.stranger(), house.participant(), house.script(house.identity.new_participant()),
            house.script("t." + "A" * 43)]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_a_draft_looks_like_no_debate(house: House, path: str) -> None:
    await house.debate("draft", DRAFT)
    for one, other in zip(strangers(house), strangers(house), strict=True):
        draft, none = await one.get(path.format(DRAFT)), await other.get(path.format(NONE))

        assert await told(draft) == await told(none)
        assert draft.status_code == 404


@pytest.mark.parametrize("body", [command("vote", question="q1", on=True), {}, command("clear")])
async def test_commands_to_a_draft_are_answered_like_those_to_none(
    house: House, body: dict[str, object]
) -> None:
    await house.debate("draft", DRAFT)
    for one, other in zip(strangers(house), strangers(house), strict=True):
        draft, none = [
            await browser.post(f"/api/debates/{code}/commands", json=body)
            for browser, code in ((one, DRAFT), (other, NONE))
        ]

        assert await told(draft) == await told(none)


@pytest.mark.parametrize("path", ["/{}", "/control/{}", "/display/{}", "/qr/{}.svg",
                                  "/api/debates/{}", "/api/debates/{}/door"])  # fmt: skip
async def test_moderators_see_a_draft(house: House, path: str) -> None:
    await house.debate("draft", DRAFT)
    moderator = await house.moderator("producer")
    script = house.script(await house.token(DRAFT, "producer"))

    for browser in (moderator, script):
        assert (await browser.get(path.format(DRAFT))).status_code == 200
    assert (await moderator.get(f"/join?code={DRAFT}")).status_code == 303


async def test_the_display_of_a_draft_has_its_qr_code(house: House) -> None:
    await house.debate("draft", DRAFT)
    key = await house.token(DRAFT, "display")
    display = await house.stranger().get(f"/display/{DRAFT}?key={key}")
    image = re.search(r'/qr/[^"<]+', await display.get_data(as_text=True))

    assert image is not None
    assert (await house.stranger().get(image[0])).status_code == 200


async def test_a_token_of_another_debate_does_not_open_a_draft(house: House) -> None:
    await house.debate("draft", DRAFT)
    await house.debate("live", "111111")
    script = house.script(await house.token("111111", "producer"))

    assert (await script.get(f"/api/debates/{DRAFT}?as=control")).status_code == 404


@pytest.mark.parametrize("date", ["starts_at", "opens_at"])
async def test_a_date_announces_a_draft(house: House, date: str) -> None:
    room = await house.debate("draft", DRAFT)
    soon = house.clock.now() + 3_600_000
    described = DescribeDebate(
        id="announced",
        code=DRAFT,
        programme="social-club",
        title={"sr-Latn": "Posao"},
        **{date: soon},  # type: ignore[arg-type]
    )
    await room.handle(OWNER, described)

    for path in ("/{}", "/qr/{}.svg", "/api/debates/{}", "/api/debates/{}/door"):
        assert (await house.stranger().get(path.format(DRAFT))).status_code == 200
    assert (await house.stranger().get(f"/join?code={DRAFT}")).status_code == 303
