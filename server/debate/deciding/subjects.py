"""All that can be asked for over the wire, and all that can stand in a journal: of the core, and of
each subject that declares its own."""

from server.debate.commands import CoreCommand
from server.debate.deciding.challenging import ChallengeDismissal, DismissalChallenged
from server.debate.deciding.labelling import LabelCommand, LabelEvent
from server.debate.deciding.sealing import SealEvent
from server.debate.events import CoreEvent

WireCommand = CoreCommand | LabelCommand | ChallengeDismissal
JournalEvent = CoreEvent | LabelEvent | SealEvent | DismissalChallenged
