"""Whoever asked a question may have a proof of it while the debate is open, and whoever has one may
challenge that it was dismissed."""

from typing import Any

import pytest
from quart import Response

from server.archive.load import load_record
from server.archive.question_proof import Proven, proven
from server.debate import commands as c
from server.limits.table import OWN_PROOFS
from server.live.room import Room
from server.transparency.policy import Policy
from tests.given.answers import body, code_of
from tests.given.web_house import FOREIGN, OWNER, Browser, House


async def phone(house: House, room: Room) -> Browser:
    """With the page, and so with a token."""
    browser = house.stranger()
    await browser.get(f"/{room.code}")
    return browser


async def refusal(response: Response) -> str:
    _, code = await code_of(response)
    return code


async def asked(browser: Browser, room: Room, text: str = "Kada će biti škola?") -> str:
    said = await body(await browser.say(room.code, "submit", text=text))
    question: str = said["question"]
    return question


async def ask_proof(browser: Browser, room: Room, question: str, **more: Any) -> Response:
    path = f"/api/debates/{room.code}/proof"
    return await browser.post(path, json={"question": question}, **more)


async def saved(browser: Browser, room: Room, question: str) -> str:
    await room.attesting.look()
    response = await ask_proof(browser, room, question)
    assert response.status_code == 200, await response.get_data()
    text: str = await response.get_data(as_text=True)
    return text


async def challenge(browser: Browser, room: Room, proof: str) -> Response:
    return await browser.post(f"/api/debates/{room.code}/challenges", json={"proof": proof})


async def dismiss(room: Room, question: str) -> None:
    command = c.DismissQuestion(
        id=f"no to {question} {room.debate.seq}", question=question, reason="off_topic"
    )
    await room.handle(OWNER, command)


async def close(room: Room) -> None:
    await room.handle(OWNER, c.ChangePhase(id="end", to="closed"))


def shown(house: House, room: Room, proof: str) -> Proven:
    """To somebody who knows the key of the house."""
    own = house.rooms.signing.own()
    policy = Policy.parse(f"log {own.key.vkey(own.debate(room.code))}\nquorum none\n")
    return proven(proof.encode(), policy.open)


async def challenges(house: House, room: Room) -> int:
    """In an archive, which holds what is signed."""
    await room.attesting.look()
    record = await load_record(house.store, room.code)
    assert record is not None
    return len(record.results.moderation.challenged or ())


async def test_an_author_is_given_a_proof_that_the_house_has_signed(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    await dismiss(room, question)

    found = shown(house, room, await saved(author, room, question))

    assert (found.question, found.text) == (question, "Kada će biti škola?")
    assert found.decision is not None
    assert found.decision.reason == "off_topic"


async def test_what_is_not_signed_yet_is_offered_again(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)

    response = await ask_proof(author, room, question)
    assert await code_of(response) == (409, "not_signed_yet")
    assert response.headers["Retry-After"] == "30"

    await saved(author, room, question)
    await dismiss(room, question)
    assert await refusal(await ask_proof(author, room, question)) == "not_signed_yet"


async def test_nobody_else_is_given_one_whatever_they_voted_for(house: House) -> None:
    room = await house.debate()
    author, voter = await phone(house, room), await phone(house, room)
    question = await asked(author, room)
    await room.handle(OWNER, c.ApproveQuestion(id="yes", question=question))
    assert (await voter.say(room.code, "vote", question=question, on=True)).status_code == 200
    await room.attesting.look()

    assert await refusal(await ask_proof(voter, room, question)) == "not_allowed"
    assert await refusal(await ask_proof(house.stranger(), room, question)) == "no_token"
    assert await refusal(await ask_proof(author, room, "q99")) == "unknown_question"


async def test_no_other_page_can_have_a_phone_ask_for_one(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    await room.attesting.look()

    elsewhere = Browser(author.app, dict(author.cookies), origin=FOREIGN)
    assert await refusal(await ask_proof(elsewhere, room, question)) == "not_allowed"
    path = f"/api/debates/{room.code}/proof"
    sent = await author.post(path, data=f'{{"question":"{question}"}}')
    assert await refusal(sent) == "malformed"


async def test_once_the_debate_is_closed_nothing_can_be_got(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    await saved(author, room, question)

    await close(room)
    await room.attesting.look()

    assert await refusal(await ask_proof(author, room, question)) == "wrong_phase"
    assert await house.store.seals.of(room.code) is None, "nobody could tell whose it is"


async def test_proofs_are_asked_for_no_faster_than_they_are_of_use(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    for _ in range(round(OWN_PROOFS.burst)):
        await saved(author, room, question)

    assert await refusal(await ask_proof(author, room, question)) == "too_fast"


@pytest.mark.parametrize("over", [False, True])
async def test_whoever_has_a_proof_challenges_a_dismissal_once(house: House, over: bool) -> None:
    room = await house.debate()
    author, somebody = await phone(house, room), house.stranger()
    question = await asked(author, room)
    await dismiss(room, question)
    proof = await saved(author, room, question)
    if over:
        await close(room)

    for _ in range(2):
        assert (await challenge(somebody, room, proof)).status_code == 200

    assert room.debate.is_challenged(room.debate.questions[question])
    assert await challenges(house, room) == 1


async def test_an_author_challenges_without_a_proof_while_the_debate_is_open(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    await dismiss(room, question)

    assert (await author.say(room.code, "challenge", question=question)).status_code == 200
    assert await challenges(house, room) == 1


async def test_after_the_end_it_is_written_without_a_moment_or_a_name(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    question = await asked(author, room)
    await dismiss(room, question)
    proof = await saved(author, room, question)
    await close(room)

    await challenge(house.stranger(), room, proof)

    line = (await house.store.journal.lines(room.code))[-1]
    assert b'"event":"DismissalChallenged"' in line.body
    assert (line.role, line.by, line.sealed, line.moment) == ("participant", "", None, None)


async def test_only_words_that_its_author_was_given_open_a_challenge(house: House) -> None:
    room, other = await house.debate(), await house.debate(code="482916")
    author = await phone(house, room)
    question = await asked(author, room)
    await dismiss(room, question)
    proof = await saved(author, room, question)

    for forged in (proof.replace("extra ", "extra AAAA"), proof[:200], "", "\ud800x"):
        assert await refusal(await challenge(author, room, forged)) == "malformed"
    assert await refusal(await challenge(author, other, proof)) == "not_allowed"
    assert not room.debate.is_challenged(room.debate.questions[question])


async def test_what_is_not_dismissed_cannot_be_challenged(house: House) -> None:
    room = await house.debate()
    author = await phone(house, room)
    proof = await saved(author, room, await asked(author, room))

    assert await refusal(await challenge(author, room, proof)) == "wrong_state"


async def test_a_proof_that_is_too_long_is_not_read(house: House) -> None:
    room = await house.debate()

    assert await refusal(await challenge(house.stranger(), room, "x" * 40_000)) == "malformed"
    assert await refusal(await challenge(house.stranger(), room, "x" * 100_000)) == "malformed"
