"""Whether a colour can be a programme's, said while it is chosen."""

from typing import Any

from quart import Blueprint, Response, jsonify
from werkzeug.exceptions import NotFound

from server.web.admin.access import require_in
from server.web.contrast import LEAST, WHITE, contrast, is_colour, nearest_readable
from server.web.dependencies import dependencies
from server.web.words.formats import Formats
from server.web.words.rendering import locale


def colours_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("colours", __name__)
    routes.get("/<organisation>/colour/<digits>.json")(judged)
    return routes


async def judged(organisation: str, digits: str) -> Response:
    """In the reader's words. `digits`: without the `#`."""
    await require_in("programmes", organisation)
    colour = f"#{digits}"
    if not is_colour(colour):
        raise NotFound
    response = jsonify(judgement(colour))
    response.headers["Cache-Control"] = "no-store"
    return response


def judgement(colour: str) -> dict[str, Any]:
    """`says`: whether white text on it can be read; `nearest`: the shade to take, `take`: what a
    button that takes it says."""
    t, tag = dependencies().catalogue.t, locale()
    ratio = contrast(colour, WHITE)
    passes = ratio >= LEAST
    nearest = nearest_readable(colour)
    # Never rounded up to what would pass.
    told = Formats(tag).number(int(ratio * 10) / 10)
    return {
        "colour": colour,
        "passes": passes,
        "says": t(tag, "look.contrast_good" if passes else "look.contrast_poor", ratio=told),
        "nearest": nearest,
        "take": t(tag, "look.take_shade", colour=nearest),
    }
