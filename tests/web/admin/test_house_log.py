"""What administration changes stands in the house's log, and nobody's name with it."""

import json

import pytest

from server.debate.inner_commands import DescribeDebate
from server.language.languages import SPOKEN
from server.store import Store
from server.store.logs.house_log import digest_of
from server.transparency.merkle import Tree
from server.web.admin import create_debate
from tests.given.web_house import OWNER, House

PASSWORD = "correct horse battery"


async def entered(store: Store) -> list[dict[str, object]]:
    return [json.loads(line.body) for line in await store.house_log.read()]


async def test_accounts_are_entered_by_a_digest_of_their_random_ids(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    added = {"do": "add", "name": "agon", "role": "screener", "password": PASSWORD}
    await browser.post("/admin/accounts", form=added)
    account = await house.store.accounts.get("agon")
    assert account is not None
    for form in ({"do": "role", "role": "producer"}, {"do": "remove"}):
        await browser.post("/admin/accounts", form={"name": "agon", **form})

    said = await entered(house.store)
    assert [(one["kind"], one["role"]) for one in said] == [
        ("account_added", "screener"),
        ("account_changed", "producer"),
        ("account_removed", "producer"),
    ]
    assert {one["account"] for one in said} == {digest_of(account.id.encode())}
    assert "agon" not in json.dumps(said) and "vesna" not in json.dumps(said)


async def test_programmes_and_word_lists_are_entered(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    programme = await house.store.programmes.get("social-club")
    assert programme is not None
    names = {f"name-{tag}": name for tag, name in programme.name.items()}
    form = {"organisation": programme.organisation, "accent": programme.accent, **names}
    await browser.post("/admin/o/civic-energy-center/programmes/social-club", form=form)
    editions = {f"edition-{lang}": "0" for lang in SPOKEN}
    words = {f"words-{lang}": "budala" for lang in SPOKEN}
    await browser.post("/admin/words", form={"do": "save", **editions, **words})

    kinds = [one["kind"] for one in await entered(house.store)]
    assert kinds == ["programme_changed", "words_changed"]


async def test_a_debate_that_is_deleted_leaves_the_digest_of_its_first_line(house: House) -> None:
    room = await house.debate("closed")
    await room.attesting.close()
    first = digest_of((await house.store.journal.some_lines(room.code))[0].body)
    browser = await house.moderator("owner", "vesna")

    await browser.post(f"/admin/debates/{room.code}/delete", form={"typed": room.code})

    last = (await entered(house.store))[-1]
    assert (last["kind"], last["first"]) == ("debate_deleted", first)


async def test_a_code_whose_log_was_signed_is_given_to_no_other_debate(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = DescribeDebate(id="new", programme="social-club", title={"sq": "Puna"})
    own, codes = house.rooms.signing.own(), iter((1, 2))
    house.rooms.signing.sign(own.debate("100001"), Tree([b"of a rehearsal that is gone"]))
    monkeypatch.setattr("secrets.randbelow", lambda most: next(codes))

    made = create_debate.create_debate
    code = await made(house.store, house.rooms, house.clock, OWNER, described)

    assert code == "100002"
