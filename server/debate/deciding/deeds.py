"""What a moderator's action is called where it is told of: the word of its command, and of answers
and doors which. Pages have a sentence for each (`control.done_…`)."""

from server.debate import events as e

_DEEDS: dict[type[e.Event], str] = {
    e.QuestionApproved: "approve",
    e.QuestionDismissed: "dismiss",
    e.QuestionHeld: "hold",
    e.QuestionUnheld: "unhold",
    e.QuestionRestored: "restore",
    e.QuestionEdited: "edit",
    e.QuestionTranslated: "translate",
    e.QuestionMerged: "merge",
    e.QuestionUnmerged: "unmerge",
    e.QuestionTagged: "tag",
    e.QuestionAssigned: "assign",
    e.QuestionNoted: "note",
    e.AuthorBlocked: "block",
    e.AuthorUnblocked: "unblock",
    e.QuestionCued: "cue",
    e.QuestionUncued: "uncue",
    e.QuestionPlaced: "place",
    e.QuestionTaken: "take",
    e.AirCleared: "clear",
    e.BallotsSetApart: "set_apart",
    e.BallotsLetIn: "let_in",
}


def deed_of(event: e.Event) -> str:
    """Of what can be undone."""
    match event:
        case e.QuestionAnswered():
            return event.how
        case e.DoorOpened():
            return f"open_{event.what}"
        case e.DoorShut():
            return f"shut_{event.what}"
    return _DEEDS[type(event)]
