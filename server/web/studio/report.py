"""What a display or an overlay says of itself: that it is there, whether it is on programme, and
what the machine that it is shown by records. It says so with its own key, and can do nothing else
with it.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from quart import Blueprint, Response

from server.debate.air.marking import RecordingState, ReportRecording
from server.debate.refusals import Rejected
from server.debate.surroundings import Output
from server.live.deciding.precedence import THE_CLOCK
from server.web.api.answers import as_json
from server.web.dependencies import dependencies
from server.web.requests.bodies import json_body
from server.web.studio.asking import output_of


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """`output`: what it calls itself as long as it is loaded; `active`: whether it is on programme,
    where its machine says so; `recording`: what that has just done, at `moment` (ms of the
    server's clock; absent: now)."""

    output: Annotated[str, Meta(min_length=1, max_length=20, pattern=r"^[a-z0-9]+$(?!\n)")]
    kind: Literal["display", "overlay"]
    active: bool | None = None
    recording: RecordingState | None = None
    moment: Annotated[int, Meta(ge=0, le=2**53 - 1)] | None = None


FAR_MS = 10 * 60 * 1_000  # from now: a moment that no clock could mean

reports = Blueprint("reports", __name__)

_decoder = msgspec.json.Decoder(Report)


@reports.post("/studio/<code:code>/report")
async def report(code: str) -> Response:
    """204, or `no` with the status of its code."""
    await _take(code, _read(await json_body()))
    return as_json(b"", 204)


def _read(body: bytes) -> Report:
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise Rejected("malformed", why=str(error)) from error


async def _take(code: str, said: Report) -> None:
    room = await dependencies().rooms.get(code)
    actor = await output_of(room)
    room.outputs.pace(actor, said.recording is not None)
    if said.recording is not None:
        now = dependencies().clock.now()
        moment = said.moment if said.moment and abs(said.moment - now) < FAR_MS else now
        name = actor.name[:40]  # of the machine, however often what it shows is loaded again
        id_ = f"{said.output} {said.recording} {moment}"
        command = ReportRecording(id=id_, recording=name, state=said.recording, moment=moment)
        await room.handle(THE_CLOCK, command)
    name = f"{actor.handle.partition(':')[2]}-{said.output}"
    room.outputs.heard(name, Output(actor.name, said.kind, said.active))
