"""Administration of debates: setting one up, and changing its settings before it is closed."""

import logging
import re
import secrets
from typing import Any

from msgspec.structs import replace
from quart import Blueprint, Response, request
from werkzeug.exceptions import Conflict, NotFound

from server.debate.actors import Actor, Scope
from server.debate.described import LENGTHS
from server.debate.inner_commands import DescribeDebate, ListDebate
from server.debate.refusals import Rejected
from server.debate.rules import allowed
from server.language.languages import TAGS
from server.live.room import Room
from server.store import Form, OverQuota, Sent
from server.store.administration.fields import Told
from server.web.admin.access import (
    Moderator,
    require,
    require_for,
    require_in,
    their_programmes,
)
from server.web.admin.checks import Errors, debate_problems, lost
from server.web.admin.create_debate import create_debate
from server.web.admin.described import told_of
from server.web.admin.entering import enter
from server.web.admin.forms import (
    SORTS,
    DebateForm,
    GuestRow,
    command_of,
    copied,
    form_of,
    read_form,
    rearranged,
    taken_over,
)
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.quotas import within_quota
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import new_nonce, nonce_of

log = logging.getLogger(__name__)


def settings_blueprint() -> Blueprint:
    """`new`, `{code}/edit` and `{code}/listing`, below `/admin/debates`."""
    routes = Blueprint("settings", __name__, url_prefix="/debates")
    desk = _DebatesDesk()
    routes.get("/new")(desk.ask)
    routes.post("/new")(desk.create)
    routes.get("/<code:code>/edit")(desk.ask_for_changes)
    routes.post("/<code:code>/edit")(desk.change)
    routes.post("/<code:code>/listing")(desk.change_listing)
    return routes


class _DebatesDesk:
    async def ask(self) -> Response:
        actor = await require("make")
        programmes = [one.key for one in await their_programmes(actor, "make")]
        wanted = request.args.get("programme", "")
        first = programmes[0] if len(programmes) == 1 else wanted if wanted in programmes else ""
        form = DebateForm(programme=first, guests=[GuestRow()])
        template = request.args.get("from", "")
        if re.fullmatch("[0-9]{6}", template):
            await require_for("describe", template)
            form = copied(form_of((await dependencies().rooms.get(template)).debate))
            form.rehearsal = "rehearsal" in request.args
        elif "next" in request.args and first and first == wanted:
            form = await _next_evening(form)
        return await _form_page(actor, form)

    async def create(self) -> Response:
        actor = await require("make")
        fields = await request.form
        form = read_form(fields)
        shown_again = await _again(actor, form, fields.get("do", ""), None)
        if shown_again is not None:
            return shown_again
        known, nonce = dependencies(), nonce_of(fields)
        command, sent = await _command(form, nonce), Form(nonce, known.clock.now())
        try:
            actor, organisation = await _owner_of(form)
            async with within_quota(organisation, "debates"):
                code = await create_debate(
                    known.store, known.rooms, known.clock, actor, command, sent
                )
        except Sent as earlier:
            return redirect_to(f"/admin/debates/{earlier.code}")
        except OverQuota:
            errors = {"": "quotas.over_debates"}
            return await _form_page(actor, form, None, 409, errors=errors)
        except Rejected as refusal:
            return await _refused(refusal, actor, form, None)
        after = told_of((await known.rooms.get(code)).debate)
        await enter(actor, "debate_made", Scope("debate", code), about=code, after=after)
        log.info("a debate was made", extra={"by": actor.name, "debate": code})
        return redirect_to(f"/admin/debates/{code}?done=created")

    async def ask_for_changes(self, code: str) -> Response:
        actor = await require_for("describe", code)
        room = await _open_room(actor, code)
        return await _form_page(actor, form_of(room.debate), room)

    async def change(self, code: str) -> Response:
        actor = await require_for("describe", code)
        room = await _open_room(actor, code)
        fields = await request.form
        form = replace(read_form(fields), rehearsal=room.debate.rehearsal)
        shown_again = await _again(actor, form, fields.get("do", ""), room)
        if shown_again is not None:
            return shown_again
        before = told_of(room.debate)
        try:
            await room.handle(actor, await _command(form, secrets.token_hex(8)))
        except Rejected as refusal:
            return await _refused(refusal, actor, form, room)
        scope, after = Scope("debate", code), told_of(room.debate)
        await enter(actor, "debate_described", scope, about=code, before=before, after=after)
        log.info("settings of a debate were saved", extra={"by": actor.name, "debate": code})
        return redirect_to(f"/admin/debates/{code}?done=saved")

    async def change_listing(self, code: str) -> Response:
        """Whether it stands on public lists, also once it is over."""
        actor = await require_for("list", code)
        unlisted = "unlisted" in await request.form
        room = await dependencies().rooms.get(code)
        before: Told = {"unlisted": room.debate.unlisted}
        after: Told = {"unlisted": unlisted}
        await room.handle(actor, ListDebate(id=secrets.token_hex(8), unlisted=unlisted))
        scope = Scope("debate", code)
        await enter(actor, "debate_listed", scope, about=code, before=before, after=after)
        log.info("the listing of a debate was saved", extra={"by": actor.name, "debate": code})
        return redirect_to(f"/admin/debates/{code}?done=saved")


async def _next_evening(form: DebateForm) -> DebateForm:
    """As the last debate of the programme was set up; its guests with `?guests` only, since they
    are others each time."""
    last = await dependencies().store.debates.kept(form.programme, 1)
    if not last:
        return form
    await require_for("describe", last[0].code)
    filled = copied(form_of((await dependencies().rooms.get(last[0].code)).debate))
    return filled if "guests" in request.args else replace(filled, guests=[GuestRow()])


async def _command(form: DebateForm, id_: str) -> DescribeDebate:
    programme = await dependencies().store.programmes.get(form.programme)
    form = taken_over(form, programme.languages if programme else ())
    return command_of(form, id_)


async def _owner_of(form: DebateForm) -> tuple[Moderator, str]:
    """Who makes it, as what they are where it will stand, and the organisation."""
    programme = await dependencies().store.programmes.get(form.programme)
    if programme is None:
        raise NotFound
    owner = await require_in("make", programme.organisation, programme.key)
    return owner, programme.organisation


async def _open_room(actor: Actor, code: str) -> Room:
    """The room of a debate that can still be changed. Raises Conflict."""
    room = await dependencies().rooms.get(code)
    if not allowed("describe", actor.role, room.debate):
        raise Conflict
    return room


async def _again(actor: Moderator, form: DebateForm, do: str, room: Room | None) -> Response | None:
    """The form once more, if it only was rearranged or cannot be saved; else None."""
    changed = rearranged(form, do)
    if changed is not None:
        return await _form_page(actor, changed, room, did=do)
    programmes = {programme.key for programme in await their_programmes(actor, "make")}
    errors = debate_problems(form, programmes)
    if room is not None:
        errors |= lost(form, room.debate)
    return await _form_page(actor, form, room, 422, errors=errors) if errors else None


async def _refused(
    refusal: Rejected, actor: Moderator, form: DebateForm, room: Room | None
) -> Response:
    """Nothing was kept; what was typed comes back."""
    if refusal.code != "unavailable":
        raise refusal
    return await _form_page(actor, form, room, 503, errors={"": "admin.unavailable"})


async def _form_page(
    actor: Moderator,
    form: DebateForm,
    room: Room | None = None,
    status: int = 200,
    errors: Errors | None = None,
    did: str = "",
) -> Response:
    values: dict[str, Any] = {
        "me": actor,
        "form": form,
        "code": room.code if room else None,
        "languages": TAGS,
        "sorts": SORTS,
        "bounds": {"least": LENGTHS[0], "most": LENGTHS[-1]},
        "programmes": await their_programmes(actor, "make"),
        "errors": errors or {},
        "did": did,
        "nonce": new_nonce(),
    }
    return await private_page("admin/form.html", status, **values)
