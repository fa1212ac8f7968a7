"""A debate inside somebody else's page: to read, of no reader, in those pages that the
organisation named, and nowhere else."""

import asyncio
import json
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from server.debate import commands as c
from server.web.organisations.embedding import read_origins
from server.web.public.kept_pages import KeptPages
from tests.given import holds, worst_texts
from tests.given.clocks import FakeClock
from tests.given.web_house import OURS, PRODUCER, Browser, House
from tests.web.public.indexed import asked, close, debate, index

WHO = ["https://news.example", "https://partner.example:8443"]
COOKIES = {"tribina_participant": "x", "tribina_locale": "en", "tribina_login": "y"}


async def embed(house: House, path: str, status: int = 200) -> tuple[str, Any]:
    response = await house.script().get(f"/embed/{path}")
    assert response.status_code == status, path
    return await response.get_data(as_text=True), response.headers


async def oembed(house: House, url: str, more: str = "", status: int = 200) -> Any:
    response = await house.script().get(f"/oembed?url={quote(url, safe='')}{more}")
    assert response.status_code == status, url
    return json.loads(await response.get_data())


async def test_it_shows_the_open_questions_those_with_most_votes_first(house: House) -> None:
    room = await debate(house, "111111", "live")
    for text in ("Prvo?", "Drugo?"):
        await house.question(room, text)
    voter = house.participant()
    await voter.get("/111111")
    await voter.say("111111", "vote", question="q2", on=True)

    page, _ = await embed(house, "111111?lang=en")

    assert page.index("Drugo?") < page.index("Prvo?") and "1 vote" in page


async def test_only_what_everybody_sees_is_in_it(house: House) -> None:
    room = await debate(house, "111111", "live")
    asker = house.participant()
    await asker.get("/111111")
    await asker.say("111111", "submit", text="U pregledu?")
    dismissed = await house.question(room, "Uvreda?")
    await room.handle(PRODUCER, c.DismissQuestion(id="d", question=dismissed, reason="insult"))
    assert len(room.debate.questions) == 2

    page, _ = await embed(house, "111111")

    assert "U pregledu?" not in page and "Uvreda?" not in page
    await embed(house, f"111111?view=question&q={dismissed}", 404)


async def test_it_shows_one_question_or_the_results(house: House) -> None:
    room = await debate(house, "111111", "live")
    await asked(house, room, "Kada?")
    await house.question(room, "Gde?")
    await close(room)
    await index(house)

    one, _ = await embed(house, "111111?view=question&q=q1&lang=en")
    all_, _ = await embed(house, "111111?lang=en")

    assert "Kada?" in one and "Gde?" not in one and "Answered" in one
    assert "Kada?" in all_ and "Gde?" in all_ and "2 shown · 1 asked" in all_
    assert "/archive/111111" in all_ and "embed.js" not in all_


@pytest.mark.parametrize(
    ("phase", "settings"),
    [("draft", {}), ("live", {"unlisted": True}), ("live", {"rehearsal": True})],
)
async def test_what_not_everybody_may_find_is_in_nobodys_page(
    house: House, phase: Any, settings: dict[str, Any]
) -> None:
    await debate(house, "111111", phase, **settings)

    await embed(house, "111111", 404)
    await embed(house, "999999", 404)
    await oembed(house, f"{OURS}/111111", status=404)


async def test_only_the_pages_that_the_organisation_named_may_hold_it(house: House) -> None:
    await debate(house, "111111", "live")
    assert "frame-ancestors 'none'" in (await embed(house, "111111"))[1]["Content-Security-Policy"]

    await house.store.embedders.set("civic-energy-center", WHO)

    policy = (await embed(house, "111111"))[1]["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {' '.join(WHO)}")
    for path in ("/", "/111111", "/search", "/o/civic-energy-center", "/login", "/embed/999999"):
        headers = (await house.script().get(path)).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path


async def test_no_cookie_is_set_or_looked_at(house: House) -> None:
    await debate(house, "111111", "live")
    plain, headers = await embed(house, "111111")

    for cookies in (COOKIES, {}):
        browser = Browser(house.app, dict(cookies))
        response = await browser.get("/embed/111111", Accept_Language="en")
        assert await response.get_data(as_text=True) == plain
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


async def test_its_files_can_be_had_inside_a_sandbox(house: House) -> None:
    for name in ("embed.css", "embed.js"):
        response = await house.script().get(f"/embed/{name}")
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        again = await house.script().get(f"/embed/{name}", If_None_Match=response.headers["ETag"])
        assert again.status_code == 304


@pytest.mark.alone
async def test_what_is_asked_of_hundreds_of_questions_holds_the_loop_for_nobody(
    house: House,
) -> None:
    """The whole document was encoded and decoded for each, up to 40 ms in one go."""
    room = await debate(house, "111111", "live")
    for text in worst_texts.lexicon_texts(320):
        await house.question(room, text)
    await room.views.current("audience")
    await embed(house, "111111?view=results")  # what only the first page needs

    with holds.watched() as held:
        await embed(house, "111111?view=live")
        await embed(house, "111111?view=question&q=q1")
        await embed(house, "111111?view=question&q=q99999", 404)

    assert held.longest_ms < holds.MOST_MS, held.what


@pytest.mark.parametrize("typed", ["", "x", "q0", "q", "q1x", "q9999999", "q2"])
async def test_no_other_question_is_known(house: House, typed: str) -> None:
    room = await debate(house, "111111", "live")
    await house.question(room)
    read: list[str] = []

    async def document(view: str) -> None:
        read.append(view)

    room.views.document = room.views.current = document  # type: ignore[assignment, method-assign]

    await embed(house, f"111111?view=question&q={typed}", 404)

    assert read == []


async def test_whoever_waits_for_one_debate_holds_up_no_other() -> None:
    kept, going = KeptPages(FakeClock(), 2), asyncio.Event()
    made: list[str] = []

    async def slow() -> bytes:
        made.append("slow")
        await going.wait()
        return b"slow"

    async def quick() -> bytes:
        return b"quick"

    both = [asyncio.create_task(kept.page(("111111", "live"), slow)) for _ in range(2)]
    await asyncio.sleep(0)
    assert await asyncio.wait_for(kept.page(("222222", "live"), quick), 5) == b"quick"
    going.set()
    assert await asyncio.gather(*both) == [b"slow", b"slow"] and made == ["slow"]


async def test_who_has_it_gets_nothing_again(house: House) -> None:
    await debate(house, "111111", "live")
    _, headers = await embed(house, "111111")

    again = await house.script().get("/embed/111111", If_None_Match=headers["ETag"])

    assert (again.status_code, await again.get_data()) == (304, b"")


async def test_what_was_asked_is_text(house: House) -> None:
    room = await debate(house, "111111", "live", title="<i>T</i>")
    await house.question(room, "<script>alert(1)</script>?")

    page, _ = await embed(house, "111111")

    assert "<script>alert" not in page and "<i>T" not in page


# oEmbed


async def test_an_address_of_a_debate_becomes_a_frame_in_a_sandbox(house: House) -> None:
    await debate(house, "111111", "live", title='Jobs" & <b>')

    told = await oembed(house, f"{OURS}/111111", "&format=json")

    assert (told["type"], told["version"], told["title"]) == ("rich", "1.0", 'Jobs" & <b>')
    attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', told["html"]))
    assert attributes["src"] == f"{OURS}/embed/111111"
    assert attributes["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert (attributes["loading"], attributes["referrerpolicy"]) == ("lazy", "no-referrer")
    assert unescape(attributes["title"]).startswith('Jobs" & <b>')
    assert "<b>" not in told["html"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("/archive/111111", "/embed/111111"),
        ("/111111/q2", "/embed/111111?view=question&q=q2"),
        ("/archive/111111#q2", "/embed/111111?view=question&q=q2"),
        ("/embed/111111?view=results", "/embed/111111?view=results"),
    ],
)
async def test_each_of_our_addresses_leads_to_its_own(house: House, path: str, source: str) -> None:
    await debate(house, "111111", "live")

    html = unescape((await oembed(house, OURS + path))["html"])

    assert f'src="{OURS}{source}"' in html


@pytest.mark.parametrize(
    ("asked_for", "told"),
    [
        ("&maxwidth=300&maxheight=200", (300, 200)),
        ("&maxwidth=9999", (640, 480)),
        ("&maxwidth=10&maxheight=0", (10, 1)),
    ],
)
async def test_no_more_room_is_taken_than_there_is(
    house: House, asked_for: str, told: tuple[int, int]
) -> None:
    await debate(house, "111111", "live")

    answer = await oembed(house, f"{OURS}/111111", asked_for)

    assert (answer["width"], answer["height"]) == told
    assert f'width="{told[0]}" height="{told[1]}"' in answer["html"]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://evil.example/111111", 404),
        ("http://localhost.evil.example/111111", 404),
        ("http://localhost@evil.example/111111", 404),
        ("javascript:alert(1)", 404),
        ("http://[::1/111111", 400),
        (f"{OURS}/control/111111", 404),
        (f"{OURS}/admin", 404),
        ("", 400),
        (OURS + "/" + "1" * 600, 400),
    ],
)
async def test_no_other_address_is_known(house: House, url: str, status: int) -> None:
    await debate(house, "111111", "live")

    await oembed(house, url, status=status)


async def test_only_json_is_spoken(house: House) -> None:
    await debate(house, "111111", "live")

    await oembed(house, f"{OURS}/111111", "&format=xml", 400)
    await oembed(house, f"{OURS}/111111", "&maxwidth=x", 400)


async def test_pages_say_how_they_are_embedded(house: House) -> None:
    room = await debate(house, "111111", "live")
    await house.question(room, "Kada?")
    told = 'type="application/json+oembed"'
    for path in ("/111111", "/111111/q1"):
        assert told in await (await house.stranger().get(path)).get_data(as_text=True), path
    await close(room)
    page = await (await house.stranger().get("/archive/111111")).get_data(as_text=True)
    (address,) = re.findall(r'oembed" href="([^"]*)"', page)

    found = await house.script().get(unescape(address).removeprefix(OURS))

    assert found.status_code == 200
    await debate(house, "222222", "live", unlisted=True)
    assert told not in await (await house.stranger().get("/222222")).get_data(as_text=True)


# Whose pages


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        (
            "https://News.example/\nhttp://192.0.2.1:8080",
            ["https://news.example", "http://192.0.2.1:8080"],
        ),
        ("https://a.example https://a.example", ["https://a.example"]),
    ],
)
def test_origins_are_read_as_they_are_typed(typed: str, read: list[str]) -> None:
    assert read_origins(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "*", "https://*", "https://*.example", "https:", "'self'", "data:", "news.example",
        "https://a.example/path", "https://a.example?x", "https://a.example;script-src", "ftp://a",
        "https://user@a.example", "https://a.example:99999", "https://ž.example",
        "https://[", "https://]", "http://[a.example",
        " ".join(f"https://a{number}.example" for number in range(21)),
    ],
)  # fmt: skip
def test_what_could_mean_more_than_a_website_is_refused(typed: str) -> None:
    assert read_origins(typed) is None


async def test_owners_say_whose_pages_may_hold_debates(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    path = "/admin/o/civic-energy-center/embedding"

    wrong = await owner.post(path, form={"origins": "https://*.example"})
    saved = await owner.post(path, form={"origins": "https://news.example\r\n"})

    assert (wrong.status_code, saved.status_code) == (422, 303)
    assert "*.example" in await wrong.get_data(as_text=True)
    assert list(await house.store.embedders.of("civic-energy-center")) == ["https://news.example"]
    producer = await house.moderator("producer", "mira")
    assert (await producer.get(path)).status_code == 403
