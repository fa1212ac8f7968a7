"""Administration of an organisation's programmes, for its owners: name, colour, languages."""

import logging

import msgspec
from quart import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from server.debate.actors import Scope
from server.language.languages import TAGS
from server.store import Ground, Logo, Programme, Taken, programme_key
from server.store.administration.fields import Told
from server.store.house.logos import GROUNDS
from server.store.logs.house_log import digest_of
from server.web.admin.access import Moderator, require_in
from server.web.admin.checks import Errors, programme_problems
from server.web.admin.entering import entering
from server.web.admin.forms import read_localised, read_text
from server.web.contrast import is_colour
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.logos.uploads import BOUNDS, keep_logos, read_logos
from server.web.organisations.colours import judgement
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to
from server.web.programmes import NEUTRAL_ACCENT, shown_logos
from server.web.words.language_choices import chosen

log = logging.getLogger(__name__)


def programmes_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("programmes", __name__)
    routes.get("/<organisation>/programmes/new")(ask)
    routes.post("/<organisation>/programmes/new")(create)
    routes.get("/<organisation>/programmes/<slug>")(ask_for_changes)
    routes.post("/<organisation>/programmes/<slug>")(change)
    return routes


async def ask(organisation: str) -> Response:
    """The empty form of a new one."""
    me = await require_in("programmes", organisation)
    return await _form(me, await _new(organisation), new=True)


async def create(organisation: str) -> Response:
    """The form again where something is wrong with it, or the key is taken."""
    me = await require_in("programmes", organisation)
    await _new(organisation)
    slug = (await request.form).get("key", "").strip().lower()
    programme = await _read(programme_key(organisation, slug), organisation)
    logos, refused = await read_logos(organisation)
    errors = _problems(programme) | refused
    if not errors:
        try:
            scope, after = Scope("organisation", organisation), _told(programme)
            async with entering(me, "programme_made", scope, about=slug, after=after):
                await dependencies().store.programmes.add(programme)
            await keep_logos(me, Scope("programme", programme.key), logos)
        except Taken:
            errors["key"] = "admin.programme_key_taken"
    return await _saved(me, programme, errors, new=True)


async def ask_for_changes(organisation: str, slug: str) -> Response:
    """The form as it was saved last."""
    me = await require_in("programmes", organisation)
    return await _form(me, await _known(organisation, slug), new=False)


async def change(organisation: str, slug: str) -> Response:
    """The form again where something is wrong with it. Its key stays."""
    me = await require_in("programmes", organisation)
    known = await _known(organisation, slug)
    programme = await _read(known.key, organisation)
    logos, refused = await read_logos(organisation)
    errors = _problems(programme) | refused
    if not errors:
        scope, before, after = Scope("programme", known.key), _told(known), _told(programme)
        async with entering(me, "programme_changed", scope, about=slug, before=before, after=after):
            await dependencies().store.programmes.change(programme)
        await keep_logos(me, Scope("programme", programme.key), logos)
    return await _saved(me, programme, errors, new=False)


async def _new(organisation: str) -> Programme:
    """Raises NotFound."""
    await known_organisation(organisation)
    return Programme("", {}, organisation, NEUTRAL_ACCENT)


async def _known(organisation: str, slug: str) -> Programme:
    programme = await dependencies().store.programmes.at(organisation, slug)
    if programme is None:
        raise NotFound
    return programme


async def _read(key: str, organisation: str) -> Programme:
    form = await request.form
    name = {tag: text for tag, text in read_localised(form, "name").items() if text}
    accent = form.get("accent", "").strip().lower()
    languages = chosen(read_text(form, "languages"))
    return Programme(key, name, organisation, accent, languages)


def _problems(programme: Programme) -> Errors:
    return programme_problems(programme.slug, programme.name, programme.accent, programme.languages)


def _told(programme: Programme) -> Told:
    """What the log of administration tells of it."""
    return {
        "name": programme.name,
        "accent": programme.accent,
        "languages": list(programme.languages),
    }


async def _saved(me: Moderator, programme: Programme, errors: Errors, *, new: bool) -> Response:
    if errors:
        return await _form(me, programme, 422, errors, new=new)
    known = dependencies()
    known.looks.changed()
    digest = digest_of(msgspec.json.encode(programme))
    await known.store.house_log.add("programme_changed", known.clock.now(), digest=digest)
    log.info("a programme was saved", extra={"by": me.name, "programme": programme.key})
    return redirect_to(f"/admin/o/{programme.organisation}?done=saved")


async def _form(
    me: Moderator,
    programme: Programme,
    status: int = 200,
    errors: Errors | None = None,
    *,
    new: bool,
) -> Response:
    accent = programme.accent if is_colour(programme.accent) else NEUTRAL_ACCENT
    held = {} if new else await dependencies().store.logos.of("programme", programme.key)
    return await private_page(
        "organisations/programme.html",
        status,
        me=me,
        held=held,
        samples=shown_logos(held or await _inherited(programme.organisation)),
        judged=judgement(accent),
        grounds=GROUNDS,
        bounds=BOUNDS,
        programme=programme,
        new=new,
        languages=TAGS,
        errors=errors or {},
    )


async def _inherited(organisation: str) -> dict[Ground, Logo]:
    """What is shown as long as a programme has none of its own."""
    return await dependencies().store.logos.of("organisation", organisation)
