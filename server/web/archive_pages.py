"""The archive of a debate: its results as a page, and the downloads. Only what is over is here."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from importlib.resources import files

from msgspec import Struct
from quart import Blueprint, Response, current_app, render_template, request

from server.archive.export_csv import export_csv
from server.archive.export_json import export_journal, export_json
from server.archive.load import Record, load_record
from server.archive.results import Result, Results
from server.debate.refusals import Rejected
from server.store import DebateRow
from server.web.parts import parts
from server.web.rendering import locale
from server.web.words import words_for_templates

ANSWERS_KEPT = 40  # pages in a language and downloads, of all debates
KEPT_S = 60

Export = Callable[[Record], bytes]
Make = Callable[[DebateRow, Record], Awaitable[bytes]]

EXPORTS: dict[str, tuple[str, Export]] = {
    "json": ("application/json", export_json),
    "csv": ("text/csv", export_csv),
    "ndjson": ("application/x-ndjson", export_journal),
}


class Bar(Struct, frozen=True):
    """One row of a bar chart; `part` of the whole, 0…1."""

    key: str
    count: int
    part: float


def archive_blueprint() -> Blueprint:
    routes = Blueprint("archive", __name__, url_prefix="/archive")
    routes.context_processor(words_for_templates)
    shelf = _Shelf()
    routes.get("/<code:code>")(shelf.show)
    routes.get("/<code:code>.<any(json, csv, ndjson):kind>")(shelf.download)
    routes.get("/check.py")(program)
    return routes


async def program() -> Response:
    """The program that checks a download, as it is."""
    text = files("server.archive").joinpath("check.py").read_bytes()
    response = _answer(text, "text/x-python")
    response.headers["Content-Disposition"] = 'attachment; filename="check.py"'
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    return response


class _Shelf:
    """What was made of closed debates, kept a while: when one is closed, a whole hall opens its
    results at once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, str], tuple[float, bytes]] = OrderedDict()
        self._making = asyncio.Lock()

    async def show(self, code: str) -> Response:
        row = await _row(code)
        if not row.is_kept:
            html = await render_template("archive.html", row=row, record=None)
            return _answer(html.encode(), "text/html", 404)
        return _answer(await self._made(row, locale(), _page), "text/html")

    async def download(self, code: str, kind: str) -> Response:
        row = await _row(code)
        if not row.is_kept:
            raise Rejected("unknown_debate")
        mimetype, export = EXPORTS[kind]

        async def exported(row: DebateRow, record: Record) -> bytes:
            return export(record)

        response = _answer(await self._made(row, kind, exported), mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="tribina-{code}.{kind}"'
        await response.add_etag()
        return await response.make_conditional(request)

    async def _made(self, row: DebateRow, kind: str, make: Make) -> bytes:
        key, now = (row.code, row.phase, kind), parts().clock.monotonic()
        async with self._making:
            made_at, made = self._kept.get(key, (now - KEPT_S, b""))
            if now - made_at >= KEPT_S:
                record = await load_record(parts().store, row.code)
                if record is None:
                    raise Rejected("unknown_debate")
                made = await make(row, record)
                self._kept[key] = (now, made)
                while len(self._kept) > ANSWERS_KEPT:
                    self._kept.popitem(last=False)
        return made


async def _page(row: DebateRow, record: Record) -> bytes:
    """The same for everybody: nothing of the request may be in it but the language."""
    html = await render_template(
        "archive.html",
        here=f"/archive/{row.code}",
        row=row,
        record=record,
        look=await parts().looks.of(row.programme),
        **_chapters(record.results),
    )
    return html.encode()


async def _row(code: str) -> DebateRow:
    row = await parts().store.debates.get(code)
    if row is None or not row.is_announced:
        raise Rejected("unknown_debate")
    return row


def _answer(body: bytes, mimetype: str, status: int = 200) -> Response:
    response: Response = current_app.response_class(body, status=status, mimetype=mimetype)
    response.headers["Cache-Control"] = "private, no-cache" if status == 200 else "no-store"
    return response


# What the page tells, in its order.


def _chapters(results: Results) -> dict[str, object]:
    asked = sorted((r for r in results.questions if r.asked), key=_aired_at)
    return {
        "asked": asked,
        "waiting": [r for r in results.questions if not r.asked],
        "most_votes": max((r.votes for r in results.questions), default=0),
        "fates": fates(results),
        "reasons": bars(results.moderation.reasons),
    }


def _aired_at(result: Result) -> tuple[int, int]:
    moments = [airing.start for airing in result.on_air]
    return (moments[0] if moments else result.answered_at or result.at, result.at)


def fates(results: Results) -> list[Bar]:
    """What became of everything submitted, without what never happened."""
    moderation = results.moderation
    return bars(
        {
            name: getattr(moderation, name)
            for name in ("shown", "merged", "dismissed", "withdrawn", "unreviewed")
        },
        whole=results.totals.questions,
    )


def bars(counts: dict[str, int], whole: int | None = None) -> list[Bar]:
    """The counts above 0 with their part of the whole (of the largest, if none is given)."""
    whole = whole or max(counts.values(), default=0)
    return [Bar(key, count, count / whole) for key, count in counts.items() if count]
