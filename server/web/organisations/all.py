"""All organisations of the house, for its keepers: they make them and invite their owners. What
happens within one is not theirs."""

import logging
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden

from server.debate.actors import GRANTED, Path, Scope
from server.debate.rule import OWNERS
from server.store import NoOwner, Taken
from server.web.admin.access import Moderator, require
from server.web.admin.checks import organisation_problems
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.invitation_links import made_invitation
from server.web.organisations.known import known_organisation

log = logging.getLogger(__name__)

OWNER = next(role for role in GRANTED["organisation"] if role in OWNERS)


def all_blueprint() -> Blueprint:
    """`/admin/organisations`."""
    routes = Blueprint("all_organisations", __name__, url_prefix="/organisations")
    routes.get("")(show)
    routes.post("")(act)
    return routes


async def show() -> Response:
    """The list, and a form for a new one."""
    return await _page(await require("organisations"))


async def act() -> Response:
    """A new organisation comes with the invitation of its first owner."""
    me = await require("organisations")
    form = await request.form
    match form.get("do", ""):
        case "add":
            return await _add(me, read_text(form, "key").lower(), read_text(form, "name"))
        case "invite":
            return await _invited(me, form.get("organisation", ""))
    raise BadRequest


async def _add(me: Moderator, key: str, name: str) -> Response:
    known = dependencies()
    errors = organisation_problems(key, name)
    if not errors:
        try:
            made = Scope("organisation", key)
            async with entering(me, "organisation_made", made, about=key, after={"name": name}):
                await known.store.organisations.add(key, name, known.clock.now())
        except Taken:
            errors["key"] = "organisations.key_taken"
    if errors:
        return await _page(me, 422, errors=errors, typed={"key": key, "name": name})
    log.info("an organisation was added", extra={"by": me.name, "organisation": key})
    return await _invited(me, key)


async def _invited(me: Moderator, key: str) -> Response:
    await known_organisation(key)
    try:
        made = await made_invitation(me, Scope("organisation", key), OWNER, "")
    except NoOwner:
        raise Forbidden from None
    log.info("an owner was invited", extra={"by": me.name, "organisation": key})
    return await _page(me, made=made)


async def _page(me: Moderator, status: int = 200, **values: Any) -> Response:
    organisations = await dependencies().store.organisations.list()
    given: dict[str, Any] = {
        "me": me,
        "organisations": organisations,
        "open": {one.key for one in organisations if me.may("organisation", Path(one.key))},
        "errors": {},
        "typed": {},
        "made": None,
    }
    return await private_page("organisations/all.html", status, **(given | values))
