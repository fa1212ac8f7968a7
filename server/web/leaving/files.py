"""What an organisation takes with it: its file for another house, what of people would be removed,
and the record of what is done with their data.
"""

import asyncio
import csv
import io
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, get_args

import msgspec
from quart import Blueprint, Response, current_app, request
from quart.wrappers.response import ResponseBody
from werkzeug.exceptions import BadRequest

from server.debate.actors import Scope
from server.jobs import LONGEST_S, Crowded, NotYet
from server.language.cells import harmless
from server.moving.making import MakeOrganisation
from server.moving.planning import FindPersonal
from server.moving.writing import Writer
from server.store.leaving.retentions import WHATS, What
from server.web.admin.access import require_in
from server.web.admin.entering import enter
from server.web.delivery.made import PERSONAL, PERSONAL_S, Made, discard, make_way
from server.web.dependencies import dependencies
from server.web.leaving.personal import codes_of
from server.web.leaving.processing import processing_of
from server.web.organisations.known import known_organisation
from server.web.organisations.quotas import within_quota
from server.web.pages.archive_pages import PATIENCE_S, being_made

PIECE = 64 * 1024
TRIES = 3  # to have a file that others fetch and remove at the same time


def files_blueprint(made: Made) -> Blueprint:
    """Below `/admin/o`. `made`: where what a worker has made is kept."""
    routes = Blueprint("leaving_files", __name__)
    files = _Files(made)
    routes.get("/<organisation>/leaving/export.zip")(files.export)
    routes.get("/<organisation>/leaving/personal.ndjson")(files.personal)
    routes.get("/<organisation>/leaving/processing.<any(json, csv):form>")(processing)
    return routes


class _Files:
    """A file is made for whoever asks, and kept as long as what it is made of is the same; what is
    personal is kept for nobody else."""

    def __init__(self, made: Made) -> None:
        self._made = made

    async def export(self, organisation: str) -> Response:
        me = await require_in("leaving", organisation)
        known = dependencies()
        await known_organisation(organisation)
        own = await asyncio.to_thread(known.rooms.signing.own)
        keys = await known.store.house_log.keys(own.key.vkey(own.name))
        house = Writer(own.name, tuple(map(str, keys)))
        state = await known.store.moving_state(organisation, known.clock.now())
        file = self._made.path(f"export-whole-{organisation}", house, state)
        ask = MakeOrganisation(
            known.settings.database, organisation, house, known.clock.now(), str(file)
        )
        opened = await _opened("organisation", ask, file, organisation)
        if isinstance(opened, Response):
            return opened
        scope = Scope("organisation", organisation)
        with _closing_if_raised(opened):
            async with within_quota(organisation, "exports"):
                await enter(me, "organisation_exported", scope, about=organisation)
        return _download(_Body(opened), f"tribina-{organisation}.zip", "application/zip")

    async def personal(self, organisation: str) -> Response:
        """All that would be removed, as it is kept."""
        me = await require_in("personal data", organisation)
        asked = request.args.getlist("what")
        whats: tuple[What, ...] = tuple(what for what in get_args(What) if what in asked)
        if not whats:
            raise BadRequest
        known = dependencies()
        codes = tuple(await codes_of(organisation, WHATS))
        state = await known.store.moving_state(organisation, known.clock.now())
        file = self._made.path(f"{PERSONAL}-{organisation}", " ".join(whats), state)
        ask = FindPersonal(known.settings.database, codes, whats, str(file))
        opened = await _opened("personal", ask, file, organisation)
        if isinstance(opened, Response):
            return opened
        with _closing_if_raised(opened):
            async with within_quota(organisation, "exports"):
                await enter(me, "personal_data_read", Scope("organisation", organisation))
        name = f"tribina-{organisation}-{'-'.join(whats)}.ndjson"
        return _download(_Body(opened, file), name, "application/x-ndjson")


async def _opened(job: str, ask: Any, file: Path, organisation: str) -> Response | BinaryIO:
    """The file, or what whoever waits for it sees. Raises OverQuota, Crowded."""
    for _ in range(TRIES):
        waits = await _made_by(job, ask, file, organisation)
        if waits is not None:
            return waits
        with suppress(FileNotFoundError):  # by whoever fetched it just now
            return await asyncio.to_thread(file.open, "rb")
    raise Crowded


async def _made_by(job: str, ask: Any, file: Path, organisation: str) -> Response | None:
    """None once the file is there, else what whoever waits sees. Raises OverQuota: what would be
    refused is not made."""
    if await asyncio.to_thread(file.exists):
        return None
    known = dependencies()
    await known.store.quotas.must_be_within(organisation, "exports", known.clock.now())
    await asyncio.to_thread(make_way, file)
    if job == "personal":
        asyncio.get_running_loop().call_later(PERSONAL_S, discard, file)
    patience_s = PATIENCE_S if "text/html" in request.accept_mimetypes.values() else LONGEST_S
    try:
        await known.jobs.do(job, ask, file.name, patience_s, whose=organisation)
    except NotYet as far:
        return await being_made(far)
    await asyncio.to_thread(make_way, file)
    return None


class _Body(ResponseBody):
    """Of a file that is open already: nobody else who fetches or makes it takes it away. `once`:
    what is no more once it was sent, or whoever fetched it went away."""

    def __init__(self, file: BinaryIO, once: Path | None = None) -> None:
        self._file, self._once = file, once
        self.size = os.fstat(file.fileno()).st_size

    async def __aenter__(self) -> "_Body":
        return self

    async def __aexit__(self, *_: Any) -> None:
        self._file.close()
        if self._once is not None:
            self._once.unlink(missing_ok=True)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await asyncio.to_thread(self._file.read, PIECE):
            yield piece


@contextmanager
def _closing_if_raised(file: BinaryIO) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise


def _download(body: _Body, name: str, mimetype: str) -> Response:
    response: Response = current_app.response_class(b"", mimetype=mimetype)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.response = body
    response.content_length = body.size
    return response


async def processing(organisation: str, form: str) -> Response:
    """What is kept of whom, why and for how long (GDPR, Article 30)."""
    await require_in("leaving", organisation)
    rows = await processing_of(organisation)
    if form == "json":
        body = msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
    else:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(rows[0])
        writer.writerows([harmless(str(value)) for value in row.values()] for row in rows)
        body = b"\xef\xbb\xbf" + text.getvalue().encode()
    mimetype = "application/json" if form == "json" else "text/csv"
    response: Response = current_app.response_class(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "private, no-store"
    name = f'attachment; filename="tribina-{organisation}-processing.{form}"'
    response.headers["Content-Disposition"] = name
    return response
