"""Words that a page's scripts ask for when they need them, which most never do."""

from quart import Blueprint, Response
from werkzeug.exceptions import NotFound

from server.debate.patches import Json
from server.web.api.answers import as_json
from server.web.dependencies import dependencies
from server.web.words.i18n import LOCALES
from server.wire.messages import encode_json

KEPT_S = 300
SECTIONS = frozenset({"trust", "proof"})

later_words = Blueprint("later_words", __name__)


@later_words.get("/words/<section>/<tag>.json")
async def words(section: str, tag: str) -> Response:
    """Those of a section in one of the locales of the house: {"section.key": text or forms}.
    Raises NotFound for any other."""
    if section not in SECTIONS or tag not in LOCALES:
        raise NotFound
    found: Json = dependencies().catalogue.strings(tag, (section,))
    response = as_json(encode_json(found))
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    return response
