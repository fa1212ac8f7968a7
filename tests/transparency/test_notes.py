"""Signed notes: what is a note, and whose word counts. The example is that of Go's package for
notes, which the specification came from."""

import pytest

from server.transparency.notes import (
    BYTES_AT_MOST,
    SIGNATURES_AT_MOST,
    BadNote,
    Note,
    Signature,
    open_note,
    parse_note,
    sign,
)
from server.transparency.vkeys import NOTE, SigningKey, Vkey

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNED = (
    TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY, OTHER = SigningKey(bytes(32)), SigningKey(bytes([1]) * 32)


def test_the_key_of_the_example_is_read_and_written_as_it_was() -> None:
    vkey = Vkey.parse(PETER)
    assert (vkey.name, vkey.kind, vkey.id.hex()) == ("PeterNeumann", NOTE, "c74f20a3")
    assert str(vkey) == PETER


def test_the_note_of_the_example_is_signed_by_its_key() -> None:
    opened = open_note(SIGNED.encode(), [Vkey.parse(PETER)])
    assert opened.text == TEXT
    assert str(opened) == SIGNED


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "PeterNeumann",
        PETER.replace("PeterNeumann", "PaulNeumann"),
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER[:-1] + "X",
        PETER + "AA==",
        PETER.replace("ARpc", "BRpc"),
        PETER.replace("PeterNeumann", ""),
        PETER.replace("PeterNeumann", "Peter Neumann"),
    ],
)
def test_a_key_that_does_not_fit_its_name_and_id_is_none(vkey: str) -> None:
    with pytest.raises(ValueError, match="key"):
        Vkey.parse(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x01b"])
def test_no_key_is_called_what_a_note_could_not_say(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        KEY.vkey(name)


def test_one_changed_character_of_the_text_ends_a_signature() -> None:
    with pytest.raises(BadNote, match="wrong"):
        open_note(SIGNED.replace("problem is", "Problem is").encode(), [Vkey.parse(PETER)])


def test_who_is_not_known_is_not_heard() -> None:
    note = sign(TEXT, OTHER, "other.example")
    both = Note(TEXT, note.signatures + sign(TEXT, KEY, "mine.example").signatures)
    assert open_note(str(both).encode(), [KEY.vkey("mine.example")]).by(KEY.vkey("mine.example"))
    with pytest.raises(BadNote, match="nobody"):
        open_note(str(note).encode(), [KEY.vkey("mine.example")])


def test_a_wrong_signature_of_somebody_known_spoils_the_right_ones() -> None:
    mine = KEY.vkey("mine.example")
    forged = Signature("other.example", OTHER.vkey("other.example").id, bytes(64))
    note = Note(TEXT, (*sign(TEXT, KEY, "mine.example").signatures, forged))
    assert open_note(str(note).encode(), [mine]).signatures == note.signatures[:1]
    with pytest.raises(BadNote, match=r"other\.example"):
        open_note(str(note).encode(), [mine, OTHER.vkey("other.example")])


def test_a_key_of_the_same_name_or_the_same_id_is_another() -> None:
    mine = KEY.vkey("mine.example")
    same_name = Signature("mine.example", OTHER.vkey("mine.example").id, bytes(64))
    same_id = Signature("other.example", mine.id, bytes(64))
    note = Note(TEXT, (same_name, same_id, *sign(TEXT, KEY, "mine.example").signatures))
    assert len(open_note(str(note).encode(), [mine]).signatures) == 1


def test_a_signature_that_stands_twice_counts_once() -> None:
    signed = sign(TEXT, KEY, "mine.example")
    twice = Note(TEXT, signed.signatures * 2)
    assert open_note(str(twice).encode(), [KEY.vkey("mine.example")]) == signed


def test_many_may_sign_and_the_last_is_heard() -> None:
    strangers = tuple(Signature(f"w{n}.example", bytes(4), bytes(2_428)) for n in range(15))
    note = Note(TEXT, (*strangers, *sign(TEXT, KEY, "mine.example").signatures))
    mine = KEY.vkey("mine.example")
    assert open_note(str(note).encode(), [mine]).signatures == note.signatures[15:]


def test_a_text_may_have_empty_lines() -> None:
    text = "first\n\n\nlast\n\n"
    assert parse_note(str(sign(text, KEY, "mine.example")).encode()).text == text


@pytest.mark.parametrize(
    "note",
    [
        b"",
        TEXT.encode(),
        (TEXT + "\n").encode(),
        SIGNED.removesuffix("\n").encode(),
        SIGNED.replace("\u2014", "-").encode(),
        SIGNED.replace("\u2014 ", "\u2014").encode(),
        SIGNED.replace("cryptography", "crypto\tgraphy").encode(),
        SIGNED.replace("cryptography", "crypto\rgraphy").encode(),
        SIGNED.replace("cryptography", "crypto\0graphy").encode(),
        SIGNED.encode().replace(b"cryptography", b"\xff"),
        SIGNED.replace(" x08g", " ").encode(),
        SIGNED.replace("JnAM=", "JnAN=").encode(),
        SIGNED.replace("PeterNeumann", "Peter+Neumann").encode(),
        (TEXT + "\n" + "\u2014 a AAAAAA==\n").encode(),
        (TEXT + "\n" + "\u2014 a AAAAAAA=\n" * (SIGNATURES_AT_MOST + 1)).encode(),
        SIGNED.encode() + b" " * BYTES_AT_MOST,
    ],
)
def test_what_is_no_note_is_not_opened(note: bytes) -> None:
    with pytest.raises(BadNote):
        open_note(note, [Vkey.parse(PETER)])


@pytest.mark.parametrize("text", ["", "no line feed", "a\tb\n"])
def test_what_can_be_no_text_is_not_signed(text: str) -> None:
    with pytest.raises(BadNote):
        sign(text, KEY, "mine.example")
