"""Administration of accounts, for owners: add, role, password, log out everywhere, remove.

There is always an owner left, and who is no owner any more changes nothing: the store sees to both,
for all processes.
"""

import logging

from quart import Blueprint, Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Forbidden

from server.cluster.relay import ACCOUNTS
from server.debate.actors import GRANTED, HOUSE, THE_HOUSE, Role, role_at
from server.debate.rule import MODERATORS
from server.identity.passwords import Passwords, known_names, password_problem
from server.store import Account, LastOwner, NoOwner, Taken
from server.store.administration.fields import Told
from server.store.logs.house_log import digest_of
from server.web.admin.access import Moderator, require
from server.web.admin.checks import NAME_TAKEN, Errors, account_problem
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent, private_page
from server.web.pages.screens import redirect_to
from server.web.requests.addresses import shared_url

log = logging.getLogger(__name__)

DONE = ("added", "changed", "logged_out", "removed")


def house_accounts_blueprint(passwords: Passwords) -> Blueprint:
    """Below `/admin`."""
    routes = Blueprint("accounts", __name__, url_prefix="/accounts")
    desk = _AccountsDesk(passwords)
    routes.get("")(desk.show)
    routes.post("")(desk.act)
    return routes


class _AccountsDesk:
    """One form for a new account, a few for each that is there; `do` says which was sent."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def show(self) -> Response:
        done = request.args.get("done", "")
        return await _accounts_page(await require("accounts"), done=done if done in DONE else "")

    async def act(self) -> Response:
        actor, login = await require("accounts"), await login_sent()
        if login is None:
            raise Forbidden
        form, by = await request.form, login.account.id
        do, name = form.get("do", ""), form.get("name", "").strip().lower()
        try:
            if do == "add":
                return await self._add(actor, by, name, form)
            account = await dependencies().store.accounts.get(name)
            if account is None:
                return redirect_to("/admin/accounts")
            return await self._change(actor, by, account, do, form)
        except NoOwner:
            raise Forbidden from None

    async def _add(
        self, actor: Moderator, by: str, name: str, form: MultiDict[str, str]
    ) -> Response:
        store, password, role = dependencies().store, form.get("password", ""), _role(form)
        names = await known_names(store, name)
        problems = {"name": account_problem(name), "password": password_problem(password, names)}
        errors = {field: problem for field, problem in problems.items() if problem}
        if "name" not in errors and await store.accounts.get(name) is not None:
            errors["name"] = NAME_TAKEN
        if role is None:
            errors["role"] = "admin.choose_role"
        typed = {"name": name, "role": form.get("role", "")}
        if errors or role is None:
            return await _accounts_page(actor, 422, errors=errors, typed=typed)
        hashed = await self._passwords.hash(password)
        try:
            async with entering(actor, "account_added", about=name, after={"role": role}):
                id_ = await store.accounts.add(name, role, hashed, dependencies().clock.now(), by)
        except Taken:
            return await _accounts_page(actor, 422, errors={"name": NAME_TAKEN}, typed=typed)
        await _enter("account_added", id_, role)
        log.info("an account was added", extra={"by": actor.name, "account": name, "role": role})
        return _done("added")

    async def _change(
        self, actor: Moderator, by: str, account: Account, do: str, form: MultiDict[str, str]
    ) -> Response:
        known, name = dependencies(), account.name
        before: Told = {"role": _in_house(account) or ""}
        try:
            if do == "role":
                role = _role(form)
                if role is None:
                    raise BadRequest
                now = known.clock.now()
                after: Told = {"role": role}
                async with entering(
                    actor, "member_changed", about=name, before=before, after=after
                ):
                    await known.store.memberships.grant(account.id, HOUSE, role, now, by)
                await _enter("account_changed", account.id, role)
                said = {"by": actor.name, "account": name, "role": role}
                log.info("an account got another role", extra=said)
                return _done("changed")
            if do == "password":
                password = form.get("password", "")
                problem = password_problem(password, await known_names(known.store, name))
                if problem is not None:
                    return await _accounts_page(actor, 422, errors={name: problem})
                hashed = await self._passwords.hash(password)
                async with entering(actor, "password_set", about=name):
                    await known.store.accounts.set_password(account.id, hashed, by=by)
                log.info("a password was set", extra={"by": actor.name, "account": name})
                return _done("changed")
            if do == "logout":
                async with entering(actor, "logins_ended", about=name):
                    await known.store.resets.end_logins(account.id, "", by)
                log.info("an account was logged out", extra={"by": actor.name, "account": name})
                return _done("logged_out")
            if do == "remove":
                async with entering(actor, "account_removed", about=name, before=before):
                    await known.store.accounts.remove(account.id, known.clock.now(), by)
                await _enter("account_removed", account.id, _in_house(account) or "")
                log.info("an account was removed", extra={"by": actor.name, "account": name})
                return _done("removed")
        except LastOwner:
            return await _accounts_page(actor, 422, errors={name: "admin.last_owner"})
        raise BadRequest


def _in_house(account: Account) -> Role | None:
    return role_at(account.memberships, THE_HOUSE)


def _offered(me: Moderator) -> list[Role]:
    """A keeper, who sees no debate, makes nobody who does."""
    every = me.may("moderators of the house")
    return [role for role in GRANTED["house"] if every or role not in MODERATORS]


def _role(form: MultiDict[str, str]) -> Role | None:
    return next((role for role in GRANTED["house"] if role == form.get("role")), None)


def _done(what: str) -> Response:
    dependencies().rooms.relay.hint(ACCOUNTS)
    return redirect_to(f"/admin/accounts?done={what}")


async def _accounts_page(
    actor: Moderator,
    status: int = 200,
    *,
    errors: Errors | None = None,
    typed: dict[str, str] | None = None,
    done: str = "",
) -> Response:
    return await private_page(
        "admin/accounts.html",
        status,
        me=actor,
        accounts=[(one, _in_house(one)) for one in await dependencies().store.accounts.list()],
        roles=_offered(actor),
        errors=errors or {},
        typed=typed or {},
        done=done,
        login=f"{shared_url(dependencies().settings)}/login",
    )


async def _enter(kind: str, account: str, role: str) -> None:
    """Into the house's log; the id is random, and so is its digest."""
    known, digest = dependencies(), digest_of(account.encode())
    await known.store.house_log.add(kind, known.clock.now(), account=digest, role=role)
