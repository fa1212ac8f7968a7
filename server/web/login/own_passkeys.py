"""One's own passkeys: made, named, listed, removed."""

import logging
from typing import Any

import msgspec
from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from server.identity.logins import Login
from server.identity.passkeys import Passkeys, Refused
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.own_account import account_page, own_login, whole_login
from server.web.login.passkey_login import as_json
from server.web.login.passkey_party import (
    challenge_sent,
    forget_challenge,
    keep_challenge,
    party,
)
from server.web.login.proving import Prover
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates, locale

log = logging.getLogger(__name__)

NAME_LIMIT = 40  # code points


def own_passkeys_blueprint(prover: Prover) -> Blueprint:
    """`/account/passkeys`."""
    routes = Blueprint("own_passkeys", __name__, url_prefix="/account/passkeys")
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    desk = _PasskeyDesk(prover)
    routes.post("/challenge")(desk.ask)
    routes.post("")(desk.act)
    return routes


class _PasskeyDesk:
    def __init__(self, prover: Prover) -> None:
        self._prover = prover

    async def ask(self) -> Response:
        """What a passkey is made of, once who asks has shown who they are."""
        login, here, known, form = await own_login(), party(), dependencies(), await request.form
        if here is None:
            raise NotFound
        has = await known.identity.second_factors.of(login.account) is not None
        problem = await self._prover.problem(login, form.get("proof", ""), has)
        if problem is not None:
            told = known.catalogue.t(locale(), problem[0], count=problem[1])
            response = as_json(msgspec.json.encode({"error": told}).decode())
            response.status_code = 429 if problem[1] else 422
            return response
        passkeys = Passkeys(known.store, known.clock)
        asked = passkeys.ask()
        response = as_json(await passkeys.creation(here, login.account, asked))
        keep_challenge(response, asked, login.account.id)
        return response

    async def act(self) -> Response:
        """`do`: `add` what the browser made, or `remove` one."""
        login, here, known, form = await own_login(), party(), dependencies(), await request.form
        account = login.account
        if form.get("do") == "remove":
            return await self._remove(await whole_login(), form)
        if form.get("do") != "add" or here is None:
            raise BadRequest
        name, asked = read_text(form, "device")[:NAME_LIMIT], challenge_sent(account.id)
        try:
            if asked is None:
                raise Refused
            async with entering(account, "passkey_added", about=name):
                await Passkeys(known.store, known.clock).register(
                    here, account, asked, form.get("credential", ""), name
                )
        except Refused:
            log.warning("a passkey was not taken", extra={"account": account.name})
            return await account_page(login, 422, errors={"passkey": "signing.passkey_wrong"})
        log.info("added a passkey", extra={"account": account.name})
        response = redirect_to("/account?done=passkey_added")
        forget_challenge(response)
        return response

    async def _remove(self, login: Login, form: Any) -> Response:
        account, known, hexed = login.account, dependencies(), form.get("passkey", "")
        there = {one.id.hex(): one for one in await known.store.passkeys.of(account.id)}
        one = there.get(hexed)
        if one is None:
            raise NotFound
        has = await known.identity.second_factors.of(account) is not None
        problem = await self._prover.problem(login, form.get("proof", ""), has)
        if problem is not None:
            status, errors = 429 if problem[1] else 422, {hexed: problem[0]}
            return await account_page(login, status, errors=errors, wait=problem[1])
        async with entering(account, "passkey_removed", about=one.name):
            await known.store.passkeys.remove(account.id, one.id)
        log.info("removed a passkey", extra={"account": account.name})
        return redirect_to("/account?done=passkey_removed")
