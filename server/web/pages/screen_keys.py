"""Screens that open without a login, by an address with a token in it.

A display's token shows what everybody sees, and stands in the address as OBS loads it again and
again. That of a person without an account, a host or another moderator, never leaves their device
in an address: behind a `#` browsers send nothing. The login page, to which such a screen leads,
hands it in, and it becomes a cookie that opens the screens of one debate, for as long as the token
holds.
"""

import re
from urllib.parse import quote, urlencode

from quart import Blueprint, Response, request

from server.debate.actors import Role
from server.debate.rules import BY_COOKIE
from server.identity.recognising import SCREEN_COOKIE
from server.identity.tokens import DAYS_AT_MOST
from server.web.dependencies import dependencies
from server.web.pages.screens import redirect_to
from server.web.requests.addresses import is_https
from server.web.requests.own_forms import require_own_form

REFUSED = "refused"  # what the login page is told of a key that does not hold
DAY_S = 24 * 60 * 60

_SCREEN = re.compile(r"/(host|control)/([0-9]{6})(\?lang=[A-Za-z,-]{1,40})?")


def screen_address(base: str, code: str, role: Role, token: str, lang: str) -> str:
    """Where a device opens the screen of this token."""
    query = {"lang": lang} if lang else {}
    if role == "buttons":
        return f"{base}/studio/{code}?{urlencode({'key': token} | query)}"
    if role == "display":
        return f"{base}/display/{code}?{urlencode({'key': token} | query)}"
    asks = f"?{urlencode(query)}" if query else ""
    return f"{base}/{_screen_of(role)}/{code}{asks}#{urlencode({'key': token})}"


def overlay_address(base: str, code: str, role: Role, token: str, lang: str) -> str:
    """Where a machine of the gallery loads the overlay, with the token of a display; empty with any
    other."""
    if role != "display":
        return ""
    return f"{base}/overlay/{code}?{urlencode({'key': token} | ({'lang': lang} if lang else {}))}"


def key_words(back: str) -> str:
    """Of who is sent to the login page on the way `back` to a screen that a link opens: the section
    of words that says why it did not; empty for any other page."""
    screen = _SCREEN.fullmatch(back)
    if screen is None:
        return ""
    if request.args.get("key") == REFUSED or SCREEN_COOKIE in request.cookies:
        return "key_refused"
    return "key_missing" if screen[1] == "host" else ""


def _screen_of(role: Role) -> str:
    return "control" if role in BY_COOKIE["control"] else "host"


def is_opened_by_links(path: str) -> bool:
    """Whether this is the path of a screen that a link opens."""
    return _SCREEN.fullmatch(path) is not None


def screen_keys_blueprint() -> Blueprint:
    """`/login/screen`."""
    routes = Blueprint("screen_keys", __name__)
    routes.before_request(require_own_form)
    routes.post("/login/screen")(_hand_in)
    return routes


async def _hand_in() -> Response:
    """From `back`, the path of such a screen, with its `key`; who has none that holds is told so
    where they can log in."""
    form = await request.form
    key, screen = form.get("key", ""), _SCREEN.fullmatch(form.get("back", ""))
    if screen is None:
        return redirect_to("/login")
    actor = await dependencies().identity.moderator(key, screen[2])
    if actor is None or actor.role not in BY_COOKIE[screen[1]]:
        return redirect_to(f"/login?back={quote(screen[0])}&key={REFUSED}")
    response = redirect_to(screen[0])
    response.set_cookie(
        SCREEN_COOKIE,
        key,
        max_age=DAYS_AT_MOST * DAY_S,
        httponly=True,
        samesite="Lax",
        secure=is_https(dependencies().settings),
    )
    return response
