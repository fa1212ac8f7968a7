"""Logging in and out, and the first owner. What holders do with their own account is in
`own_account`, what owners do with other people's in `admin_accounts`.
"""

import logging
from typing import Any

from quart import Blueprint, Response, current_app, request
from werkzeug.exceptions import Gone, NotFound

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Role
from server.debate.refusals import Rejected
from server.identity.logins import Login
from server.identity.passwords import Passwords, known_names, password_problem
from server.identity.recognising import account_actor
from server.identity.throttle import Throttle
from server.identity.turns import Busy, Stranger
from server.networks import networks_of
from server.store import Account, HasOwner, Taken, Unavailable
from server.store.administration.actions import Who
from server.store.logs.house_log import digest_of
from server.web.admin.checks import NAME_TAKEN, account_problem
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.devices import device_of
from server.web.login.letting_in import let_in
from server.web.login.login_cookie import forget_login, secret_sent
from server.web.login.passkey_party import party
from server.web.login.setup_key import SetupKey
from server.web.pages.screen_keys import is_opened_by_links, key_words
from server.web.pages.screens import local_path, redirect_to
from server.web.requests.origins import cookies_count
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import render_in_pieces

log = logging.getLogger(__name__)

HOME_OF_MODERATORS = "/admin"
BUSY_S = 1  # what to wait when too many passwords are being checked


def accounts_blueprint(passwords: Passwords, throttle: Throttle, setup_key: SetupKey) -> Blueprint:
    """`/login`, `/logout`, `/setup`."""
    routes = Blueprint("accounts", __name__)
    routes.before_request(require_own_form)
    desk = _Desk(passwords, throttle, setup_key)
    routes.get("/login")(desk.ask)
    routes.post("/login")(desk.log_in)
    routes.post("/logout")(desk.log_out)
    routes.get("/setup")(desk.ask_for_owner)
    routes.post("/setup")(desk.make_owner)
    return routes


async def login_sent() -> Login | None:
    """The login that came with this request, if it holds."""
    secret = secret_sent()
    if not secret or not cookies_count():
        return None
    return await dependencies().identity.logins.find(secret)


async def logged_in() -> Account | None:
    """Whose this request is, by the login cookie."""
    login = await login_sent()
    return login.account if login else None


async def concerns(code: str) -> bool:
    """Whether whoever sent this request has to do with a debate as a moderator."""
    account = await logged_in()
    if account is None:
        return False
    path = await dependencies().store.memberships.path_of(code)
    return account_actor(account, path) is not None


def to_login() -> Response:
    """To the login page, and back here afterwards."""
    return redirect_to(f"/login?back={request.path}")


async def private_page(template: str, status: int = 200, **values: Any) -> Response:
    """A page for one person, kept nowhere."""
    html = await render_in_pieces(template, **values)
    response: Response = current_app.response_class(html, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


class _Desk:
    def __init__(self, passwords: Passwords, throttle: Throttle, setup_key: SetupKey) -> None:
        self._passwords = passwords
        self._throttle = throttle
        self._setup_key = setup_key

    # Logging in and out.

    async def ask(self) -> Response:
        back = local_path(request.args.get("back") or HOME_OF_MODERATORS)
        if await logged_in() is not None:
            return redirect_to(back)
        words = key_words(back)
        return await private_page(
            "login/login.html",
            back=back,
            name="",
            error="",
            wait=0,
            key=words,
            hands_in=is_opened_by_links(back),
            elsewhere=await dependencies().store.providers.any(),
            passkeys_here=party() is not None,
        )

    async def log_in(self) -> Response:
        form = await request.form
        name = form.get("name", "").strip().lower()
        back = local_path(form.get("back") or HOME_OF_MODERATORS)
        device = device_of(name)
        caller = dependencies().newcomers.caller or ""
        try:
            await self._throttle.take(name, device, caller)
        except Rejected as refusal:
            log.warning("a login was refused: too many tries")
            return await self._refuse(name, back, "too_fast", refusal.retry_s)
        account = await dependencies().store.accounts.get(name)
        hashed, password = account.password_hash if account else None, form.get("password", "")
        try:
            stranger = None if device else Stranger(networks_of(caller).near, name)
            right = await self._passwords.verify(hashed, password, stranger)
        except Busy:
            return await self._refuse(name, back, "too_fast", BUSY_S)
        if account is None or not right:
            # A name that nobody has may be a password in the wrong field.
            current_app.add_background_task(_count_failed, account.id if account else None)
            log.warning("a login failed", extra={"account": account.name if account else "unknown"})
            return await self._refuse(name, back, "wrong")
        await self._throttle.succeeded(name, device)
        if self._passwords.is_outdated(account.password_hash):
            account = await self._rehashed(account, password)
        return await let_in(account, await login_sent(), back, stay="stay" in form)

    async def _rehashed(self, account: Account, password: str) -> Account:
        """With today's cost."""
        accounts = dependencies().store.accounts
        await accounts.rehash(account, await self._passwords.hash(password))
        return await accounts.get(account.name) or account

    async def _refuse(self, name: str, back: str, error: str, wait: int = 0) -> Response:
        status = 429 if error == "too_fast" else 422
        values = {"back": back, "name": name, "error": error, "wait": wait, "key": key_words(back)}
        values |= {"hands_in": is_opened_by_links(back)}
        values |= {"elsewhere": await dependencies().store.providers.any()}
        values |= {"hands_in": is_opened_by_links(back), "passkeys_here": party() is not None}
        response = await private_page("login/login.html", status, **values)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response

    async def log_out(self) -> Response:
        """Also where the cookie was copied to."""
        login = await login_sent()
        if login is not None:
            await dependencies().store.sessions.end(login.account.id, login.session.id)
            dependencies().rooms.relay.hint(ACCOUNTS)
            log.info("logged out", extra={"account": login.account.name})
        response = redirect_to("/")
        forget_login(response)
        return response

    # The first owner.

    async def ask_for_owner(self) -> Response:
        key = await self._checked_key(request.args.get("key", ""))
        return await private_page("login/setup.html", key=key, name="", errors={})

    async def make_owner(self) -> Response:
        form = await request.form
        name, password = form.get("name", "").strip().lower(), form.get("password", "")
        role: Role = "keeper" if "keeper" in form else "owner"
        names = await known_names(dependencies().store, name)
        problems = {"name": account_problem(name), "password": password_problem(password, names)}
        errors = {field: problem for field, problem in problems.items() if problem}
        key, known = await self._checked_key(form.get("key", "")), dependencies()
        if not errors:
            hashed = await self._passwords.hash(password)
            try:
                now = known.clock.now()
                link = Who("link", name=name)
                async with entering(link, "account_added", about=name, after={"role": role}):
                    id_ = await known.store.accounts.add_first(name, role, hashed, now)
                digest = digest_of(id_.encode())
                await known.store.house_log.add("account_added", now, account=digest, role=role)
            except HasOwner:
                raise await _used() from None
            except Taken:
                errors["name"] = NAME_TAKEN
        if errors:
            return await private_page("login/setup.html", 422, key=key, name=name, errors=errors)
        account = await known.store.accounts.get(name)
        log.info("the first owner was made", extra={"account": name})
        if account is None:
            return redirect_to("/login")
        return await let_in(account, await login_sent(), HOME_OF_MODERATORS, stay=False)

    async def _checked_key(self, key: str) -> str:
        """The key of the one-time link. Raises Gone once there is an owner, and NotFound for any
        other key before, with a page that says what to do."""
        if await dependencies().store.accounts.any_owner():
            raise await _used()
        if not self._setup_key.matches(key):
            raise NotFound(response=await error_page(404, "setup_unknown"))
        return key


async def _count_failed(account: str | None) -> None:
    """Nobody waits for it: it takes longer for an account that there is."""
    known = dependencies()
    try:
        await known.store.failed_sign_ins.count(account, known.clock.now())
    except Unavailable:
        log.warning("a login that failed could not be counted")


async def _used() -> Gone:
    return Gone(response=await error_page(410, "setup_used", login=HOME_OF_MODERATORS))
