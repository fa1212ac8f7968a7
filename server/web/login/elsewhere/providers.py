"""The provider of an organisation, as pages of logging in work with it."""

import logging

from quart import Response
from werkzeug.exceptions import NotFound

from server.identity.oidc.client import Registered, new_try
from server.identity.oidc.troubles import Trouble
from server.store import Provider
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import private_page
from server.web.login.elsewhere.errands import BACK_AT_MOST, Going, keep_errand, mark_of
from server.web.pages.screens import local_path, redirect_to
from server.web.requests.addresses import base_url

log = logging.getLogger(__name__)


async def provider_of(organisation: str) -> Provider:
    """Raises NotFound, with the same page for an organisation that has none and for one that there
    is not."""
    provider = await dependencies().store.providers.get(organisation)
    if provider is None:
        raise NotFound(response=await error_page(404, "no_provider", login="/"))
    return provider


def registered(provider: Provider) -> Registered | None:
    """As the client knows it; None where the secret is of another house."""
    key, issuer, client_id = provider.organisation, provider.issuer, provider.client_id
    secret = dependencies().identity.secrets.open(provider.sealed, key, issuer, client_id)
    return None if secret is None else Registered(issuer, client_id, secret)


def back_address(organisation: str) -> str:
    """Where providers send browsers back to: an address for each organisation, so that an answer
    for one is none for another."""
    return f"{base_url(dependencies().settings)}/login/o/{organisation}/back"


def failed(organisation: str, trouble: Trouble) -> Response:
    """Back to where it can be tried again, and what is said there."""
    words = {"organisation": organisation, "code": trouble.code, "why": trouble.why}
    log.warning("a login by a provider failed", extra=words)
    return redirect_to(f"/login/o/{organisation}?error={trouble.code}")


async def sent_there(provider: Provider, back: str, session: str = "") -> Response:
    """To the provider. Not by a redirect: this page's policy lets no form lead away from the house.
    `session`: of whoever links their account."""
    key, attempt = provider.organisation, new_try()
    there = registered(provider)
    try:
        if there is None:
            raise Trouble("unreachable", "its secret cannot be read")
        client = dependencies().identity.elsewhere
        address = await client.begin(there, back_address(key), attempt)
    except Trouble as trouble:
        return failed(key, trouble)
    response = await private_page("login/elsewhere/going.html", address=address)
    back = local_path(back) if len(back) <= BACK_AT_MOST else "/"
    keep_errand(response, Going(key, mark_of(provider), attempt, session, back))
    return response
