"""Questions that come before, or on paper: a card typed in for somebody, and a file of many."""

import asyncio
from typing import Any

from quart import Blueprint, Response, request

from server.debate.actors import Actor, Scope
from server.debate.commands import EnterCard
from server.debate.deciding.submitting import IMPORTED_AT_MOST
from server.debate.inner_commands import ImportQuestions
from server.debate.refusals import Rejected
from server.debate.rules import allowed
from server.live.room import Room
from server.store.administration.fields import Told
from server.web.admin.access import require_for
from server.web.admin.ahead.csv_questions import LANGUAGE_TAGS, Sheet, decoded, read_sheet
from server.web.admin.entering import enter
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import new_nonce, nonce_of

IMPORTED_AT_ONCE = 20  # lines of a file


def before_blueprint() -> Blueprint:
    """`{code}/cards` and `{code}/import`, below `/admin/debates`."""
    routes = Blueprint("before", __name__, url_prefix="/debates")
    routes.get("/<code:code>/cards")(ask_for_card)
    routes.post("/<code:code>/cards")(enter_card)
    routes.get("/<code:code>/import")(ask_for_file)
    routes.post("/<code:code>/import")(take_file)
    return routes


# Cards.


async def ask_for_card(code: str) -> Response:
    """The empty form; screeners may, too."""
    actor = await require_for("card", code)
    return await _card_page(actor, await dependencies().rooms.get(code))


async def enter_card(code: str) -> Response:
    """Keep one card and offer the next."""
    actor = await require_for("card", code)
    room = await dependencies().rooms.get(code)
    form = await request.form
    typed = {name: form.get(name, "") for name in ("text", "to", "name")}
    card = EnterCard(
        id=nonce_of(form),
        text=typed["text"],
        to=typed["to"] or None,
        name=read_text(form, "name") or None,
    )
    try:
        await room.handle(actor, card)
    except Rejected as refusal:
        field = str(refusal.args_.get("field", "text"))
        problem = {field: f"common.refusal_{refusal.code}"}
        return await _card_page(actor, room, 422, errors=problem, typed=typed)
    return redirect_to(f"/admin/debates/{code}/cards?done=kept")


async def _card_page(actor: Actor, room: Room, status: int = 200, **values: Any) -> Response:
    return await private_page(
        "admin/cards.html",
        status,
        me=actor,
        debate=room.debate,
        taken=allowed("card", actor.role, room.debate),
        entered=sum(q.via == "card" for q in room.debate.questions.values()),
        nonce=new_nonce(),
        done=request.args.get("done", ""),
        **({"errors": {}, "typed": {}} | values),
    )


# Files.


async def ask_for_file(code: str) -> Response:
    """The form that takes a file or what is pasted."""
    actor = await require_for("import", code)
    return await _file_page(actor, await dependencies().rooms.get(code))


async def take_file(code: str) -> Response:
    """First what each line would become; then, when asked again, all that can be taken at once,
    and what could not comes back to be put right."""
    actor = await require_for("import", code)
    room = await dependencies().rooms.get(code)
    form = await request.form
    text = form.get("text", "")
    file = (await request.files).get("file")
    if file is not None and file.filename:
        read = decoded(file.read())
        if read is None:
            sheet = Sheet(problem="admin.import_not_text")
            return await _file_page(actor, room, 422, sheet=sheet, text=text)
        text = read
    sheet = await asyncio.to_thread(read_sheet, text, room.debate)
    if form.get("do") != "import" or not sheet.good:
        return await _file_page(actor, room, 422 if sheet.problem else 200, sheet=sheet, text=text)
    try:
        await _import(room, actor, nonce_of(form), sheet)
    except Rejected as refusal:
        refused = Sheet(problem=f"common.refusal_{refusal.code}")
        return await _file_page(actor, room, 409, sheet=refused, text=text)
    after: Told = {"questions": len(sheet.good)}
    await enter(actor, "questions_imported", Scope("debate", code), about=code, after=after)
    rest = sheet.rest()
    left = await asyncio.to_thread(read_sheet, rest, room.debate) if sheet.bad else None
    return await _file_page(actor, room, sheet=left, text=rest, imported=len(sheet.good))


async def _import(room: Room, actor: Actor, nonce: str, sheet: Sheet) -> None:
    """All lines that can be taken, some at a time: all at once they would hold up everybody. What
    was sent twice is taken once, also where the second finds some of it there already: the id
    names the line that a batch begins with. Raises Rejected; then those before it were taken, and
    when the same is sent again, they are told to be there already."""
    for batch in sheet.batches(IMPORTED_AT_ONCE):
        id_ = f"{nonce}.{batch.lines[0].number}"
        await room.handle(actor, ImportQuestions(id=id_, questions=batch.good))
        await asyncio.sleep(0)


async def _file_page(actor: Actor, room: Room, status: int = 200, **values: Any) -> Response:
    return await private_page(
        "admin/import.html",
        status,
        me=actor,
        debate=room.debate,
        taken=allowed("import", actor.role, room.debate),
        at_most=IMPORTED_AT_MOST,
        language_tags=LANGUAGE_TAGS,
        nonce=new_nonce(),
        **({"sheet": None, "text": "", "imported": 0} | values),
    )
