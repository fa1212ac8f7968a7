"""The routes of the published descriptions of both doors."""

from quart import Blueprint, Response

from server.web import addresses, asyncapi, openapi
from server.web.answers import answer
from server.web.parts import parts

descriptions = Blueprint("descriptions", __name__)


@descriptions.get("/openapi.json")
async def http() -> Response:
    return answer(openapi.document())


@descriptions.get("/asyncapi.json")
async def live() -> Response:
    return answer(asyncapi.document(addresses.live_origin(parts().settings)))
