"""`/asyncapi.json`: the live door, described from the types that it is made of (AsyncAPI 3.0)."""

from copy import deepcopy
from typing import get_args

from msgspec import Struct

from server.debate.commands import MESSAGE_LIMIT
from server.debate.patches import Json
from server.debate.showing.documents import VIEWS
from server.studio.standing import Standing
from server.wire.contract import VERSION, command_kinds, ref, schemas
from server.wire.messages import ServerMessage

SUBPROTOCOL = f"tribina.{VERSION}"

_TITLES = {
    "StateMessage": "The view's whole document; the first frame, unless `since` could be honoured",
    "PatchMessage": "A merge patch (RFC 7396) of the document; an empty one is a sign of life",
    "YouMessage": "A merge patch of the participant's private document",
    "OkMessage": "The command is done and kept",
    "NoMessage": "The command was refused, nothing was kept",
    "ByeMessage": "The last message before the server closes",
}


def document(live: str) -> Json:
    """The whole description. `live`: the address of the live door without its path."""
    protocol, _, host = live.partition("://")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tribina",
            "version": VERSION,
            "license": {"name": "MIT"},
            "description": "A debate as it happens: one document a view, kept up to date by "
            f"patches. Subprotocol {SUBPROTOCOL}; a message has at most {MESSAGE_LIMIT} bytes.",
        },
        "defaultContentType": "application/json",
        "servers": {"live": {"host": host, "protocol": protocol}},
        "channels": {"debate": _channel(), "studio": _STUDIO},
        "operations": {
            "ask": _operation("receive", "What clients ask for", list(command_kinds())),
            "tell": _operation("send", "What the server says", list(_said())),
        },
        "components": {
            "schemas": _schemas(),
            "messages": _asked() | _said(),
        },
    }


_STUDIO: Json = {
    "address": "/studio/{code}/live",
    "description": "How a debate stands, whole each time it changes, for buttons; it takes "
    "verbs, each a line of text. No subprotocol need be offered.",
    "parameters": {"code": {"description": "The debate's six digits."}},
    "messages": {"standing": {"title": "How it stands", "payload": ref(Standing)}},
    "bindings": {
        "ws": {
            "method": "GET",
            "query": {
                "type": "object",
                "properties": {
                    "key": {"type": "string", "description": "A token for buttons."},
                },
            },
        }
    },
}


def _channel() -> Json:
    return {
        "address": "/live/{code}",
        "description": "One debate, seen as one view.",
        "parameters": {"code": {"description": "The debate's six digits."}},
        "messages": {
            name: {"$ref": f"#/components/messages/{name}"} for name in _asked() | _said()
        },
        "bindings": {
            "ws": {
                "method": "GET",
                "query": {
                    "type": "object",
                    "properties": {
                        "as": {"type": "string", "enum": list(VIEWS), "default": "audience"},
                        "since": {
                            "type": "integer",
                            "description": "`at` of the last frame, to get only what has changed.",
                        },
                        "key": {"type": "string", "description": "A display token."},
                    },
                },
            }
        },
    }


def _operation(action: str, summary: str, messages: list[str]) -> Json:
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": "#/channels/debate"},
        "messages": [{"$ref": f"#/channels/debate/messages/{name}"} for name in messages],
    }


def _asked() -> dict[str, Json]:
    return {do: _message(do, kind) for do, kind in command_kinds().items()}


def _said() -> dict[str, Json]:
    kinds: tuple[type[Struct], ...] = get_args(ServerMessage)
    return {
        str(kind.__struct_config__.tag): _message(_TITLES[kind.__name__], kind) for kind in kinds
    }


def _message(title: str, kind: type[Struct]) -> Json:
    return {"title": title, "payload": ref(kind)}


def _schemas() -> Json:
    """AsyncAPI's `discriminator` is the name of a field, OpenAPI's an object."""
    found = deepcopy(schemas())
    found["Command"]["discriminator"] = "do"
    return found
