"""An invitation goes out by mail as well, where the house has a mail server."""

import re
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest_asyncio

from server.debate.actors import Role
from server.mail.post import Post
from server.smtp_address import SmtpAddress
from tests.given.web_house import Browser, House, settings
from tests.mail.servers import MailServer, mail_server

MEMBERS = "/admin/o/civic-energy-center/members"
ALL = "/admin/organisations"
INVITE = {
    "do": "invite",
    "role": "screener",
    "scope": "organisation:civic-energy-center",
    "label": "Mira",
    "mail": "mira.p@example.org",
    "mail_lang": "sr-Cyrl",
}
ADDRESS = re.compile(r"http://\S+/invited/[\w-]+")
NOWHERE = SmtpAddress("smtp", "127.0.0.1", 9)
OWNER: Role = "owner"


@pytest_asyncio.fixture
async def writing(tmp_path: Path) -> AsyncIterator[House]:
    house = House(settings(tmp_path, smtp_url=NOWHERE, mail_from="tribina@example.org"))
    await house.open()
    yield house
    await house.close()


async def owner_of(house: House) -> Browser:
    owner = await house.moderator(OWNER, "vesna")
    owner.cookies["tribina_locale"] = "en"
    return owner


async def page_of(owner: Browser) -> str:
    return await (await owner.get(MEMBERS)).get_data(as_text=True)


async def letters_of(house: House) -> list[str]:
    """What a mail server gets now."""
    async with mail_server(there := MailServer()) as address:
        at = settings(house.settings.data, smtp_url=address, mail_from="tribina@example.org")
        await Post(house.store, at, house.clock).look()
    read = [message_from_bytes(one.content or b"", policy=default) for one in there.took]  # type: ignore[arg-type]
    return [f"{one['Subject']}\n{one.get_content()}" for one in read]


async def test_where_there_is_no_mail_server_the_field_is_not_offered(house: House) -> None:
    owner = await owner_of(house)
    assert 'name="mail"' not in await page_of(owner)
    made = await owner.post(MEMBERS, form=INVITE)
    assert made.status_code == 200
    assert await house.store.mails.next(house.clock.now()) is None


async def test_the_letter_is_in_the_language_chosen_and_its_link_opens(writing: House) -> None:
    owner = await owner_of(writing)
    made = await (await owner.post(MEMBERS, form=INVITE)).get_data(as_text=True)
    assert "on its way" in made and "mira.p@example.org" not in await page_of(owner)
    assert "m…@example.org" in await page_of(owner)
    (letter,) = await letters_of(writing)
    assert letter.startswith("Позив: ") and "vesna Вас позива" in letter
    (link,) = ADDRESS.findall(letter)
    assert link in made
    opened = await writing.stranger().get(urlsplit(link).path)
    assert opened.status_code == 200
    assert "the letter was sent" in await page_of(owner)


async def test_nobody_is_written_to_again_and_again(writing: House) -> None:
    owner, told = await owner_of(writing), []
    for name in ("mira.p", "Mira.P", "mira.p", "mira.p", "ana"):
        form = INVITE | {"mail": f"{name}@example.org"}
        page = await (await owner.post(MEMBERS, form=form)).get_data(as_text=True)
        assert ADDRESS.search(page)  # which can be handed over whatever becomes of the letter
        told.append("on its way as well" in page)
        assert told[-1] or "hand the link over yourself" in page
    assert told == [True, True, True, False, True]
    assert len(await letters_of(writing)) == 4


async def test_a_new_link_makes_the_one_before_useless(writing: House) -> None:
    owner = await owner_of(writing)
    await owner.post(MEMBERS, form=INVITE)
    (first,) = await letters_of(writing)
    invitation = (await writing.store.invitations.into("civic-energy-center"))[0].id
    again = {"do": "renew", "invitation": invitation, "mail": "mira@example.org"}
    made = await owner.post(MEMBERS, form=again | {"mail_lang": "sq-XK"})
    assert made.status_code == 200
    (second,) = await letters_of(writing)
    assert second.startswith("Ftesë: ")
    paths = [urlsplit(ADDRESS.findall(one)[0]).path for one in (first, second)]
    statuses = [(await writing.stranger().get(path)).status_code for path in paths]
    assert statuses == [410, 200]


async def test_an_invitation_that_was_taken_back_is_not_sent(writing: House) -> None:
    owner = await owner_of(writing)
    await owner.post(MEMBERS, form=INVITE)
    invitation = (await writing.store.invitations.into("civic-energy-center"))[0].id
    await owner.post(MEMBERS, form={"do": "take-back", "invitation": invitation})
    assert await letters_of(writing) == []


async def test_what_is_no_address_is_said_and_nothing_is_made(writing: House) -> None:
    owner = await owner_of(writing)
    for wrong in ("mira", "a@b.org, c@d.org", "a@b.org\r\nBcc: c@d.org"):
        answer = await owner.post(MEMBERS, form=INVITE | {"mail": wrong})
        assert answer.status_code == 422
    assert await writing.store.invitations.into("civic-energy-center") == []


async def test_what_is_no_address_comes_back_where_a_link_is_renewed(writing: House) -> None:
    owner = await owner_of(writing)
    for _ in range(2):
        await owner.post(MEMBERS, form=INVITE)
    one, other = await writing.store.invitations.into("civic-energy-center")
    form = {"do": "renew", "invitation": one.id, "mail": "mira", "mail_lang": "sq-XK"}
    page = await (await owner.post(MEMBERS, form=form)).get_data(as_text=True)
    assert f'href="#mail-{one.id}"' in page
    assert re.search(rf'id="mail-{one.id}"[^>]* value="mira"[^>]* aria-invalid="true"', page)
    assert re.search(rf'id="mail-{other.id}"[^>]* value=""', page)
    assert page.count('<details class="account__more" open>') == 1


async def test_nobody_renews_an_invitation_of_another_organisation(writing: House) -> None:
    owner = await owner_of(writing)
    await owner.post(MEMBERS, form=INVITE)
    invitation = (await writing.store.invitations.into("civic-energy-center"))[0].id
    await writing.store.organisations.add("other", "Other", writing.clock.now())
    answer = await owner.post(
        "/admin/o/other/members", form={"do": "renew", "invitation": invitation}
    )
    assert answer.status_code in (403, 404)
    assert len(await letters_of(writing)) == 1


async def test_a_keeper_sees_letters_that_could_not_be_sent(writing: House) -> None:
    owner = await owner_of(writing)
    assert "Letters go out" in await (await owner.get("/admin/health")).get_data(as_text=True)
    await owner.post(MEMBERS, form=INVITE)
    async with mail_server(MailServer("refuses")) as address:
        at = settings(writing.settings.data, smtp_url=address, mail_from="tribina@example.org")
        await Post(writing.store, at, writing.clock).look()
    page = await (await owner.get("/admin/health")).get_data(as_text=True)
    assert "Could not be sent: 1." in page and "mira" not in page


async def keeper_of(house: House) -> Browser:
    keeper = await house.moderator("keeper", "zora")
    keeper.cookies["tribina_locale"] = "en"
    return keeper


async def test_a_keeper_writes_to_the_first_owner_and_to_another(writing: House) -> None:
    keeper = await keeper_of(writing)
    new = {"do": "add", "name": "Aktiv", "key": "aktiv"}
    asked = (
        new | {"mail": "mira@example.org", "mail_lang": "sq-XK"},
        {"do": "invite", "organisation": "aktiv", "mail": "agon@example.org", "mail_lang": "en"},
    )
    for form, begins in zip(asked, ("Ftesë: Aktiv", "Invitation: Aktiv"), strict=True):
        page = await (await keeper.post(ALL, form=form)).get_data(as_text=True)
        assert "on its way" in page and form["mail"] not in page
        (letter,) = await letters_of(writing)
        assert letter.startswith(begins)
        (link,) = ADDRESS.findall(letter)
        assert link in page


async def test_to_what_is_no_address_no_owner_is_invited_and_nothing_is_made(
    writing: House,
) -> None:
    keeper = await keeper_of(writing)
    new = {"do": "add", "name": "Aktiv", "key": "aktiv", "mail": "mira", "mail_lang": "en"}
    assert (await keeper.post(ALL, form=new)).status_code == 422
    assert await writing.store.organisations.get("aktiv") is None

    await writing.store.organisations.add("aktiv", "Aktiv", 1)
    again = {"do": "invite", "organisation": "aktiv", "mail": "a@b.org\r\nBcc: c@d.org"}
    answer = await keeper.post(ALL, form=again | {"mail_lang": "en"})
    assert answer.status_code == 422
    assert 'id="mail-aktiv-error"' in await answer.get_data(as_text=True)
    assert await writing.store.invitations.into("aktiv") == []
    assert await letters_of(writing) == []
