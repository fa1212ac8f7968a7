"""The HTTP door of a debate: its document and its commands, for phones whose live connection
cannot be opened and for scripts. The contract is the wire's; refusals that are raised here become
answers in `errors`.
"""

import asyncio
from typing import get_args

from quart import Blueprint, Response, request

from server.debate import commands as c
from server.debate.deciding.subjects import WireCommand
from server.debate.decoding import command_id, decode_command
from server.debate.refusals import Rejected
from server.debate.rule import HOSTS, PARTICIPANT
from server.debate.rules import RULES
from server.debate.showing.documents import VIEWS, View
from server.live.room import Room
from server.web.api.answers import answer, as_json, refused, state_answer
from server.web.dependencies import dependencies
from server.web.requests import addresses, cookies
from server.web.requests.asking import room_of, who_acts, who_asks
from server.web.requests.bodies import json_body
from server.web.requests.origins import ours
from server.wire.answers import WORDS_AT_MOST, DoorAnswer, ParticipantAnswer, QuestionsAnswer
from server.wire.messages import encode, ok

_KIND = {kind: kind.__struct_config__.tag for kind in get_args(WireCommand)}


api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/debates/<code>")
async def document(code: str) -> Response:
    """The view's `state` message; for a known participant their private document in `you`."""
    view = _view()
    room = await room_of(code)
    who = await who_asks(room, view)
    known = view == "audience" and who.actor is None and not who.fresh
    state, _ = await room.views.document(view)
    return state_answer(state, room.views.you(room.handle_of(who.token)) if known else None)


@api.get("/debates/<code>/door")
async def door(code: str) -> Response:
    """Where the live door is."""
    await room_of(code)
    return answer(DoorAnswer(addresses.live_url(dependencies().settings, code)))


@api.get("/debates/<code>/questions")
async def questions(code: str) -> Response:
    """Questions behind those in the document (`after`), by words (`q`), or like a text (`like`)."""
    room = await room_of(code)
    who = await who_acts(room, "audience")
    known = dependencies()
    source = known.identity.source(who, known.newcomers.caller)
    like, q = _words("like"), _words("q")
    actor = who.as_actor(room.handle_of, source)
    (room.pace_search if like or q else room.pace)(actor)
    if like:
        return answer(QuestionsAnswer(await room.views.alike.suggest(like)))
    found, more = await room.views.alike.more(request.args.get("after"), q)
    return answer(QuestionsAnswer(found, more))


@api.post("/participants")
async def participants() -> Response:
    """A token for somebody new. Nothing is stored for it."""
    known = dependencies()
    await known.newcomers.take()
    known.identity.minting.take(known.newcomers.caller)
    token = known.identity.new_participant()
    response = answer(ParticipantAnswer(token))
    if ours():
        cookies.keep_participant(response, token)
    return response


@api.post("/debates/<code>/commands")
async def commands(code: str) -> Response:
    """Do one command. Answers `ok`, or `no` with the status of its code. Who has no token is told
    so: a participant for each command would be as many voters as it has votes."""
    room = await room_of(code)
    body = await json_body()
    kind = ""
    try:
        command = decode_command(body)
        kind = _KIND[type(command)]
        done = await _do(room, command)
    except Rejected as refusal:
        dependencies().metrics.command(kind, "http", refusal.code)
        return refused(refusal, command_id(body))
    dependencies().metrics.command(kind, "http", "ok")
    return as_json(encode(ok(command.id, done)))


async def _do(room: Room, command: WireCommand) -> c.Answer:
    who = await who_asks(room, _acts_at(command))
    if who.fresh:
        raise Rejected("no_token")
    known = dependencies()
    source = known.identity.source(who, known.newcomers.caller)
    actor = who.as_actor(room.handle_of, source)
    # Once it is taken up it is carried through, even if the asker goes away meanwhile.
    doing = asyncio.ensure_future(room.handle(actor, command))
    doing.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(doing)


def _acts_at(command: WireCommand) -> View:
    """The view at which those sit who may ask for it."""
    roles = RULES[type(command)].roles
    if roles <= PARTICIPANT:
        return "audience"
    return "host" if roles & HOSTS else "control"


def _view() -> View:
    asked = request.args.get("as", "audience")
    for view in VIEWS:
        if view == asked:
            return view
    raise Rejected("malformed", why="as")


def _words(name: str) -> str:
    words = request.args.get(name, "")
    if len(words) > WORDS_AT_MOST:
        raise Rejected("too_long", limit=WORDS_AT_MOST)
    return words
