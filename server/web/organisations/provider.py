"""Whom an organisation takes at their word about who somebody is: its provider of logins. Its
secret is typed once, and shown to nobody again."""

import logging
import re
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Scope
from server.debate.rule import NEWCOMERS
from server.identity.oidc.troubles import Trouble
from server.limits.buckets import Buckets
from server.limits.table import PROVIDERS
from server.store import NoOwner, Provider
from server.store.administration.fields import Told
from server.web.admin.access import Moderator, require_in
from server.web.admin.checks import Errors
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.login.elsewhere.providers import back_address
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to

log = logging.getLogger(__name__)

ISSUER_LIMIT = 300  # characters, as all limits here
ID_LIMIT = 300
SECRET_LIMIT = 500
DOMAINS_LIMIT = 30
DONE = ("saved", "removed")

_DOMAIN = re.compile(r"(?=.{3,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


def provider_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("provider", __name__)
    routes.get("/<organisation>/provider")(provider)
    routes.post("/<organisation>/provider")(_Desk().act)
    return routes


async def provider(organisation: str) -> Response:
    """The form as it was saved last, and what the provider has to be told."""
    return await _page(await require_in("provider", organisation), organisation)


class _Desk:
    def __init__(self) -> None:
        self._saves: Buckets | None = None

    async def act(self, organisation: str) -> Response:
        """`do`: `save`, or `remove`. Raises Rejected `too_fast`."""
        me, form = await require_in("provider", organisation), await request.form
        await known_organisation(organisation)
        try:
            match form.get("do", ""):
                case "save":
                    self._saves = self._saves or Buckets(PROVIDERS, dependencies().clock)
                    self._saves.take(organisation)
                    await dependencies().rooms.limits.take((PROVIDERS,), organisation)
                    return await _save(me, organisation, form)
                case "remove":
                    scope = Scope("organisation", organisation)
                    async with entering(me, "provider_removed", scope):
                        await dependencies().store.providers.remove(organisation, me.account.id)
                    return await _done(me, organisation, "removed")
        except NoOwner:
            raise Forbidden from None
        raise BadRequest


async def _save(me: Moderator, organisation: str, form: Any) -> Response:
    known = dependencies()
    typed = {name: read_text(form, name) for name in ("issuer", "client_id", "role", "domains")}
    before = await known.store.providers.get(organisation)
    domains = tuple(dict.fromkeys(re.split(r"[\s,;]+", typed["domains"].lower()))) or ()
    domains = tuple(domain.removeprefix("@") for domain in domains if domain)
    secret, errors = form.get("client_secret", "").strip(), _problems(typed, domains)
    same = before is not None and (before.issuer, before.client_id) == (
        typed["issuer"],
        typed["client_id"],
    )
    if not secret and not same:
        errors["client_secret"] = "elsewhere.secret_missing"
    elif len(secret) > SECRET_LIMIT or not (secret or "x").isprintable():
        errors["client_secret"] = "admin.too_long"
    if not errors:
        errors = await _looked(typed["issuer"])
    if errors:
        return await _page(me, organisation, 422, errors=errors, typed=typed)
    issuer, client_id = typed["issuer"], typed["client_id"]
    role = next(role for role in NEWCOMERS if role == typed["role"])
    if secret or before is None:
        sealed = known.identity.secrets.seal(secret, organisation, issuer, client_id)
    else:
        sealed = before.sealed
    now = known.clock.now()
    made = Provider(organisation, issuer, client_id, sealed, role, domains, now)
    scope, told = Scope("organisation", organisation), _told(before) if before else {}
    async with entering(me, "provider_set", scope, before=told, after=_told(made)):
        await known.store.providers.save(made, me.account.id)
    return await _done(me, organisation, "saved")


def _told(provider: Provider) -> Told:
    """Of it to the log of administration."""
    return {
        "issuer": provider.issuer,
        "client_id": provider.client_id,
        "role": provider.role,
        "domains": ",".join(provider.domains),
    }


def _problems(typed: dict[str, str], domains: tuple[str, ...]) -> Errors:
    errors: Errors = {}
    issuer = typed["issuer"]
    if len(issuer) > ISSUER_LIMIT or not dependencies().identity.elsewhere.may_be_asked(issuer):
        errors["issuer"] = "elsewhere.issuer_wrong"
    if not 0 < len(typed["client_id"]) <= ID_LIMIT:
        errors["client_id"] = "elsewhere.client_id_wrong"
    if typed["role"] not in NEWCOMERS:
        errors["role"] = "admin.choose_role"
    if len(domains) > DOMAINS_LIMIT or not all(map(_DOMAIN.fullmatch, domains)):
        errors["domains"] = "elsewhere.domains_wrong"
    return errors


async def _looked(issuer: str) -> Errors:
    try:
        await dependencies().identity.elsewhere.look(issuer)
    except Trouble as trouble:
        log.warning("a provider cannot be asked", extra={"why": trouble.why})
        return {"issuer": "elsewhere.issuer_silent"}
    return {}


async def _done(me: Moderator, organisation: str, what: str) -> Response:
    dependencies().rooms.relay.hint(ACCOUNTS)
    log.info("a provider was %s", what, extra={"by": me.name, "organisation": organisation})
    return redirect_to(f"/admin/o/{organisation}/provider?done={what}")


async def _page(me: Moderator, key: str, status: int = 200, **values: Any) -> Response:
    organisation, store = await known_organisation(key), dependencies().store
    there, done = await store.providers.get(key), request.args.get("done", "")
    typed = {"issuer": "", "client_id": "", "role": NEWCOMERS[0], "domains": ""}
    if there is not None:
        typed = {
            "issuer": there.issuer,
            "client_id": there.client_id,
            "role": there.role,
            "domains": ", ".join(there.domains),
        }
    given: dict[str, Any] = {
        "me": me,
        "organisation": organisation,
        "is_on": there is not None,
        "roles": NEWCOMERS,
        "back_address": back_address(key),
        "without_password": await store.providers.without_password(key),
        "done": done if done in DONE else "",
        "errors": {},
        "typed": typed,
    }
    return await private_page("organisations/provider.html", status, **(given | values))
