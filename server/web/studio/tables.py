"""What is on air, who is there and what was asked, as tables for vMix, CasparCG clients and
spreadsheets: `/studio/{code}/now.json`, `.xml`, `.csv`, and so on.
"""

from collections.abc import Sequence

from quart import Blueprint, Response, current_app, request

from server.clock import Clock
from server.debate.state import Debate
from server.language.languages import TAGS
from server.limits.buckets import Buckets
from server.limits.table import TABLES as LIMIT
from server.studio.rows import Row, guest_rows, now_row, question_rows
from server.studio.tables import FORMS
from server.web.dependencies import dependencies
from server.web.requests import addresses
from server.web.studio.asking import reader_of


def tables_blueprint(clock: Clock) -> Blueprint:
    """Each of TABLES in each of FORMS; `lang`: of offices and titles."""
    routes = Blueprint("tables", __name__)
    pace = Buckets(LIMIT, clock)

    @routes.get(
        "/studio/<code:code>/<any(now, questions, guests):table>.<any(json, xml, csv):form>"
    )
    async def table(code: str, table: str, form: str) -> Response:
        room = await dependencies().rooms.get(code)
        pace.take((await reader_of(room)).handle)
        lang = request.args.get("lang", "")
        rows = _rows(room.debate, table, clock.now(), lang if lang in TAGS else "")
        written = FORMS[form]
        response: Response = current_app.response_class(
            written.write(rows), content_type=written.media_type
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _rows(debate: Debate, table: str, now: int, lang: str) -> Sequence[Row]:
    if table == "questions":
        return question_rows(debate, lang)
    if table == "guests":
        return guest_rows(debate, now, lang)
    join = addresses.join_url(dependencies().settings, debate.code)
    return [now_row(debate, now, lang, join)]
