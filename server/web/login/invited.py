"""Whoever comes by an invitation: becomes a member with the account that they have, or with a new
one. The link counts once; what it says is told to whoever has it."""

import logging
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import Forbidden
from werkzeug.exceptions import Gone as NotThereAnyMore

from server.cluster.relay import ACCOUNTS
from server.identity.invitations import InvitationLinks
from server.identity.logins import Login
from server.identity.passwords import Passwords, known_names, password_problem
from server.store import Gone, Invitation, Newcomer, Taken
from server.store.administration.fields import Told
from server.web.admin.checks import NAME_TAKEN, account_problem, called_problem
from server.web.admin.entering import enter, entering
from server.web.admin.forms import read_text
from server.web.admin.memberships import name_of
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import HOME_OF_MODERATORS, logged_in, login_sent, private_page
from server.web.login.letting_in import let_in
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import locale

log = logging.getLogger(__name__)


def invited_blueprint(passwords: Passwords) -> Blueprint:
    """`/invited/{secret}`."""
    routes = Blueprint("invited", __name__)
    routes.before_request(require_own_form)
    desk = _InvitedDesk(passwords)
    routes.get("/invited/<secret>")(desk.show)
    routes.post("/invited/<secret>")(desk.accept)
    return routes


class _InvitedDesk:
    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def show(self, secret: str) -> Response:
        return await _page(await _invitation(secret), secret)

    async def accept(self, secret: str) -> Response:
        """`do`: with the account that is logged in (`join`), or with a new one (`new`)."""
        invitation, form = await _invitation(secret), await request.form
        login = await login_sent()
        if form.get("do") == "join" and login is not None:
            await _must_open(login, invitation)
            account, scope = login.account, invitation.scope
            given: Told = {"role": invitation.role}
            async with entering(account, "invitation_accepted", scope, after=given):
                return await self._accepted(secret, account.id)
        name, password = form.get("name", "").strip().lower(), form.get("password", "")
        called = read_text(form, "called")
        names = await known_names(dependencies().store, name)
        problems = {
            "name": account_problem(name),
            "password": password_problem(password, names),
            "called": called_problem(called),
        }
        errors = {field: problem for field, problem in problems.items() if problem}
        typed = {"name": name, "called": called}
        if not errors and await dependencies().store.accounts.get(name) is not None:
            errors["name"] = NAME_TAKEN
        if errors:
            return await _page(invitation, secret, 422, errors=errors, typed=typed)
        hashed = await self._passwords.hash(password)
        try:
            response = await self._accepted(secret, Newcomer(name, hashed, called, locale()))
        except Taken:
            errors = {"name": NAME_TAKEN}
            return await _page(invitation, secret, 422, errors=errors, typed=typed)
        made = await dependencies().store.accounts.get(name)
        if made is not None:
            after: Told = {"role": invitation.role, "account": name}
            await enter(made, "invitation_accepted", invitation.scope, after=after)
        return response

    async def _accepted(self, secret: str, who: str | Newcomer) -> Response:
        known = dependencies()
        try:
            await InvitationLinks(known.store, known.clock).accept(secret, who)
        except Gone:
            raise await _over() from None
        known.rooms.relay.hint(ACCOUNTS)
        log.info("an invitation was accepted")
        if not isinstance(who, Newcomer):
            return redirect_to(HOME_OF_MODERATORS)
        account = await known.store.accounts.get(who.name)
        if account is None:
            return redirect_to("/login")
        return await let_in(account, await login_sent(), HOME_OF_MODERATORS, stay=False)


async def _must_open(login: Login, invitation: Invitation) -> None:
    """By the provider of one organisation nobody joins another one: they would not get in there.
    Raises Forbidden, with a page that says what to do."""
    only = login.session.organisation
    path = await dependencies().store.memberships.path_of_scope(invitation.scope)
    if only and path.organisation != only:
        raise Forbidden(response=await error_page(403, "only_here", login="/account"))


async def _invitation(secret: str) -> Invitation:
    """Raises Gone, with a page that says what to do."""
    known = dependencies()
    found = await InvitationLinks(known.store, known.clock).find(secret)
    if found is None:
        raise await _over()
    return found


async def _over() -> NotThereAnyMore:
    return NotThereAnyMore(response=await error_page(410, "invitation_over", login="/login"))


async def _page(invitation: Invitation, secret: str, status: int = 200, **values: Any) -> Response:
    given: dict[str, Any] = {
        "invitation": invitation,
        "secret": secret,
        "name": await name_of(invitation.scope),
        "account": await logged_in(),
        "errors": {},
        "typed": {},
    }
    return await private_page("login/invited.html", status, **(given | values))
