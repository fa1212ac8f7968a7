"""Asking a witness for its cosignature over HTTP (C2SP tlog-witness). Blocking: for a thread.

Only the address that whoever operates the house has typed in is asked: redirects are not followed,
and no more of an answer is read than a cosignature needs.
"""

import urllib.request
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit

from server.transparency.checkpoints import parse_size
from server.transparency.notes import BadNote, open_note
from server.transparency.vkeys import Vkey
from server.transparency.witnessing import Asked

PATIENCE_S = 5.0  # as long as a server that ends may wait for it
ANSWER_AT_MOST = 64 * 1024  # bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def is_address(url: str) -> bool:
    """Whether a witness can be asked there."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.query


def ask(url: str, asked: Asked, vkey: Vkey) -> str | int:
    """The witness' line of a signature, verified; or the size that it knows of this log, where
    that is another. Raises OSError where it is not reached, BadNote for any other answer."""
    request = urllib.request.Request(
        url.rstrip("/") + "/add-checkpoint", data=bytes(asked), method="POST"
    )
    request.add_header("Content-Type", "text/plain; charset=utf-8")
    try:
        with _OPENER.open(request, timeout=PATIENCE_S) as response:
            lines: bytes = response.read(ANSWER_AT_MOST)
    except HTTPError as error:
        with error:
            said = error.read(100)
        if error.code == HTTPStatus.CONFLICT and (
            error.headers.get_content_type() == "text/x.tlog.size"
        ):
            return parse_size(said.decode("ascii", "replace").removesuffix("\n"))
        raise BadNote(f"the witness answers {error.code}") from error
    except HTTPException as error:
        raise OSError("the witness does not speak HTTP") from error
    text = asked.note.partition(b"\n\n\xe2\x80\x94")[0] + b"\n\n"
    opened = open_note(text + lines, [vkey])
    return str(opened.signatures[0])
