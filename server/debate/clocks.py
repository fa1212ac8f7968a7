"""The clocks of a debate: its own, one for each guest, and a countdown for an answer. Pure.

They are facts, not ticks: a clock says how long it has run (`ran_ms`) up to a moment (`since`) and
whether it runs on from there; who draws it adds the time since then, by the server's clock.
A countdown says the same of what is left, by when it began and at what moment it was paused.

Guests' clocks go like those of chess: at most one runs, and starting one stops the other. All
clocks belong to the live phase: leaving it stops them. A countdown belongs to what is on air:
taking, clearing or answering ends it, and no other clock minds. `undo` never changes a clock,
because time that somebody spoke has passed, whatever is taken back.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.air.timing import STOPPED, Countdown, SpeakingTime
from server.debate.presets import PRESETS
from server.debate.refusals import Rejected
from server.debate.state import Debate, Touched

LONGEST_S = 4 * 60 * 60  # that a countdown can be made

# What a command means.


def turn(debate: Debate, command: c.TurnClock, actor: Actor) -> Sequence[e.Event]:
    """Nothing where it runs or stands already. Raises Rejected `malformed` for a guest that is not
    there."""
    guest = command.guest
    if guest is not None and guest not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.guest`")
    if _clock(debate, guest).running == command.run:
        return []
    return [e.ClockStarted(guest=guest) if command.run else e.ClockStopped(guest=guest)]


def count_down(
    debate: Debate, command: c.CountDown, actor: Actor
) -> Sequence[e.CountdownStarted | e.CountdownStopped]:
    """Asked for again, it begins anew."""
    if command.preset is None:
        return [] if debate.countdown is None else [e.CountdownStopped()]
    preset = PRESETS.get(command.preset)
    if preset is None:
        raise Rejected("malformed", why="unknown preset - at `$.preset`")
    return [
        e.CountdownStarted(
            preset=command.preset,
            length=preset.length,
            warning=preset.warning,
            danger=preset.danger,
        )
    ]


def pause_countdown(
    debate: Debate, command: c.PauseCountdown, actor: Actor
) -> Sequence[e.CountdownPaused]:
    """Nothing where it is so already. Raises Rejected `wrong_state` when there is none."""
    if debate.countdown is None:
        raise Rejected("wrong_state")
    is_paused = debate.countdown.paused_at is not None
    return [] if is_paused == command.on else [e.CountdownPaused(on=command.on)]


def show_countdown(
    debate: Debate, command: c.ShowCountdown, actor: Actor
) -> Sequence[e.CountdownShown]:
    """On the display, now and for those to come; also while there is none."""
    return [] if debate.countdown_shown == command.on else [e.CountdownShown(on=command.on)]


def extend_countdown(
    debate: Debate, command: c.ExtendCountdown, actor: Actor
) -> Sequence[e.CountdownExtended]:
    """As far as it stays between 1 s and 4 hours. Raises Rejected `wrong_state` when there is
    none."""
    if debate.countdown is None:
        raise Rejected("wrong_state")
    length = debate.countdown.length_ms // 1_000
    seconds = min(max(length + command.seconds, 1), LONGEST_S) - length
    return [e.CountdownExtended(seconds=seconds)] if seconds else []


# What an event does.


def started(debate: Debate, event: e.ClockStarted, entry: e.Entry) -> Touched:
    """A guest's clock stops that of whoever was speaking."""
    if event.guest is None:
        debate.clock = debate.clock.turned(True, entry.at)
    else:
        _pause_speaking(debate, entry.at)
        debate.spoken[event.guest] = _clock(debate, event.guest).turned(True, entry.at)
        debate.speaking = event.guest
    return Touched(debate=True)


def stopped(debate: Debate, event: e.ClockStopped, entry: e.Entry) -> Touched:
    """Nothing for a guest who does not speak."""
    if event.guest is None:
        debate.clock = debate.clock.turned(False, entry.at)
    elif event.guest == debate.speaking:
        _pause_speaking(debate, entry.at)
    return Touched(debate=True)


def countdown_started(debate: Debate, event: e.CountdownStarted, entry: e.Entry) -> Touched:
    """In the place of the one before, with its whole length to go."""
    debate.countdown = Countdown(
        preset=event.preset,
        started_at=entry.at,
        length_ms=event.length * 1_000,
        warning_ms=event.warning * 1_000,
        danger_ms=event.danger * 1_000,
    )
    return Touched(debate=True)


def countdown_stopped(debate: Debate, event: e.CountdownStopped, entry: e.Entry) -> Touched:
    """It leaves no trace in the documents."""
    debate.countdown = None
    return Touched(debate=True)


def countdown_paused(debate: Debate, event: e.CountdownPaused, entry: e.Entry) -> Touched:
    """Nothing when there is none."""
    if debate.countdown is not None:
        debate.countdown = debate.countdown.paused(event.on, entry.at)
    return Touched(debate=True)


def countdown_extended(debate: Debate, event: e.CountdownExtended, entry: e.Entry) -> Touched:
    """Also while it is paused. Nothing when there is none."""
    if (now := debate.countdown) is not None:
        debate.countdown = replace(now, length_ms=now.length_ms + event.seconds * 1_000)
    return Touched(debate=True)


def countdown_shown(debate: Debate, event: e.CountdownShown, entry: e.Entry) -> Touched:
    """For the display; the countdown itself goes on."""
    debate.countdown_shown = event.on
    return Touched(debate=True)


def follow(debate: Debate, entry: e.Entry) -> None:
    """Keep the clocks true to an event about something else, before it is applied."""
    match entry.event:
        case e.PhaseChanged(to=phase) if phase != "live":
            debate.clock = debate.clock.turned(False, entry.at)
            _pause_speaking(debate, entry.at)
            debate.countdown = None
        case e.DebateDescribed(guests=guests) if debate.speaking not in guests:
            _pause_speaking(debate, entry.at)
        case e.QuestionTaken() | e.AirCleared():
            debate.countdown = None
        case e.QuestionAnswered(question=question) if question == debate.on_air:
            debate.countdown = None


def _clock(debate: Debate, guest: str | None) -> SpeakingTime:
    return debate.clock if guest is None else debate.spoken.get(guest, STOPPED)


def _pause_speaking(debate: Debate, at: int) -> None:
    if debate.speaking is not None:
        debate.spoken[debate.speaking] = debate.spoken[debate.speaking].turned(False, at)
        debate.speaking = None
