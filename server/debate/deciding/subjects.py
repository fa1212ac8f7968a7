"""What subjects declare beside the core, gathered: commands that can come over the wire, events of
journals, who may ask for what, what is decided, and what an event changes.

A subject's module has the types of its commands and events, `RULES`, and, where fields alone do not
say it, `DECISIONS` and `EFFECTS` (`curating.py` and `apply.py` say what these are given).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from server.debate.air import graphics, marking, wording
from server.debate.commands import Command, CoreCommand
from server.debate.deciding import blocking, challenging, labelling, proving, sealing
from server.debate.events import CoreEvent, Event
from server.debate.rule import Rule
from server.debate.state import Touched

WireCommand = (
    CoreCommand
    | labelling.LabelCommand
    | blocking.BlockingCommand
    | challenging.ChallengeDismissal
    | wording.WriteAirText
    | graphics.GraphicsCommand
    | marking.MarkingCommand
)
JournalEvent = (
    CoreEvent
    | labelling.LabelEvent
    | blocking.BlockingEvent
    | challenging.DismissalChallenged
    | sealing.SealEvent
    | wording.AirTextWritten
    | graphics.GraphicsEvent
    | marking.MarkingEvent
)

RULES: Final[Mapping[type[Command], Rule]] = {
    **labelling.RULES,
    **blocking.RULES,
    **challenging.RULES,
    **proving.RULES,
    **wording.RULES,
    **graphics.RULES,
    **marking.RULES,
}
DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    **labelling.DECISIONS,
    **blocking.DECISIONS,
    **challenging.DECISIONS,
    **wording.DECISIONS,
    **graphics.DECISIONS,
    **marking.DECISIONS,
}
EFFECTS: Final[Mapping[type[Event], Callable[..., Touched]]] = {
    **blocking.EFFECTS,
    **challenging.EFFECTS,
    **wording.EFFECTS,
    **graphics.EFFECTS,
    **marking.EFFECTS,
}
