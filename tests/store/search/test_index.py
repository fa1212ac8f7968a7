"""The index on both databases: what is found, what never is, and what is to be done."""

import pytest
from msgspec.structs import replace

from server.store import Corner, Store
from server.store.search import Entry, Sought, words_of
from tests.store.search.listed import closed, move

PLACE = Corner("civic-energy-center", "social-club")


def entry(code: str, number: int, text: str, outcome: str = "not_asked", votes: int = 0) -> Entry:
    asked = outcome == "answered"
    return Entry(code, f"q{number}", text, "sr-Latn", outcome, asked, votes, 1_772_903_100_000)


async def put(
    store: Store, code: str, *entries: Entry, place: Corner = PLACE, year: int = 2026
) -> None:
    row = await store.debates.get(code)
    assert row is not None
    await store.search.put(code, row.edition, place, year, entries)


async def found(store: Store, typed: str, **more: object) -> list[str]:
    sought = Sought(words_of(typed), **more)  # type: ignore[arg-type]
    return [f"{one.debate}/{one.question}" for one in await store.search.find(sought)]


async def test_a_question_is_found_in_every_script(store: Store) -> None:
    await closed(store, "482915")
    await put(
        store, "482915", entry("482915", 1, "Када ће бити посао?"), entry("482915", 2, "Voda")
    )

    for typed in ("posao", "посао", "POSAO", "ПОСАО!"):
        assert await found(store, typed) == ["482915/q1"]


async def test_all_words_must_be_there(store: Store) -> None:
    await closed(store, "482915")
    await put(store, "482915", entry("482915", 1, "Voda u gradu"), entry("482915", 2, "Voda"))

    assert await found(store, "voda grad") in (["482915/q1"], [])
    assert await found(store, "voda gradu") == ["482915/q1"]
    assert await found(store, "voda more") == []


async def test_the_other_filters_hold_as_well(store: Store) -> None:
    await closed(store, "482915")
    await put(store, "482915", entry("482915", 1, "Voda", "answered"), entry("482915", 2, "Voda"))

    assert await found(store, "voda", outcome="answered") == ["482915/q1"]
    assert await found(store, "voda", asked=True) == ["482915/q1"]
    assert await found(store, "voda", year=2025) == []
    assert len(await found(store, "", year=2026)) == 2
    assert len(await found(store, "voda", corner=Corner("civic-energy-center"))) == 2
    assert len(await found(store, "voda", corner=PLACE)) == 2
    assert await found(store, "voda", corner=Corner("another")) == []
    assert await found(store, "voda", corner=Corner("civic-energy-center", "sporazum")) == []


async def test_nothing_is_found_by_nothing(store: Store) -> None:
    assert await found(store, "") == []


@pytest.mark.parametrize("typed", ['" OR ""', "NEAR(voda)", "bag:voda", "voda*", "'", "\\", "a:*"])
async def test_what_looks_like_a_language_is_only_words(store: Store, typed: str) -> None:
    await closed(store, "482915")
    await put(store, "482915", entry("482915", 1, "Nešto drugo"))

    assert await found(store, typed) == []


@pytest.mark.parametrize("change", [{"unlisted": True}, {"rehearsal": True}, {"phase": "live"}])
async def test_what_is_not_listed_is_not_found_whatever_the_index_holds(
    store: Store, change: dict[str, object]
) -> None:
    await closed(store, "482915")
    await put(store, "482915", entry("482915", 1, "Voda"))
    assert await found(store, "voda")

    await move(store, "482915", **change)

    assert await found(store, "voda") == []
    assert await store.search.purge() == 1
    assert await store.search.outlines(["482915"]) == {}


async def test_putting_in_again_changes_nothing(store: Store) -> None:
    await closed(store, "482915")
    for _ in range(2):
        await put(store, "482915", entry("482915", 1, "Voda", "answered"))

    assert await found(store, "voda") == ["482915/q1"]
    outline = (await store.search.outlines(["482915"]))["482915"]
    assert (outline.shown, outline.asked) == (1, 1)


async def test_what_was_closed_or_changed_is_due_until_it_is_put_in(store: Store) -> None:
    await closed(store, "482915")
    await store.debates.create("482916", 1)
    assert list(await store.search.due(10)) == ["482915"]

    await put(store, "482915")
    assert list(await store.search.due(10)) == []

    await move(store, "482915", edition=9)
    assert list(await store.search.due(10)) == ["482915"]


async def test_a_deleted_debate_is_found_no_more(store: Store) -> None:
    await closed(store, "482915")
    await put(store, "482915", entry("482915", 1, "Voda"))

    assert await store.debates.delete("482915", "vesna", 5)

    assert await found(store, "voda") == []
    assert await store.search.purge() == 0


async def test_what_is_found_has_the_words_of_its_text_alone(store: Store) -> None:
    await closed(store, "482915")
    await put(store, "482915", replace(entry("482915", 1, "Voda"), around="Ana Petrović"))

    (one,) = await store.search.find(Sought(words_of("petrovic")))

    assert "voda" in one.bag.split() and "petrovic" not in one.bag.split()


async def test_no_more_are_found_than_are_wanted(store: Store) -> None:
    await closed(store, "482915")
    await put(store, "482915", *(entry("482915", number, "Voda") for number in range(1, 5)))

    found = await store.search.find(Sought(words_of("voda")), 2)

    assert [one.question for one in found] == ["q4", "q3"]


async def test_no_letter_of_any_script_is_read_as_two_words(store: Store) -> None:
    """Letters that SQLite does not know would part a word, and a search for it would fail."""
    await closed(store, "482915")
    odd = "ka\u19b0da \u1cf2 x\u19c8x"
    await put(store, "482915", entry("482915", 1, odd), entry("482915", 2, "Voda"))
    for typed in (*odd.split(), odd):
        assert await found(store, typed) == ["482915/q1"]
