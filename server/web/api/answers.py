"""Answers of the API as JSON, and how long anybody may keep them."""

from hashlib import blake2b

import msgspec
from msgspec import Struct
from quart import Response, current_app, request

from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.wire.messages import encode, no


def as_json(body: bytes, status: int = 200) -> Response:
    """Encoded JSON that nobody may keep: it is for this asker, now."""
    response: Response = current_app.response_class(
        body, status=status, content_type="application/json"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def as_text(text: str, status: int = 200, type_: str = "text/plain; charset=utf-8") -> Response:
    """Text that nobody may keep: another may be true in a moment."""
    response: Response = current_app.response_class(text, status=status, content_type=type_)
    response.headers["Cache-Control"] = "no-store"
    return response


def answer(body: Struct | Json) -> Response:
    """With status 200, as the types of the wire say it."""
    return as_json(msgspec.json.encode(body))


def refused(refusal: Rejected, id_: str | None = None, status: int | None = None) -> Response:
    """`no`, with the status of its code unless another is given."""
    response = as_json(encode(no(id_, refusal)), status or refusal.status)
    if refusal.retry_ms:
        response.headers["Retry-After"] = str(refusal.retry_s)
    return response


def state_answer(state: bytes, you: Json | None) -> Response:
    """A view's `state` message, with `you` added for a participant; 304 if the asker has it.

    The tag is made of what the message says, its time apart, so that no restart and no other
    process can give two different documents the same one. Compressed or not, it is the same."""
    private = b"" if you is None else b',"you":' + msgspec.json.encode(you)
    said = state[state.index(b',"seq":') :] + private
    response = as_json(state[:-1] + private + b"}")
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Authorization", "Cookie"))
    response.set_etag(blake2b(said, digest_size=12).hexdigest(), weak=True)
    if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.status_code = 304
        response.set_data(b"")
    return response
