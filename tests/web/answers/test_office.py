"""A guest's office answers in writing, by a link that can do nothing else."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from server.archive.checking.main import main as check
from server.debate import commands as c
from server.debate.actors import HOUSE, Scope
from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from server.identity.answer_links import DAYS
from server.live.room import Room
from server.operating.tools import Tools
from server.store.administration.log import Sought
from server.web.answers.desk import LABEL_LIMIT
from server.web.archive.downloads import Download
from tests.given.clocks import FakeClock
from tests.given.web_house import OWNER, PRODUCER, Browser, House

CODE = "482915"
DESK = f"/admin/debates/{CODE}/answers"
ADDRESS = re.compile(r"/answers/[\w-]{43}")


async def evening(house: House) -> tuple[Room, dict[str, str]]:
    """A debate that is over: what was answered, evaded, not reached, and by whom it is asked."""
    room = await house.debate("draft", CODE)
    guests = {"g1": Guest("Ana Petrović", {"sr-Latn": "direktorka"}), "g2": Guest("Arben")}
    described = DescribeDebate(
        id="two", code=CODE, programme="social-club", title={"sr-Latn": "Posao"}, guests=guests
    )
    await room.handle(OWNER, described)
    await room.handle(OWNER, c.ChangePhase(id="live", to="live"))
    asked = {
        "answered": await house.question(room, "Kada će biti posla za mlade ovde?"),
        "evaded": await house.question(room, "Koliko novca je potrošeno lane?", to="g1"),
        "waiting": await house.question(room, "Zašto autobus kasni svako jutro?"),
        "other": await house.question(room, "Ko odgovara za struju u gradu?", to="g2"),
    }
    for id_, how in (("answered", "answered"), ("evaded", "evaded")):
        command = c.AnswerQuestion(id=f"a {id_}", question=asked[id_], how=how)  # type: ignore[arg-type]
        await room.handle(PRODUCER, command)
    await room.handle(OWNER, c.ChangePhase(id="closed", to="closed"))
    return room, asked


async def producer_of(house: House) -> Browser:
    producer = await house.moderator("producer", "mira")
    producer.cookies["tribina_locale"] = "en"
    return producer


async def link_of(producer: Browser, guest: str = "g1") -> str:
    made = await producer.post(DESK, form={"do": "make", "guest": guest, "label": "Cabinet"})
    assert made.status_code == 200
    found = ADDRESS.search(await made.get_data(as_text=True))
    assert found
    return found[0]


async def text(browser: Browser, path: str) -> str:
    return await (await browser.get(path)).get_data(as_text=True)


async def publish(office: Browser, link: str, question: str, said: str, edition: int = 0) -> int:
    save = {"do": "look", "question": question, "text": said, "edition": str(edition)}
    assert (await office.post(link, form=save)).status_code == 200
    sure = {"do": "publish", "question": question, "edition": str(edition + 1)}
    return (await office.post(link, form=sure)).status_code


def speaks_english(house: House) -> Browser:
    office = house.stranger()
    office.cookies["tribina_locale"] = "en"
    return office


async def test_an_office_sees_what_was_put_to_its_guest_or_to_all_and_is_still_due(
    house: House,
) -> None:
    _, asked = await evening(house)
    link = await link_of(await producer_of(house))
    page = await text(speaks_english(house), link)
    shown = {name for name, id_ in asked.items() if f'id="{id_}"' in page}
    assert shown == {"evaded", "waiting"}
    assert "Ana Petrović" in page and "direktorka" in page


async def test_an_answer_stands_in_the_archive_and_in_the_downloads(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    said = "Potrošeno je 40.000 evra.\n\n<b>Sve</b> je objavljeno."
    assert await publish(office, link, asked["evaded"], said) == 303
    page = await text(office, f"/archive/{CODE}")
    assert "&lt;b&gt;Sve&lt;/b&gt; je objavljeno." in page and "in writing" in page
    table = (await text(office, f"/archive/{CODE}.csv")).removeprefix("\ufeff")
    rows = {row["question"]: row for row in csv.DictReader(io.StringIO(table), delimiter=";")}
    assert "40.000 evra" in rows[asked["evaded"]]["written_answers"]
    whole = json.loads(await text(office, f"/archive/{CODE}/answers.json"))
    ((answer,),) = [one["answers"] for one in whole["questions"]]
    assert answer["text"] == said and answer["name"] == "Ana Petrović" and answer["id"]
    assert [json.loads(line)["text"] for line in whole["lines"]] == [said]


async def test_the_archive_verifies_as_before(house: House, tmp_path: Path) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da.")
    for kind in ("json", "zip"):
        file = tmp_path / f"a.{kind}"
        body = await (await office.get(f"/archive/{CODE}.{kind}")).get_data(as_text=False)
        file.write_bytes(body)
        assert check(str(file)) == 0, kind


async def test_they_lie_in_the_zip_and_their_head_stands_in_the_minutes(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, asked = await evening(house)
    empty = await (await house.stranger().get(f"/archive/{CODE}.zip")).get_data(as_text=False)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    assert "Hash of the last answer" not in await text(office, f"/archive/{CODE}/minutes")
    await publish(office, link, asked["evaded"], "Da.")

    body = await (await office.get(f"/archive/{CODE}.zip")).get_data(as_text=False)
    with zipfile.ZipFile(io.BytesIO(empty)) as one, zipfile.ZipFile(io.BytesIO(body)) as other:
        added = set(other.namelist()) - set(one.namelist())
        written = other.read("answers.json").decode()
        assert added == {"answers.json"}
        assert len(re.findall(r"^answers\.json +\S", other.read("README.txt").decode(), re.M)) == 4
    assert written == await text(office, f"/archive/{CODE}/answers.json")
    head = await house.store.written_answers.head(CODE)
    (tmp_path / "a.zip").write_bytes(body)
    assert check(str(tmp_path / "a.zip")) == 0
    assert head in capsys.readouterr().out
    minutes = await text(office, f"/archive/{CODE}/minutes")
    assert f"Hash of the last answer in writing: <code>{head}</code>" in minutes
    assert "<dt>Answers in writing</dt><dd>1</dd>" in minutes


async def test_the_command_line_writes_the_same_bytes(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da.")
    tools = Tools(house.store, house.rooms, house.clock, house.settings.public_url)
    kinds: tuple[Download, ...] = ("csv", "zip")
    for kind in kinds:
        page = await (await office.get(f"/archive/{CODE}.{kind}")).get_data(as_text=False)
        assert await tools.export(CODE, kind, lambda part: None) == page, kind


async def test_what_was_published_cannot_be_changed_but_be_followed(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Prvo.")
    again = {"do": "publish", "question": asked["evaded"], "edition": "1"}
    assert (await office.post(link, form=again)).status_code == 409
    await publish(office, link, asked["evaded"], "Ispravka.")
    page = await text(office, f"/archive/{CODE}")
    assert page.index("Prvo.") < page.index("Ispravka.")


async def test_the_houses_log_names_the_answer_and_nothing_of_it(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da, javno.")
    lines = [line.body.decode() for line in await house.store.house_log.read()]
    (told,) = [line for line in lines if '"answer_written"' in line]
    assert await house.store.written_answers.head(CODE) in told and "javno" not in told


async def test_a_link_ends_with_its_makers_right_to_make_it(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    await house.store.memberships.grant(mira.id, HOUSE, "observer", house.clock.now())
    assert (await office.get(link)).status_code == 410
    assert "No answer by" not in await text(office, f"/archive/{CODE}")
    vesna = await house.moderator("owner", "vesna")
    (kept,) = await house.store.answer_links.of(CODE)
    made = await vesna.post(DESK, form={"do": "renew", "link": kept.id})
    renewed = ADDRESS.search(await made.get_data(as_text=True))
    assert renewed  # and is whose who renewed it
    assert await publish(office, renewed[0], asked["evaded"], "Da.") == 303


async def test_the_log_of_administration_says_by_whose_link_was_published(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da, javno.")
    organisation = (await house.store.memberships.path_of(CODE)).organisation
    shown = await house.store.administration.read(Sought(organisation, "answer_published"))
    (entry,) = [line.entry for line in shown if line.entry]
    assert entry.who.kind == "link" and entry.who.name == "Cabinet · mira"
    assert (entry.scope, entry.about) == (Scope("debate", CODE), "Ana Petrović")


async def test_two_who_write_with_one_link_lose_nothing(house: House) -> None:
    _, asked = await evening(house)
    link, one = await link_of(await producer_of(house)), speaks_english(house)
    save = {"do": "save", "question": asked["waiting"], "edition": "0"}
    assert (await one.post(link, form=save | {"text": "Prvi nacrt"})).status_code == 303
    second = await speaks_english(house).post(link, form=save | {"text": "Drugi nacrt"})
    page = await second.get_data(as_text=True)
    assert second.status_code == 409 and "Prvi nacrt" in page and "Drugi nacrt" in page
    assert (await one.post(link, form=save | {"text": "Drugi", "edition": "1"})).status_code == 303


async def test_a_link_writes_only_for_its_guest_and_only_what_is_due(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    for name in ("answered", "other"):
        form = {"do": "save", "question": asked[name], "text": "Da.", "edition": "0"}
        assert (await office.post(link, form=form)).status_code == 404
    for wrong in ({"edition": "-1"}, {"edition": "1e3"}, {"do": "delete"}):
        form = {"do": "save", "question": asked["evaded"], "text": "Da.", "edition": "0"} | wrong
        assert (await office.post(link, form=form)).status_code == 400
    long = {"do": "look", "question": asked["evaded"], "text": "č" * 2001, "edition": "0"}
    assert (await office.post(link, form=long)).status_code == 422
    assert (await office.post(link, form=long | {"text": " "})).status_code == 422
    office.origin = "https://evil.example"
    assert (await office.post(link, form=long | {"text": "Da."})).status_code == 403
    assert await house.store.written_answers.of(CODE) == []


async def test_whoever_floods_it_is_slowed_down_and_keeps_what_they_wrote(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    form = {"do": "save", "question": asked["evaded"]}
    for edition in range(40):
        last = f"Nacrt {edition}"
        sent = form | {"text": last, "edition": str(edition)}
        answer = await office.post(link, form=sent)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429 and last in await answer.get_data(as_text=True)


async def test_once_the_time_is_over_it_is_told_who_did_not_answer(house: House) -> None:
    clock = FakeClock()
    clock._ms = house.clock.now()
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da.")
    assert "No answer by" not in await text(office, f"/archive/{CODE}")
    async with house.store._database.write() as connection:
        await connection.exec_driver_sql("UPDATE answer_links SET ends_at = 1")
    page = await text(office, f"/archive/{CODE}")
    assert page.count("No answer by Ana Petrović.") == 1 and "No answer by Arben" not in page
    assert (await office.get(link)).status_code == 410
    whole = json.loads(await text(office, f"/archive/{CODE}/answers.json"))
    missing = {one["question"]: one["no_answer_by"] for one in whole["questions"]}
    assert missing == {asked["evaded"]: [], asked["waiting"]: ["g1"]}


async def test_a_reminder_is_a_new_link_and_the_old_one_opens_nothing(house: House) -> None:
    await evening(house)
    producer, office = await producer_of(house), speaks_english(house)
    first = await link_of(producer)
    (kept,) = await house.store.answer_links.of(CODE)
    made = await producer.post(DESK, form={"do": "renew", "link": kept.id})
    second = ADDRESS.search(await made.get_data(as_text=True))
    assert second
    assert [(await office.get(path)).status_code for path in (first, second[0])] == [410, 200]
    assert (await house.store.answer_links.of(CODE))[0].ends_at == kept.ends_at
    await producer.post(DESK, form={"do": "take-back", "link": kept.id})
    assert (await office.get(second[0])).status_code == 410
    gone = await producer.post(DESK, form={"do": "renew", "link": kept.id})
    assert gone.status_code == 404


async def test_the_log_calls_the_guest_by_name(house: House) -> None:
    await evening(house)
    producer = await producer_of(house)
    await link_of(producer)
    (kept,) = await house.store.answer_links.of(CODE)
    for do in ("renew", "take-back"):
        await producer.post(DESK, form={"do": do, "link": kept.id})
    actions = ("link_made", "link_revoked")
    said = await house.store.administration.read(Sought("civic-energy-center"))
    entries = [one.entry for one in said if one.entry and one.entry.action in actions]
    assert [entry.about for entry in entries] == ["Ana Petrović"] * 3


async def test_who_may_not_produce_the_debate_makes_no_link(house: House) -> None:
    await evening(house)
    for role in ("screener", "host", "observer"):
        browser = await house.moderator(role, f"some-{role}")
        assert (await browser.get(DESK)).status_code == 403
        form = {"do": "make", "guest": "g1", "label": ""}
        assert (await browser.post(DESK, form=form)).status_code == 403
    assert urlsplit((await house.stranger().get(DESK)).headers["Location"]).path == "/login"
    assert await house.store.answer_links.of(CODE) == []


@pytest.mark.parametrize("phase", ["draft", "live"])
async def test_there_are_none_before_the_debate_is_over(house: House, phase: c.Phase) -> None:
    await house.debate(phase, CODE)
    producer = await producer_of(house)
    assert (await producer.get(DESK)).status_code == 409
    form = {"do": "make", "guest": "g1", "label": ""}
    assert (await producer.post(DESK, form=form)).status_code == 409


async def test_what_is_typed_wrong_is_said(house: House) -> None:
    await evening(house)
    producer = await producer_of(house)
    for form in ({"guest": "g9"}, {"guest": "g1", "label": "x" * (LABEL_LIMIT + 1)}):
        assert (await producer.post(DESK, form={"do": "make"} | form)).status_code == 422
    page = await producer.post(DESK, form={"do": "make", "guest": "g9", "label": "Kabinet"})
    said = await page.get_data(as_text=True)
    assert 'href="#guest"' in said and 'value="Kabinet"' in said
    assert DAYS == 14


async def test_a_link_of_another_debate_is_not_found(house: House) -> None:
    await evening(house)
    producer = await producer_of(house)
    await link_of(producer)
    (kept,) = await house.store.answer_links.of(CODE)
    await house.debate("closed", "111111")
    for do in ("renew", "take-back"):
        form = {"do": do, "link": kept.id}
        answer = await producer.post("/admin/debates/111111/answers", form=form)
        assert answer.status_code == 404


async def test_a_debate_that_is_deleted_takes_its_answers_and_links_along(house: House) -> None:
    _, asked = await evening(house)
    link, office = await link_of(await producer_of(house)), speaks_english(house)
    await publish(office, link, asked["evaded"], "Da.")
    owner = await house.moderator("owner", "vesna")
    gone = await owner.post(f"/admin/debates/{CODE}/delete", form={"typed": CODE})
    assert gone.status_code == 303
    assert (await office.get(link)).status_code == 410
    assert await house.store.written_answers.of(CODE) == []
