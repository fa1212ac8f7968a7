"""Answers in writing: added, never changed, each tied to the one before."""

import asyncio

import pytest

from server.debate.actors import HOUSE
from server.store import AnswerLink, Conflict, Draft, Store
from server.store.answers.links import LINKS_AT_MOST
from server.store.answers.written import EACH_AT_MOST, first_changed
from server.store.errors import Full, Gone

NOW = 1_800_000_000_000
END = NOW + 1_000_000
CODE = "482915"


def link(id_: str = "l1", guest: str = "g1", code: str = CODE) -> AnswerLink:
    return AnswerLink(id_, code, guest, "Kabinet", "", NOW, END)


async def linked(store: Store, id_: str = "l1", guest: str = "g1") -> AnswerLink:
    if await store.debates.get(CODE) is None:
        await store.debates.create(CODE, NOW)
    made, vesna = link(id_, guest), await store.accounts.get("vesna")
    by = vesna.id if vesna else await store.accounts.add("vesna", "owner", "-", NOW)
    await store.answer_links.add(id_.encode(), made, by)
    return made


async def published(store: Store, by: AnswerLink, text: str, question: str = "q1") -> None:
    draft = Draft(text)
    edition = await store.written_answers.save(by, question, draft, NOW)
    await store.written_answers.publish(by, question, Draft(text, edition), "sr-Latn", NOW)


async def test_a_draft_saved_from_two_places_loses_neither(store: Store) -> None:
    made, answers = await linked(store), store.written_answers
    first = await answers.save(made, "q1", Draft("Prvi"), NOW)
    with pytest.raises(Conflict):
        await answers.save(made, "q1", Draft("Drugi"), NOW)
    second = await answers.save(made, "q1", Draft("Prvi, duži", first), NOW)
    with pytest.raises(Conflict):
        await answers.save(made, "q1", Draft("Treći", first), NOW)
    assert await answers.drafts(made) == {"q1": Draft("Prvi, duži", second)}


async def test_drafts_cannot_be_read_in_the_database(store: Store) -> None:
    made = await linked(store)
    await store.written_answers.save(made, "q1", Draft("Tajna namera"), NOW)
    async with store._database.read() as connection:
        found = (await connection.exec_driver_sql("SELECT sealed FROM answer_drafts")).all()
    assert found and b"Tajna" not in bytes(found[0][0])


async def test_what_was_published_twice_at_once_stands_once(store: Store) -> None:
    made, answers = await linked(store), store.written_answers
    edition = await answers.save(made, "q1", Draft("Da."), NOW)
    said = [answers.publish(made, "q1", Draft("Da.", edition), "sr", NOW) for _ in range(4)]
    done = await asyncio.gather(*said, return_exceptions=True)
    assert sum(isinstance(one, Conflict) for one in done) == 3
    assert [one.text for one in await answers.of(CODE)] == ["Da."]
    assert await answers.drafts(made) == {}


async def test_answers_of_several_offices_follow_each_other(store: Store) -> None:
    links = [await linked(store, f"l{n}", f"g{n % 2 + 1}") for n in range(4)]
    await asyncio.gather(*(published(store, one, f"Odgovor {one.id}", one.id) for one in links))
    lines = await store.written_answers.lines(CODE)
    assert [one.seq for one in await store.written_answers.of(CODE)] == [1, 2, 3, 4]
    assert first_changed(lines) is None
    assert await store.written_answers.head(CODE) == lines[-1][1]


@pytest.mark.parametrize("wrong", ["changed", "left out", "moved"])
async def test_whoever_changes_one_afterwards_is_found_out(store: Store, wrong: str) -> None:
    made = await linked(store)
    for text in ("Da.", "Ne.", "Možda."):
        await published(store, made, text)
    lines = await store.written_answers.lines(CODE)
    match wrong:
        case "changed":
            lines[1] = (lines[1][0].replace("Ne.", "Da."), lines[1][1])
        case "left out":
            del lines[1]
        case "moved":
            lines[1], lines[2] = lines[2], lines[1]
    assert first_changed(lines) == 2


async def test_a_link_that_is_over_or_taken_back_writes_nothing(store: Store) -> None:
    made, answers = await linked(store), store.written_answers
    edition = await answers.save(made, "q1", Draft("Da."), NOW)
    with pytest.raises(Gone):
        await answers.publish(made, "q1", Draft("Da.", edition), "sr", END)
    assert await store.answer_links.take_back(CODE, made.id, NOW)
    assert await answers.drafts(made) == {}
    for late in (answers.save(made, "q1", Draft("Ne."), NOW),):
        with pytest.raises(Gone):
            await late
    assert await answers.of(CODE) == []


async def test_there_is_an_end_to_answers_and_links(store: Store) -> None:
    made = await linked(store)
    for number in range(EACH_AT_MOST):
        await published(store, made, f"Ispravka {number}")
    with pytest.raises(Full):
        await published(store, made, "Još jedna")
    for number in range(LINKS_AT_MOST - 1):
        await linked(store, f"m{number}")
    with pytest.raises(Full):
        await linked(store, "one too many")


async def test_a_debate_that_is_removed_takes_all_of_it_along(store: Store) -> None:
    made = await linked(store)
    await published(store, made, "Da.")
    await store.written_answers.save(made, "q2", Draft("Ne."), NOW)
    await store.debates.remove(CODE)
    assert await store.written_answers.of(CODE) == []
    assert await store.answer_links.of(CODE) == []
    assert await store.written_answers.drafts(made) == {}
    with pytest.raises(Gone):
        await store.written_answers.save(made, "q2", Draft("Ne."), NOW)


async def test_what_its_maker_may_not_make_any_more_is_not_written_by(store: Store) -> None:
    made, answers = await linked(store), store.written_answers
    edition = await answers.save(made, "q1", Draft("Da."), NOW)
    vesna = await store.accounts.get("vesna")
    assert vesna is not None
    await store.accounts.add("ana", "owner", "-", NOW)
    await store.memberships.grant(vesna.id, HOUSE, "screener", NOW)
    with pytest.raises(Gone):
        await answers.publish(made, "q1", Draft("Da.", edition), "sr", NOW)
    (kept,) = await store.answer_links.of(CODE)
    assert kept.in_time(NOW) and not kept.holds(NOW)
