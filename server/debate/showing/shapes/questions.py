"""What documents tell of a question, to each kind of screen and to its author. Times in ms."""

from typing import Literal

from server.debate.commands import How, Reason, State
from server.debate.events import Via
from server.debate.showing.becoming import End
from server.debate.showing.shapes.shape import Shape
from server.debate.state import Before, Held
from server.language.almost import But
from server.language.flags import Flag
from server.language.languages import Spoken

ShownState = Literal["open", "on_air", "answered"]
OwnState = Literal["in_review", "open", "on_air", "answered", "dismissed", "merged", "withdrawn"]


class PublicQuestion(Shape, frozen=True, kw_only=True):
    """`via`: how it came, if not from a phone; `translations`: by moderators, of the text as it
    stands; `hands`: how many were raised for it in the hall."""

    text: str
    lang: str
    at: int
    to: str | None = None
    name: str | None = None
    pile: str | None = None
    via: Via | None = None
    edited: bool = False
    translations: dict[Spoken, str] = {}
    hands: int | None = None


class AudienceQuestion(PublicQuestion, frozen=True, kw_only=True):
    """What is cued shows as it was before. `became`: what became of it, where `state` does not say
    it. `votes` is absent where the audience may not know them yet. `before`: what it said when
    people voted for it. `joined`: of each question that was merged into it, how many had
    voted for that one. `carried`: an earlier debate left it without an answer; which one, says
    `/{code}/{id}/earlier` as long as that one is listed."""

    votes: int | None = None
    carried: bool = False
    state: ShownState
    became: End | None = None
    before: Before | None = None
    joined: list[int] = []


class ListedQuestion(AudienceQuestion, frozen=True, kw_only=True):
    id: str


class CuedQuestion(PublicQuestion, frozen=True, kw_only=True):
    """`air_text`: what graphics show in the place of the text and its translations. `became`: of
    what is answered, how."""

    votes: int
    state: Literal["on_air", "next", "answered"]
    air_text: str | None = None
    became: End | None = None


class ControlQuestion(PublicQuestion, frozen=True, kw_only=True):
    """`author`: a name in this debate. `likely`: questions that may be the same, with likeness.
    `outdated`: languages of translations that only moderators see, because the text was edited
    since. `open_by` and `editing` name the moderators who are at it. `flags`: what the text holds
    that one should see before it is shown; `words`: lines of the word lists found in it or in the
    author's name, where `*` stands for any ending. `note`: what moderators tell each other about
    it. `apart`: how many more votes it would have with those that are set apart.
    `almost`: ids of questions that would be the same but for what is said of each. `likely_more`:
    there are more than `likely` holds. `no_outcome`: it was on air, be it now or by mistake, and
    closing the debate now would leave it as `aired`. `between`: what it said after `before` when
    people had voted for it and it was edited again. `challenged`: it is dismissed, and its author
    says that it should not be. `carried`: the code of an earlier debate which left it without an
    answer."""

    votes: int
    carried: str | None = None
    state: State
    became: End | None = None
    author: str
    flags: list[Flag] = []
    words: list[str] = []
    air_text: str | None = None
    original: str | None = None
    before: Before | None = None
    between: list[Before] = []
    outdated: list[Spoken] = []
    blocked: bool = False
    reason: Reason | None = None
    note: str | None = None
    challenged: bool = False
    held: Held | None = None
    merged_into: str | None = None
    parts: list[str] = []
    apart: int = 0
    how: How | None = None
    no_outcome: bool = False
    by: str | None = None
    decided_at: int | None = None
    aired_at: int | None = None
    answered_at: int | None = None
    open_by: list[str] = []
    editing: list[str] = []
    likely: dict[str, float] = {}
    likely_more: bool = False
    almost: dict[str, list[But]] = {}


class MyQuestion(Shape, frozen=True, kw_only=True):
    """`into`: the shown question it was merged into. `challenged`: that it was dismissed."""

    text: str
    lang: str
    state: OwnState
    became: End | None = None
    at: int
    reason: Reason | None = None
    challenged: bool = False
    into: str | None = None
    to: str | None = None
    edited: bool = False
