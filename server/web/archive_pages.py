"""The archive of a debate: its results as a page, and the downloads. Only what is over is here."""

from collections import OrderedDict
from collections.abc import Callable
from importlib.resources import files

from msgspec import Struct
from quart import Blueprint, Response, current_app, render_template, request

from server.archive.export_csv import export_csv
from server.archive.export_json import export_journal, export_json
from server.archive.load import Record, load_record
from server.archive.results import Result, Results
from server.debate.refusals import Rejected
from server.store import DebateRow
from server.web.home import is_over
from server.web.parts import parts
from server.web.words import words_for_templates

RECORDS_KEPT = 8  # in memory, for when a whole hall opens the results at once
KEPT_S = 60

Export = Callable[[Record], bytes]

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
    """Records of closed debates; they do not change any more but for their phase."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Record] = OrderedDict()

    async def show(self, code: str) -> Response:
        row = await _row(code)
        if not is_over(row):
            html = await render_template("archive.html", row=row, record=None)
            return _answer(html.encode(), "text/html", 404)
        record = await self._record(row)
        look = await parts().looks.of(row.programme)
        html = await render_template(
            "archive.html", row=row, record=record, look=look, **_chapters(record.results)
        )
        return _answer(html.encode(), "text/html")

    async def download(self, code: str, kind: str) -> Response:
        row = await _row(code)
        if not is_over(row):
            raise Rejected("unknown_debate")
        mimetype, export = EXPORTS[kind]
        record = await self._record(row)
        response = _answer(export(record), mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="tribina-{code}.{kind}"'
        await response.add_etag()
        return await response.make_conditional(request)

    async def _record(self, row: DebateRow) -> Record:
        key = (row.code, row.phase)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        record = await load_record(parts().store, row.code)
        if record is None:
            raise Rejected("unknown_debate")
        self._kept[key] = record
        while len(self._kept) > RECORDS_KEPT:
            self._kept.popitem(last=False)
        return record


async def _row(code: str) -> DebateRow:
    row = await parts().store.debates.get(code)
    if row is None:
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
