"""`/openapi.json` describes the HTTP door as it is: a tool that only reads it can use the door."""

import asyncio
import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings

from server.debate.refusals import STATUS
from server.wire import openapi
from server.wire.openapi_public import FEEDS
from tests.fuzz.contract import CHECKS
from tests.given.described import Asked, operations
from tests.given.servers import RunningServer
from tests.given.web_house import House

EXAMPLES = 25  # requests of each kind


def test_it_describes_every_route_of_the_api(house: House) -> None:
    described = {
        (path, method.upper())
        for path, methods in openapi.document()["paths"].items()
        for method in methods
        if method != "parameters"
    }
    routes = {
        (rule.rule.replace("<", "{").replace(">", "}"), method)
        for rule in house.app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert routes <= described
    others = {path for path, _ in described - routes if not path.startswith("/studio/")}
    assert others == {"/health", "/oembed", *(f"/{file}" for file in FEEDS)}


def test_every_reference_leads_somewhere() -> None:
    document = openapi.document()
    found = set(references(document))

    assert found
    for reference in found:
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_every_refusal_is_described() -> None:
    responses = openapi.document()["paths"]["/api/debates/{code}/commands"]["post"]["responses"]

    assert {str(status) for status in STATUS.values()} | {"200"} == set(responses)


async def test_it_is_served_as_json(house: House) -> None:
    response = await house.script().get("/openapi.json")

    assert response.headers["Content-Type"] == "application/json"
    assert json.loads(await response.get_data()) == json.loads(json.dumps(openapi.document()))


async def test_what_it_allows_is_answered_as_it_says(server: RunningServer) -> None:
    code = await server.debate()
    phone, producer = await server.phone(code), await server.moderator(code)
    await phone.do("submit", text="Kada će opština objaviti ugovor?")
    await producer.do("approve", question="q1")
    await asyncio.gather(phone.leave(), producer.leave())
    token = await server.token(code, "producer")

    await asyncio.to_thread(use_all, server.url(""), code, {"Authorization": f"Bearer {token}"})


def use_all(address: str, code: str, headers: dict[str, str]) -> None:
    """Send requests of every kind that the description allows, and hold the answers against it."""
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
    schema.config.update(base_url=address)
    described = operations(schema)
    assert described
    for operation in described:

        @settings(
            max_examples=EXAMPLES,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def use(case: Asked) -> None:
            if case.path_parameters:
                case.path_parameters["code"] = code
            case.call_and_validate(headers=headers, checks=CHECKS)

        use()


def references(part: Any) -> Any:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)
