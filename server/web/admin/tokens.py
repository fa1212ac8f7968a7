"""Administration of a debate's tokens: made, told once, revoked."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from quart import Blueprint, Response, request

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Actor, Role, Scope
from server.debate.rule import BY_LINK, TOKEN_ROLES
from server.identity.tokens import DAYS, DAYS_AT_MOST
from server.live.room import Room
from server.store import Form, Sent
from server.store.administration.actions import Action
from server.store.administration.fields import Told
from server.web.admin.access import require_for
from server.web.admin.checks import is_in
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent
from server.web.pages import qr
from server.web.pages.screen_keys import overlay_address, screen_address
from server.web.pages.screens import redirect_to
from server.web.requests import addresses
from server.web.requests.own_forms import nonce_of
from server.web.words.language_choices import CHOICES

log = logging.getLogger(__name__)

LABEL_LIMIT = 60  # code points

Show = Callable[..., Awaitable[Response]]


def tokens_blueprint(show: Show) -> Blueprint:
    """Below `/admin/debates`. `show`: the page of the debate, as `admin.debate_page`."""
    routes = Blueprint("tokens", __name__, url_prefix="/debates")
    desk = _TokensDesk(show)
    routes.post("/<code:code>/tokens")(desk.make)
    routes.post("/<code:code>/tokens/<int:token>/revoke")(desk.revoke)
    return routes


class _TokensDesk:
    """A token is told once, in the answer to the form that made it, so it must not be made again
    when that page is loaded again."""

    def __init__(self, show: Show) -> None:
        self._show = show

    async def make(self, code: str) -> Response:
        actor = await require_for("tokens", code)
        known = dependencies()
        room = await known.rooms.get(code)
        form = await request.form
        typed = {name: read_text(form, name) for name in ("label", "role", "lang", "days")}
        role = next((one for one in TOKEN_ROLES if one == typed["role"]), None)
        errors = _problems(typed)
        if errors or role is None:
            return await self._show(actor, room, 422, errors=errors, typed=typed)
        try:
            sent = Form(nonce_of(form), known.clock.now())
            return await self._made(actor, room, role, typed, sent)
        except Sent:
            return redirect_to(f"/admin/debates/{code}")

    async def _made(
        self, actor: Actor, room: Room, role: Role, typed: dict[str, str], sent: Form
    ) -> Response:
        label, days = typed["label"], int(typed["days"] or DAYS)
        known, login = dependencies(), await login_sent()
        if login is None:
            raise AssertionError("who may make tokens is logged in")
        by_link = role in BY_LINK
        scope = Scope("debate", room.code)
        after: Told = {"role": role, "days": days}
        did: Action = "link_made" if by_link else "token_made"
        async with entering(actor, did, scope, about=label, after=after):
            token = await known.identity.tokens.make(
                room.code, role, label, login.account, days, sent
            )
        said = {"by": actor.name, "debate": room.code, "role": role, "days": days}
        log.info("a token was made", extra=said)
        base = addresses.shared_url(known.settings)
        address = screen_address(base, room.code, role, token, typed["lang"])
        made: dict[str, Any] = {
            "token": token,
            "label": label,
            "role": role,
            "address": address,
            "drawing": qr.draw(address).decode() if by_link else "",
            "overlay": overlay_address(base, room.code, role, token, typed["lang"]),
        }
        return await self._show(actor, room, made=made)

    async def revoke(self, code: str, token: int) -> Response:
        actor = await require_for("tokens", code)
        known = dependencies()
        there = [one for one in await known.store.tokens.list(code) if one.id == token]
        for one in there:
            did: Action = "link_revoked" if one.role in BY_LINK else "token_revoked"
            before: Told = {"role": one.role}
            async with entering(actor, did, Scope("debate", code), about=one.label, before=before):
                await known.store.tokens.revoke(token, known.clock.now())
            known.rooms.relay.hint(ACCOUNTS)
            log.info("a token was revoked", extra={"by": actor.name, "debate": code})
        return redirect_to(f"/admin/debates/{code}")


def _problems(typed: dict[str, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not typed["label"]:
        errors["label"] = "admin.label_missing"
    elif len(typed["label"]) > LABEL_LIMIT:
        errors["label"] = "admin.too_long"
    if typed["role"] not in TOKEN_ROLES:
        errors["role"] = "admin.choose_role"
    if typed["lang"] and typed["lang"] not in CHOICES:
        errors["lang"] = "admin.choose_language"
    if typed["days"] and not is_in(typed["days"], range(1, DAYS_AT_MOST + 1)):
        errors["days"] = "admin.token_days_wrong"
    return errors
