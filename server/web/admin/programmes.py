"""Administration of programmes, for owners: name, organisation, colour, languages."""

import logging

import msgspec
from quart import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from server.debate.actors import Actor
from server.language.languages import TAGS
from server.store import Programme
from server.store.logs.house_log import digest_of
from server.web.admin.access import require
from server.web.admin.checks import Errors, programme_problems
from server.web.admin.forms import read_localised, read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages.screens import redirect_to
from server.web.programmes import NEUTRAL_ACCENT
from server.web.words.language_choices import chosen

log = logging.getLogger(__name__)


def programmes_blueprint() -> Blueprint:
    """Below `/admin`."""
    routes = Blueprint("programmes", __name__, url_prefix="/programmes")
    routes.get("")(programmes)
    routes.get("/new")(ask)
    routes.post("/new")(create)
    routes.get("/<key>")(ask_for_changes)
    routes.post("/<key>")(change)
    return routes


async def programmes() -> Response:
    """The list, from which each can be changed."""
    return await private_page(
        "admin/programmes.html",
        me=await require("programmes"),
        programmes=await dependencies().store.programmes.list(),
    )


async def ask() -> Response:
    """The empty form of a new one."""
    return await _form(await require("programmes"), Programme("", {}, "", NEUTRAL_ACCENT), new=True)


async def create() -> Response:
    """The form again where something is wrong with it, or the key is taken."""
    actor = await require("programmes")
    form = await request.form
    programme = await _read(form.get("key", "").strip().lower())
    errors = _problems(programme)
    if "key" not in errors and await dependencies().store.programmes.get(programme.key) is not None:
        errors["key"] = "admin.programme_key_taken"
    return await _save(actor, programme, errors, new=True)


async def ask_for_changes(key: str) -> Response:
    """The form as it was saved last."""
    actor = await require("programmes")
    return await _form(actor, await _known(key), new=False)


async def change(key: str) -> Response:
    """The form again where something is wrong with it. Its key stays."""
    actor = await require("programmes")
    known = await _known(key)
    programme = await _read(known.key)
    return await _save(actor, programme, _problems(programme), new=False)


async def _known(key: str) -> Programme:
    programme = await dependencies().store.programmes.get(key)
    if programme is None:
        raise NotFound
    return programme


async def _read(key: str) -> Programme:
    form = await request.form
    name = {tag: text for tag, text in read_localised(form, "name").items() if text}
    accent = form.get("accent", "").strip().lower()
    languages = chosen(read_text(form, "languages"))
    return Programme(key, name, read_text(form, "organisation"), accent, languages)


def _problems(programme: Programme) -> Errors:
    return programme_problems(
        programme.key,
        programme.name,
        programme.organisation,
        programme.accent,
        programme.languages,
    )


async def _save(actor: Actor, programme: Programme, errors: Errors, *, new: bool) -> Response:
    if errors:
        return await _form(actor, programme, 422, errors, new=new)
    known = dependencies()
    await known.store.programmes.put(programme)
    digest = digest_of(msgspec.json.encode(programme))
    await known.store.house_log.add("programme_changed", known.clock.now(), digest=digest)
    log.info("a programme was saved", extra={"by": actor.name, "programme": programme.key})
    return redirect_to("/admin/programmes")


async def _form(
    actor: Actor,
    programme: Programme,
    status: int = 200,
    errors: Errors | None = None,
    *,
    new: bool,
) -> Response:
    return await private_page(
        "admin/programme.html",
        status,
        me=actor,
        programme=programme,
        new=new,
        languages=TAGS,
        errors=errors or {},
    )
