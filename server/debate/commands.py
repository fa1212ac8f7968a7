"""What somebody can ask for. One definition is the wire form (`do` names it) and the type.

What a command means, and whether it is allowed, is for `decide`.
"""

from typing import Annotated, Literal, TypedDict

from msgspec import Meta, Struct

from server.language.languages import Spoken

MESSAGE_LIMIT = 4096  # bytes
NOTE_LIMIT = 500  # code points
MANY_AT_MOST = 200  # questions in one command
MERGED_AT_MOST = 50

CommandId = Annotated[str, Meta(min_length=1, max_length=40)]
QuestionId = Annotated[str, Meta(min_length=1, max_length=16)]
Key = Annotated[str, Meta(min_length=1, max_length=40)]
Note = Annotated[str, Meta(max_length=NOTE_LIMIT)]
LanguageTag = Annotated[
    str, Meta(max_length=20, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$(?!\n)")
]

Phase = Literal["draft", "collecting", "live", "closed", "archived"]
State = Literal[
    "in_review", "open", "next", "on_air", "answered", "dismissed", "merged", "withdrawn"
]
Gate = Literal["submissions", "voting"]
How = Literal["answered", "partly", "evaded", "not_reached"]
Reason = Literal[
    "off_topic",
    "duplicate",
    "personal_data",
    "insult",
    "hate",
    "threat",
    "spam",
    "not_a_question",
    "unintelligible",
    "other",
]
HoldReason = Literal["facts", "wording", "rules", "colleague", "later"]
Was = Annotated[str, Meta(max_length=40)]
Picture = Literal["break", "result"]  # of the display, by a producer's wish
Preset = Literal["wrap_up", "one_minute", "next_question", "ask_again", "louder", "slower"]


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """`id` is made by the client; the same id again gets the same answer."""

    id: CommandId


class OnQuestion(Command, frozen=True, kw_only=True):
    """A command about one question."""

    question: QuestionId


class OnSeenQuestion(OnQuestion, frozen=True, kw_only=True):
    """What could also be done to what a colleague has just decided. `was`: how it stood when the
    asker saw it: its state, but `held` for what is on hold, and of what is answered, how. Where it
    stands otherwise by now, it stays."""

    was: Was | None = None


# What participants ask for.


class SubmitQuestion(Command, frozen=True, kw_only=True, tag="submit"):
    text: str
    to: Key | None = None
    name: str | None = None
    lang: LanguageTag | None = None


class WithdrawQuestion(OnQuestion, frozen=True, kw_only=True, tag="withdraw"):
    pass


class Vote(OnQuestion, frozen=True, kw_only=True, tag="vote"):
    on: bool


# What screeners and producers ask for.


class EnterCard(Command, frozen=True, kw_only=True, tag="card"):
    """A question that somebody wrote on paper, typed in on their behalf."""

    text: str
    to: Key | None = None
    name: str | None = None
    lang: LanguageTag | None = None


class ApproveQuestion(OnSeenQuestion, frozen=True, kw_only=True, tag="approve"):
    pass


class DismissQuestion(OnSeenQuestion, frozen=True, kw_only=True, tag="dismiss"):
    reason: Reason
    note: Note | None = None


class OnMany(Command, frozen=True, kw_only=True):
    """One action, which `undo` takes back as one."""

    questions: Annotated[tuple[QuestionId, ...], Meta(min_length=1, max_length=MANY_AT_MOST)]


class ApproveMany(OnMany, frozen=True, kw_only=True, tag="approve_many"):
    """Of these questions those that still are in review and not on hold; the others stay as
    somebody has decided meanwhile."""


class DismissMany(OnMany, frozen=True, kw_only=True, tag="dismiss_many"):
    """As `approve_many`: what one flood brought, or what was chosen."""

    reason: Reason
    note: Note | None = None


class RestoreMany(OnMany, frozen=True, kw_only=True, tag="restore_many"):
    """Of these questions those that are dismissed."""


class TagMany(OnMany, frozen=True, kw_only=True, tag="tag_many"):
    """As `approve_many`: into one pile, or without `pile` into none. `was`: of each question, in
    their order, the pile that the asker saw it in, empty for none; what is in another one by now
    stays there."""

    pile: Key | None = None
    was: Annotated[tuple[Was, ...], Meta(max_length=MANY_AT_MOST)] | None = None


class MergeMany(OnMany, frozen=True, kw_only=True, tag="merge_many"):
    """As `approve_many`: of those that say the same, word for word in whichever script, all into
    the one that most have voted for, or else the oldest. Fewer at once, since each is folded."""

    questions: Annotated[tuple[QuestionId, ...], Meta(min_length=1, max_length=MERGED_AT_MOST)]


class HoldQuestion(OnQuestion, frozen=True, kw_only=True, tag="hold"):
    """It stays in review, aside from what nobody has looked at yet."""

    why: HoldReason
    note: Note | None = None


class UnholdQuestion(OnQuestion, frozen=True, kw_only=True, tag="unhold"):
    pass


class RestoreQuestion(OnQuestion, frozen=True, kw_only=True, tag="restore"):
    pass


class EditQuestion(OnQuestion, frozen=True, kw_only=True, tag="edit"):
    """`was`: the text that the editor saw; when it is another one by now, it is not replaced.
    `private`: the former wording holds personal data, and is to be shown to nobody."""

    text: str
    was: str | None = None
    private: bool = False


class TranslateQuestion(OnQuestion, frozen=True, kw_only=True, tag="translate"):
    """No `text` removes the translation. `was`: the translation that the asker saw, empty for none;
    `of`: the question's text that they saw. Where either is another one by now, it stays."""

    lang: Spoken
    text: str | None = None
    was: str | None = None
    of: str | None = None


class MergeQuestion(OnSeenQuestion, frozen=True, kw_only=True, tag="merge"):
    into: QuestionId


class UnmergeQuestion(OnQuestion, frozen=True, kw_only=True, tag="unmerge"):
    pass


class SayRemark(Command, frozen=True, kw_only=True, tag="say"):
    """To the other moderators, or to the host: either a text or, in one tap, a preset."""

    text: str | None = None
    preset: Preset | None = None
    to: Literal["host"] | None = None


# What the host asks for.


class HearRemark(Command, frozen=True, kw_only=True, tag="heard"):
    """The host has seen the remark of this number."""

    remark: Annotated[int, Meta(ge=1, le=2**31 - 1)]


class LookAt(Command, frozen=True, kw_only=True, tag="look"):
    """Has this question open, or none; said again as a sign of life. Kept nowhere."""

    question: QuestionId | None = None
    editing: bool = False


# What producers ask for.


class CueQuestion(OnQuestion, frozen=True, kw_only=True, tag="cue"):
    pass


class UncueQuestion(OnQuestion, frozen=True, kw_only=True, tag="uncue"):
    pass


class PlaceQuestion(OnQuestion, frozen=True, kw_only=True, tag="place"):
    before: QuestionId | None = None


class TakeQuestion(OnSeenQuestion, frozen=True, kw_only=True, tag="take"):
    pass


class AnswerQuestion(OnSeenQuestion, frozen=True, kw_only=True, tag="answered"):
    how: How = "answered"


class ClearAir(Command, frozen=True, kw_only=True, tag="clear"):
    """`was`: the question that the asker saw on air; another one by now stays there."""

    was: QuestionId | None = None


class UndoAction(Command, frozen=True, kw_only=True, tag="undo"):
    """`action`: the one that the asker took for the last; no other is taken back in its place."""

    action: int | None = None


class SetApart(Command, frozen=True, kw_only=True, tag="set_apart"):
    """The ballots of a burst's voters no longer count, those they cast later neither. They are kept
    as they are, and count again when they are let in."""

    burst: Key


class LetIn(Command, frozen=True, kw_only=True, tag="let_in"):
    """What was set apart counts again."""

    burst: Key


class TurnClock(Command, frozen=True, kw_only=True, tag="clock"):
    """Start or pause the clock of a guest, or without `guest` that of the debate. Starting one
    guest's stops that of another."""

    guest: Key | None = None
    run: bool


class CountDown(Command, frozen=True, kw_only=True, tag="countdown"):
    """Begin the countdown of an answer, anew if it runs; without `preset` end it."""

    preset: Key | None = None


class PauseCountdown(Command, frozen=True, kw_only=True, tag="pause_countdown"):
    """Hold the countdown with what is left of it (`on`), or let it go on."""

    on: bool


class ShowCountdown(Command, frozen=True, kw_only=True, tag="show_countdown"):
    """Whether the display shows the countdown."""

    on: bool


class ExtendCountdown(Command, frozen=True, kw_only=True, tag="extend_countdown"):
    """Give the answer that much more time, or less."""

    seconds: Annotated[int, Meta(ge=-3_600, le=3_600)]


class OpenDoor(Command, frozen=True, kw_only=True, tag="open"):
    what: Gate


class ShutDoor(Command, frozen=True, kw_only=True, tag="shut"):
    what: Gate


class ChangePhase(Command, frozen=True, kw_only=True, tag="phase"):
    to: Phase


# Those of this file; subjects have their own (server.debate.deciding.subjects).
CoreCommand = (
    SubmitQuestion
    | EnterCard
    | WithdrawQuestion
    | Vote
    | ApproveQuestion
    | DismissQuestion
    | ApproveMany
    | DismissMany
    | HoldQuestion
    | UnholdQuestion
    | RestoreQuestion
    | RestoreMany
    | TagMany
    | MergeMany
    | EditQuestion
    | TranslateQuestion
    | MergeQuestion
    | UnmergeQuestion
    | SayRemark
    | HearRemark
    | LookAt
    | CueQuestion
    | UncueQuestion
    | PlaceQuestion
    | TakeQuestion
    | AnswerQuestion
    | ClearAir
    | UndoAction
    | SetApart
    | LetIn
    | TurnClock
    | CountDown
    | PauseCountdown
    | ShowCountdown
    | ExtendCountdown
    | OpenDoor
    | ShutDoor
    | ChangePhase
)


class Answer(TypedDict, total=False):
    """What is told of a command that was kept, beside `ok`: what it made."""

    question: str
    remark: int
