"""Who is told by webhooks what happens in an organisation's debates: its owners name them. Machines
in the hall, which only this one reaches, are named by the keepers of the house."""

import logging
import secrets
from typing import Any
from urllib.parse import urlsplit

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from server.clock import Clock
from server.debate.actors import Path, Scope
from server.debate.minutes import HOUR_MS
from server.debate.refusals import Rejected
from server.debate.showing.announced import WHAT
from server.limits.buckets import Buckets
from server.limits.table import ALL_AGAIN
from server.outgoing.guarding import URL_AT_MOST, target_of
from server.outgoing.messages import KEY_BYTES, KINDS, ROTATION_MS, told
from server.store import Endpoint, OverQuota, Taken
from server.store.administration.actions import Action
from server.web.admin.access import Moderator, require_in
from server.web.admin.entering import enter, entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.known import known_organisation
from server.web.organisations.quotas import within_quota
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number

log = logging.getLogger(__name__)

DONE = ("tested", "switched", "again", "removed")
HOURS = (1, 24, 24 * 7, 24 * 30)  # since when all can be sent again


def webhooks_blueprint(clock: Clock) -> Blueprint:
    """Below `/admin/o`."""
    routes, pace = Blueprint("webhooks", __name__), Buckets(ALL_AGAIN, clock)

    async def post(organisation: str) -> Response:
        return await act(organisation, pace)

    routes.get("/<organisation>/webhooks")(webhooks)
    routes.post("/<organisation>/webhooks")(post)
    return routes


async def webhooks(organisation: str) -> Response:
    """The list, with what did not arrive, and a form for another one."""
    return await _page(await _admitted(organisation), organisation)


async def act(organisation: str, pace: Buckets) -> Response:
    """`do` says which of the page's forms was sent. `pace`: of sending all again."""
    me = await _admitted(organisation)
    form = await request.form
    do = form.get("do", "")
    if do == "add":
        return await _add(me, organisation, form)
    endpoint = await _known(me, organisation, form.get("endpoint", ""))
    store, now = dependencies().store, dependencies().clock.now()
    match do:
        case "test" if endpoint.state == "on":
            await store.deliveries.test(endpoint.id, now)
            return _back(organisation, "tested")
        case "on" | "off":
            async with _entering(me, "webhook_switched", endpoint, after={"state": do}):
                await store.endpoints.switch(endpoint.id, do)
            return _back(organisation, "switched")
        case "key":
            key = secrets.token_bytes(KEY_BYTES)
            async with _entering(me, "webhook_key_changed", endpoint):
                await store.endpoints.rotate(endpoint.id, key, now + ROTATION_MS)
            return await _page(me, organisation, made=_made(endpoint, key))
        case "again":
            async with _entering(me, "webhook_sent_again", endpoint):
                await store.deliveries.again(endpoint.id, _number(form, "number"), now)
            return _back(organisation, "again")
        case "all-again":
            return await _all_again(me, endpoint, _number(form, "hours"), pace)
        case "remove":
            async with _entering(me, "webhook_removed", endpoint):
                await store.endpoints.remove(endpoint.id)
            log.info("a webhook was removed", extra={"by": me.name, "organisation": organisation})
            return _back(organisation, "removed")
    raise BadRequest


async def _admitted(organisation: str) -> Moderator:
    """Owners, and keepers for what is in the hall. Raises NotFound, Forbidden."""
    try:
        return await require_in("webhooks", organisation)
    except Forbidden:
        me = await require_in("webhooks in the hall", organisation)
    if await dependencies().store.departures.of(organisation) is not None:
        raise Forbidden  # which a rule of the house's does not ask
    return me


async def _add(me: Moderator, organisation: str, form: Any) -> Response:
    known = dependencies()
    typed = {name: read_text(form, name) for name in ("url", "programme", "kind", "in_hall")}
    events = tuple(one for one in WHAT if form.get(one))
    in_hall = _only_hall(me, organisation) or typed["in_hall"] == "yes"
    errors = {}
    if in_hall and not me.may("webhooks in the hall"):
        raise Forbidden
    if target_of(typed["url"], in_hall) is None:
        errors["url"] = "webhooks.url_wrong_hall" if in_hall else "webhooks.url_wrong"
    if not events:
        errors[WHAT[0]] = "webhooks.no_events"
    if typed["kind"] not in KINDS:
        errors["kind"] = "webhooks.no_kind"
    keys = {one.key for one in await known.store.programmes.list(organisation)}
    if typed["programme"] and typed["programme"] not in keys:
        raise NotFound
    made = Endpoint(
        "",
        organisation,
        typed["programme"],
        typed["url"],
        events,
        typed["kind"],
        in_hall,
        "on",
        known.clock.now(),
    )
    if not errors:
        key = secrets.token_bytes(KEY_BYTES)
        try:
            async with (
                _entering(me, "webhook_added", made, after={"events": list(events)}),
                within_quota(organisation, "webhooks"),
            ):
                made = await known.store.endpoints.add(made, key, me.account.id)
        except OverQuota:
            errors["url"] = "webhooks.too_many"
        else:
            log.info("a webhook was added", extra={"by": me.name, "organisation": organisation})
            return await _page(me, organisation, made=_made(made, key))
    return await _page(me, organisation, 422, errors=errors, typed=typed | {"events": events})


async def _all_again(me: Moderator, endpoint: Endpoint, hours: int, pace: Buckets) -> Response:
    """In many transactions, so that it is entered right afterwards."""
    known = dependencies()
    now, too_fast = known.clock.now(), {f"again-{endpoint.id}": "webhooks.again_too_fast"}
    try:
        pace.take(endpoint.id)
        await known.rooms.limits.take((ALL_AGAIN,), endpoint.id)
    except Rejected:
        return await _page(me, endpoint.organisation, 429, errors=too_fast)
    scope = Scope("organisation", endpoint.organisation)
    try:
        await known.store.deliveries.all_again(endpoint.id, now - hours * HOUR_MS, now)
    except Taken:
        return await _page(me, endpoint.organisation, 429, errors=too_fast)
    await enter(me, "webhook_sent_again", scope, about=_host(endpoint))
    return _back(endpoint.organisation, "again")


def _host(endpoint: Endpoint) -> str:
    return urlsplit(endpoint.url).hostname or ""


def _entering(me: Moderator, action: Action, endpoint: Endpoint, **values: Any) -> Any:
    """By the name of the machine: what stands behind it in an address may be a secret."""
    scope = Scope("organisation", endpoint.organisation)
    return entering(me, action, scope, about=_host(endpoint), **values)


def _made(endpoint: Endpoint, key: bytes) -> dict[str, Any]:
    kind = next(one for one in KINDS if one == endpoint.kind)
    return {"url": endpoint.url, "kind": kind, "key": told(kind, key)}


async def _known(me: Moderator, organisation: str, id_: str) -> Endpoint:
    found = await dependencies().store.endpoints.get(organisation, id_)
    if found is None or (_only_hall(me, organisation) and not found.in_hall):
        raise NotFound
    return found


def _only_hall(me: Moderator, organisation: str) -> bool:
    return not me.may("webhooks", Path(organisation))


def _number(form: Any, name: str) -> int:
    number = whole_number(form.get(name, ""), 9)
    if number is None:
        raise BadRequest
    return number


def _back(organisation: str, done: str) -> Response:
    return redirect_to(f"/admin/o/{organisation}/webhooks?done={done}")


async def _page(me: Moderator, key: str, status: int = 200, **values: Any) -> Response:
    known = dependencies()
    store = known.store
    organisation = await known_organisation(key)
    only_hall = _only_hall(me, key)
    there = [one for one in await store.endpoints.of(key) if one.in_hall or not only_hall]
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "me": me,
        "organisation": organisation,
        "endpoints": [
            {
                "one": one,
                "waiting": await store.deliveries.waiting(one.id),
                "last": await store.deliveries.last(one.id),
                "troubled": await store.deliveries.troubled(one.id),
            }
            for one in there
        ],
        "programmes": await store.programmes.list(key),
        "what": WHAT,
        "kinds": KINDS,
        "hours": HOURS,
        "url_at_most": URL_AT_MOST,
        "only_hall": only_hall,
        "may_hall": me.may("webhooks in the hall"),
        "now": known.clock.now(),
        "done": done if done in DONE else "",
        "errors": {},
        "typed": {"events": WHAT, "kind": "v1a"},
        "made": None,
    }
    return await private_page("organisations/webhooks.html", status, **(given | values))
