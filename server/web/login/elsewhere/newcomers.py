"""Who comes by a provider for the first time chooses a name, and has an account of their own: never
one that is there already, whatever its name or mail."""

import logging
from typing import Any

from quart import Blueprint, Response, request

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Scope
from server.store import Full, Gone, Provider, Taken
from server.store import Newcomer as NewAccount
from server.store.administration.actions import Who
from server.store.administration.fields import Told
from server.web.admin.checks import NAME_TAKEN, account_problem, called_problem
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.login.elsewhere.errands import Newcomer, errand_sent, forget_errand
from server.web.login.elsewhere.letting_in import let_in
from server.web.login.elsewhere.providers import provider_of
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to
from server.web.words.rendering import locale

log = logging.getLogger(__name__)


def newcomers_blueprint() -> Blueprint:
    """Below `/login/o`."""
    routes = Blueprint("newcomers", __name__)
    routes.get("/<organisation>/new")(ask)
    routes.post("/<organisation>/new")(admit)
    return routes


async def ask(organisation: str) -> Response:
    """For the name."""
    provider = await provider_of(organisation)
    newcomer = errand_sent(Newcomer, provider)
    if newcomer is None:
        return redirect_to(f"/login/o/{organisation}?error=stale")
    return await _page(provider, typed={"name": "", "called": newcomer.called})


async def admit(organisation: str) -> Response:
    """The account, with what the provider's newcomers may; the form again where it cannot be."""
    provider, form, known = await provider_of(organisation), await request.form, dependencies()
    newcomer = errand_sent(Newcomer, provider)
    if newcomer is None:
        return redirect_to(f"/login/o/{organisation}?error=stale")
    typed = {"name": form.get("name", "").strip().lower(), "called": read_text(form, "called")}
    problems = {"name": account_problem(typed["name"]), "called": called_problem(typed["called"])}
    errors = {field: problem for field, problem in problems.items() if problem}
    if errors:
        return await _page(provider, 422, typed=typed, errors=errors)
    new = NewAccount(typed["name"], "", typed["called"], locale())
    scope = Scope("organisation", organisation)
    told: Told = {"role": provider.role}
    who = Who("account", name=new.called or new.name)  # who has no id as yet
    digest, now = bytes.fromhex(newcomer.known_as), known.clock.now()
    try:
        async with entering(who, "account_admitted", scope, about=new.name, after=told):
            await known.store.providers.admit(digest, provider, new, now)
    except Taken:
        return await _page(provider, 422, typed=typed, errors={"name": NAME_TAKEN})
    except Full:
        log.warning("an organisation is full", extra={"organisation": organisation})
        return redirect_to(f"/login/o/{organisation}?error=nobody")
    except Gone:
        return redirect_to(f"/login/o/{organisation}?error=stale")
    known.rooms.relay.hint(ACCOUNTS)
    log.info("somebody came by a provider", extra={"organisation": organisation})
    account = await known.store.accounts.get(typed["name"])
    if account is None:
        return redirect_to(f"/login/o/{organisation}?error=stale")
    response = await let_in(account, organisation, newcomer.back)
    forget_errand(response)
    return response


async def _page(provider: Provider, status: int = 200, **values: Any) -> Response:
    return await private_page(
        "login/elsewhere/new.html",
        status,
        organisation=await known_organisation(provider.organisation),
        role=provider.role,
        **({"errors": {}} | values),
    )
