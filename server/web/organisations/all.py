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
from server.web.organisations.letters import (
    MailTo,
    at_link,
    mail_languages,
    mail_offered,
    read_mail_to,
)

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
            return await _add(me, form)
        case "invite":
            return await _invite(me, form.get("organisation", ""), form)
    raise BadRequest


async def _add(me: Moderator, form: Any) -> Response:
    known, key, name = dependencies(), read_text(form, "key").lower(), read_text(form, "name")
    errors = organisation_problems(key, name)
    to = read_mail_to(form, errors)
    if not errors:
        try:
            made = Scope("organisation", key)
            async with entering(me, "organisation_made", made, about=key, after={"name": name}):
                await known.store.organisations.add(key, name, known.clock.now())
        except Taken:
            errors["key"] = "organisations.key_taken"
    if errors:
        typed = {"key": key, "name": name, "mail": to.address, "mail_lang": to.tag}
        return await _page(me, 422, errors=errors, typed=typed)
    log.info("an organisation was added", extra={"by": me.name, "organisation": key})
    return await _invited(me, key, to)


async def _invite(me: Moderator, key: str, form: Any) -> Response:
    await known_organisation(key)
    errors: dict[str, str] = {}
    to = read_mail_to(form, errors)
    if errors:
        return await _page(me, 422, errors=at_link(errors, key), inviting={key: to})
    return await _invited(me, key, to)


async def _invited(me: Moderator, key: str, to: MailTo) -> Response:
    try:
        made = await made_invitation(me, Scope("organisation", key), OWNER, "", to)
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
        "mail_offered": mail_offered(),
        "mail_languages": mail_languages(),
        "errors": {},
        "typed": {},
        "inviting": {},
        "made": None,
    }
    return await private_page("organisations/all.html", status, **(given | values))
