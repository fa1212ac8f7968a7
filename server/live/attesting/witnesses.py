"""Asking a witness for its cosignature over HTTP (C2SP tlog-witness). Blocking: for a thread."""

from http import HTTPStatus

from server.live.attesting.posting import post
from server.transparency.checkpoints import parse_size
from server.transparency.notes import BadNote, open_note
from server.transparency.vkeys import Vkey
from server.transparency.witnessing import SIZE_TYPE, Asked


def ask(url: str, asked: Asked, vkey: Vkey) -> str | int:
    """The witness' line of a signature, verified; or the size that it knows of this log, where
    that is another. Raises OSError where it is not reached, BadNote for any other answer."""
    answer = post(
        url.rstrip("/") + "/add-checkpoint",
        bytes(asked),
        {"Content-Type": "text/plain; charset=utf-8"},
    )
    if answer.status == HTTPStatus.CONFLICT and answer.type == SIZE_TYPE:
        return parse_size(answer.body.decode("ascii", "replace").removesuffix("\n"))
    if answer.status != HTTPStatus.OK:
        raise BadNote(f"the witness answers {answer.status}")
    text = asked.note.partition(b"\n\n\xe2\x80\x94")[0] + b"\n\n"
    opened = open_note(text + answer.body, [vkey])
    return str(opened.signatures[0])
