"""The page by which an organisation leaves: who has it, what it asks, and what it takes."""

import json
import re

import pytest

from server.store.leaving.belongings import GOES
from server.store.leaving.retentions import WHATS
from server.store.tables import table_of
from server.web.leaving.desk import TOLD
from server.web.leaving.processing import ALWAYS
from tests.given.web_house import Browser, House
from tests.moving.given import DRAFT, KEY, PROGRAMME, everything

PAGE = f"/admin/o/{KEY}/leaving"


async def post(browser: Browser, path: str, **form: str) -> int:
    response = await browser.post(path, form=form)
    return int(response.status_code)


async def test_only_its_owners_and_keepers_have_the_page(house: House) -> None:
    owner = await everything(house)
    assert (await owner.get(PAGE)).status_code == 200
    stranger = await house.stranger().get(PAGE)
    assert stranger.status_code == 303
    other = await house.moderator("producer", "mira")
    assert (await other.get(PAGE)).status_code in (403, 404)
    for path in ("export.zip", "personal.ndjson?what=texts", "processing.json"):
        assert (await other.get(f"{PAGE}/{path}")).status_code in (403, 404)
    keeper = await house.moderator("keeper", "keko")
    assert (await keeper.get(PAGE)).status_code == 200
    assert (await keeper.get(f"{PAGE}/personal.ndjson?what=texts")).status_code == 403
    assert await post(keeper, PAGE, do="shred", texts="yes", typed=KEY) == 403


async def test_whoever_deactivates_types_the_key(house: House) -> None:
    owner = await everything(house)
    form = {"do": "deactivate", "when": "later", "days": "30"}
    assert await post(owner, PAGE, **form, typed="other") == 422
    assert await post(owner, PAGE, **form | {"days": "x"}, typed=KEY) == 422
    assert await house.store.departures.of(KEY) is None
    assert await post(owner, PAGE, **form, typed=KEY) == 303

    assert (await owner.get(f"/admin/o/{KEY}")).status_code == 403
    assert (await owner.get(f"/admin/o/{KEY}/members")).status_code == 403
    assert (await house.stranger().get(f"/o/{KEY}")).status_code == 200
    assert (await owner.get(f"/control/{DRAFT}")).status_code == 200  # it goes on to its end
    assert await post(owner, PAGE, do="keep") == 303
    assert (await owner.get(f"/admin/o/{KEY}")).status_code == 200


async def refused(browser: Browser, **form: str) -> tuple[str, set[str]]:
    """The page as it comes back, and the ids of what is ticked or chosen on it."""
    response = await browser.post(PAGE, form=form)
    assert response.status_code == 422
    page = str(await response.get_data(as_text=True))
    assert 'role="alert"' in page
    for wrong in re.findall(r'<li><a href="#([^"]+)"', page.split('role="alert"')[1]):
        (field,) = re.findall(rf'<(?:input|fieldset)[^>]* id="{re.escape(wrong)}"[^>]*>', page)
        assert 'aria-invalid="true"' in field and f'{wrong}-error"' in field
        assert page.count(f'id="{wrong}-error"') == 1
    inputs = re.findall(r"<input[^>]* checked[^>]*>", page)
    return page, {re.sub(r'.* name="(\w+)" value="(\w+)".*', r"\1 \2", one) for one in inputs}


async def test_what_goes_and_when_is_as_it_was_sent_where_the_key_was_wrong(house: House) -> None:
    """Or whoever only mends the key would remove something else than was chosen."""
    owner = await everything(house)
    form = {"do": "deactivate", "when": "never", "days": "7", "archives": "go"}
    page, chosen = await refused(owner, **form, typed="other")
    assert chosen == {"when never", "archives go"}
    assert re.search(r'id="days"[^>]* value="7"', page)
    page, chosen = await refused(owner, **form | {"when": "later", "days": "soon"}, typed=KEY)
    assert chosen == {"when later", "archives go"}
    assert re.search(r'id="days"[^>]* value="soon"', page)
    page, chosen = await refused(owner, **form | {"when": ""}, typed=KEY)
    assert chosen == {"archives go"}


async def test_what_is_to_be_shredded_stays_ticked_where_the_key_was_wrong(house: House) -> None:
    owner = await everything(house)
    _, chosen = await refused(owner, do="shred", names="yes", notes="yes", typed="other")
    assert chosen == {"names yes", "notes yes", "when later", "archives stay"}
    page, _ = await refused(owner, do="shred", typed="other")
    assert 'href="#names"' in page and 'href="#shred-typed"' in page


async def test_whatever_goes_is_told_beforehand(house: House) -> None:
    """All but what hangs on something that is told, and what nobody has made."""
    hangs = {"receipts", "remarks", "sent_forms", "counts", "outgoing_deliveries"}
    assert {table_of(rows).name for rows in GOES} == {*TOLD, *hangs} - {"drafts"}

    owner = await everything(house)
    await house.store.quotas.put(KEY, {"exports": 7})
    await house.store.embedders.set(KEY, ["https://novine.example"])
    owner.cookies["tribina_locale"] = "en"
    page = str(await (await owner.get(PAGE)).get_data(as_text=True))
    assert "1 quota of its own" in page and "1 website that may show its debates" in page
    assert "Go as well, with programmes, logos and written answers" in page


async def test_days_that_are_none_come_back_as_they_were_typed(house: House) -> None:
    owner = await everything(house)
    page, _ = await refused(owner, do="retention", programme=PROGRAMME, names="9", texts="ten")
    assert re.search(r'id="names-sporazum"[^>]* value="9"', page)
    assert re.search(r'id="texts-sporazum"[^>]* value="ten"', page)
    assert await house.store.retentions.of(PROGRAMME) == {"names": 400}


async def test_who_answers_is_told_which_of_the_two_is_too_long(house: House) -> None:
    owner = await everything(house)
    page, _ = await refused(owner, do="responsible", responsible="Ana", contact="a" * 201)
    assert 'href="#contact"' in page and 'href="#responsible"' not in page
    assert 'value="Ana"' in page


async def test_an_owner_downloads_and_then_removes(house: House) -> None:
    owner = await everything(house)
    export = await owner.get(f"{PAGE}/export.zip")
    assert (await export.get_data())[:2] == b"PK"
    download = await (await owner.get(f"{PAGE}/personal.ndjson?what=texts")).get_data(as_text=True)
    assert "Susedova tajna" in download
    assert {json.loads(line)["what"] for line in str(download).splitlines()} == {"texts"}
    assert await post(owner, PAGE, do="shred", typed=KEY) == 422
    assert await post(owner, PAGE, do="shred", texts="yes", typed=KEY) == 303
    again = await (await owner.get(f"{PAGE}/personal.ndjson?what=texts")).get_data(as_text=True)
    assert "Susedova" not in again


async def test_what_is_kept_is_told_to_everybody(house: House) -> None:
    owner = await everything(house)
    said = {"responsible": "Ana <b>Anić</b>", "contact": "ana@example.org"}
    assert await post(owner, PAGE, do="responsible", **said) == 303
    assert await post(owner, PAGE, do="retention", programme=PROGRAMME, texts="90") == 303
    assert await post(owner, PAGE, do="retention", programme=PROGRAMME, texts="-1") == 422
    assert await post(owner, PAGE, do="retention", programme="other/x", texts="1") == 404
    text = str(await (await house.stranger().get(f"/o/{KEY}/privacy")).get_data(as_text=True))
    assert "Ana &lt;b&gt;Anić" in text
    assert "Sporazum: 90 dana od završetka" in text
    home = str(await (await house.stranger().get("/privacy")).get_data(as_text=True))
    assert f"/o/{KEY}/privacy" in home
    assert (await house.stranger().get("/o/nobody/privacy")).status_code == 404
    assert "slučajnom oznakom" in home and "Broj telefona" not in home
    assert "dnevniku administracije" in home and "Pisani odgovori" in home
    rows = json.loads(await (await owner.get(f"{PAGE}/processing.json")).get_data())
    assert {"Sporazum: 90 days after closing"} <= {row["kept"] for row in rows}
    assert len(rows) == len(ALWAYS) + len(WHATS)
    table = str(await (await owner.get(f"{PAGE}/processing.csv")).get_data(as_text=True))
    assert table.count("\n") == len(rows) + 1


@pytest.mark.parametrize("path", ["shred", "deactivate", "keep", "responsible", "retention"])
async def test_a_form_of_somebody_else_does_nothing(house: House, path: str) -> None:
    owner = await everything(house)
    owner.origin = "https://evil.example"
    assert await post(owner, PAGE, do=path, typed=KEY, texts="yes", when="now") == 403


async def test_of_a_day_no_more_is_exported_than_the_quota_says(house: House) -> None:
    owner = await everything(house)
    await house.store.quotas.put(KEY, {"exports": 1})
    statuses = [(await owner.get(f"{PAGE}/export.zip")).status_code for _ in range(2)]
    assert statuses == [200, 409]
