"""The page after the password: asks for the second factor, or has it set up where the house asks
for one. Nothing else is open until then."""

import logging
from collections.abc import Sequence

from quart import Blueprint, Response, request

from server.debate.refusals import Rejected
from server.identity.second_factor import Offer, WrongCode
from server.identity.throttle import Throttle
from server.store import Taken
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent, private_page
from server.web.login.devices import device_of
from server.web.login.half_login import HalfLogin, half_sent
from server.web.login.letting_in import SECOND_PAGE, begin
from server.web.pages import qr
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form

log = logging.getLogger(__name__)

CODE_LIMIT = 40  # characters of what is typed


def second_page_blueprint(throttle: Throttle) -> Blueprint:
    """`/login/second`."""
    routes = Blueprint("second_page", __name__)
    routes.before_request(require_own_form)
    desk = _SecondDesk(throttle)
    routes.get(SECOND_PAGE)(desk.ask)
    routes.post(SECOND_PAGE)(desk.answer)
    return routes


class _SecondDesk:
    def __init__(self, throttle: Throttle) -> None:
        self._throttle = throttle

    async def ask(self) -> Response:
        half, factors = await half_sent(), dependencies().identity.second_factors
        if half is None:
            return redirect_to("/login")
        if await factors.of(half.account) is not None:
            return await private_page("login/second.html", error="", wait=0)
        if half.organisation or not factors.is_required_of(half.account):
            return redirect_to("/login")
        return await set_up_page(factors.offer(half.account, instead=False), SECOND_PAGE)

    async def answer(self) -> Response:
        """A code; with `sealed` it is the first one of an app that is being set up."""
        half, form = await half_sent(), await request.form
        if half is None:
            return redirect_to("/login")
        code = form.get("code", "")[:CODE_LIMIT]
        if "sealed" in form:
            return await self._set_up(half, form["sealed"], code)
        name, device = half.account.name, f"second {device_of(half.account.name)}"
        try:
            await self._throttle.take(name, device)
        except Rejected as refusal:
            log.warning("a second factor was refused: too many tries", extra={"account": name})
            return await _refused("too_fast", refusal.retry_s)
        if not await dependencies().identity.second_factors.passes(half.account, code):
            # Whoever comes here knows the password.
            log.warning("a second factor was wrong", extra={"account": name})
            return await _refused("code_wrong")
        await self._throttle.succeeded(name, device)
        response = redirect_to(half.back)
        begun = await begin(
            response, half.account, await login_sent(), half.stay, half.organisation
        )
        return response if begun else redirect_to("/login")

    async def _set_up(self, half: HalfLogin, sealed: str, code: str) -> Response:
        factors = dependencies().identity.second_factors
        offer = factors.offered(half.account, sealed, instead=False)
        if offer is None or half.organisation or not factors.is_required_of(half.account):
            return redirect_to(SECOND_PAGE)
        try:
            async with entering(half.account, "second_factor_set"):
                codes = await factors.confirm(half.account, offer, code)
        except Taken:  # set up in another window
            return redirect_to(SECOND_PAGE)
        except WrongCode:
            return await set_up_page(offer, SECOND_PAGE, 422, error="signing.code_wrong")
        log.info("set up a second factor", extra={"account": half.account.name})
        response = await codes_page(codes, half.back)
        begun = await begin(response, half.account, await login_sent(), half.stay)
        return response if begun else redirect_to("/login")


async def set_up_page(offer: Offer, action: str, status: int = 200, error: str = "") -> Response:
    """Scan it, or type it, and show a code of it. `action`: where the code goes."""
    return await private_page(
        "login/set_up.html",
        status,
        offer=offer,
        drawing=qr.draw(offer.address).decode(),
        action=action,
        error=error,
    )


async def codes_page(codes: Sequence[str], back: str) -> Response:
    """The recovery codes: shown once."""
    return await private_page("login/recovery_codes.html", codes=codes, back=back)


async def _refused(error: str, wait: int = 0) -> Response:
    status = 429 if wait else 422
    response = await private_page("login/second.html", status, error=error, wait=wait)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
