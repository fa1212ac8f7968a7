"""`/admin/o/KEY/leaving`: an organisation's file, what of people goes, and how it leaves."""

import hmac
import logging
from collections.abc import Callable
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Conflict, NotFound

from server.debate.actors import Path, Scope
from server.debate.minutes import DAY_MS
from server.jobs import Crowded, NotYet
from server.moving.housekeeping import Leaving
from server.store import Organisation
from server.store.administration.fields import Told
from server.store.leaving.departures import Departure
from server.store.leaving.responsibles import Responsible
from server.store.leaving.retentions import DAYS_AT_MOST, WHATS, What
from server.web.admin.access import Moderator, require_in
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.delivery.made import Made
from server.web.dependencies import dependencies
from server.web.leaving.files import files_blueprint
from server.web.leaving.personal import codes_of
from server.web.login.accounts import private_page
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

DAYS = 30  # from deactivating to removing, unless said otherwise
# Of whoever leaves. A form that comes back has what was sent, all but the key: it is typed again.
ASKED = {"when": "later", "days": str(DAYS), "archives": "stay"}
TEXT_LIMIT = 200
AT_ONCE_S = 8.0  # that a form works; what is left then is asked for again
# What goes in any case, in the order in which it is told; its words: `leaving.count_NAME`.
TOLD = (
    "memberships",
    "invitations",
    "tokens",
    "answer_links",
    "answer_drafts",
    "mails",
    "outgoing_endpoints",
    "providers",
    "linked_accounts",
    "embedders",
    "quotas",
    "drafts",
)
DONE = ("saved", "deactivated", "kept", "shredded", "more")

log = logging.getLogger(__name__)


def leaving_blueprint(made: Made, forget: Callable[[str], None]) -> Blueprint:
    """`/admin/o/KEY/leaving`. `forget`: takes away what is kept of a debate beside the database."""
    routes = Blueprint("leaving", __name__, url_prefix="/admin/o")
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    desk = _Desk(forget)
    routes.get("/<organisation>/leaving")(desk.show)
    routes.post("/<organisation>/leaving")(desk.act)
    routes.register_blueprint(files_blueprint(made))
    return routes


class _Desk:
    def __init__(self, forget: Callable[[str], None]) -> None:
        self._forget = forget

    async def show(self, organisation: str) -> Response:
        return await _page(await require_in("leaving", organisation), organisation)

    async def act(self, organisation: str) -> Response:
        """`do` says which of the page's forms was sent."""
        me = await require_in("leaving", organisation)
        found = await known_organisation(organisation)
        form = await request.form
        match form.get("do", ""):
            case "responsible":
                return await _responsible(await _owner(organisation), found, form)
            case "retention":
                return await _retention(await _owner(organisation), found, form)
            case "shred":
                return await self._shred(await _owner(organisation), found, form)
            case "deactivate":
                return await self._deactivate(me, found, form)
            case "keep":
                return await _keep(me, found)
        raise BadRequest

    async def _shred(self, me: Moderator, organisation: Organisation, form: Any) -> Response:
        """What was ticked, debate by debate; what is not done in time is done the next time."""
        key, known = organisation.key, dependencies()
        whats: tuple[What, ...] = tuple(what for what in WHATS if form.get(what) == "yes")
        if not whats or not _typed(form, key):
            errors: dict[str, str] = {} if whats else {WHATS[0]: "leaving.choose_what"}
            errors |= {} if _typed(form, key) else {"shred-typed": "leaving.key_wrong"}
            return await _page(me, key, 422, errors=errors, ticked=whats)
        leaving, began, left = self._leaving(), known.clock.monotonic(), 0
        scope = Scope("organisation", key)
        for code in await codes_of(organisation.key, whats):
            if known.clock.monotonic() - began > AT_ONCE_S:
                left += 1
                continue
            try:
                async with entering(me, "personal_data_removed", scope, about=code):
                    await leaving.shred(code, whats, key)
            except (Crowded, NotYet):
                left += 1
        return redirect_to(f"/admin/o/{key}/leaving?done={'more' if left else 'shredded'}")

    async def _deactivate(self, me: Moderator, organisation: Organisation, form: Any) -> Response:
        key, now = organisation.key, dependencies().clock.now()
        asked = {name: read_text(form, name) for name in ASKED}
        when, days = asked["when"], _days(asked["days"])
        errors = {}
        if not _typed(form, key):
            errors["typed"] = "leaving.key_wrong"
        if when not in ("later", "now", "never"):
            errors["when"] = "leaving.choose_when"
        if when == "later" and not days:
            errors["days"] = "leaving.days_wrong"
        if errors:
            return await _page(me, key, 422, errors=errors, asked=asked)
        remove_at = {"later": now + (days or 0) * DAY_MS, "now": now, "never": None}[when]
        departure = Departure(key, now, remove_at, asked["archives"] == "go")
        after: Told = {"remove_at": remove_at, "with_archives": departure.with_archives}
        scope, store = Scope("organisation", key), dependencies().store
        async with entering(me, "organisation_deactivated", scope, about=key, after=after):
            await store.departures.begin(departure)
        log.info("an organisation was deactivated", extra={"by": me.name, "organisation": key})
        if when == "now":
            await self._leaving().remove(key)
            return redirect_to("/admin")
        return redirect_to(f"/admin/o/{key}/leaving?done=deactivated")

    def _leaving(self) -> Leaving:
        known = dependencies()
        return Leaving(
            known.store,
            known.jobs,
            known.rooms.signing,
            known.clock,
            known.settings.database,
            self._forget,
        )


async def _keep(me: Moderator, organisation: Organisation) -> Response:
    key = organisation.key
    async with entering(me, "organisation_kept", Scope("organisation", key), about=key):
        if not await dependencies().store.departures.undo(key):
            raise Conflict
    return redirect_to(f"/admin/o/{key}/leaving?done=kept")


async def _owner(organisation: str) -> Moderator:
    """Not a keeper of the house: what is private in debates is not theirs."""
    return await require_in("personal data", organisation)


async def _responsible(me: Moderator, organisation: Organisation, form: Any) -> Response:
    key, store = organisation.key, dependencies().store
    said = Responsible(read_text(form, "responsible"), read_text(form, "contact"))
    texts = {"responsible": said.name, "contact": said.contact}
    errors = {name: "admin.too_long" for name, text in texts.items() if len(text) > TEXT_LIMIT}
    if errors:
        return await _page(me, key, 422, errors=errors, said=said)
    async with entering(me, "responsible_changed", Scope("organisation", key), about=key):
        await store.responsibles.set(key, said)
    return redirect_to(f"/admin/o/{key}/leaving?done=saved")


async def _retention(me: Moderator, organisation: Organisation, form: Any) -> Response:
    """Of one programme: a number of days, or nothing for never."""
    key, store = organisation.key, dependencies().store
    programme = await store.programmes.get(form.get("programme", ""))
    if programme is None or programme.organisation != key:
        raise NotFound
    typed = {what: read_text(form, what) for what in WHATS}
    days = {what: _days(text) for what, text in typed.items() if text}
    kept: dict[str, int] = {what: one for what, one in days.items() if one is not None}
    if len(kept) != len(days):
        wrong = [f"{what}-{programme.slug}" for what, one in days.items() if one is None]
        errors = dict.fromkeys(wrong, "leaving.days_wrong")
        return await _page(me, key, 422, errors=errors, retentions={programme.key: typed})
    scope, held = Scope("programme", programme.key), await store.retentions.of(programme.key)
    before: Told = {what: held[what] for what in WHATS if what in held}
    after: Told = {what: kept[what] for what in WHATS if what in kept}
    async with entering(
        me, "retention_changed", scope, about=programme.slug, before=before, after=after
    ):
        await store.retentions.set(programme.key, kept)
    return redirect_to(f"/admin/o/{key}/leaving?done=saved")


def _typed(form: Any, key: str) -> bool:
    return hmac.compare_digest(read_text(form, "typed").lower().encode(), key.encode())


def _days(text: str) -> int | None:
    days = whole_number(text, 5)
    return days if days is not None and days <= DAYS_AT_MOST else None


async def _page(me: Moderator, key: str, status: int = 200, **values: Any) -> Response:
    store = dependencies().store
    organisation = await known_organisation(key)
    programmes = await store.programmes.list(key)
    departure = await store.departures.of(key)
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "me": me,
        "organisation": organisation,
        "is_owner": departure is None and me.may("personal data", Path(key)),
        "departure": departure,
        "counted": await store.belongings_of(key),
        "programmes": [(one, await store.retentions.of(one.key)) for one in programmes],
        "said": await store.responsibles.of(key),
        "told": TOLD,
        "whats": WHATS,
        "retentions": {},
        "ticked": (),
        "asked": ASKED,
        "done": done if done in DONE else "",
        "errors": {},
    }
    return await private_page("organisations/leaving.html", status, **(given | values))
