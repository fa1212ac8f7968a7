"""Logging in with a passkey, without a password."""

import logging

from quart import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from server.debate.refusals import Rejected
from server.identity.passkeys import Passkeys, Refused
from server.identity.throttle import Throttle
from server.web.dependencies import dependencies
from server.web.login.accounts import HOME_OF_MODERATORS, login_sent, private_page
from server.web.login.letting_in import begin
from server.web.login.passkey_party import (
    challenge_sent,
    forget_challenge,
    keep_challenge,
    party,
)
from server.web.pages.screens import local_path, redirect_to
from server.web.requests.own_forms import require_own_form

log = logging.getLogger(__name__)

A_PASSKEY = "a passkey"  # no account is called so


def passkey_login_blueprint(throttle: Throttle) -> Blueprint:
    """`/login/passkey`."""
    routes = Blueprint("passkey_login", __name__)
    routes.before_request(require_own_form)
    desk = _PasskeyDoor(throttle)
    routes.post("/login/passkey/challenge")(desk.ask)
    routes.post("/login/passkey")(desk.let_in)
    return routes


class _PasskeyDoor:
    def __init__(self, throttle: Throttle) -> None:
        self._throttle = throttle

    async def ask(self) -> Response:
        here, known = party(), dependencies()
        if here is None:
            raise NotFound
        passkeys = Passkeys(known.store, known.clock)
        asked = passkeys.ask()
        response = as_json(passkeys.request(here, asked))
        keep_challenge(response, asked)
        return response

    async def let_in(self) -> Response:
        here, asked, known, form = party(), challenge_sent(), dependencies(), await request.form
        if here is None:
            raise NotFound
        back = local_path(form.get("back") or HOME_OF_MODERATORS)
        try:
            await self._throttle.take(A_PASSKEY, "", known.newcomers.caller or "")
            if asked is None:
                raise Refused
            passkeys = Passkeys(known.store, known.clock)
            account = await passkeys.account_of(here, asked, form.get("credential", ""))
        except Rejected as refusal:
            return await _refused(back, "account.too_fast", refusal.retry_s)
        except Refused:
            log.warning("a passkey was refused")
            return await _refused(back, "signing.passkey_wrong")
        response = redirect_to(back)
        begun = await begin(response, account, await login_sent(), "stay" in form)
        forget_challenge(response)
        return response if begun else redirect_to("/login")


def as_json(text: str) -> Response:
    """For a page's script; kept nowhere."""
    response: Response = current_app.response_class(text, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


async def _refused(back: str, error: str, wait: int = 0) -> Response:
    response = await private_page(
        "login/passkey_refused.html", 429 if wait else 422, back=back, error=error, wait=wait
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    forget_challenge(response)
    return response
