"""Word lists in the store: the program's own until they are edited, and again when brought back."""

import pytest

from server.store import Conflict, Store
from server.store.house.word_lists import own_list


async def test_the_programs_own_lists_stand_at_first(store: Store) -> None:
    lists = await store.word_lists.read()
    assert {lang: one.text for lang, one in lists.items()} == {
        lang: own_list(lang) for lang in ("sr", "sq", "en")
    }
    assert all(one.own for one in lists.values())


async def test_a_list_is_edited_and_its_own_brought_back(store: Store) -> None:
    before = await store.word_lists.editions()
    await store.word_lists.put({"sr": "ološ*\nБитанга\n", "en": ""}, before)
    lists = await store.word_lists.read()
    assert (lists["sr"].text, lists["sr"].own) == ("ološ*\nБитанга\n", False)
    assert (lists["en"].text, lists["en"].own) == ("", False)
    assert lists["sq"].own

    await store.word_lists.put({"sr": None}, await store.word_lists.editions())
    lists = await store.word_lists.read()
    assert (lists["sr"].text, lists["sr"].own) == (own_list("sr"), True)


async def test_every_change_gives_another_edition(store: Store) -> None:
    seen = [await store.word_lists.editions()]
    for text in ("jedan", None, "jedan"):
        await store.word_lists.put({"sq": text}, seen[-1])
        seen.append(await store.word_lists.editions())
    assert len({editions["sq"] for editions in seen}) == 4
    assert len({editions["sr"] for editions in seen}) == 1


async def test_nothing_is_lost_when_two_edit_the_same_list(store: Store, url: str) -> None:
    known = await store.word_lists.editions()
    other = await Store.open(url, store.seals.keys)
    await other.word_lists.put({"sr": "njihova"}, known)
    await other.close()

    with pytest.raises(Conflict):
        await store.word_lists.put({"en": "ours", "sr": "naša"}, known)

    lists = await store.word_lists.read()
    assert (lists["sr"].text, lists["en"].own) == ("njihova", True)
