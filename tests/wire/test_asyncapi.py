"""`/asyncapi.json` describes the live door as it is."""

import json
from typing import Any, get_args

from server.debate.deciding.subjects import WireCommand
from server.doors.live.gateway import SUBPROTOCOL
from server.wire import asyncapi
from server.wire.messages import ServerMessage
from tests.given.web_house import House

DOCUMENT = asyncapi.document("ws://192.168.1.20:8001")


def resolve(reference: str) -> Any:
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if "$ref" in part else []
        return own + [found for value in part.values() for found in references(value)]
    if isinstance(part, list):
        return [found for value in part for found in references(value)]
    return []


def test_every_reference_leads_somewhere() -> None:
    found = references(DOCUMENT)

    assert found
    for reference in found:
        assert resolve(reference)


def test_it_names_every_command_and_every_message() -> None:
    commands = {kind.__struct_config__.tag for kind in get_args(WireCommand)}
    messages = {kind.__struct_config__.tag for kind in get_args(ServerMessage)}

    assert set(DOCUMENT["channels"]["debate"]["messages"]) == commands | messages
    assert len(DOCUMENT["operations"]["ask"]["messages"]) == len(commands)
    assert len(DOCUMENT["operations"]["tell"]["messages"]) == len(messages)
    assert DOCUMENT["operations"]["ask"]["action"] == "receive"
    assert DOCUMENT["operations"]["tell"]["action"] == "send"


def test_it_names_the_subprotocol_of_the_door() -> None:
    assert str(SUBPROTOCOL) == asyncapi.SUBPROTOCOL
    assert SUBPROTOCOL in DOCUMENT["info"]["description"]


def test_fields_that_may_be_absent_are_never_null() -> None:
    submit = DOCUMENT["components"]["schemas"]["SubmitQuestion"]

    assert submit["properties"]["name"] == {"type": "string"}
    assert submit["required"] == ["do", "id", "text"]


def test_commands_say_who_may_ask_for_them() -> None:
    take = DOCUMENT["components"]["schemas"]["TakeQuestion"]

    assert take["description"] == "Asked for by: owner, producer."


async def test_it_is_served_with_the_address_of_the_door(house: House) -> None:
    response = await house.script().get("/asyncapi.json", Host="192.168.1.20:8000")

    served = json.loads(await response.get_data())
    assert served["servers"]["live"] == {"host": "192.168.1.20:8001", "protocol": "ws"}
    assert served == json.loads(json.dumps(DOCUMENT))
