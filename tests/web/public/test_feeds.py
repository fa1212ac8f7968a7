"""Feeds as programs read them: valid, followed by ids that stay, and nothing in them that not
everybody may find."""

import json
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar
from msgspec.structs import replace

from server.debate.commands import ChangePhase
from server.debate.inner_commands import DescribeDebate
from server.limits.table import FEEDS
from server.live.room import Room
from server.web.public import feeds
from tests.given.web_house import OWNER, House, settings
from tests.web.public.indexed import STARTS_AT, another_organisation, asked, close, debate, index

CORNERS = ("", "/o/civic-energy-center", "/o/civic-energy-center/social-club")
FILES = ("debates.atom", "debates.json", "debates.ics", "asked.atom")


@pytest.fixture(autouse=True)
def _made_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time, but where that is what is tried."""
    if "kept" not in request.node.name:
        monkeypatch.setattr(feeds, "MADE_FOR_S", 0)


def shared(house: House) -> str:
    """The address that the house tells others."""
    return str(house.settings.public_url)


async def read(house: House, path: str) -> bytes:
    response = await house.script().get(path)
    assert response.status_code == 200, path
    body: bytes = await response.get_data()  # type: ignore[assignment]
    return body


async def event_of(house: House, path: str) -> Any:
    calendar: Any = Calendar.from_ical(await read(house, path))
    (event,) = calendar.walk("VEVENT")
    return event


async def feed(house: House, path: str) -> Any:
    parsed = feedparser.parse(await read(house, path))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert parsed.feed.id and parsed.feed.title and parsed.feed.updated and parsed.feed.author
    return parsed


@pytest.mark.parametrize("corner", CORNERS)
async def test_a_feed_of_debates_is_valid_and_leads_to_them(house: House, corner: str) -> None:
    await debate(house, "111111", title="Jobs & <b>water</b>")
    await close(await debate(house, "222222", "live", title="Then"))

    parsed = await feed(house, f"{corner}/debates.atom")

    base = shared(house)
    entries = {entry.link.removeprefix(base): entry for entry in parsed.entries}
    assert set(entries) == {"/111111", "/archive/222222"}
    assert (
        entries["/111111"].title_detail.value == "Jobs &amp; <b>water</b>"
        or entries["/111111"].title == "Jobs & <b>water</b>"
    )
    assert all(
        entry.updated_parsed and entry.id.startswith("urn:uuid:") for entry in parsed.entries
    )
    (own,) = [link.href for link in parsed.feed.links if link.rel == "self"]
    assert own == f"{base}{corner}/debates.atom"


async def test_the_same_as_json_has_the_same_ids(house: House) -> None:
    await debate(house, "111111", title="Jobs")

    parsed = await feed(house, "/debates.atom")
    told = json.loads(await read(house, "/debates.json"))

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in told["items"]] == [entry.id for entry in parsed.entries]
    assert told["items"][0]["title"] == "Jobs"


async def test_what_was_asked_is_followed_while_it_is_live_and_afterwards(house: House) -> None:
    room = await debate(house, "111111", "live")
    await asked(house, room, "Када ће бити посао?")
    await house.question(room, "Nikad postavljeno?")
    before = (await feed(house, "/asked.atom")).entries

    await close(room)
    await index(house)

    after = (await feed(house, "/asked.atom")).entries
    assert [entry.title for entry in before] == ["Када ће бити посао?"]
    assert [(entry.id, entry.title) for entry in after] == [(before[0].id, before[0].title)]
    assert before[0].link.endswith("/111111/q1") and after[0].link.endswith("/archive/111111#q1")


@pytest.mark.parametrize("corner", CORNERS)
async def test_dates_are_a_calendar(house: House, corner: str) -> None:
    await debate(house, "111111", title="Jobs")

    event = await event_of(house, f"{corner}/debates.ics")

    assert int(event["dtstart"].dt.timestamp() * 1000) == STARTS_AT
    assert event["dtstart"].to_ical() == b"20260307T170500Z"
    assert str(event["summary"]) == "Jobs"
    assert str(event["url"]) == f"{shared(house)}/111111"


async def test_an_event_stays_the_same_and_counts_its_changes(house: House) -> None:
    room = await debate(house, "111111", title="Jobs")
    before = await event_of(house, "/debates.ics")
    moved = DescribeDebate(
        id="m", programme="social-club", title={"en": "Jobs"}, starts_at=STARTS_AT + 3_600_000
    )
    await room.handle(OWNER, moved)

    after = await event_of(house, "/debates.ics")

    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    assert after["dtstart"].dt > before["dtstart"].dt


LATER = STARTS_AT + 3_650 * 24 * 3_600_000


async def events_of(house: House, path: str = "/debates.ics") -> list[Any]:
    calendar: Any = Calendar.from_ical(await read(house, path))
    return list(calendar.walk("VEVENT"))


async def described(room: Room, **settings: Any) -> None:
    said: dict[str, Any] = {
        "programme": "social-club",
        "title": {"en": "Jobs"},
        "starts_at": LATER,
    } | settings
    await room.handle(OWNER, DescribeDebate(id=f"d{room.debate.seq}", **said))


async def turned(room: Room, to: Any) -> None:
    await room.handle(OWNER, ChangePhase(id=f"p{room.debate.seq}", to=to))


async def planned(house: House, code: str = "111111", **settings: Any) -> Room:
    """One that takes questions ahead of a date to come."""
    return await debate(house, code, **({"starts_at": LATER} | settings))


@pytest.mark.parametrize("corner", CORNERS)
async def test_a_date_that_does_not_hold_any_more_is_told_as_cancelled(
    house: House, corner: str
) -> None:
    await debate(house, "222222", starts_at=None)  # or the corner is not there any more
    room = await planned(house)
    (before,) = await events_of(house, f"{corner}/debates.ics")
    assert str(before["status"]) == "CONFIRMED"

    await turned(room, "draft")

    (off,) = await events_of(house, f"{corner}/debates.ics")
    assert str(off["status"]) == "CANCELLED" and "url" not in off
    assert off["sequence"] > before["sequence"]
    for name in ("uid", "dtstart", "summary"):
        assert off[name] == before[name]
    await turned(room, "collecting")
    (again,) = await events_of(house, f"{corner}/debates.ics")
    assert str(again["status"]) == "CONFIRMED" and again["uid"] == off["uid"]
    assert again["sequence"] > off["sequence"]


async def test_what_is_planned_since_is_told_to_nobody(house: House) -> None:
    room = await planned(house)
    await turned(room, "draft")
    await described(room, title={"en": "Secret"}, starts_at=LATER + 1_000_000)
    (off,) = await events_of(house)
    assert str(off["summary"]) == "Jobs"
    assert int(off["dtstart"].dt.timestamp() * 1000) == LATER
    await described(room, starts_at=None)
    assert [str(one["status"]) for one in await events_of(house)] == ["CANCELLED"]
    await described(room, unlisted=True)
    assert await events_of(house) == []


@pytest.mark.parametrize(
    "settings", [{"unlisted": True}, {"rehearsal": True}, {"starts_at": None}, {"starts_at": 1}]
)
async def test_what_nobody_could_find_or_is_past_is_not_cancelled(
    house: House, settings: dict[str, Any]
) -> None:
    room = await planned(house, **settings)
    await turned(room, "draft")
    assert await events_of(house) == []


async def test_one_that_was_never_told_is_not_cancelled(house: House) -> None:
    room = await debate(house, "111111", "draft")
    await described(room, title={"en": '"event":{"event":"PhaseChanged","to":"draft"}'})
    assert await events_of(house) == []


async def test_a_debate_that_is_removed_leaves_nothing(house: House) -> None:
    room = await planned(house)
    await turned(room, "draft")
    await house.store.debates.remove("111111")
    assert await events_of(house) == []


async def test_long_cyrillic_lines_are_folded_by_bytes(house: House) -> None:
    title = "Запошљавање младих, вода и ћутање општине; шта даље, после свега " * 2
    await debate(house, "111111", title=title.strip())

    body = await read(house, "/debates.ics")

    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and sum(line.startswith(b" ") for line in lines) > 2
    for line in lines:
        line.decode()  # no letter is cut in two
    event = await event_of(house, "/debates.ics")
    assert str(event["summary"]) == title.strip()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("phase", "settings"),
    [("draft", {}), ("live", {"unlisted": True}), ("live", {"rehearsal": True})],
)
async def test_nothing_is_followed_that_not_everybody_may_find(
    house: House, file: str, phase: Any, settings: dict[str, Any]
) -> None:
    hidden = await debate(house, "111111", phase, title="Among ourselves", **settings)
    if phase == "live":
        await asked(house, hidden, "Among ourselves?")
    await debate(house, "222222", title="Known")

    for corner in CORNERS:
        body = await read(house, f"{corner}/{file}")
        assert b"Among ourselves" not in body and b"111111" not in body


async def test_each_organisation_has_its_own(house: House) -> None:
    await another_organisation(house)
    await debate(house, "111111", title="Ours")
    await debate(house, "222222", programme="aktiv/voda", title="Theirs")

    for file in FILES[:3]:
        body = await read(house, f"/o/aktiv/{file}")
        assert b"Theirs" in body and b"Ours" not in body
    assert (await house.script().get("/o/nobody/debates.atom")).status_code == 404


@pytest.mark.parametrize("file", FILES)
async def test_who_has_it_gets_nothing_again_until_it_changes(house: House, file: str) -> None:
    room = await debate(house, "111111", "live")
    await asked(house, room, "Kada?")
    first = await house.script().get(f"/{file}")
    etag = first.headers["ETag"]

    again = await house.script().get(f"/{file}", If_None_Match=etag)
    assert (again.status_code, await again.get_data()) == (304, b"")

    await debate(house, "222222")
    await asked(house, room, "Gde?")
    changed = await house.script().get(f"/{file}", If_None_Match=etag)
    assert changed.status_code == 200 and changed.headers["ETag"] != etag


@pytest.mark.parametrize("file", FILES)
async def test_what_was_just_made_is_kept_for_all_who_ask(
    house: House, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await debate(house, "111111", title="Jobs")
    first = await house.script().get(f"/{file}")

    async def never(*_: object) -> None:
        raise AssertionError("nothing is looked up again")

    monkeypatch.setattr(house.store.findable, "live", never)
    monkeypatch.setattr(house.store.search, "find", never)
    etag = first.headers["ETag"]

    assert await read(house, f"/{file}") == await first.get_data()
    assert await read(house, f"/{file}?lang=nothing") == await first.get_data()
    again = await house.script().get(f"/{file}", If_None_Match=etag)
    assert again.status_code == 304


async def test_one_network_follows_at_a_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "FEEDS", replace(FEEDS, burst=4, per_s=0.001))
    house = House(settings(tmp_path))
    await house.open()

    async def status(file: str, network: str = "203.0.113.7") -> int:
        client, proxy = house.app.test_client(), {"client": ("127.0.0.1", 40_000)}
        headers = {"X-Forwarded-For": network}
        return (await client.get(f"/{file}", headers=headers, scope_base=proxy)).status_code

    assert [await status(file) for file in (*FILES, *FILES[:2])] == [200] * 4 + [429] * 2
    assert await status(FILES[0], "198.51.100.7") == 200
    await house.close()


async def test_nothing_of_a_reader_is_kept(house: House) -> None:
    await debate(house, "111111")

    for file in FILES:
        response = await house.script().get(f"/{file}")
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "public, max-age=300"
        assert "Cookie" not in response.headers.get("Vary", "")


async def test_what_xml_cannot_hold_is_left_out(house: House) -> None:
    await debate(house, "111111", title="A\u0001B\ufffe<&>")

    assert (await feed(house, "/debates.atom")).entries
