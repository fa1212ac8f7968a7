"""Webhooks are described as they are sent."""

from typing import Any

import msgspec
from jsonschema_rs import Draft202012Validator

from server.debate import commands as c
from server.debate.decide import decide
from server.debate.showing.announced import WHAT, announced
from server.outgoing.messages import body
from server.wire import openapi
from tests.given.debates import OWNER, PRODUCER, SCREENER, Drive, participant


def sent() -> dict[str, Any]:
    """A body of each kind."""
    drive, bodies = Drive("draft"), dict[str, Any]()
    steps = (
        (OWNER, c.ChangePhase(id="1", to="collecting")),
        (participant("ana"), c.SubmitQuestion(id="2", text="Kada će opština?", to="g1")),
        (SCREENER, c.ApproveQuestion(id="3", question="q1")),
        (OWNER, c.ChangePhase(id="4", to="live")),
        (PRODUCER, c.TakeQuestion(id="5", question="q1")),
        (PRODUCER, c.AnswerQuestion(id="6", question="q1", how="evaded")),
        (OWNER, c.ChangePhase(id="7", to="closed")),
    )
    for actor, command in steps:
        events = decide(drive.debate, drive.around, command, actor, drive.now)
        for one in announced(drive.debate, events).said:
            data = one.data | (
                {"question": one.data["question"] | {"text": one.text}} if one.text else {}
            )
            bodies[one.what] = msgspec.json.decode(body(one.what, drive.now, data))
        drive.write(actor, events)
    return bodies


def test_every_event_is_as_it_is_described() -> None:
    described, bodies = openapi.document()["webhooks"], sent()
    assert set(described) == set(bodies) == set(WHAT)
    for what, said in bodies.items():
        content = described[what]["post"]["requestBody"]["content"]
        schema = content["application/json"]["schema"]
        assert list(Draft202012Validator(schema).iter_errors(said)) == []
        known = schema["properties"]["data"]["properties"]
        assert set(said["data"]) == set(known)  # nothing besides
        for part, fields in said["data"].items():
            if isinstance(fields, dict):
                assert set(fields) <= set(known[part]["properties"])
