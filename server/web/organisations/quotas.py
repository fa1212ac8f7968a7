"""How much an organisation may have: set by the keepers of the house, shown on its desk, asked for
by whatever adds something."""

from contextlib import AbstractAsyncContextManager
from typing import Any

from quart import Blueprint, Response, request

from server.debate.actors import Scope
from server.store.administration.fields import Told
from server.store.house.quotas import MOST, QUOTAS, USUAL, Quota, Usage
from server.web.admin.access import Moderator, require
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number

MIB = 1 << 20
DIGITS = 12


def quotas_blueprint() -> Blueprint:
    """Below `/admin/organisations`."""
    routes = Blueprint("quotas", __name__, url_prefix="/organisations")
    routes.get("/<organisation>")(show)
    routes.post("/<organisation>")(change)
    return routes


def within_quota(
    organisation: str, quota: Quota, more: int = 1
) -> AbstractAsyncContextManager[None]:
    """Around the one call of the store that adds something: in its transaction it is counted what
    there is then, and all of it is undone where that is too much. Raises OverQuota, for which there
    is a page. `more`: of exports. In no organisation ("") there is none."""
    known = dependencies()
    return known.store.quotas.within(organisation, quota, known.clock.now(), more)


async def usage_of(organisation: str) -> list[Usage]:
    """What there is of everything, phones as they are connected now."""
    known = dependencies()
    programmes = {one.key for one in await known.store.programmes.list(organisation)}
    here = (room for room in known.rooms.open_rooms() if room.debate.programme in programmes)
    phones = sum(room.around.online for room in here)
    return await known.store.quotas.usage(organisation, known.clock.now(), phones)


def in_units(quota: Quota, amount: int) -> int:
    """As people read it: of uploads in MiB, begun ones count."""
    return -(-amount // MIB) if quota == "uploads" else amount


async def show(organisation: str) -> Response:
    """The form, with what there is of each."""
    return await _page(await require("organisations"), organisation)


async def change(organisation: str) -> Response:
    """The form again where something is no number. An empty field is as usual."""
    me, known = await require("organisations"), dependencies()
    await known_organisation(organisation)
    form = await request.form
    typed = {quota: read_text(form, quota) for quota in QUOTAS}
    read = {quota: _amount(quota, text) for quota, text in typed.items()}
    errors = {quota: "quotas.no_number" for quota in QUOTAS if typed[quota] and read[quota] is None}
    if errors:
        return await _page(me, organisation, 422, errors=errors, typed=typed)
    before: Told = {one.quota: one.own for one in await usage_of(organisation)}
    after: Told = {quota: read[quota] for quota in QUOTAS}
    scope = Scope("organisation", organisation)
    async with entering(
        me, "quotas_changed", scope, about=organisation, before=before, after=after
    ):
        await known.store.quotas.put(organisation, read)
    return redirect_to(f"/admin/organisations/{organisation}?done=saved")


def _amount(quota: Quota, text: str) -> int | None:
    number = whole_number(text, DIGITS)
    if number is None:
        return None
    amount = number * (MIB if quota == "uploads" else 1)
    return amount if amount <= MOST else None


async def _page(me: Moderator, key: str, status: int = 200, **values: Any) -> Response:
    organisation = await known_organisation(key)
    usage = await usage_of(key)
    own = {one.quota: one.own for one in usage}
    given: dict[str, Any] = {
        "me": me,
        "organisation": organisation,
        "usage": usage,
        "usual": USUAL,
        "in_units": in_units,
        "typed": {quota: _shown(quota, own[quota]) for quota in QUOTAS},
        "errors": {},
        "done": request.args.get("done", ""),
    }
    return await private_page("organisations/quotas.html", status, **(given | values))


def _shown(quota: Quota, own: int | None) -> str:
    return "" if own is None else str(in_units(quota, own))
