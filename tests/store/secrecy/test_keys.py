"""Keys of debates: a file each, of use to this house alone, and gone when destroyed."""

import stat
from pathlib import Path

import pytest

from server.debate import events as e
from server.store import Keys, Store, Taken, Unavailable
from server.store.debates import ORPHAN_S

CODE = "482915"


def test_a_key_is_found_again_by_every_process_of_the_house(keys: Keys) -> None:
    keys.make(CODE)
    again = Keys(keys.folder, "a secret of the tests").get(CODE)
    assert again == keys.get(CODE) and again is not None and len(again) == 32
    assert keys.get("111111") is None


def test_a_key_is_never_made_over_another(keys: Keys) -> None:
    keys.make(CODE)
    key = keys.get(CODE)
    with pytest.raises(FileExistsError):
        keys.make(CODE)
    assert keys.get(CODE) == key


def test_only_its_owner_can_read_the_file_and_only_the_house_the_key(keys: Keys) -> None:
    keys.make(CODE)
    file = keys.folder / CODE
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = keys.get(CODE)
    assert key is not None and key not in file.read_bytes()
    with pytest.raises(Unavailable, match="secret"):
        Keys(keys.folder, "another secret").get(CODE)
    file.rename(keys.folder / "111111")
    with pytest.raises(Unavailable):
        keys.get("111111")


def test_a_destroyed_key_is_written_over_before_its_name_goes(keys: Keys, tmp_path: Path) -> None:
    keys.make(CODE)
    other_name = tmp_path / "other name"
    other_name.hardlink_to(keys.folder / CODE)
    before = other_name.read_bytes()
    keys.destroy(CODE)
    keys.destroy(CODE)
    assert not keys.has(CODE)
    after = other_name.read_bytes()
    assert len(after) == len(before) and not set(_parts(after)) & set(_parts(before))


def _parts(content: bytes) -> list[bytes]:
    return [content[at : at + 8] for at in range(len(content) - 7)]


def test_a_name_that_is_no_code_leads_nowhere(keys: Keys) -> None:
    keys.make(CODE)
    assert keys.get(f"../keys/{CODE}") is None
    keys.destroy(f"../keys/{CODE}")
    assert keys.has(CODE)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(Unavailable, match="keys"):
        Keys(tmp_path / "keys", "secret").make(CODE)


async def closed(store: Store) -> None:
    await store.debates.create(CODE, 1)
    closing = e.PhaseChanged(to="closed")
    await store.journal.append(CODE, [closing], after=0, at=9, role="producer")


async def test_what_was_closed_when_something_came_between_is_made_good(store: Store) -> None:
    await closed(store)
    keys = store.seals.keys
    assert keys.has(CODE)
    await store.debates.make_good()
    row = await store.debates.get(CODE)
    assert row is not None and row.unlinked and not keys.has(CODE)


async def test_a_key_that_outlived_the_unlinking_is_destroyed(store: Store) -> None:
    await closed(store)
    await store.debates.unlink(CODE)
    store.seals.keys.make(CODE)
    await store.debates.make_good()
    assert not store.seals.keys.has(CODE)


async def test_keys_of_debates_that_never_came_to_be_are_destroyed_after_a_while(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.debates.create(CODE, 1)
    store.seals.keys.make("111111")
    await store.debates.make_good()
    assert store.seals.keys.has("111111"), "somebody may be just making it"
    monkeypatch.setattr("server.store.debates.ORPHAN_S", -ORPHAN_S)
    await store.debates.make_good()
    assert not store.seals.keys.has("111111") and store.seals.keys.has(CODE)


async def test_an_open_debate_whose_key_is_lost_takes_nothing_from_anybody(store: Store) -> None:
    await store.debates.create(CODE, 1)
    store.seals.keys.destroy(CODE)
    asked = e.QuestionSubmitted(question="q1", text="Kada?", author="00" * 16, lang="sr-Latn")
    with pytest.raises(Unavailable, match=f"key of debate {CODE}"):
        await store.journal.append(CODE, [asked], after=0, at=1, role="participant")
    assert await store.debates.keyless() == (CODE,)
    await store.debates.begin_anew(CODE)
    await store.journal.append(CODE, [asked], after=0, at=1, role="participant")
    assert await store.debates.keyless() == ()
    with pytest.raises(Taken):
        await store.debates.begin_anew(CODE)


async def test_a_removed_debate_takes_its_key_along(store: Store) -> None:
    await store.debates.create(CODE, 1)
    await store.debates.remove(CODE)
    assert not store.seals.keys.has(CODE)


async def test_a_process_lets_go_of_a_key_that_another_one_destroyed(store: Store) -> None:
    await store.debates.create(CODE, 1)
    assert await store.seals.of(CODE) is not None
    Keys(store.seals.keys.folder, "a secret of the tests").destroy(CODE)
    await store.seals.look()
    assert await store.seals.of(CODE) is None and store.seals.let_go == 1
