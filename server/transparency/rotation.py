"""How a house says that it has another key from now on: a note that both keys have signed. Pure.

Its text has three lines: the name of the house with `/signing-key` behind it, the vkey that was,
and the one that is. The second line is no size, so that no head of a log can be such a note.
"""

from collections.abc import Iterable

from server.transparency.notes import BadNote, Note, open_note, parse_note, sign
from server.transparency.vkeys import SigningKey, Vkey

_END = "/signing-key"


def announced(name: str, before: SigningKey, now: SigningKey) -> Note:
    """The note of the house of this name."""
    text = f"{name}{_END}\n{before.vkey(name)}\n{now.vkey(name)}\n"
    signatures = (sign(text, key, name).signatures[0] for key in (before, now))
    return Note(text, tuple(signatures))


def key_after(note: bytes, before: Vkey) -> Vkey:
    """The key that follows this one. Raises BadNote if it is not this one that says so, or the new
    one does not agree."""
    opened = open_note(note, [before])
    lines = opened.text.split("\n")
    if len(lines) != 4 or lines[:2] != [before.name + _END, str(before)]:
        raise BadNote("not the announcement of a key")
    try:
        now = Vkey.parse(lines[2])
    except ValueError as error:
        raise BadNote("not the announcement of a key") from error
    if (now.name, now.kind) != (before.name, before.kind):
        raise BadNote("not a key of this house")
    open_note(note, [now])
    return now


def keys_before(today: Vkey, announcements: Iterable[bytes]) -> list[Vkey]:
    """Those that led to this one, the last first. `announcements`: notes in their order, of
    whatever worth: one that leads nowhere, as of a key that was never taken, is passed over."""
    keys: list[Vkey] = []
    now = today
    for note in reversed(list(announcements)):
        try:
            before = Vkey.parse(parse_note(note).text.split("\n")[1])
            if key_after(note, before) != now:
                continue
        except (BadNote, ValueError, IndexError):
            continue
        keys.append(before)
        now = before
    return keys
