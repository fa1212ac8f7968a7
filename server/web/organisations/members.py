"""Who belongs to an organisation, and the invitations that are out."""

import logging
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from server.cluster.relay import ACCOUNTS
from server.debate.actors import GRANTED, Path, Role, Scope
from server.identity.invitations import DAYS
from server.store import Gone, LastOwner, NoOwner
from server.store.administration.fields import Told
from server.web.admin.access import Moderator, require_in
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.admin.memberships import name_of
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.invitation_links import made_invitation, renewed_invitation
from server.web.organisations.known import known_organisation
from server.web.organisations.letters import at_link, mail_languages, mail_offered, read_mail_to
from server.web.pages.screens import redirect_to

log = logging.getLogger(__name__)

LABEL_LIMIT = 60  # code points
OFFERED = 30  # debates that are not over, the newest, into which one can invite
DONE = ("changed", "removed", "taken_back")


def members_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("members", __name__)
    routes.get("/<organisation>/members")(members)
    routes.post("/<organisation>/members")(act)
    return routes


async def members(organisation: str) -> Response:
    """The list, a form to invite, and the invitations that were not taken yet."""
    return await _page(await require_in("members", organisation), organisation)


async def act(organisation: str) -> Response:
    """`do` says which of the page's forms was sent."""
    me = await require_in("members", organisation)
    form = await request.form
    try:
        match form.get("do", ""):
            case "invite":
                return await _invite(me, organisation, form)
            case "role":
                scope = await _scope(organisation, form.get("scope", ""))
                role = _role(scope, form.get("role", ""))
                if role is None:
                    raise BadRequest
                return await _change(me, organisation, form.get("account", ""), scope, role)
            case "remove":
                scope = await _scope(organisation, form.get("scope", ""))
                return await _change(me, organisation, form.get("account", ""), scope, None)
            case "renew":
                return await _renew(me, organisation, form)
            case "take-back":
                return await _take_back(me, organisation, form.get("invitation", ""))
    except NoOwner:
        raise Forbidden from None
    raise BadRequest


async def _invite(me: Moderator, organisation: str, form: Any) -> Response:
    typed = {name: read_text(form, name) for name in ("label", "role", "scope")}
    scope = await _scope(organisation, typed["scope"])
    role = _role(scope, typed["role"])
    errors = {}
    if role is None:
        errors["role"] = "organisations.role_not_there" if typed["role"] else "admin.choose_role"
    if len(typed["label"]) > LABEL_LIMIT:
        errors["label"] = "admin.too_long"
    to = read_mail_to(form, errors)
    if errors or role is None:
        typed |= {"mail": to.address, "mail_lang": to.tag}
        return await _page(me, organisation, 422, errors=errors, typed=typed)
    made = await made_invitation(me, scope, role, typed["label"], to)
    log.info("somebody was invited", extra={"by": me.name, "organisation": organisation})
    return await _page(me, organisation, made=made)


async def _renew(me: Moderator, organisation: str, form: Any) -> Response:
    """Another link; the one before opens nothing any more."""
    invitations = await dependencies().store.invitations.into(organisation)
    id_ = form.get("invitation", "")
    found = next((one for one in invitations if one.id == id_ and one.used_at is None), None)
    if found is None:
        raise NotFound
    errors: dict[str, str] = {}
    to = read_mail_to(form, errors)
    if errors:
        return await _page(me, organisation, 422, errors=at_link(errors, id_), renewing={id_: to})
    try:
        made = await renewed_invitation(me, found, to)
    except Gone:
        raise NotFound from None
    log.info("an invitation was renewed", extra={"by": me.name, "organisation": organisation})
    return await _page(me, organisation, made=made)


async def _change(
    me: Moderator, organisation: str, account: str, scope: Scope, role: Role | None
) -> Response:
    known = dependencies()
    memberships, now = known.store.memberships, known.clock.now()
    there = {(one.account, one.scope): one for one in await memberships.below(organisation)}
    if (account, scope) not in there:
        raise NotFound
    member = there[account, scope]
    name = member.called or member.name
    before: Told = {"role": member.role}
    try:
        if role is None:
            async with entering(me, "member_removed", scope, about=name, before=before):
                await memberships.take(account, scope, now, me.account.id)
        else:
            after: Told = {"role": role}
            async with entering(
                me, "member_changed", scope, about=name, before=before, after=after
            ):
                await memberships.grant(account, scope, role, now, me.account.id)
    except LastOwner:
        # The account may be here with other roles, too: the row is meant.
        field = f"role-{account}-{scope.kind}-{scope.key}"
        errors = {field: "organisations.last_owner"}
        return await _page(me, organisation, 422, errors=errors)
    known.rooms.relay.hint(ACCOUNTS)
    log.info("a membership was changed", extra={"by": me.name, "organisation": organisation})
    return redirect_to(
        f"/admin/o/{organisation}/members?done={'removed' if role is None else 'changed'}"
    )


async def _take_back(me: Moderator, organisation: str, id_: str) -> Response:
    invitations = dependencies().store.invitations
    out = [one for one in await invitations.into(organisation) if one.used_at is None]
    for one in out:
        if one.id == id_:
            after: Told = {"role": one.role}
            async with entering(
                me, "invitation_taken_back", one.scope, about=one.label, after=after
            ):
                await invitations.take_back(id_, me.account.id)
            await dependencies().store.mails.forget(id_)
    return redirect_to(f"/admin/o/{organisation}/members?done=taken_back")


async def _scope(organisation: str, written: str) -> Scope:
    """What a form names as `KIND:KEY`, if it is the organisation or stands below it. Raises
    NotFound."""
    kind, _, key = written.partition(":")
    store = dependencies().store
    match kind:
        case "organisation" if key == organisation:
            return Scope("organisation", key)
        case "programme":
            programme = await store.programmes.get(key)
            if programme is not None and programme.organisation == organisation:
                return Scope("programme", key)
        case "debate":
            if (await store.memberships.path_of(key)).organisation == organisation:
                return Scope("debate", key)
    raise NotFound


def _role(scope: Scope, written: str) -> Role | None:
    return next((role for role in GRANTED[scope.kind] if role == written), None)


async def _page(me: Moderator, key: str, status: int = 200, **values: Any) -> Response:
    store = dependencies().store
    organisation = await known_organisation(key)
    there = await store.memberships.below(key)
    out = [one for one in await store.invitations.into(key) if one.used_at is None]
    scopes = {one.scope for one in there} | {one.scope for one in out}
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "me": me,
        "organisation": organisation,
        "path": Path(key),
        "members": there,
        "invitations": out,
        "names": {scope: await name_of(scope) for scope in scopes},
        "programmes": await store.programmes.list(key),
        "debates": await store.debates.ahead(key, OFFERED),
        "mails": await store.mails.states([one.id for one in out]),
        "mail_offered": mail_offered(),
        "mail_languages": mail_languages(),
        "granted": GRANTED,
        "days": DAYS,
        "now": dependencies().clock.now(),
        "done": done if done in DONE else "",
        "errors": {},
        "typed": {},
        "renewing": {},
        "made": None,
    }
    return await private_page("organisations/members.html", status, **(given | values))
