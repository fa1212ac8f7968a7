"""Who reads the log of administration, what is in it, and what never is."""

import csv
import io
import json
from typing import Any

import pytest

from server.debate.actors import HOUSE, Role, Scope
from server.store.administration.actions import ACTIONS, Who
from server.store.administration.entries import Entry, Note, body_of
from server.store.administration.fields import FIELDS
from server.store.administration.log import Sought
from server.store.chain import link
from server.web.organisations.log_pages import AT_ONCE
from server.web.words.i18n import house_words
from tests.given.web_house import Browser, House

OURS, OTHERS = "civic-energy-center", "aktiv"
NOW = 1_800_000_000_000


async def member(house: House, role: Role, organisation: str, name: str) -> Browser:
    browser = await house.moderator("screener", name)
    account = await house.store.accounts.get(name)
    assert account is not None
    await house.store.memberships.take(account.id, HOUSE, NOW)
    await house.store.memberships.grant(account.id, Scope("organisation", organisation), role, NOW)
    return browser


async def enter(house: House, scope: Scope, about: str, **said: Any) -> None:
    note = Note(Who("account", "a1", "Ana"), "programme_changed", scope, about, **said)
    await house.store.administration.enter(note, NOW)


@pytest.fixture
async def two(house: House) -> House:
    """A house with two organisations, of which each has an entry, and one of its own."""
    await house.store.organisations.add(OTHERS, "Aktiv", NOW)
    for scope, about in (
        (Scope("organisation", OURS), "of-ours"),
        (Scope("organisation", OTHERS), "of-others"),
        (HOUSE, "of-house"),
    ):
        await enter(house, scope, about)
    return house


async def texts(browser: Browser, path: str) -> tuple[int, str]:
    response = await browser.get(path)
    return response.status_code, await response.get_data(as_text=True)


@pytest.mark.parametrize("suffix", ["", ".csv", ".ndjson"])
@pytest.mark.parametrize("role", ["owner", "observer"])
async def test_an_organisation_reads_its_entries_and_no_others(
    two: House, role: Role, suffix: str
) -> None:
    browser = await member(two, role, OURS, "ana")

    status, text = await texts(browser, f"/admin/o/{OURS}/log{suffix}")
    assert status == 200 and "of-ours" in text
    assert "of-others" not in text and "of-house" not in text
    assert (await texts(browser, f"/admin/o/{OTHERS}/log{suffix}"))[0] == 404
    assert (await texts(browser, f"/admin/log{suffix}"))[0] == 403


@pytest.mark.parametrize("role", ["screener", "producer", "host"])
async def test_who_only_works_in_debates_reads_no_log(two: House, role: Role) -> None:
    browser = await member(two, role, OURS, "ana")
    assert (await texts(browser, f"/admin/o/{OURS}/log"))[0] == 403


async def test_keepers_read_what_is_of_the_house_alone(two: House) -> None:
    browser = await two.moderator("keeper", "kira")

    status, text = await texts(browser, "/admin/log")
    assert status == 200 and "of-house" in text
    assert "of-ours" not in text and "of-others" not in text
    assert (await texts(browser, f"/admin/o/{OURS}/log"))[0] == 403


async def test_an_observer_is_led_to_the_log(two: House) -> None:
    browser = await member(two, "observer", OURS, "ana")
    response = await browser.get("/admin/o")
    assert response.headers["Location"] == f"/admin/o/{OURS}/log"


async def test_each_entry_of_a_filtered_file_can_be_verified_alone(two: House) -> None:
    browser = await member(two, "observer", OURS, "ana")
    _, text = await texts(browser, f"/admin/o/{OURS}/log.ndjson?action=programme_changed")

    [line] = [json.loads(line) for line in text.splitlines()]
    body = json.dumps(line["entry"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert link(bytes.fromhex(line["previous"]), body.encode()).hex() == line["hash"]


async def test_what_is_downloaded_is_entered(two: House) -> None:
    browser = await member(two, "owner", OURS, "ana")
    await texts(browser, f"/admin/o/{OURS}/log.csv")

    [kept, *_] = await two.store.administration.read(Sought(OURS))
    assert kept.entry is not None
    assert (kept.entry.action, kept.entry.about) == ("log_exported", "csv")


async def test_a_long_log_is_read_in_parts_and_downloaded_whole(house: House) -> None:
    for number in range(2 * AT_ONCE + 1):
        await enter(house, HOUSE, f"list-{number:03}.")
    browser = await house.moderator("keeper", "kira")

    _, newest = await texts(browser, "/admin/log")
    assert "list-100." in newest and "list-050." not in newest and "before=" in newest
    _, older = await texts(browser, f"/admin/log?before={2 * AT_ONCE + 2 - AT_ONCE}")
    assert "list-050." in older and "list-001." in older and "list-051." not in older
    _, file = await texts(browser, "/admin/log.csv?action=programme_changed")
    rows = list(csv.DictReader(io.StringIO(file.removeprefix("\ufeff")), delimiter=";"))
    assert [row["number"] for row in rows] == [str(n) for n in range(2 * AT_ONCE + 1, 0, -1)]


async def test_a_page_shows_what_one_did(two: House) -> None:
    await two.store.administration.enter(
        Note(Who("account", "a2", "Boro"), "words_changed", HOUSE), NOW
    )
    browser = await two.moderator("keeper", "kira")
    _, text = await texts(browser, "/admin/log?who=account:a2")
    assert "Boro" in text and "of-house" not in text


@pytest.mark.parametrize("query", ["action=nothing", "action=' OR 1"])
async def test_an_action_that_there_is_not_is_refused(two: House, query: str) -> None:
    browser = await two.moderator("keeper", "kira")
    assert (await texts(browser, f"/admin/log?{query}"))[0] == 400


@pytest.mark.parametrize("query", ["before=x", "before=9" + "9" * 40, "who=%ff", "before=-1"])
async def test_whatever_else_is_asked_for_is_answered(two: House, query: str) -> None:
    browser = await two.moderator("keeper", "kira")
    assert (await texts(browser, f"/admin/log?{query}"))[0] == 200


async def test_texts_in_an_entry_run_neither_in_the_page_nor_in_a_spreadsheet(house: House) -> None:
    await enter(house, HOUSE, "<script>x</script>", after={"name": "=HYPERLINK(1)"})
    await enter(house, HOUSE, "=1+1")
    browser = await house.moderator("keeper", "kira")

    assert "<script>x" not in (await texts(browser, "/admin/log"))[1]
    _, file = await texts(browser, "/admin/log.csv")
    assert '"=1+1"' not in file and '"\'=1+1"' in file


async def test_an_entry_that_somebody_spoilt_does_not_hide_the_others(two: House) -> None:
    async with two.store.administration._database.write() as connection:
        await connection.exec_driver_sql("UPDATE administration SET body = '{}' WHERE seq = 3")
    await enter(two, HOUSE, "afterwards")
    browser = await two.moderator("keeper", "kira")

    status, text = await texts(browser, "/admin/log")
    assert status == 200 and "afterwards" in text and "ne može pročitati" in text
    assert (await texts(browser, "/admin/log.csv"))[0] == 200


def test_every_action_has_its_words() -> None:
    words = house_words().strings("en", ["log"])
    assert {f"log.did_{action}" for action in ACTIONS} == {
        key for key in words if key.startswith("log.did_")
    }


def test_every_field_has_its_words() -> None:
    words = house_words().strings("en", ["log"])
    assert {f"log.field_{field}" for field in FIELDS} == {
        key for key in words if key.startswith("log.field_")
    }


async def test_settings_are_told_in_words(house: House) -> None:
    browser = await house.moderator("keeper", "kira")
    await enter(house, HOUSE, "klub", after={"accent": "#123456", "of another version": 1})

    text = (await texts(browser, "/admin/log"))[1]
    assert "boja: <bdi>#123456</bdi>" in text and "of another version: <bdi>1</bdi>" in text


async def test_an_owner_sees_what_they_did(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    await browser.post(f"/admin/o/{OURS}", form={"name": "Centar"})

    [kept, *_] = await house.store.administration.read(Sought(OURS))
    entry = kept.entry
    assert isinstance(entry, Entry) and body_of(entry)
    assert (entry.action, entry.who.name) == ("organisation_renamed", "vesna")
    assert entry.after == {"name": "Centar"}
