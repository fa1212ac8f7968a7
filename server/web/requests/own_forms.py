"""Forms that act in a moderator's name: taken only from pages of this very origin, and each once,
also where it is sent twice (an impatient second click).

Stricter than the guard that all requests pass (`origins`): another port of this host or a trusted
origin may read and send commands, but not administer.
"""

import secrets
from collections.abc import Mapping

from quart import request
from werkzeug.exceptions import Forbidden

from server.identity.origins import canonical
from server.web.dependencies import dependencies
from server.web.requests.addresses import base_url
from server.web.requests.origins import SAFE

NONCE_LIMIT = 40  # characters, as of any command's id


async def require_own_form() -> None:
    """For `before_request`. Raises Forbidden for a form that another origin may have sent.

    Browsers say so in `Sec-Fetch-Site` on https and on localhost, and in `Origin` everywhere."""
    if request.method in SAFE:
        return
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None and told != "same-origin":
        raise Forbidden
    own = canonical(base_url(dependencies().settings))
    if told is None and canonical(request.headers.get("Origin", "")) != own:
        raise Forbidden


def new_nonce() -> str:
    """For the hidden field of a page's form."""
    return secrets.token_urlsafe(9)


def nonce_of(form: Mapping[str, str]) -> str:
    """What makes a form that was sent twice one command, at every process: an id for it."""
    return form.get("nonce", "")[:NONCE_LIMIT] or new_nonce()
