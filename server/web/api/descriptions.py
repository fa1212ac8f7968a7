"""The routes of the published descriptions of both doors."""

from quart import Blueprint, Response

from server.web.api.answers import answer
from server.web.dependencies import dependencies
from server.web.requests import addresses
from server.wire import asyncapi, openapi

descriptions = Blueprint("descriptions", __name__)


@descriptions.get("/openapi.json")
async def http() -> Response:
    """OpenAPI: what can be asked over HTTP."""
    return answer(openapi.document())


@descriptions.get("/asyncapi.json")
async def live() -> Response:
    """AsyncAPI: what is said at the live door, and where that is."""
    return answer(asyncapi.document(addresses.live_origin(dependencies().settings)))
