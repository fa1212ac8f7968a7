"""The archive of a debate: its results as a page, and the downloads. Only what is over is here.

A worker makes them, once for each state of the journal; here they are handed out as files.
"""

import asyncio
import contextlib
from pathlib import Path
from typing import Any

from quart import Blueprint, Response, current_app, render_template, request
from quart.wrappers.response import FileBody

from server.archive.program import program as check_py
from server.archive.written import State, over_guests
from server.debate.refusals import Rejected
from server.jobs import LONGEST_S, NotYet
from server.store import DebateRow
from server.transparency.policy import policy_of
from server.web.archive.downloads import DOWNLOADS, WITH_POLICY, Download
from server.web.archive.offline import verifier_file
from server.web.delivery.compression import packs
from server.web.delivery.made import PACKED, Made
from server.web.delivery.robots import keep_out
from server.web.dependencies import dependencies
from server.web.pages.archive_making import Kind, MakeArchive, Wanted
from server.web.words.i18n import locales_of
from server.web.words.rendering import formats_for_templates, locale

KEPT_S = 60
PATIENCE_S = 2.0  # after which who waits is told how far it is
AGAIN_S = 3  # after which their page asks again
PIECE = 64 * 1024  # bytes handed on at once

TYPES: dict[Kind, str] = {
    "page": "text/html",
    "html": "text/html",
    "zip": "application/zip",
    "json": "application/json",
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "minutes": "text/html",
    "answers": "application/json",
}

# Which tell of answers in writing as well.
WRITTEN: frozenset[Kind] = frozenset({"page", "answers", "csv", "zip", "minutes"})


def archive_blueprint(made: Made) -> Blueprint:
    """`made`: where what a worker has made is kept."""
    routes = Blueprint("archive", __name__, url_prefix="/archive")
    routes.context_processor(formats_for_templates)
    shelf = _Shelf(made)
    routes.get("/<code:code>")(shelf.show)
    routes.get("/<code:code>/minutes")(shelf.minutes)
    routes.get(f"/<code:code>.<any({', '.join(DOWNLOADS)}):kind>")(shelf.download)
    routes.get("/<code:code>/answers.json")(shelf.answers)
    routes.get("/check.py")(check)
    routes.get("/verify.html")(verify)
    return routes


async def check() -> Response:
    """The program that checks a download, as it is."""
    return _program("check.py", check_py().encode(), "text/x-python")


async def verify() -> Response:
    """The other program that checks, a page to be kept."""
    return _program("verify.html", await asyncio.to_thread(verifier_file), "text/html")


def _program(name: str, body: bytes, mimetype: str) -> Response:
    response: Response = current_app.response_class(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    return response


class _Shelf:
    def __init__(self, made: Made) -> None:
        self._made = made

    async def show(self, code: str) -> Response:
        row = await _row(code)
        if not row.is_kept:
            html = await render_template("archive/archive.html", row=row, record=None)
            return _not_this(html, 404)
        known = dependencies()
        look, static = await known.looks.of(row.programme), known.assets.version
        own = await asyncio.to_thread(known.rooms.signing.own)
        more = {"tag": locale(), "static": static, "base": known.settings.public_url}
        more |= {"vkey": str(own.vkey), "policy": policy_of([own.key.vkey(own.name)])}
        held = await known.store.takeovers.of(code)
        if held is not None:
            key = held.key
            more["vkey"] = str(key.named(f"{key.name}/log")) if key else ""
            more["policy"] = policy_of([key]) if key else ""
        response = await self._handed_out(row, "page", look=look, held=held, **more)
        keep_out(response, row)
        return response

    async def minutes(self, code: str) -> Response:
        """To print and sign, in the language of `?lang=`, else in the reader's."""
        row = await _row(code)
        if not row.is_kept:
            raise Rejected("unknown_debate")
        known = dependencies()
        asked = locales_of(request.args.get("lang", ""))
        own = await asyncio.to_thread(known.rooms.signing.own)
        signed = await known.store.checkpoints.last(code)
        key = own.key.vkey(signed.head.origin if signed else own.debate(code))
        held = await known.store.takeovers.of(code)
        if held is not None and held.key is not None and signed is not None:
            key = held.key.named(signed.head.origin)
        response = await self._handed_out(
            row,
            "minutes",
            look=await known.looks.of(row.programme),
            tag=asked[0] if asked else locale(),
            static=known.assets.version,
            vkey=str(key),
        )
        keep_out(response, row)
        return response

    async def answers(self, code: str) -> Response:
        """What came in writing since: a file of its own, beside what is proven."""
        row = await _row(code)
        if not row.is_kept:
            raise Rejected("unknown_debate")
        response = await self._handed_out(row, "answers")
        keep_out(response, row)
        if response.status_code == 200:
            name = f'attachment; filename="tribina-{code}-answers.json"'
            response.headers["Content-Disposition"] = name
        return response

    async def download(self, code: str, kind: Download) -> Response:
        row = await _row(code)
        if not row.is_kept:
            raise Rejected("unknown_debate")
        more = {}
        if kind in WITH_POLICY:
            known = dependencies()
            own = await asyncio.to_thread(known.rooms.signing.own)
            keys = await known.store.house_log.keys(own.key.vkey(own.name))
            held = await known.store.takeovers.of(code)
            if held is not None:
                keys = [held.key] if held.key else []
            more["policy"] = policy_of(keys)
        if kind == "html":
            more["base"] = dependencies().settings.public_url
        response = await self._handed_out(row, kind, **more)
        keep_out(response, row)
        if response.status_code == 200:
            name = f'attachment; filename="tribina-{code}.{kind}"'
            response.headers["Content-Disposition"] = name
        return response

    async def _handed_out(self, row: DebateRow, kind: Kind, **more: Any) -> Response:
        store = dependencies().store
        signed = await store.checkpoints.last(row.code)
        if signed and await store.journal.some_lines(row.code, signed.head.size):
            with contextlib.suppress(Rejected):  # what came behind it is looked at in its room
                await dependencies().rooms.get(row.code)
        more["note"] = signed.note if signed else ""
        more["removed"] = tuple(await store.retentions.shredded([row.code]))
        if kind in WRITTEN:
            links = await store.answer_links.of(row.code)
            over = over_guests(links, dependencies().clock.now())
            more["answers"] = State(await store.written_answers.head(row.code), over)
        wanted = Wanted(kind, row, await store.journal.head(row.code), **more)
        file = self._made.path(row.code, wanted)
        if not file.exists():
            ask = MakeArchive(dependencies().settings.database, wanted, str(file))
            # A program that downloads waits; somebody at a browser wants to see that it goes on.
            seen = "text/html" in request.accept_mimetypes.values()
            patience_s = PATIENCE_S if seen else LONGEST_S
            try:
                await dependencies().jobs.do("archive", ask, file.name, patience_s)
            except NotYet as far:
                return await being_made(far)
        return _file(file, TYPES[kind])


async def being_made(far: NotYet) -> Response:
    """Comes again by itself, without a script."""
    html = await render_template(
        "making.html", percent=round(100 * far.part), ahead=far.ahead, again_s=AGAIN_S
    )
    response = _not_this(html, 503)
    response.headers["Retry-After"] = str(AGAIN_S)
    return response


async def _row(code: str) -> DebateRow:
    row = await dependencies().store.debates.get(code)
    if row is None or not row.is_announced:
        raise Rejected("unknown_debate")
    return row


def _not_this(html: str, status: int) -> Response:
    response: Response = current_app.response_class(html, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(file: Path, mimetype: str) -> Response:
    """The file, compressed for those who can read it; nothing to those who have it. Its name says
    what is in it."""
    response: Response = current_app.response_class(b"", mimetype=mimetype)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Accept-Encoding")
    response.set_etag(file.name[-20:], weak=True)
    if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    packed = file.with_suffix(PACKED)
    if packs(request) and packed.exists():
        file = packed
        response.headers["Content-Encoding"] = "gzip"
    response.response = FileBody(file, buffer_size=PIECE)
    response.content_length = response.response.size
    return response
