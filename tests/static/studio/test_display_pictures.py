"""Which pictures are on the display, and what they go by."""

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
    const named = (picture) => picture && (picture.about ?? picture.kind)
    seen.push([named(here), here.serial, named(leaving) ?? null, here.question?.votes ?? null])
  }
  return seen
}"""
CROSSED = None  # in place of a document: the time of a cross-fade has passed


def document(
    on_air: str | None = None, phase: str = "live", votes: int = 0, **head: Any
) -> dict[str, Any]:
    debate: dict[str, Any] = {"phase": phase, "submissions": True, "voting": True} | head
    if on_air is None:
        return {"debate": debate, "questions": {}}
    return {"debate": debate | {"on_air": on_air}, "questions": {on_air: {"votes": votes}}}


async def follow(*documents: dict[str, Any] | None) -> list[Any]:
    seen: list[Any] = await evaluate(FOLLOW, list(documents))
    return seen


async def test_a_new_picture_is_there_at_once_and_the_old_one_leaves() -> None:
    assert await follow(document(), document("q1"), CROSSED, document("q2"), document()) == [
        ["both", 0, None, None],
        ["q1", 1, "both", 0],
        ["q1", 1, None, 0],
        ["q2", 2, "q1", 0],
        ["both", 3, "q2", None],
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
    assert third[:3] == ["q1", 2, "both"]
    assert second[2] == "q1"


async def test_the_end_is_another_picture_and_an_unknown_question_none() -> None:
    unknown = {"debate": {"phase": "live", "on_air": "q9"}, "questions": {}}

    assert [kind for kind, *_ in await follow(document(), document(phase="closed"))] == [
        "both",
        "over",
    ]
    assert (await follow(document(phase="archived")))[0][0] == "over"
    assert (await follow(unknown))[0][0] == "idle"


async def test_what_one_can_do_is_a_picture_of_its_own() -> None:
    seen = await follow(
        document(submissions=False, voting=False),
        document(voting=False),
        document(),
        document(submissions=False),
        document(phase="draft"),
        document(phase="collecting", voting=False),
    )

    assert [kind for kind, *_ in seen] == ["idle", "ask", "both", "vote", "idle", "ask"]
    assert [serial for _, serial, *_ in seen] == [0, 1, 2, 3, 4, 5]


async def test_a_break_and_a_result_stand_until_a_question_is_on_air() -> None:
    result = document(result="q1", picture="result")
    result["questions"] = {"q1": {"votes": 231, "state": "answered"}}
    seen = await evaluate(
        """async (documents) => {
             const { advance } = await import("/display/pictures.js")
             let shown
             return documents.map((one) => (shown = advance(shown, one)).here)
               .map(({ kind, about, serial }) => [kind, about ?? null, serial])
           }""",
        [document("q1"), result, document(picture="break"), document("q2", picture="break")],
    )

    assert seen == [
        ["question", "q1", 0],
        ["result", "q1", 1],
        ["break", None, 2],
        ["question", "q2", 3],
    ]


async def test_a_result_whose_question_is_not_there_is_none() -> None:
    assert (await follow(document(result="q1", picture="result")))[0][0] == "both"


async def test_when_all_is_cut_nothing_leaves_slowly() -> None:
    cut = document("q1", cut_at=1, picture="break")

    assert await follow(document("q1"), cut, cut, document()) == [
        ["q1", 0, None, 0],
        ["cut", 1, None, None],
        ["cut", 1, None, None],
        ["both", 2, "cut", None],
    ]
    assert (await follow(document(), document("q1"), cut))[2][2] is None, "in the middle of a fade"


async def test_the_scale_of_an_address_has_bounds() -> None:
    assert await evaluate(
        """async () => {
             const { scaleOf } = await import("/display/scale.js")
             return ["", "?scale=1.2", "?key=k&scale=0.8", "?scale=40", "?scale=0.01", "?scale=-1",
               "?scale=large", "?scale=NaN", "?scale=Infinity"].map(scaleOf)
           }"""
    ) == [1, 1.2, 0.8, 1.4, 0.7, 1, 1, 1, 1.4]


async def test_the_last_two_words_are_kept_together() -> None:
    assert await evaluate(
        """async () => {
             const { lastWords } = await import("/graphics/parts/last-words.js")
             return ["Kada će biti voda?", "Kada voda?", "Kada?", "", "A\\nb  c ", "Ш".repeat(300)]
               .map(lastWords)
           }"""
    ) == [
        ["Kada će ", "biti voda?"],
        ["Kada voda?", ""],
        ["Kada?", ""],
        ["", ""],
        ["A\n", "b  c "],
        ["Ш" * 300, ""],
    ]


async def test_addresses_are_said_as_people_type_them() -> None:
    assert await evaluate(
        """async () => {
             const { grouped, place } = await import("/display/address.js")
             return [place("https://t.aktiv.org/482915"), place("http://10.0.0.7:8000/482915"),
               place("https://aktiv.org/tribina/482915"), grouped("482915")]
           }"""
    ) == ["t.aktiv.org", "10.0.0.7:8000", "aktiv.org/tribina", "482 915"]
