"""JSON Schemas of the wire, generated from the types: what `openapi` and `asyncapi` publish."""

from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import Struct

from server.debate.commands import Command
from server.debate.deciding.subjects import WireCommand
from server.debate.patches import Json
from server.debate.rules import RULES
from server.debate.showing.shapes.documents import DOCUMENTS, YouDocument
from server.debate.showing.shapes.questions import ListedQuestion
from server.studio.standing import Standing
from server.wire import messages as m
from server.wire.answers import (
    ButtonAnswer,
    ConsistencyAnswer,
    DoorAnswer,
    HealthReport,
    HouseAnswer,
    OembedAnswer,
    ParticipantAnswer,
    QuestionsAnswer,
    SearchAnswer,
)
from server.wire.requests import ChallengeRequest, ProofRequest

VERSION = "1"  # of the wire: within it fields are only added

_PREFIX = "#/components/schemas/"
_COMMANDS = get_args(WireCommand)
_MESSAGES = get_args(m.ServerMessage)
_ANSWERS = (
    DoorAnswer,
    ParticipantAnswer,
    QuestionsAnswer,
    ConsistencyAnswer,
    HouseAnswer,
    OembedAnswer,
    SearchAnswer,
    HealthReport,
    ButtonAnswer,
    Standing,
)
_REQUESTS = (ProofRequest, ChallengeRequest)


def ref(name: str | type[Struct]) -> Json:
    """A reference to a schema in the same description."""
    return {"$ref": _PREFIX + (name if isinstance(name, str) else name.__name__)}


def any_of(*names: str | type[Struct]) -> Json:
    """A schema that whatever fits one of these meets."""
    return {"anyOf": [ref(name) for name in names]}


@cache
def command_kinds() -> dict[str, type[Command]]:
    """The wire's `do` -> the type."""
    return {kind.__struct_config__.tag: kind for kind in _COMMANDS}


@cache
def schemas() -> dict[str, Any]:
    """All schemas by name, those of commands with who may ask for them."""
    types = [
        *_COMMANDS,
        *_MESSAGES,
        *_ANSWERS,
        *_REQUESTS,
        *DOCUMENTS.values(),
        ListedQuestion,
        YouDocument,
    ]
    _, found = msgspec.json.schema_components(types, ref_template=_PREFIX + "{name}")
    for kind in _COMMANDS:
        roles = ", ".join(sorted(RULES[kind].roles))
        found[kind.__name__]["description"] = f"Asked for by: {roles}."
    for schema in found.values():
        _forget_null(schema)
    found["Command"] = {
        "oneOf": [ref(kind) for kind in _COMMANDS],
        "discriminator": {
            "propertyName": "do",
            "mapping": {do: ref(kind)["$ref"] for do, kind in command_kinds().items()},
        },
    }
    _say_what_documents_are(found)
    return found


def _forget_null(schema: Json) -> None:
    """A field that may be absent: the types say null for it, the wire says absent."""
    for field in schema.get("properties", {}).values():
        choices = field.get("anyOf", [])
        if {"type": "null"} in choices:
            field.pop("default", None)
            field.pop("anyOf")
            field |= next(choice for choice in choices if choice != {"type": "null"})


def _say_what_documents_are(found: dict[str, Any]) -> None:
    """The types of messages leave open what the document of a message is."""
    state = found["StateMessage"]["properties"]
    state["doc"] = any_of(*DOCUMENTS.values())
    state["you"] = ref(YouDocument) | {
        "description": "Over HTTP, for a participant who is known: their private document."
    }
    found["YouMessage"]["properties"]["doc"]["description"] = "A merge patch of a YouDocument."
    found["QuestionsAnswer"]["properties"]["questions"]["items"] = ref(ListedQuestion)
