"""What a button can say, as a path: ONE table. A verb is a command of the debate like any other, so
it is allowed, kept and taken back like any other; what it means may depend on how the debate
stands, as "the next question" does.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from server.debate import commands as c
from server.debate.air.graphics import Panic, ShowPicture, ShowStrap
from server.debate.air.marking import MarkMoment, ReportRecording, ShowSlate
from server.debate.commands import NOTE_LIMIT
from server.debate.deciding.subjects import WireCommand
from server.debate.presets import PRESETS
from server.debate.refusals import Rejected
from server.debate.state import Debate

USUAL_PRESET = "60"
SECONDS_AT_MOST = 3_600  # that one press adds to the countdown

Said = Mapping[str, str]
Means = Callable[[Debate, Said, str], WireCommand]


Group = Literal["air", "graphics", "timer", "guests", "doors", "editor"]


class Verb(Struct, frozen=True):
    """`path`: with what has to be said in braces, `{*text}` to the end; `means`: the command, of
    the debate as it stands, what was said, and the command's id; `group`: where it is listed."""

    group: Group
    path: str
    means: Means

    @property
    def name(self) -> str:
        """Of its words (`studio.do_NAME`)."""
        return "_".join(part for part in self.path.split("/") if "{" not in part).replace("-", "_")

    def said(self, **said: str) -> str:
        """The path with that in its braces."""
        return "/".join(
            said[part.strip("{*}")] if part.startswith("{") else part
            for part in self.path.split("/")
        )


def command_of(debate: Debate, path: str, id_: str) -> WireCommand:
    """What was pressed. Raises Rejected: `malformed` for no verb of ours or one that says what is
    not there, `wrong_state` where there is nothing that it could mean now."""
    segments = path.strip("/").split("/")
    for verb in VERBS:
        said = _read(verb.path.split("/"), segments)
        if said is not None:
            return verb.means(debate, said, id_)
    raise Rejected("malformed", why="no such verb")


def _read(pattern: list[str], segments: list[str]) -> Said | None:
    """What fills the braces of the pattern, if the path is of it."""
    if pattern[-1].startswith("{*") and len(segments) > len(pattern):
        rest = "/".join(segments[len(pattern) - 1 :])
        segments = [*segments[: len(pattern) - 1], rest]
    if len(pattern) != len(segments):
        return None
    said = {}
    for expected, segment in zip(pattern, segments, strict=True):
        if expected.startswith("{"):
            said[expected.strip("{*}")] = segment
        elif expected != segment:
            return None
    return said


# What the verbs mean.


def _next(debate: Debate, said: Said, id_: str) -> WireCommand:
    """The first of the rundown."""
    if not debate.order:
        raise Rejected("wrong_state")
    return c.TakeQuestion(id=id_, question=debate.order[0])


def _previous(debate: Debate, said: Said, id_: str) -> WireCommand:
    """What was on air before what is, or last."""
    aired = [one for one in debate.questions.values() if one.airings and one.id != debate.on_air]
    if not aired:
        raise Rejected("wrong_state")
    return c.TakeQuestion(id=id_, question=max(aired, key=lambda one: one.airings[-1].start).id)


def _undo(debate: Debate, said: Said, id_: str) -> WireCommand:
    """The last thing that was done, if it is of the air: what screeners decided is theirs, and
    nothing that a button takes back unseen."""
    if not debate.undoable or debate.undoable[-1].screening:
        raise Rejected("wrong_state")
    return c.UndoAction(id=id_, action=debate.undoable[-1].action)


def _start(debate: Debate, said: Said, id_: str) -> WireCommand:
    """Go on where it is paused; else begin, anew if it runs."""
    if "preset" not in said and debate.countdown and debate.countdown.paused_at is not None:
        return c.PauseCountdown(id=id_, on=False)
    preset = said.get("preset", USUAL_PRESET)
    if preset not in PRESETS:
        raise Rejected("malformed", why="no such preset")
    return c.CountDown(id=id_, preset=preset)


def _reset(debate: Debate, said: Said, id_: str) -> WireCommand:
    """Begin anew with the whole time of the one that runs."""
    if debate.countdown is None:
        raise Rejected("wrong_state")
    return c.CountDown(id=id_, preset=debate.countdown.preset)


def _add(debate: Debate, said: Said, id_: str) -> WireCommand:
    try:
        seconds = int(said["seconds"])
    except ValueError:
        seconds = 0
    if not 0 < abs(seconds) <= SECONDS_AT_MOST:
        raise Rejected("malformed", why="seconds, up to an hour")
    return c.ExtendCountdown(id=id_, seconds=seconds)


def _clock(debate: Debate, said: Said, id_: str) -> WireCommand:
    """Start the clock of this guest, or pause it if it runs."""
    guest = guest_of(debate, said["guest"])
    return c.TurnClock(id=id_, guest=guest, run=debate.speaking != guest)


def _strap(debate: Debate, said: Said, id_: str) -> WireCommand:
    return ShowStrap(id=id_, guest=guest_of(debate, said["guest"]))


def _result(debate: Debate, said: Said, id_: str) -> WireCommand:
    return ShowPicture(id=id_, picture="result", question=said["question"])


def _mark(debate: Debate, said: Said, id_: str) -> WireCommand:
    return MarkMoment(id=id_, text=said.get("text", "")[:NOTE_LIMIT] or None)


def _recording(state: str) -> Means:
    def means(debate: Debate, said: Said, id_: str) -> WireCommand:
        if len(said["recording"]) > 40:
            raise Rejected("malformed", why="a shorter name of the recording")
        return ReportRecording(id=id_, recording=said["recording"], state=state)  # type: ignore[arg-type]

    return means


def guest_of(debate: Debate, named: str) -> str:
    """The id of a guest named by id, or by their place on the list, from 1. Raises Rejected
    `malformed`."""
    if named in debate.guests:
        return named
    guests = list(debate.guests)
    if named.isascii() and named.isdigit() and len(named) < 3 and 0 < int(named) <= len(guests):
        return guests[int(named) - 1]
    raise Rejected("malformed", why="no such guest")


VERBS: tuple[Verb, ...] = (
    Verb("air", "take", _next),
    Verb("air", "next", _next),
    Verb("air", "previous", _previous),
    Verb("air", "question/{question}/take", lambda d, s, id_: c.TakeQuestion(id=id_, **s)),
    Verb("air", "question/{question}/result", _result),
    Verb("air", "clear", lambda d, s, id_: c.ClearAir(id=id_)),
    Verb("air", "panic", lambda d, s, id_: Panic(id=id_)),
    Verb("air", "panic/off", lambda d, s, id_: Panic(id=id_, on=False)),
    Verb("air", "undo", _undo),
    Verb("graphics", "picture/break", lambda d, s, id_: ShowPicture(id=id_, picture="break")),
    Verb("graphics", "picture/off", lambda d, s, id_: ShowPicture(id=id_)),
    Verb("graphics", "lower-third/off", lambda d, s, id_: ShowStrap(id=id_)),
    Verb("graphics", "lower-third/{guest}", _strap),
    Verb("timer", "timer/start", _start),
    Verb("timer", "timer/start/{preset}", _start),
    Verb("timer", "timer/pause", lambda d, s, id_: c.PauseCountdown(id=id_, on=True)),
    Verb("timer", "timer/reset", _reset),
    Verb("timer", "timer/stop", lambda d, s, id_: c.CountDown(id=id_)),
    Verb("timer", "timer/add/{seconds}", _add),
    Verb("timer", "timer/show", lambda d, s, id_: c.ShowCountdown(id=id_, on=True)),
    Verb("timer", "timer/hide", lambda d, s, id_: c.ShowCountdown(id=id_, on=False)),
    Verb("guests", "guest/{guest}/clock", _clock),
    Verb("doors", "voting/open", lambda d, s, id_: c.OpenDoor(id=id_, what="voting")),
    Verb("doors", "voting/shut", lambda d, s, id_: c.ShutDoor(id=id_, what="voting")),
    Verb("doors", "questions/open", lambda d, s, id_: c.OpenDoor(id=id_, what="submissions")),
    Verb("doors", "questions/shut", lambda d, s, id_: c.ShutDoor(id=id_, what="submissions")),
    Verb("editor", "mark", _mark),
    Verb("editor", "slate", lambda d, s, id_: ShowSlate(id=id_)),
    Verb("editor", "mark/{*text}", _mark),
    Verb("editor", "recording/{recording}/started", _recording("started")),
    Verb("editor", "recording/{recording}/paused", _recording("paused")),
    Verb("editor", "recording/{recording}/resumed", _recording("resumed")),
    Verb("editor", "recording/{recording}/stopped", _recording("stopped")),
)
