"""Finding questions on the control screen, and telling where two of them differ."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

QUESTIONS = {
    "q1": {"text": "Ђаци немају књиге. Зашто?", "pile": "school", "to": "g1", "lang": "sr-Cyrl"},
    "q2": {"text": "Kada će biti posla za đake?", "pile": "jobs", "name": "Šćepan", "lang": "sr"},
    "q3": {
        "lang": "sq-AL",
        "text": "Kur do të hapet ura në Mitrovicë?",
        "translations": {"sr": "Када ће се отворити мост?"},
    },
}


async def test_words_find_a_question_in_any_script_and_without_diacritics() -> None:
    expected = {
        "": ["q1", "q2", "q3"],
        "djac": ["q1"],
        "đac": ["q1"],
        "dak": ["q2"],
        "ђаке": ["q2"],
        "scepan": ["q2"],
        "MITROVICE ura": ["q3"],
        "q3": ["q3"],
        "most": ["q3"],
        "hapet mostu": [],
        "posla knjige": [],
    }

    assert await filtered(*({"search": words} for words in expected)) == [*expected.values()]


async def test_piles_and_guests_narrow_a_list() -> None:
    found = await filtered(
        {"pile": "jobs"},
        {"pile": "-"},
        {"guest": "g1"},
        {"guest": "-"},
        {"guest": "-", "search": "posla"},
    )

    assert found == [["q2"], ["q3"], ["q1"], ["q2", "q3"], ["q2"]]


async def test_languages_narrow_a_list_as_the_server_counts_them() -> None:
    found = await filtered(*({"language": one} for one in ("sr-Latn", "sr-Cyrl", "sq", "other")))

    assert found == [["q2"], ["q1"], ["q3"], []]


async def test_one_choice_shows_what_is_to_guests_whom_nobody_has_asked() -> None:
    found = await evaluate(
        """async () => {
             const { NO_FILTERS, UNASKED, filter } = await import("/control/columns/search.js")
             const { unaskedGuests } = await import("/control/fairness/fairness.js")
             const guests = { g1: {}, g2: {}, g3: {} }
             const asked = { g1: { submitted: 1, asked: 1 }, g2: { submitted: 1, asked: 0 } }
             const unasked = unaskedGuests({ guests, fairness: { guests: asked } })
             const questions = { q1: { to: "g1" }, q2: { to: "g2" }, q3: {}, q4: { to: "g3" } }
             const filters = { ...NO_FILTERS, guest: UNASKED }
             return [[...unasked], filter(questions, Object.keys(questions), filters, unasked)]
           }"""
    )

    assert found == [["g2", "g3"], ["q2", "q4"]]


async def test_the_biggest_pile_stands_first_and_what_lies_in_none_last() -> None:
    piles = await evaluate(
        """async () => {
             const { heaps } = await import("/control/columns/piles.js")
             const pile = (name) => (name ? { pile: name } : {})
             const questions = Object.fromEntries(
               ["", "", "", "a", "b", "b", "c", "d"].map((name, at) => [`q${at}`, pile(name)]),
             )
             const open = Object.keys(questions).slice(0, 7)
             const piles = ["a", "b", "c", "d"]
             const told = (kept) =>
               heaps(questions, open, piles, kept).map(({ key, count }) => [key, count])
             return [told(), told("d"), heaps(questions, [], ["a"])]
           }"""
    )

    counted = [["b", 2], ["a", 1], ["c", 1]]
    assert piles == [[*counted, ["-", 3]], [*counted, ["d", 0], ["-", 3]], []]


async def filtered(*filters: dict[str, str]) -> list[list[str]]:
    none = {"pile": "", "guest": "", "language": "", "search": ""}
    found: list[list[str]] = await evaluate(
        """async ([questions, filters]) => {
             const { filter } = await import("/control/columns/search.js")
             return filters.map((each) => filter(questions, Object.keys(questions), each))
           }""",
        [QUESTIONS, [none | each for each in filters]],
    )
    return found


async def test_the_words_are_marked_that_the_other_question_lacks() -> None:
    pairs = [
        ["Zašto se most ne otvori?", "Zasto se most otvori"],
        ["Буџет за 2025. годину?", "budžet za 2024 godinu"],
        ["Isto pitanje, drugim pismom.", "Исто питање другим писмом"],
        ["Ko je kriv?", "Kada počinje grejanje u školi?"],
    ]

    marked = await evaluate(
        """async (pairs) => {
             const { differences } = await import("/control/likely/difference.js")
             return pairs.map(([text, other]) => differences(text, other))
           }""",
        pairs,
    )

    whole = ["".join(piece["text"] for piece in pieces) for pieces in marked]
    assert whole == [text for text, _ in pairs]
    differing = [[piece["text"] for piece in pieces if piece["differs"]] for pieces in marked]
    assert differing == [["ne"], ["2025."], [], []]


async def test_a_denial_that_only_the_other_question_has_is_told() -> None:
    cases = [
        ["Zašto se most otvori?", "Zašto se most ne otvori?", "sr-Latn"],
        ["Зашто се мост отвори?", "Зашто се мост не отвори?", "sr-Cyrl"],
        ["Zašto se most ne otvori?", "Zašto se most ne otvori danas?", "sr-Latn"],
        ["Pse hapet ura?", "Pse hapet ura në mbrëmje?", "sq-XK"],
        ["Pse hapet ura?", "Pse nuk hapet ura?", "sq-XK"],
        ["Why do the buses run?", "Why don’t the buses run?", "en"],
        ["Why the buses?", "Why the government buses?", "en"],
        ["Ko je kriv?", "Kada neće biti grejanja u školi?", "sr-Latn"],
    ]

    missing = await evaluate(
        """async (cases) => {
             const { missingDenials } = await import("/control/likely/difference.js")
             return cases.map(([text, other, lang]) => missingDenials(text, other, lang))
           }""",
        cases,
    )

    assert missing == [["ne"], ["не"], [], [], ["nuk"], ["don’t"], [], []]
