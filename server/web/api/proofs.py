"""What an author may prove of a question, and the challenge of its dismissal by whoever has such a
proof. Both are asked for by POST: an address with a question in it would stand in the logs of
others, beside that of a phone.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct
from quart import Blueprint, Response, current_app

from server.archive.question_proof import Proven, chosen, proof_of, proven, shows
from server.clock import Clock
from server.debate.actors import Actor
from server.debate.deciding.challenging import ChallengeWithProof
from server.debate.deciding.proving import AskProof, decided_by
from server.debate.refusals import Rejected
from server.debate.rules import permit
from server.limits.buckets import Buckets
from server.limits.newcomers import ByNetwork
from server.limits.table import CHALLENGES, OWN_PROOFS
from server.live.attesting.attesting import EVERY_S
from server.live.room import Room
from server.transparency.checkpoints import Checkpoint
from server.transparency.notes import BadNote, parse_note
from server.web.api.answers import as_json
from server.web.dependencies import dependencies
from server.web.requests.asking import room_of, who_asks
from server.web.requests.bodies import json_body
from server.wire.messages import encode, ok
from server.wire.requests import ChallengeRequest, ProofRequest

Asked = TypeVar("Asked", bound=Struct)


def proofs_blueprint(clock: Clock) -> Blueprint:
    """The two routes."""
    routes = Blueprint("proofs", __name__, url_prefix="/api")
    own, challenges = Buckets(OWN_PROOFS, clock), ByNetwork(CHALLENGES, clock)

    @routes.post("/debates/<code>/proof")
    async def proof(code: str) -> Response:
        """A file that proves that the asker asked this question."""
        asked = await _decoded(ProofRequest)
        room = await room_of(code)
        who = await who_asks(room, "audience")
        if who.fresh:
            raise Rejected("no_token")
        actor = who.as_actor(room.handle_of)
        permit(room.debate, AskProof(id="proof", question=asked.question), actor)
        own.take(f"{code} {actor.handle}")
        return _file(await _proof(room, asked.question))

    @routes.post("/debates/<code>/challenges")
    async def challenge(code: str) -> Response:
        """Challenge the dismissal of the question that is proven; each once."""
        known = dependencies()
        challenges.take(known.identity.minting.source(known.newcomers.caller))
        asked = await _decoded(ChallengeRequest)
        room = await room_of(code)
        question = await _proven(room, asked.proof)
        # Who holds a proof is nobody in particular, and the same for each dismissal.
        dismissal = room.debate.questions[question].dismissal
        command = ChallengeWithProof(id=f"dismissal {dismissal}", question=question)
        await room.handle(Actor("participant", f"proof of {question}"), command)
        return as_json(encode(ok(command.id, {})))

    return routes


async def _proof(room: Room, id_: str) -> bytes:
    """Raises Rejected `not_signed_yet` while no signed head holds all of it."""
    store, question = dependencies().store, room.debate.questions[id_]
    decided = decided_by(room.debate, question)
    line, decision = chosen(await store.journal.lines_about(room.code, id_), id_, decided)
    kept = await store.checkpoints.last(room.code)
    tree = await room.attesting.tree()
    last = line.seq if decision is None else decision.seq
    if kept is None or not last <= kept.head.size <= tree.size:
        raise Rejected("not_signed_yet", retry_ms=round(EVERY_S * 1_000))
    if tree.root(kept.head.size) != kept.head.root:
        raise Rejected("unavailable")  # the log is disputed
    return proof_of(line, decision, tree, kept.note, kept.head.size)


async def _proven(room: Room, proof: str) -> str:
    """The question that is proven by words which only its author was given: compared with the line
    in the journal, so whoever signed the head does not matter. Raises Rejected `malformed` for what
    is no proof, `not_allowed` for one of something else."""
    try:
        found = proven(proof.encode(), _head)
    except BadNote as error:
        raise Rejected("malformed", why="not a proof of a question") from error
    if found.code != room.code or found.question not in room.debate.questions:
        raise Rejected("not_allowed")
    lines = await dependencies().store.journal.lines_about(room.code, found.question)
    if not any(_is_of(found, line.seq) and shows(found.opened, line) for line in lines):
        raise Rejected("not_allowed")
    return found.question


def _is_of(found: Proven, seq: int) -> bool:
    return found.line == seq


def _head(note: bytes) -> Checkpoint:
    return Checkpoint.parse(parse_note(note).text)


async def _decoded(kind: type[Asked]) -> Asked:
    try:
        return msgspec.json.decode(await json_body(), type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Rejected("malformed", why=kind.__name__) from error


def _file(content: bytes) -> Response:
    response: Response = current_app.response_class(
        content, content_type="text/plain; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-store"
    return response
