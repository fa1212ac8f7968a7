"""A new key is one that the old one names and that agrees."""

import pytest

from server.transparency.checkpoints import Checkpoint
from server.transparency.notes import BadNote, Note, sign
from server.transparency.rotation import announced, key_after, keys_before
from server.transparency.vkeys import SigningKey

NAME = "house.example"
OLD, NEW, OTHER = (SigningKey(bytes([n]) * 32) for n in range(3))


def test_the_key_that_both_announce_follows() -> None:
    note = str(announced(NAME, OLD, NEW)).encode()
    assert key_after(note, OLD.vkey(NAME)) == NEW.vkey(NAME)


def test_nobody_but_the_key_itself_names_its_follower() -> None:
    for before in (OTHER.vkey(NAME), NEW.vkey(NAME), OLD.vkey("another.example")):
        with pytest.raises(BadNote):
            key_after(str(announced(NAME, OLD, NEW)).encode(), before)


def test_a_follower_that_has_not_signed_is_none() -> None:
    both = announced(NAME, OLD, NEW)
    with pytest.raises(BadNote):
        key_after(str(Note(both.text, both.signatures[:1])).encode(), OLD.vkey(NAME))


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}/log\n1\n",
        f"{NAME}/signing-key\n{OLD.vkey(NAME)}\nnone\n",
        f"{NAME}/signing-key\n{OLD.vkey(NAME)}\n{OLD.vkey('another.example')}\n",
        f"{NAME}/signing-key\n{OLD.vkey(NAME)}\n{OLD.vkey(NAME)}\nmore\n",
    ],
)
def test_what_else_it_signed_announces_nothing(text: str) -> None:
    with pytest.raises(BadNote):
        key_after(str(sign(text, OLD, NAME)).encode(), OLD.vkey(NAME))


def test_an_announcement_is_no_head_of_a_log() -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(announced(NAME, OLD, NEW).text)


def test_from_the_key_of_today_announcements_lead_back_to_the_first() -> None:
    def note(before: SigningKey, now: SigningKey) -> bytes:
        return str(announced(NAME, before, now)).encode()

    never_taken = note(NEW, SigningKey(bytes([9]) * 32))
    known = [note(OLD, NEW), b"nonsense", never_taken, note(NEW, OTHER)]
    old, new, other = (key.vkey(NAME) for key in (OLD, NEW, OTHER))
    assert keys_before(other, known) == [new, old]
    assert keys_before(new, known[:-1]) == [old]
    assert keys_before(old, known) == keys_before(other, known[:-1]) == []
