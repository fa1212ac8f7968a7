"""Which pictures are on the display, and what its words about joining go by."""

from typing import Any

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

FOLLOW = """async (documents) => {
  const { advance, settle } = await import("/display/pictures.js")
  const seen = []
  let shown
  for (const document of documents) {
    shown = document ? advance(shown, document) : settle(shown)
    const { here, leaving } = shown
    seen.push([here.kind, here.serial, leaving?.kind ?? null, here.question?.votes ?? null])
  }
  return seen
}"""
CROSSED = None  # in place of a document: the time of a cross-fade has passed


def document(on_air: str | None = None, phase: str = "live", votes: int = 0) -> dict[str, Any]:
    debate: dict[str, Any] = {"phase": phase}
    if on_air is None:
        return {"debate": debate, "questions": {}}
    return {"debate": debate | {"on_air": on_air}, "questions": {on_air: {"votes": votes}}}


async def follow(*documents: dict[str, Any] | None) -> list[Any]:
    seen: list[Any] = await evaluate(FOLLOW, list(documents))
    return seen


async def test_a_new_picture_is_there_at_once_and_the_old_one_leaves() -> None:
    assert await follow(document(), document("q1"), CROSSED, document("q2"), document()) == [
        ["join", 0, None, None],
        ["q1", 1, "join", 0],
        ["q1", 1, None, 0],
        ["q2", 2, "q1", 0],
        ["join", 3, "q2", None],
    ]


async def test_votes_change_a_picture_without_a_new_one() -> None:
    assert await follow(document("q1"), document("q2"), document("q2", votes=7)) == [
        ["q1", 0, None, 0],
        ["q2", 1, "q1", 0],
        ["q2", 1, "q1", 7],
    ]


async def test_a_question_that_comes_back_while_it_leaves_is_a_picture_of_its_own() -> None:
    first, second, third = await follow(document("q1"), document(), document("q1"))

    assert first[1] != third[1]
    assert third[:3] == ["q1", 2, "join"]
    assert second[2] == "q1"


async def test_the_end_is_another_picture_and_an_unknown_question_none() -> None:
    unknown = {"debate": {"phase": "live", "on_air": "q9"}, "questions": {}}

    assert [kind for kind, *_ in await follow(document(), document(phase="closed"))] == [
        "join",
        "over",
    ]
    assert (await follow(document(phase="archived")))[0][0] == "over"
    assert (await follow(unknown))[0][0] == "join"


async def test_it_invites_to_what_one_can_do_now() -> None:
    said = await evaluate(
        """async () => {
             const { invitation } = await import("/display/address.js")
             const say = (phase, submissions, voting) => invitation({ phase, submissions, voting })
             return [say("live", true, true), say("collecting", true, false),
               say("live", false, true), say("live", false, false), say("draft", true, true)]
           }"""
    )

    assert said == [
        "display.join",
        "display.join_ask",
        "display.join_vote",
        "display.join_follow",
        "display.join_follow",
    ]


async def test_addresses_are_said_as_people_type_them() -> None:
    assert await evaluate(
        """async () => {
             const { grouped, place } = await import("/display/address.js")
             return [place("https://t.aktiv.org/482915"), place("http://10.0.0.7:8000/482915"),
               place("https://aktiv.org/tribina/482915"), grouped("482915")]
           }"""
    ) == ["t.aktiv.org", "10.0.0.7:8000", "aktiv.org/tribina", "482 915"]
