"""A page for owners: how the house is, and which debates were deleted."""

from quart import Blueprint, Response

from server.web.admin.access import require
from server.web.admin.condition import condition, worst
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page


def health_blueprint() -> Blueprint:
    """`/health`, below `/admin`."""
    routes = Blueprint("condition", __name__)
    routes.get("/health")(show)
    return routes


async def show() -> Response:
    """The lines of the house's condition, and the debates that are no more."""
    actor = await require("health")
    lines = await condition(dependencies())
    return await private_page(
        "admin/health.html",
        me=actor,
        lines=lines,
        worst=worst(lines),
        deleted=await dependencies().store.debates.deleted(),
    )
