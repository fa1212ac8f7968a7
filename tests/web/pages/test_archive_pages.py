"""The archive as visitors meet it."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from server.archive.checking.main import check
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.air.wording import WriteAirText
from server.debate.bursts import Burst
from server.debate.events import Entry, PhaseChanged
from server.live.room import Room
from server.web.archive.offline import embedded, verifier_file
from tests.given.clocks import FakeClock
from tests.given.web_house import OWNER, PRODUCER, House, settings
from tests.store.rewriting import append_forged
from tests.web.pages.signed import signed

SHOWN = "Kada će opština objaviti konkurs? <script>alert(1)</script>"
HIDDEN = "Zašto komšija ne plaća struju?"


async def evening(house: House) -> Room:
    """A debate with one question answered, one not reached, one dismissed; closed."""
    room = await house.debate("live")
    answered = await house.question(room, SHOWN)
    await house.question(room, "= 8123 na brojilu")
    dismissed = await house.question(room, HIDDEN)
    for number in range(3):
        voter = Actor("participant", room.handle_of(f"p{number}"))
        await room.handle(voter, c.Vote(id="v", question=answered, on=True))
    await room.handle(
        PRODUCER,
        c.DismissQuestion(id="d", question=dismissed, reason="personal_data", note="ime komšije"),
    )
    await room.handle(PRODUCER, c.TakeQuestion(id="t", question=answered))
    await room.handle(PRODUCER, c.AnswerQuestion(id="a", question=answered, how="evaded"))
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))
    return room


@pytest.mark.parametrize("phase", ["collecting", "live"])
async def test_before_the_end_there_is_a_kind_sentence(house: House, phase: c.Phase) -> None:
    await house.debate(phase)

    response = await house.stranger().get("/archive/482915")

    assert response.status_code == 404
    assert "Rezultati još nisu tu" in await response.get_data(as_text=True)
    for kind in ("html", "zip", "json", "csv", "ndjson"):
        assert (await house.stranger().get(f"/archive/482915.{kind}")).status_code == 404


async def test_an_unknown_debate_has_no_archive(house: House) -> None:
    for path in ("/archive/482915", "/archive/482915.json", "/archive/48291", "/archive/x.json"):
        assert (await house.stranger().get(path)).status_code == 404


async def test_it_tells_of_bursts_and_what_became_of_them(house: House) -> None:
    room = await house.debate("live")
    question = await house.question(room, SHOWN)
    await room.handle(
        Actor("participant", room.handle_of("p")), c.Vote(id="v", question=question, on=True)
    )
    names = ("young", "at_once", "only", "no_line", "regular", "networks")
    numbers: dict[str, Any] = dict.fromkeys(names, 1)
    room.around.bursts = {
        id_: Burst(id=id_, at=0, until=40_000, voters=voters, usual=2, votes=9,
                   ballots={question: voters}, **numbers)
        for id_, voters in (("b1", 300), ("b2", 51))
    }  # fmt: skip
    await room.handle(PRODUCER, c.SetApart(id="s", burst="b1"))
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    assert "300 novih glasača za 40 s (uobičajeno: 2)." in page
    assert "Njihovih 300 glasova je izdvojeno i ne računa se." in page
    assert "Njihov 51 glas niko nije izdvojio: računa se." in page


async def test_it_tells_what_was_asked_and_how_it_was_answered(house: House) -> None:
    await evening(house)

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    assert "Kada će opština objaviti konkurs? &lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Izbegnut odgovor" in page
    assert "Lični podaci" in page
    assert re.search(r"<strong>3</strong>\s*<span>glasa</span>", page)


@pytest.mark.parametrize("kind", ["", ".html"])
async def test_beside_a_question_it_tells_how_it_read_on_air(house: House, kind: str) -> None:
    room = await house.debate("live")
    question = await house.question(room, SHOWN)
    for command in (
        WriteAirText(id="w", question=question, text="Konkurs, <b>kada</b>?"),
        c.TakeQuestion(id="t", question=question),
        c.ClearAir(id="x"),
        WriteAirText(id="l", question=question, text="Nikad u etru?"),
    ):
        await room.handle(PRODUCER, command)
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    page = await (await house.stranger().get(f"/archive/482915{kind}")).get_data(as_text=True)

    assert "Konkurs, &lt;b&gt;kada&lt;/b&gt;?" in page and "U etru je pisalo" in page
    assert "Nikad u etru?" not in page


@pytest.mark.parametrize("kind", ["", ".html"])
async def test_it_tells_each_wording_that_had_votes(house: House, kind: str) -> None:
    room = await house.debate("live")
    question = await house.question(room, "Ima li vode?")
    for number, text in enumerate(("Kada ima vode?", "Kada će biti vode?")):
        voter = Actor("participant", room.handle_of(f"p{number}"))
        await room.handle(voter, c.Vote(id="v", question=question, on=True))
        edit = c.EditQuestion(id=f"e{number}", question=question, text=text)
        await room.handle(PRODUCER, edit)
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    page = await (await house.stranger().get(f"/archive/482915{kind}")).get_data(as_text=True)

    told = re.sub(r"<[^>]*>|\s+", " ", page)
    for said in (
        "Izmenjeno posle 1 glasa. Do tada je glasilo.*Ima li vode?",
        "Ponovo izmenjeno posle 2 glasa. Do tada je glasilo.*Kada ima vode?",
    ):
        assert re.search(said, told), said


async def test_what_was_asked_at_one_moment_stands_in_the_order_of_the_evening(
    tmp_path: Path,
) -> None:
    house = House(settings(tmp_path))
    house.clock = FakeClock()
    await house.open()
    room = await house.debate("live")
    texts = ("Prvo napisano?", "Drugo napisano?", "Treće napisano?")
    ids = [await house.question(room, text) for text in texts]
    for number in (1, 2, 0):
        await room.handle(PRODUCER, c.TakeQuestion(id=f"t{number}", question=ids[number]))
    await room.handle(PRODUCER, c.ClearAir(id="end"))
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    await house.close()
    assert sorted(texts, key=page.index) == [texts[number] for number in (1, 2, 0)]


async def test_what_was_dismissed_is_in_no_answer(house: House) -> None:
    room = await evening(house)
    assert any(q.text == HIDDEN for q in room.debate.questions.values()), "something to hide"

    for path in ("", ".html", ".json", ".csv", ".ndjson"):
        response = await house.stranger().get(f"/archive/482915{path}")
        answer = await response.get_data(as_text=True)
        assert HIDDEN not in answer
        assert "ime komšije" not in answer
        assert not re.search(rf"\b{PRODUCER.name}\b", answer)


async def test_downloads_are_files_that_check_and_open(house: House) -> None:
    await evening(house)
    browser = house.stranger()

    archive = await browser.get("/archive/482915.json")
    table = await browser.get("/archive/482915.csv")
    journal = await browser.get("/archive/482915.ndjson")

    assert archive.headers["Content-Disposition"] == 'attachment; filename="tribina-482915.json"'
    assert check(await archive.get_json()).wrong == []
    rows = csv.DictReader(
        io.StringIO((await table.get_data(as_text=False)).decode("utf-8-sig")), delimiter=";"
    )
    assert [row["text"] for row in rows] == [SHOWN, "'= 8123 na brojilu"]
    lines = (await journal.get_data()).splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(lines) + 1))


async def test_a_download_that_one_has_is_not_sent_again(house: House) -> None:
    await evening(house)
    await signed(house)
    browser = house.stranger()
    first = await browser.get("/archive/482915.json")

    again = await browser.get("/archive/482915.json", If_None_Match=first.headers["ETag"])

    assert again.status_code == 304


async def test_the_checking_program_is_handed_out_as_it_is(house: House) -> None:
    response = await house.stranger().get("/archive/check.py")

    assert response.status_code == 200
    assert (await response.get_data(as_text=True)).startswith("#!/usr/bin/env python3")


async def test_the_other_program_is_a_page_to_be_kept(house: House) -> None:
    response = await house.stranger().get("/archive/verify.html")

    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert await response.get_data() == verifier_file()


async def test_the_page_that_checks_itself_knows_the_key_of_the_house(house: House) -> None:
    await evening(house)
    await signed(house)

    page = await (await house.stranger().get("/archive/482915.html")).get_data(as_text=True)
    response = await house.stranger().get("/archive/482915.zip")
    packed = await response.get_data(as_text=False)

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        policy = archive.read("policy").decode()
    assert policy.startswith("log ") and "/debate/482915+" in policy
    assert embedded(policy) in page


async def test_the_command_that_checks_has_the_key_of_the_house(house: House) -> None:
    await evening(house)
    await signed(house)

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)
    about = await (await house.stranger().get("/about")).get_data(as_text=True)

    found = re.search(r"check\.py --vkey (\S+) tribina-482915\.json", page)
    assert found is not None
    assert found[1] in about


async def test_an_archived_debate_stays_readable(house: House) -> None:
    room = await evening(house)
    assert (await house.stranger().get("/archive/482915")).status_code == 200

    await room.handle(OWNER, c.ChangePhase(id="x", to="archived"))
    await signed(house)

    assert (await house.stranger().get("/archive/482915")).status_code == 200
    archive = json.loads(await (await house.stranger().get("/archive/482915.json")).get_data())
    assert archive["debate"]["phase"] == "archived"


async def test_a_debate_without_questions_has_a_page(house: House) -> None:
    await house.debate("closed")

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    assert "niko nije postavio pitanje" in page


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
async def test_it_is_in_the_readers_language_and_marks_others(house: House, locale: str) -> None:
    await evening(house)
    browser = house.stranger()
    browser.cookies["tribina_locale"] = locale

    page = await (await browser.get("/archive/482915")).get_data(as_text=True)

    assert f'<html lang="{locale}"' in page
    assert not re.search(r"[>\"](archive|common)\.\w", page), "a key instead of its words"
    assert re.search(r'<p class="result__text" id="text-q1" dir="auto" lang="sr-Latn">', page)


async def test_nothing_of_one_visitor_is_shown_to_the_next(house: House) -> None:
    await evening(house)

    await house.stranger().get("/archive/482915?from=somewhere")
    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    assert "somewhere" not in page


async def test_it_has_no_script_but_that_of_a_phone_that_was_there(house: House) -> None:
    await evening(house)

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    (script,) = re.findall(r"<script[^>]*>", page)
    assert "/witness/page.js" in script
    assert " style=" not in page


async def test_each_question_has_its_outcome_and_a_link_named_after_it(house: House) -> None:
    await evening(house)

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    waiting = page[page.index('id="waiting"') :]
    assert '<span class="outcome outcome--not_asked">Nije postavljeno</span>' in waiting
    for id_ in ("q1", "q2"):
        assert f'id="text-{id_}"' in page
        assert f'id="link-{id_}" aria-labelledby="link-{id_} text-{id_}"' in page


async def test_the_table_by_guest_adds_up_to_all_questions(house: House) -> None:
    room = await house.debate("live")
    await house.question(room, "Za sve?")
    await house.question(room, "Za jednog?", to="g1")
    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    table = page[page.index("Po gostima") :]
    assert re.search(r'<th scope="row">Za sve</th><td>1</td><td>1</td><td>0</td>', table)


async def test_it_says_whose_time_it_tells(house: House) -> None:
    await evening(house)

    page = await (await house.stranger().get("/archive/482915")).get_data(as_text=True)

    assert "Vremena su po satu u Mitrovici" in page


async def test_lines_behind_what_was_signed_are_looked_at_when_the_archive_is_asked_for(
    house: House,
) -> None:
    room = await evening(house)
    await room.attesting.close()
    await house.rooms.forget(room.code)
    forged = Entry(
        room.debate.seq + 1, 0, room.debate.seq + 1, "owner", PhaseChanged(to="archived")
    )
    await append_forged(house.store, room.code, [forged])

    response = await house.stranger().get(f"/archive/{room.code}.json")

    assert len((await response.get_json())["journal"]) == room.debate.seq
    (opened,) = house.rooms.open_rooms()
    await opened.attesting.look()
    assert opened.around.disputed == ("journal",)
