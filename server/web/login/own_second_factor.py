"""One's own second factor: set up, set up anew, other recovery codes, taken away. The first needs
the password once more, the others a code: a login that was left open is not enough."""

import logging

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from server.identity.logins import Login
from server.identity.second_factor import WrongCode
from server.store import Taken
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.own_account import account_page, own_login
from server.web.login.proving import Prover
from server.web.login.second_page import CODE_LIMIT, codes_page, set_up_page
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)

PATH = "/account/second-factor"


def own_second_factor_blueprint(prover: Prover) -> Blueprint:
    """`/account/second-factor`."""
    routes = Blueprint("own_second_factor", __name__)
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    routes.post(PATH)(_FactorDesk(prover).act)
    return routes


class _FactorDesk:
    def __init__(self, prover: Prover) -> None:
        self._prover = prover

    async def act(self) -> Response:
        """`do` says which of the page's forms was sent."""
        login, form = await own_login(), await request.form
        factors, do = dependencies().identity.second_factors, form.get("do", "")
        has = await factors.of(login.account) is not None
        if do == "confirm":
            return await self._confirm(login, form.get("sealed", ""), form.get("code", ""), has)
        if do not in ("begin", "codes", "remove") or (not has and do != "begin"):
            raise BadRequest
        proof = form.get("code" if has else "password", "")
        problem = await self._prover.problem(login, proof, has)
        if problem is not None:
            return await _refused(login, has, *problem)
        if do == "begin":
            return await set_up_page(factors.offer(login.account, instead=has), PATH)
        if do == "codes":
            log.info("made other recovery codes", extra={"account": login.account.name})
            async with entering(login.account, "recovery_codes_made"):
                codes = await factors.renew_codes(login.account)
            return await codes_page(codes, "/account")
        if factors.is_required_of(login.account):
            return await account_page(login, 422, errors={"code": "signing.factor_required"})
        async with entering(login.account, "second_factor_removed", about=login.account.name):
            await factors.take_away(login.account)
        log.info("took their second factor away", extra={"account": login.account.name})
        return redirect_to("/account?done=removed")

    async def _confirm(self, login: Login, sealed: str, code: str, has: bool) -> Response:
        factors = dependencies().identity.second_factors
        offer = factors.offered(login.account, sealed, instead=has)
        if offer is None:
            return redirect_to("/account")
        try:
            async with entering(login.account, "second_factor_set"):
                codes = await factors.confirm(login.account, offer, code[:CODE_LIMIT])
        except Taken:
            return redirect_to("/account")
        except WrongCode:
            return await set_up_page(offer, PATH, 422, error="signing.code_wrong")
        log.info("set up a second factor", extra={"account": login.account.name})
        return await codes_page(codes, "/account")


async def _refused(login: Login, has: bool, error: str, wait: int) -> Response:
    errors = {"code" if has else "password": error}
    return await account_page(login, 429 if wait else 422, errors=errors, wait=wait)
