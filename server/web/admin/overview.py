"""Administration: the list of debates, and one debate with its screens and tokens.

Plain forms that work without JavaScript. What else there is has a file of its own, beside this one.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from server.clock import Clock
from server.debate.actors import Actor, Path, Scope
from server.debate.phases import OVER
from server.debate.rule import BY_LINK, MODERATORS, TOKEN_ROLES
from server.debate.rules import VIEWERS, allowed
from server.identity.passwords import Passwords
from server.identity.tokens import DAYS, DAYS_AT_MOST
from server.live.room import Room
from server.store import DebateRow
from server.store.administration.actions import Action
from server.web.admin.access import Moderator, require, require_for
from server.web.admin.accounts import house_accounts_blueprint
from server.web.admin.ahead.carrying_over import carrying_blueprint
from server.web.admin.ahead.questions_ahead import before_blueprint
from server.web.admin.checklist import checklist, has_begun
from server.web.admin.debates import settings_blueprint
from server.web.admin.deleting import delete_blueprint
from server.web.admin.entering import entering
from server.web.admin.health import health_blueprint
from server.web.admin.poster import poster_blueprint
from server.web.admin.tokens import tokens_blueprint
from server.web.admin.word_lists import words_blueprint
from server.web.answers.desk import answers_blueprint
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.all import all_blueprint
from server.web.organisations.desk import desk_blueprint
from server.web.organisations.log_pages import house_log_pages
from server.web.organisations.quotas import quotas_blueprint
from server.web.pages.screens import redirect_to
from server.web.requests import addresses
from server.web.requests.numbers import whole_number
from server.web.requests.own_forms import new_nonce, require_own_form
from server.web.studio.markers_page import markers_blueprint
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)

PHASES = ("live", "collecting", "draft", "closed", "archived")  # as moderators look for them
AT_ONCE = 50  # debates of a phase


def admin_blueprint(passwords: Passwords, forget: Callable[[str], None], clock: Clock) -> Blueprint:
    """Everything below `/admin`. `forget`: take away what was made of a debate that is no more."""
    routes = Blueprint("admin", __name__, url_prefix="/admin")
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    routes.get("")(debates)
    routes.get("/debates/<code:code>")(debate)
    routes.get("/debates/<code:code>/checklist")(checks_of)
    routes.post("/debates/<code:code>/remove")(remove)
    routes.post("/debates/<code:code>/wipe")(wipe)
    routes.register_blueprint(settings_blueprint())
    routes.register_blueprint(before_blueprint())
    routes.register_blueprint(delete_blueprint(forget))
    routes.register_blueprint(answers_blueprint())
    routes.register_blueprint(carrying_blueprint())
    routes.register_blueprint(health_blueprint())
    routes.register_blueprint(house_accounts_blueprint(passwords))
    routes.register_blueprint(desk_blueprint(clock))
    routes.register_blueprint(all_blueprint())
    routes.register_blueprint(quotas_blueprint())
    routes.register_blueprint(house_log_pages())
    routes.register_blueprint(poster_blueprint())
    routes.register_blueprint(markers_blueprint())
    routes.register_blueprint(tokens_blueprint(debate_page))
    routes.register_blueprint(words_blueprint())
    return routes


class Screen(Struct, frozen=True):
    """Where a screen is, here (`path`) and for other devices (`address`); `name` is part of keys
    of the admin locale."""

    name: str
    path: str
    address: str


async def debates() -> Response:
    """The debates of this moderator by phase, with the screens that they may open; of each phase
    the newest, and with `?phase=` and `page` a page of it."""
    actor = await require("list of debates")
    only = [phase for phase in PHASES if phase == request.args.get("phase")]
    skipped = _skipped(request.args.get("page", "")) if only else 0
    theirs = {phase: await _theirs(actor, phase, skipped) for phase in only or PHASES}
    if not only and not any(theirs.values()) and _keeps_only(actor):
        return redirect_to("/admin/organisations")
    shown = {phase: found[:AT_ONCE] for phase, found in theirs.items()}
    rows = [(row, here) for found in shown.values() for row, here in found]
    return await private_page(
        "admin/overview.html",
        me=actor,
        done=request.args.get("done", ""),
        groups=[(phase, _by_date(found)) for phase, found in shown.items() if found],
        further={phase for phase, found in theirs.items() if len(found) > AT_ONCE},
        page=1 + skipped // AT_ONCE,
        looks=await dependencies().looks.of_all(row.programme for row, _ in rows),
        roles={row.code: here.role for row, here in rows},
        screens={row.code: screens(here, row.code, row.phase, row.rehearsal) for row, here in rows},
    )


def _keeps_only(actor: Moderator) -> bool:
    return not actor.may_anywhere("make") and actor.may("organisations")


def _skipped(page: str) -> int:
    return AT_ONCE * max(0, (whole_number(page, 5) or 0) - 1)


def _by_date(found: list[tuple[DebateRow, Moderator]]) -> list[DebateRow]:
    rows = [row for row, _ in found]
    return sorted(rows, key=lambda row: row.starts_at or row.created_at, reverse=True)


async def _theirs(
    moderator: Moderator, phase: str, skipped: int
) -> list[tuple[DebateRow, Moderator]]:
    """Some debates with which they have something to do, and as what; one more than is shown, if
    there are more."""
    store = dependencies().store
    scopes = [one.scope for one in moderator.memberships if one.role in MODERATORS]
    rows = await store.findable.theirs(scopes, phase, AT_ONCE + 1, skipped)
    programmes = await store.programmes.some({row.programme for row in rows})
    found: list[tuple[DebateRow, Moderator]] = []
    for row in rows:
        programme = programmes.get(row.programme)
        organisation = programme.organisation if programme else ""
        here = moderator.at(Path(organisation, row.programme, row.code))
        if here is not None and here.role in MODERATORS:
            found.append((row, here))
    return found


async def debate(code: str) -> Response:
    """Its screens, its tokens and what can be done with it."""
    actor = await require_for("page of a debate", code)
    return await debate_page(actor, await dependencies().rooms.get(code))


async def checks_of(code: str) -> Response:
    """The lines of its checklist as they are now, for the page that shows them."""
    actor = await require_for("page of a debate", code)
    room = await dependencies().rooms.get(code)
    return await private_page("admin/checklist.html", **_checked(actor, room))


async def remove(code: str) -> Response:
    """Delete a draft, with what was entered in it. Anything more than a draft stays."""
    return await _take_away(
        "remove",
        code,
        dependencies().store.debates.remove,
        "debate_removed",
        "a draft was deleted",
    )


async def wipe(code: str) -> Response:
    """Delete a rehearsal with all that was asked and voted in it."""
    return await _take_away(
        "wipe",
        code,
        dependencies().store.debates.wipe,
        "debate_wiped",
        "a rehearsal was wiped",
    )


async def _take_away(
    what: str, code: str, take_away: Callable[[str], Awaitable[None]], did: Action, done: str
) -> Response:
    """`what`: as the table of rules calls it; `did`: as the log of administration
    does; `done`: for the log of the process."""
    actor = await require_for(what, code)
    room = await dependencies().rooms.get(code)
    if not allowed(what, actor.role, room.debate):
        raise Forbidden
    async with entering(actor, did, Scope("debate", code), about=code):
        await take_away(code)
    await dependencies().rooms.forget(code)
    log.info(done, extra={"by": actor.name, "debate": code})
    return redirect_to("/admin")


async def debate_page(actor: Actor, room: Room, status: int = 200, **values: Any) -> Response:
    """One debate: screens, QR code, tokens, a summary of its settings."""
    known = dependencies()
    debate = room.debate
    return await private_page(
        "admin/debate.html",
        status,
        me=actor,
        debate=debate,
        look=await known.looks.of(debate.programme),
        ends_at=await known.rooms.outdated.end_of(room.code) if debate.rehearsal else None,
        screens=screens(actor, room.code, debate.phase, debate.rehearsal),
        join=addresses.join_url(known.settings, room.code),
        tokens=await known.store.tokens.list(room.code),
        token_roles=TOKEN_ROLES,
        machines=frozenset(TOKEN_ROLES) - frozenset(BY_LINK),
        now=known.clock.now(),
        days=DAYS,
        days_at_most=DAYS_AT_MOST,
        nonce=new_nonce(),
        done=request.args.get("done", ""),
        **_checked(actor, room),
        **({"errors": {}, "typed": {}, "made": None} | values),
    )


def _checked(actor: Actor, room: Room) -> dict[str, Any]:
    """The checklist, and where its screens are; nothing once a debate has begun."""
    debate = room.debate
    if has_begun(debate):
        return {"checks": ()}
    there = screens(actor, room.code, debate.phase, debate.rehearsal)
    paths = {screen.name: screen.path for screen in there}
    return {"checks": checklist(debate, room.around, room.attendance.screens), "paths": paths}


def screens(actor: Actor, code: str, phase: str, rehearsal: bool = False) -> list[Screen]:
    """What this moderator can open of a debate."""
    over = phase in OVER
    kept = over and not rehearsal
    paths = {"archive": f"/archive/{code}"} if kept else {}
    if not over:
        paths["audience"] = f"/{code}"
    views = ("control",) if over else ("control", "display", "host")
    paths |= {view: f"/{view}/{code}" for view in views if actor.role in VIEWERS[view]}
    base = addresses.shared_url(dependencies().settings)
    return [Screen(name, path, base + path) for name, path in paths.items()]
