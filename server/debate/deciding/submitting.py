"""Questions that come in, from a phone, from a card, from a file; and go, where their author takes
them back.
"""

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.touching import touch_tree
from server.debate.deciding.waiting import admit
from server.debate.inner_commands import ImportQuestions, Written
from server.debate.refusals import Rejected
from server.debate.state import Debate, Touched
from server.language.cleaning import clean_text
from server.language.guessing import guess_language

NAME_LIMIT = 40  # code points
IMPORTED_AT_MOST = 500  # questions at once


def checked_text(text: str, limit: int) -> str:
    """The text cleaned. Raises Rejected `empty` or `too_long` (lengths in code points)."""
    cleaned = clean_text(text)
    if not cleaned:
        raise Rejected("empty")
    if len(cleaned) > limit:
        raise Rejected("too_long", max=limit, length=len(cleaned))
    return cleaned


def submit(debate: Debate, command: c.SubmitQuestion, actor: Actor) -> list[e.Event]:
    """Raises Rejected: `submissions_closed`, `blocked`, `not_allowed` past what each may ask, and
    as `admit` and the text do."""
    if not debate.takes_questions:
        raise Rejected("submissions_closed")
    if actor.handle in debate.blocked:
        raise Rejected("blocked")
    asked = _asked(debate, command, len(debate.questions) + 1, actor.handle)
    each = debate.limits.questions_each
    if each and len(debate.asked.get(actor.handle, ())) >= each:
        raise Rejected("not_allowed", limit=each)
    admit(debate, actor.handle)
    return [asked]


def enter_card(debate: Debate, command: c.EnterCard, actor: Actor) -> list[e.Event]:
    """It is nobody's own. Raises Rejected for what its text or its guest is."""
    return [_asked(debate, command, len(debate.questions) + 1, via="card")]


def import_questions(debate: Debate, command: ImportQuestions, actor: Actor) -> list[e.Event]:
    """All or none; numbered on from the last one. Raises Rejected, `too_long` for too many."""
    if len(command.questions) > IMPORTED_AT_MOST:
        raise Rejected("too_long", max=IMPORTED_AT_MOST, length=len(command.questions))
    numbered = enumerate(command.questions, len(debate.questions) + 1)
    return [_asked(debate, written, number, via="import") for number, written in numbered]


def _asked(
    debate: Debate,
    command: c.SubmitQuestion | c.EnterCard | Written,
    number: int,
    author: str = "",
    via: e.Via | None = None,
) -> e.QuestionSubmitted:
    """Raises Rejected for a text or name that cannot be, and for a guest who is not there."""
    text = checked_text(command.text, debate.limits.max_length)
    name = clean_text(command.name or "")
    if len(name) > NAME_LIMIT:
        raise Rejected("too_long", field="name", max=NAME_LIMIT, length=len(name))
    if command.to is not None and command.to not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.to`")
    return e.QuestionSubmitted(
        question=f"q{number}",
        text=text,
        # Nobody knows who wrote a card: each is by somebody of its own, and never the moderator.
        author=author or f"{via}:q{number}",
        lang=command.lang or guess_language(text) or "und",
        to=command.to,
        name=name or None,
        via=via,
        carried=command.carried if isinstance(command, Written) else None,
    )


def withdraw(debate: Debate, id_: str) -> Touched:
    """From wherever it is. An author can ask for it only where it is in review, open or next; but
    a moderator's action that brought it there may be taken back afterwards."""
    touched = touch_tree(debate, id_)
    question = debate.questions[id_]
    if question.merged_into is not None:
        debate.tallies.unmerge(id_)
    if debate.on_air == id_:
        debate.on_air = None
    debate.order = tuple(other for other in debate.order if other != id_)
    debate.change(
        id_,
        state="withdrawn",
        merged_into=None,
        held=None,
        reason=None,
        aired_at=None,
    )
    return touched
