"""Where producers get markers for the editor."""

import io
import re
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest

from server.debate import commands as c
from server.debate.actors import Role
from server.debate.air.marking import MarkMoment, ReportRecording
from server.live.room import Room
from server.studio.markers.formats import FORMATS
from server.studio.markers.moments import KINDS
from server.studio.markers.timebase import RATES
from tests.given.web_house import OWNER, PRODUCER, Browser, House

PAGE = "/admin/debates/482915/markers"
TAKEN = "Kada će opština objaviti konkurs?"
HIDDEN = "Zašto komšija ne plaća struju?"


async def evening(house: House) -> Room:
    """A live debate that is recorded, with one question asked, one dismissed, and a mark."""
    room = await house.debate("live")
    taken, dismissed = await house.question(room, TAKEN), await house.question(room, HIDDEN)
    for command in (
        c.DismissQuestion(id="d", question=dismissed, reason="insult", note="ime komšije"),
        ReportRecording(id="r", recording="OBS", state="started"),
        c.TakeQuestion(id="t", question=taken),
        MarkMoment(id="m", text="iseći"),
        c.AnswerQuestion(id="a", question=taken, how="evaded"),
    ):
        await room.handle(PRODUCER, command)
    return room


async def asked(browser: Browser, room: Room, **how: Any) -> Any:
    """What comes for the form as it is filled in at first, but for this."""
    takes = room.debate.recordings.takes
    fields = {
        "take": takes[0].id if takes else 0,
        "form": "resolve",
        "rate": "25",
        "start": "01:00:00:00",
        "kind": KINDS,
    }
    return await browser.get(f"{PAGE}/file?{urlencode(fields | how, doseq=True)}")


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("producer", 200),
                                              ("screener", 403), ("host", 403)])  # fmt: skip
async def test_only_those_who_have_the_air_in_hand_get_it(
    house: House, role: Role, status: int
) -> None:
    room = await evening(house)
    browser = await house.moderator(role)

    assert (await browser.get(PAGE)).status_code == status
    assert (await asked(browser, room)).status_code == status


async def test_strangers_and_tokens_do_not(house: House) -> None:
    room = await evening(house)
    stranger, button = house.stranger(), house.script(await house.token("482915", "producer"))

    for browser in (stranger, button):
        response = await asked(browser, room)
        assert response.status_code == 303 and "/login" in response.headers["Location"]


@pytest.mark.parametrize("form", FORMATS)
async def test_every_form_of_a_live_debate_and_of_a_closed_one(house: House, form: str) -> None:
    room = await evening(house)
    browser = await house.moderator("producer")
    kinds = {"youtube": 422}
    for _ in range(2):
        response = await asked(browser, room, form=form)

        assert response.status_code == kinds.get(form, 200)
        if response.status_code == 200:
            name = f"tribina-482915-{form}.{FORMATS[form].ending}"
            text = (await response.get_data()).decode()
            assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
            assert response.headers["Cache-Control"] == "no-store"
            assert response.mimetype == FORMATS[form].media_type
            assert "Kada će opština" in text
            assert "komšij" not in text and "mira" not in text
        await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))


async def test_a_mark_is_in_the_file_and_in_no_archive(house: House) -> None:
    room = await evening(house)
    browser = await house.moderator("producer")
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    response = await asked(browser, room)

    assert "iseći" in await response.get_data(as_text=True)
    for kind in ("json", "csv", "ndjson", "html"):
        archive = await house.stranger().get(f"/archive/482915.{kind}")
        assert "iseći" not in await archive.get_data(as_text=True)


async def test_the_page_offers_each_take_and_the_whole_debate(house: House) -> None:
    room = await evening(house)
    browser = await house.moderator("producer")

    page = await (await browser.get(f"{PAGE}?lang=en")).get_data(as_text=True)

    takes = [str(take.id) for take in room.debate.recordings.takes]
    assert re.findall(r'<option value="(\d+)"', page[: page.index('id="form"')]) == [*takes, "0"]
    for values in (FORMATS, RATES, KINDS):
        assert all(f'value="{value}"' in page for value in values)
    assert 'name="kind" value="mark" checked' in page


async def test_before_there_is_anything_it_says_so(house: House) -> None:
    await house.debate("collecting")
    browser = await house.moderator("producer")

    page = await (await browser.get(PAGE)).get_data(as_text=True)

    assert "Još nema šta da se obeleži" in page and "<select" not in page


async def test_what_would_be_empty_comes_back_as_it_was_filled_in(house: House) -> None:
    room = await evening(house)
    browser = await house.moderator("producer")

    response = await asked(browser, room, kind=["countdown"], rate="50", form="table", start="day")

    page = await response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Ničeg od toga nema na tom snimku" in page
    for value in ("50", "table", "day"):
        assert f'<option value="{value}" selected>' in page
    assert 'value="countdown" checked' in page and 'value="mark" checked' not in page


@pytest.mark.parametrize(
    "how",
    [{"take": "7777"}, {"take": ""}, {"rate": "26"}, {"form": "../csv"}, {"start": "25:00:00:00"},
     {"start": "00:01:00;00", "rate": "29.97df"}, {"start": ""}],
)  # fmt: skip
async def test_what_the_form_does_not_offer_is_refused(house: House, how: dict[str, str]) -> None:
    room = await evening(house)

    assert (await asked(await house.moderator("producer"), room, **how)).status_code == 400


async def test_the_file_speaks_the_language_of_the_page(house: House) -> None:
    room = await evening(house)
    browser = await house.moderator("producer")

    for locale, word in (("sq-XK", "Pyetja: "), ("sr-Cyrl", "Питање: "), ("en", "Question: ")):
        browser.cookies["tribina_locale"] = locale
        assert word in await (await asked(browser, room)).get_data(as_text=True)


async def test_more_than_a_list_holds_comes_as_several_in_one_file(house: House) -> None:
    room = await evening(house)
    for number in range(1_000):
        await room.handle(PRODUCER, MarkMoment(id=f"m{number}", text=f"{number}"))

    response = await asked(await house.moderator("producer"), room)

    assert response.headers["Content-Disposition"].endswith('"tribina-482915-resolve.zip"')
    with zipfile.ZipFile(io.BytesIO(await response.get_data())) as archive:
        assert archive.namelist() == [f"tribina-482915-resolve-{n}.edl" for n in (1, 2)]


async def test_the_page_of_the_debate_leads_there(house: House) -> None:
    await evening(house)
    browser = await house.moderator("producer")

    page = await (await browser.get("/admin/debates/482915")).get_data(as_text=True)

    assert f'href="{PAGE}"' in page
