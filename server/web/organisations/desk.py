"""An organisation's desk: its programmes, and where else one can go; and the list of the
organisations in which somebody has something to say."""

from collections.abc import Awaitable, Callable

from quart import Blueprint, Response, request

from server.clock import Clock
from server.debate.actors import Path, Scope
from server.store.administration.fields import Told
from server.web.admin.access import Moderator, require, require_in
from server.web.admin.checks import organisation_name_problem
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.colours import colours_blueprint
from server.web.organisations.desk_pages import desk_pages_of
from server.web.organisations.embedding import embedding_blueprint
from server.web.organisations.known import known_organisation
from server.web.organisations.log_pages import organisation_log_pages
from server.web.organisations.look import look_blueprint
from server.web.organisations.members import members_blueprint
from server.web.organisations.programmes import programmes_blueprint
from server.web.organisations.provider import provider_blueprint
from server.web.organisations.quotas import in_units, usage_of
from server.web.organisations.webhooks import webhooks_blueprint
from server.web.pages.screens import redirect_to

Page = Callable[..., Awaitable[Response]]


def desk_blueprint(clock: Clock) -> Blueprint:
    """`/admin/o` and all below it."""
    routes = Blueprint("organisations", __name__, url_prefix="/o")
    routes.get("")(own)
    routes.get("/<organisation>")(desk)
    routes.post("/<organisation>")(rename)
    routes.register_blueprint(programmes_blueprint())
    routes.register_blueprint(members_blueprint())
    routes.register_blueprint(organisation_log_pages())
    routes.register_blueprint(look_blueprint())
    routes.register_blueprint(webhooks_blueprint(clock))
    routes.register_blueprint(provider_blueprint())
    routes.register_blueprint(colours_blueprint())
    routes.register_blueprint(embedding_blueprint())
    return routes


async def own() -> Response:
    """The organisations whose desk this moderator may open, or whose log; the desk itself where it
    is one."""
    me = await require("log")
    there = await dependencies().store.organisations.list()
    mine = [(one, _way_into(me, one.key)) for one in there if me.may("log", Path(one.key))]
    if len(mine) == 1:
        return redirect_to(mine[0][1])
    return await private_page("organisations/own.html", me=me, organisations=mine)


def _way_into(me: Moderator, key: str) -> str:
    desk = f"/admin/o/{key}"
    return desk if me.may("organisation", Path(key)) else f"{desk}/log"


async def desk(organisation: str) -> Response:
    """One of them."""
    return await _desk_page(organisation)


async def rename(organisation: str) -> Response:
    """Give it another name; its key stays."""
    me = await require_in("organisation", organisation)
    name = read_text(await request.form, "name")
    problem = organisation_name_problem(name)
    if problem is not None:
        return await _desk_page(organisation, 422, errors={"name": problem}, typed=name)
    before: Told = {"name": (await known_organisation(organisation)).name}
    scope = Scope("organisation", organisation)
    after: Told = {"name": name}
    async with entering(
        me, "organisation_renamed", scope, about=organisation, before=before, after=after
    ):
        await dependencies().store.organisations.rename(organisation, name)
    return redirect_to(f"/admin/o/{organisation}?done=saved")


async def _desk_page(
    key: str, status: int = 200, errors: dict[str, str] | None = None, typed: str | None = None
) -> Response:
    me = await require_in("organisation", key)
    organisation = await known_organisation(key)
    return await private_page(
        "organisations/desk.html",
        status,
        me=me,
        organisation=organisation,
        programmes=await dependencies().store.programmes.list(key),
        pages=desk_pages_of(me, key),
        usage=await usage_of(key),
        in_units=in_units,
        errors=errors or {},
        name=organisation.name if typed is None else typed,
        done=request.args.get("done", ""),
    )
