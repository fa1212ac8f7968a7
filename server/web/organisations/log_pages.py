"""The log of administration as it is read: of an organisation by its owners and observers, of the
house by its keepers; as a page, and as files."""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from quart import Blueprint, Response, current_app, request
from werkzeug.exceptions import BadRequest

from server.debate.actors import HOUSE, Scope
from server.language.cells import harmless
from server.store.administration.actions import ACTIONS
from server.store.administration.entries import KeptEntry
from server.store.administration.fields import FIELDS
from server.store.administration.log import AdministrationLog, Sought
from server.web.admin.access import Moderator, require, require_in
from server.web.admin.entering import enter
from server.web.admin.memberships import name_of
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.requests.numbers import whole_number
from server.web.words.rendering import locale

AT_ONCE = 50  # entries of a page, and of a piece of a file
NUMBER_LIMIT = 12  # digits of an entry's number
WHO_LIMIT = 80
BOM = "\ufeff"

Format = Literal["csv", "ndjson"]
TYPES: dict[Format, str] = {"csv": "text/csv", "ndjson": "application/x-ndjson"}
COLUMNS = (
    *("number", "at", "who_kind", "who_id", "who", "scope", "scope_key", "organisation", "action"),
    *("about", "before", "after", "nonce", "previous", "hash"),
)


class WhoseLog(Struct, frozen=True):
    """`path`: of its page. No organisation: the house's."""

    path: str
    organisation: str = ""

    @property
    def scope(self) -> Scope:
        return Scope("organisation", self.organisation) if self.organisation else HOUSE


HOUSE_LOG = WhoseLog("/admin/log")


def house_log_pages() -> Blueprint:
    """`/admin/log` and its files."""
    routes = Blueprint("administration_log", __name__)
    routes.get("/log")(of_house)
    for format_ in TYPES:
        view = partial(file_of_house, format_)
        routes.get(f"/log.{format_}", endpoint=format_)(view)
    return routes


def organisation_log_pages() -> Blueprint:
    """The same below `/admin/o`."""
    routes = Blueprint("organisation_log", __name__)
    routes.get("/<organisation>/log")(of_organisation)
    for format_ in TYPES:
        view = partial(file_of_organisation, format_)
        routes.get(f"/<organisation>/log.{format_}", endpoint=format_)(view)
    return routes


async def of_house() -> Response:
    """The newest entries of the house, or those behind `?before=`."""
    return await _page(await require("log of the house"), HOUSE_LOG)


async def of_organisation(organisation: str) -> Response:
    """The same of one organisation and all that is its."""
    return await _page(await require_in("log", organisation), _whose(organisation))


async def file_of_house(format_: Format) -> Response:
    """All that is sought, as a file."""
    return await _file(await require("log of the house"), HOUSE_LOG, format_)


async def file_of_organisation(format_: Format, organisation: str) -> Response:
    """The same of one organisation."""
    return await _file(await require_in("log", organisation), _whose(organisation), format_)


def _whose(organisation: str) -> WhoseLog:
    return WhoseLog(f"/admin/o/{organisation}/log", organisation)


def _sought(whose: WhoseLog) -> Sought:
    """Raises BadRequest for an action that there is not."""
    action, who = request.args.get("action", ""), request.args.get("who", "")
    sought = Sought(whose.organisation, None, who[:WHO_LIMIT])
    if not action:
        return sought
    found = next((one for one in ACTIONS if one == action), None)
    if found is None:
        raise BadRequest
    return replace(sought, action=found)


def _before() -> int | None:
    return whole_number(request.args.get("before", "")[:NUMBER_LIMIT], NUMBER_LIMIT)


async def _page(me: Moderator, whose: WhoseLog) -> Response:
    sought, store = _sought(whose), dependencies().store
    found = await store.administration.read(sought, _before(), AT_ONCE + 1)
    shown = found[:AT_ONCE]
    scopes = {one.entry.scope for one in shown if one.entry}
    asked = {"action": sought.action or "", "who": sought.who}
    kept = {name: value for name, value in asked.items() if value}
    name = next((one.entry.who.name for one in shown if one.entry), "") if sought.who else ""
    organisation = await store.organisations.get(whose.organisation)
    return await private_page(
        "organisations/log.html",
        me=me,
        whose=whose,
        organisation=organisation,
        entries=shown,
        names={scope: await name_of(scope) for scope in scopes},
        actions=ACTIONS,
        asked=asked,
        only_of=name or sought.who,
        query=urlencode(kept),
        formats_there=tuple(TYPES),
        older=urlencode(kept | {"before": shown[-1].seq}) if len(found) > AT_ONCE else "",
        is_newest=_before() is None,
        side_of=_side,
    )


def _side(side: dict[str, Any] | None) -> list[tuple[str, str]]:
    """What an entry tells of settings, a line each."""
    return [(_called(name), _written(value)) for name, value in sorted((side or {}).items())]


def _called(name: str) -> str:
    """As it stands in the entry, where another version of the program wrote that."""
    return dependencies().catalogue.t(locale(), f"log.field_{name}") if name in FIELDS else name


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _file(me: Moderator, whose: WhoseLog, format_: Format) -> Response:
    sought, known = _sought(whose), dependencies()
    await enter(me, "log_exported", whose.scope, about=format_)
    write: Callable[[list[KeptEntry]], str] = _csv if format_ == "csv" else _ndjson
    body = _pieces(known.store.administration, sought, write)
    response: Response = current_app.response_class(body, mimetype=TYPES[format_])
    name = f"tribina-log-{whose.organisation or 'house'}.{format_}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


async def _pieces(
    log: AdministrationLog, sought: Sought, write: Callable[[list[KeptEntry]], str]
) -> AsyncIterator[bytes]:
    if write is _csv:
        yield (BOM + _rows([COLUMNS])).encode()
    before = None
    while found := await log.read(sought, before, AT_ONCE):
        yield write(found).encode()
        before = found[-1].seq


def _ndjson(found: list[KeptEntry]) -> str:
    return "".join(msgspec.json.encode(one).decode() + "\n" for one in found)


def _csv(found: list[KeptEntry]) -> str:
    return _rows([_row(one) for one in found])


def _row(kept: KeptEntry) -> tuple[Any, ...]:
    entry = kept.entry
    if entry is None:
        return (kept.seq, *[""] * (len(COLUMNS) - 3), kept.previous, kept.hash)
    sides = (_json(side) for side in (entry.before, entry.after))
    said = (entry.organisation, entry.action, entry.about, *sides, entry.nonce)
    return (
        kept.seq,
        datetime.fromtimestamp(entry.at / 1_000, UTC).isoformat(timespec="milliseconds"),
        *(harmless(one) for one in (entry.who.kind, entry.who.id, entry.who.name)),
        *(harmless(one) for one in (entry.scope.kind, entry.scope.key)),
        *(harmless(one) for one in said),
        kept.previous,
        kept.hash,
    )


def _json(side: dict[str, Any] | None) -> str:
    return "" if side is None else msgspec.json.encode(side).decode()


def _rows(rows: list[tuple[Any, ...]]) -> str:
    """As the house writes tables (`archive/export_csv.py`)."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
