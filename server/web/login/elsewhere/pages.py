"""`/login/o`: which organisation, going to its provider and coming back."""

from collections.abc import Sequence
from typing import get_args

from quart import Blueprint, Response, request

from server.clock import Clock
from server.debate.actors import Scope
from server.identity.oidc.client import known_as, must_be_let_in
from server.identity.oidc.troubles import Code, Trouble
from server.limits.newcomers import ByNetwork
from server.limits.table import ELSEWHERE
from server.store import Linked, Provider, Taken
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import HOME_OF_MODERATORS, logged_in, login_sent, private_page
from server.web.login.elsewhere.errands import (
    Going,
    Newcomer,
    errand_sent,
    forget_errand,
    is_kept,
    keep_errand,
    mark_of,
)
from server.web.login.elsewhere.letting_in import let_in
from server.web.login.elsewhere.newcomers import newcomers_blueprint
from server.web.login.elsewhere.providers import (
    back_address,
    failed,
    provider_of,
    registered,
    sent_there,
)
from server.web.organisations.known import known_organisation
from server.web.pages.screens import local_path, redirect_to
from server.web.requests.own_forms import require_own_form

ERRORS = (*get_args(Code), "nobody", "no_member", "taken", "factor")


def elsewhere_blueprint(clock: Clock) -> Blueprint:
    """`/login/o` and all below it."""
    routes = Blueprint("elsewhere", __name__, url_prefix="/login/o")
    routes.before_request(require_own_form)
    desk = _Desk(ByNetwork(ELSEWHERE, clock))
    routes.get("")(desk.ask)
    routes.get("/<organisation>")(desk.show)
    routes.post("/<organisation>")(desk.begin)
    routes.get("/<organisation>/back")(desk.come_back)
    routes.register_blueprint(newcomers_blueprint())
    return routes


class _Desk:
    def __init__(self, pace: ByNetwork) -> None:
        self._pace = pace

    async def ask(self) -> Response:
        """For the organisation's key: which there are is told to nobody."""
        key = request.args.get("organisation", "").strip().lower()
        back = _back(request.args.get("back"))
        if key:
            provider = await provider_of(key)
            return redirect_to(f"/login/o/{provider.organisation}?back={back}")
        return await private_page("login/elsewhere/ask.html", back=back)

    async def show(self, organisation: str) -> Response:
        provider, back = await provider_of(organisation), _back(request.args.get("back"))
        error = request.args.get("error", "")
        if await logged_in() is not None and not error:
            return redirect_to(back)
        return await private_page(
            "login/elsewhere/organisation.html",
            organisation=await known_organisation(provider.organisation),
            back=back,
            error=error if error in ERRORS else "",
        )

    async def begin(self, organisation: str) -> Response:
        self._slow_down()
        provider = await provider_of(organisation)
        return await sent_there(provider, _back((await request.form).get("back")))

    async def come_back(self, organisation: str) -> Response:
        """From the provider, with an answer for whoever was sent there from this browser."""
        self._slow_down()
        provider = await provider_of(organisation)
        going = errand_sent(Going, provider)
        try:
            if going is None:
                raise Trouble("stale", "no try of this browser")
            response = await self._arrived(provider, going)
        except Trouble as trouble:
            response = failed(organisation, trouble)
        if going is not None and not is_kept(response):
            forget_errand(response)
        return response

    def _slow_down(self) -> None:
        """Each step makes the house ask somebody else. Raises Rejected `too_fast`."""
        known = dependencies()
        self._pace.take(known.identity.minting.source(known.newcomers.caller))

    async def _arrived(self, provider: Provider, going: Going) -> Response:
        there, known = registered(provider), dependencies()
        if there is None:
            raise Trouble("unreachable", "its secret cannot be read")
        back = back_address(provider.organisation)
        said = request.args.to_dict()
        person = await known.identity.elsewhere.end(there, back, going.attempt, said)
        must_be_let_in(person, provider.domains)
        digest = known_as(provider.organisation, there, person)
        if going.session:
            return await _linked(provider, going, digest)
        linked = await known.store.providers.find(digest)
        if linked is not None:
            return await _logged_in(provider, going, linked, person.factors)
        if not provider.domains:
            return redirect_to(f"/login/o/{provider.organisation}?error=nobody")
        response = redirect_to(f"/login/o/{provider.organisation}/new")
        mark = mark_of(provider)
        newcomer = Newcomer(going.organisation, mark, digest.hex(), person.called, going.back)
        keep_errand(response, newcomer)
        return response


async def _linked(provider: Provider, going: Going, digest: bytes) -> Response:
    """To the account of whoever asked for it, if they are still who is logged in here."""
    login, known = await login_sent(), dependencies()
    if login is None or login.session.id != going.session or login.session.organisation:
        raise Trouble("stale", "another login")
    now = known.clock.now()
    scope = Scope("organisation", provider.organisation)
    try:
        async with entering(login.account, "account_linked", scope):
            await known.store.providers.link(digest, scope.key, login.account.id, now)
    except Taken:
        return redirect_to(f"/login/o/{provider.organisation}?error=taken")
    return redirect_to("/account?done=linked")


async def _logged_in(
    provider: Provider, going: Going, linked: Linked, factors: Sequence[str]
) -> Response:
    """Whoever is no member any more is not let in, nor made one again."""
    if linked.account is None:
        return redirect_to(f"/login/o/{provider.organisation}?error=nobody")
    return await let_in(linked.account, provider.organisation, going.back, factors)


def _back(path: str | None) -> str:
    return local_path(path or HOME_OF_MODERATORS)
