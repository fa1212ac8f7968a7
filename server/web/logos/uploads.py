"""What a form brings of logos: files to be drawn anew, and what is to go."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from quart import request

from server.debate.actors import Actor, Scope
from server.jobs import Crowded, JobFailed
from server.store import Drawn, Ground, Owner
from server.store.administration.fields import Told
from server.store.house.logos import GROUNDS
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.logos.making import Answered, MakeLogo
from server.web.logos.refining import PIXELS_AT_MOST
from server.web.organisations.quotas import within_quota
from server.web.requests.limits import LOGO_LIMIT

BOUNDS = {"megabytes": LOGO_LIMIT // 1_000_000, "megapixels": PIXELS_AT_MOST // 1_000_000}

Changes = dict[Ground, Drawn | None]  # None: there shall be none


async def read_logos(organisation: str) -> tuple[Changes, dict[str, str]]:
    """Of the fields `logo_GROUND` and `logo_GROUND_remove`; and what is wrong with them.
    `organisation`: whose they are, which has not the worker for itself."""
    form, files = await request.form, await request.files
    changes: Changes = {}
    errors: dict[str, str] = {}
    for ground in GROUNDS:
        name = f"logo_{ground}"
        body = _body(files, name)
        if body:
            answered = await _drawn(body, organisation)
            changes[ground] = answered.drawn
            if answered.refused:
                errors[name] = f"look.refused_{answered.refused}"
        elif form.get(f"{name}_remove") == "yes":
            changes[ground] = None
    return changes, errors


async def keep_logos(me: Actor, scope: Scope, changes: Changes) -> None:
    """Of an organisation or a programme. Raises OverQuota, Unavailable."""
    known = dependencies()
    kind: Owner = "programme" if scope.kind == "programme" else "organisation"
    held = await known.store.logos.of(kind, scope.key) if changes else {}
    programme = await known.store.programmes.get(scope.key) if kind == "programme" else None
    organisation = programme.organisation if programme else scope.key
    for ground, drawn in changes.items():
        before: Told = {ground: held[ground].digest} if ground in held else {}
        after: Told = {ground: drawn.logo.digest} if drawn else {}
        async with entering(me, "logo_changed", scope, before=before, after=after):
            if drawn is None:
                await known.store.logos.remove(kind, scope.key, ground)
                continue
            async with within_quota(organisation, "uploads"):
                await known.store.logos.put(kind, scope.key, ground, drawn, known.clock.now())


def _body(files: Mapping[str, Any], name: str) -> bytes:
    """One byte more than there may be, so that it is seen."""
    file = files.get(name)
    body: bytes = file.read(LOGO_LIMIT + 1) if file is not None else b""
    return body


async def _drawn(body: bytes, organisation: str) -> Answered:
    """A decoder that a file brings down is no more than a file that cannot be read."""
    if len(body) > LOGO_LIMIT:
        return Answered(refused="heavy")
    key = f"logo-{sha256(body).hexdigest()}"
    try:
        result = await dependencies().jobs.do("logo", MakeLogo(body), key, whose=organisation)
    except Crowded:
        return Answered(refused="later")
    except JobFailed:
        return Answered(refused="broken")
    return msgspec.convert(result, Answered)
