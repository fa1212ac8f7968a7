"""Asking a calendar of OpenTimestamps for a stamp over HTTP. Blocking: for a thread."""

import secrets
from hashlib import sha256
from http import HTTPStatus

from server.live.attesting.posting import post
from server.transparency.opentimestamps import (
    ANSWER_AT_MOST,
    NONCE_BYTES,
    NoTimestamp,
    stamp_file,
    submitted,
)

HEADERS = {
    "Accept": "application/vnd.opentimestamps.v1",
    "Content-Type": "application/x-www-form-urlencoded",  # as clients say, and servers read past
}


def promise(url: str, note: bytes) -> bytes:
    """The file `.ots` of these bytes, with what the calendar promises. Raises OSError where it is
    not reached, NoTimestamp for any other answer."""
    digest, nonce = sha256(note).digest(), secrets.token_bytes(NONCE_BYTES)
    answer = post(f"{url}/digest", submitted(digest, nonce), HEADERS, ANSWER_AT_MOST)
    if answer.status != HTTPStatus.OK:
        raise NoTimestamp(f"the calendar answers {answer.status}")
    return stamp_file(digest, nonce, answer.body)
