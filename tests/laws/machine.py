"""Any debate at all: a hypothesis state machine that asks, votes, moderates, takes back, in any
order, allowed or not. The laws are invariants of it."""

from contextlib import suppress
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.air.marking import RecordingState
from server.debate.commands import HoldReason, How, Reason
from server.debate.deciding.curating import is_plain
from server.debate.deciding.subjects import WireCommand
from server.debate.events import LogBegunAnew
from server.debate.inner_commands import ImportQuestions, Written
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.showing.beginnings import log_number
from server.debate.showing.documents import VIEWS, you_document
from server.debate.showing.likely import Likely
from server.debate.showing.views import AudienceProjection, ControlProjection, Projection, project
from server.debate.state import Debate, Touched
from server.debate.surroundings import Output, Reading, Surroundings
from server.language.languages import SPOKEN
from server.language.listed_words import ListedWords
from tests.given.debates import HOST, OWNER, PRODUCER, SCREENER, Drive, command, looked, participant
from tests.given.examples import needed
from tests.given.handles import handle

PLAIN = [kind for kind in get_args(WireCommand) if is_plain(kind)]
OUTPUTS = (Output("Hall", "display"), Output("OBS", "overlay", True))
PEOPLE = ("ana", "besa", "ceca", "dren")
TEXTS = (
    "Kada će opština otvoriti nova radna mesta?",
    "Када ће општина отворити нова радна места?",
    "Kada opština neće otvoriti nova radna mesta?",
    "A do të ketë subvencione për bizneset e vogla?",
    "Why is there no bus to the hospital?",
    "<b>Ko</b> plaća struju?",
)

standings = st.sampled_from(("in_review", "open", "held", "aired"))
seen: st.SearchStrategy[dict[str, str]] = st.just({}) | st.fixed_dictionaries({"was": standings})
questions = st.integers(1, 6).map(lambda n: f"q{n}")
maybe_question = st.none() | questions
clocks = st.one_of(
    st.tuples(
        st.just("clock"),
        st.fixed_dictionaries({"guest": st.sampled_from((None, "g1", "g2")), "run": st.booleans()}),
    ),
    st.tuples(st.just("countdown"), st.just({}) | st.just({"preset": "60"})),
    st.tuples(st.just("pause_countdown"), st.fixed_dictionaries({"on": st.booleans()})),
    st.tuples(st.just("show_countdown"), st.fixed_dictionaries({"on": st.booleans()})),
    st.tuples(
        st.just("extend_countdown"), st.fixed_dictionaries({"seconds": st.sampled_from((30, -90))})
    ),
)
graphics = st.one_of(
    st.tuples(
        st.just("strap"), st.fixed_dictionaries({"guest": st.sampled_from((None, "g1", "g2"))})
    ),
    st.tuples(
        st.just("picture"), st.fixed_dictionaries({"picture": st.sampled_from((None, "break"))})
    ),
    st.tuples(
        st.just("picture"),
        st.fixed_dictionaries({"picture": st.just("result"), "question": questions}),
    ),
    st.tuples(st.just("panic"), st.fixed_dictionaries({"on": st.booleans()})),
    st.tuples(st.just("mark"), st.just({"text": "moderators only"})),
    st.tuples(st.just("slate"), st.just({})),
    st.tuples(
        st.just("recording"),
        st.fixed_dictionaries(
            {
                "recording": st.sampled_from(("OBS", "camera A")),
                "state": st.sampled_from(get_args(RecordingState)),
            }
        ),
    ),
)


class SmallAudience(AudienceProjection):
    """So few that the limit is met in every other example."""

    most_voted = 2
    newest = 1


def small_project(
    view: str, drive: Drive, likely: Likely, now: int, whole: bool = True
) -> Projection:
    if view == "few":
        return SmallAudience(drive.debate, drive.around, now, whole)
    return project(
        view,  # type: ignore[arg-type]
        drive.debate,
        drive.around,
        likely,
        now,
        whole,
    )


def everything_seen(debate: Debate, around: Surroundings) -> list[Json]:
    """The document of every view, and what each participant sees of themselves."""
    views = [project(view, debate, around, looked(debate), 0).document() for view in VIEWS]
    return [*views, *(you_document(debate, handle(name)) for name in PEOPLE)]


stirs = precondition(lambda machine: not machine.rests)


class AnyDebate(RuleBasedStateMachine):
    """`happened` is called after each command that did something. While it `rests`, nothing is done
    but what moderators do and can take back."""

    rests = False

    def __init__(self) -> None:
        super().__init__()
        self.drive = Drive()

    def happened(self, touched: Touched) -> None:
        """For the laws to look."""

    def author(self, question: str) -> Actor:
        """Anybody's, where it was not asked."""
        asked = self.drive.debate.questions.get(question)
        return Actor("participant", "nobody" if asked is None else asked.author)

    def attempt(self, actor: Actor, do: str, **fields: Any) -> None:
        try:
            touched = self.drive.do(actor, command(do, self.drive.id(), **fields))
        except Rejected:
            return
        self.happened(touched)

    @initialize(collecting=st.booleans())
    def begin(self, collecting: bool) -> None:
        self.drive = Drive("collecting" if collecting else "live")
        self.happened(Touched(debate=True))
        for number, by in enumerate(PEOPLE, 1):
            self.ask(by, TEXTS[number], named=number == 1)
        for question in ("q1", "q2", "q3"):
            self.screen("approve", question)
            self.vote("ana", question, on=True)
        self.merge("q3", into="q2", seen={})

    @rule(ms=st.integers(0, 3_000))
    def time_passes(self, ms: int) -> None:
        self.drive.now += ms

    @stirs
    @rule(by=st.sampled_from(PEOPLE), text=st.sampled_from(TEXTS), named=st.booleans())
    def ask(self, by: str, text: str, named: bool) -> None:
        fields = {"name": f"Name of {by}", "to": "g1"} if named else {}
        self.attempt(participant(by), "submit", text=text, **fields)

    @stirs
    @rule(text=st.sampled_from(TEXTS))
    def card(self, text: str) -> None:
        self.attempt(SCREENER, "card", text=text, to="g1", name="Somebody")

    @stirs
    @rule(text=st.sampled_from(TEXTS), carried=st.sampled_from((None, "111111")))
    def bring(self, text: str, carried: str | None) -> None:
        id_ = self.drive.id()
        asked = (Written(f"{text} brought-{id_}-text", carried=carried),)
        with suppress(Rejected):
            self.happened(self.drive.do(PRODUCER, ImportQuestions(id=id_, questions=asked)))

    @stirs
    @rule(by=st.sampled_from(PEOPLE), question=questions)
    def withdraw(self, by: str, question: str) -> None:
        self.attempt(participant(by), "withdraw", question=question)

    @stirs
    @rule(question=questions)
    def challenge(self, question: str) -> None:
        """Each by who asked it: others may not."""
        self.attempt(self.author(question), "challenge", question=question)

    @stirs
    @rule(by=st.sampled_from(PEOPLE), question=questions, on=st.booleans())
    def vote(self, by: str, question: str, on: bool) -> None:
        self.attempt(participant(by), "vote", question=question, on=on)

    @rule(
        do=st.sampled_from(
            ("approve", "approve", "approve", "restore", "unmerge", "block", "unblock", "unhold")
        ),
        question=questions,
    )
    def screen(self, do: str, question: str) -> None:
        self.attempt(SCREENER, do, question=question)

    @rule(
        question=questions,
        reason=st.sampled_from(get_args(Reason)),
        noted=st.booleans(),
        seen=seen,
    )
    def dismiss(self, question: str, reason: str, noted: bool, seen: dict[str, str]) -> None:
        note = {"note": "moderators only"} if noted else {}
        self.attempt(SCREENER, "dismiss", question=question, reason=reason, **note, **seen)

    @rule(
        some=st.lists(questions, min_size=1, max_size=6),
        reason=st.sampled_from(get_args(Reason)),
        noted=st.booleans(),
    )
    def dismiss_many(self, some: list[str], reason: str, noted: bool) -> None:
        note = {"note": "moderators only"} if noted else {}
        self.attempt(SCREENER, "dismiss_many", questions=some, reason=reason, **note)

    @rule(some=st.lists(questions, min_size=1, max_size=6))
    def restore_many(self, some: list[str]) -> None:
        self.attempt(SCREENER, "restore_many", questions=some)

    @rule(
        do=st.sampled_from(("approve_many", "merge_many")),
        some=st.lists(questions, min_size=1, max_size=6),
    )
    def screen_many(self, do: str, some: list[str]) -> None:
        self.attempt(SCREENER, do, questions=some)

    @rule(
        some=st.lists(questions, min_size=1, max_size=6),
        pile=st.sampled_from((None, "jobs", "city")),
    )
    def tag_many(self, some: list[str], pile: str | None) -> None:
        self.attempt(SCREENER, "tag_many", questions=some, pile=pile)

    @rule(question=questions, why=st.sampled_from(get_args(HoldReason)), noted=st.booleans())
    def hold(self, question: str, why: str, noted: bool) -> None:
        note = {"note": "moderators only"} if noted else {}
        self.attempt(SCREENER, "hold", question=question, why=why, **note)

    @rule(question=questions, into=questions, seen=seen)
    def merge(self, question: str, into: str, seen: dict[str, str]) -> None:
        self.attempt(SCREENER, "merge", question=question, into=into, **seen)

    @rule(question=questions, text=st.sampled_from(TEXTS), private=st.booleans())
    def edit(self, question: str, text: str, private: bool) -> None:
        self.attempt(SCREENER, "edit", question=question, text=text, private=private)

    @rule(
        question=questions,
        lang=st.sampled_from(SPOKEN),
        text=st.none() | st.sampled_from(TEXTS),
    )
    def translate(self, question: str, lang: str, text: str | None) -> None:
        fields = {} if text is None else {"text": text}
        self.attempt(SCREENER, "translate", question=question, lang=lang, **fields)

    @rule(question=questions, pile=st.sampled_from((None, "jobs", "city")))
    def tag(self, question: str, pile: str | None) -> None:
        self.attempt(SCREENER, "tag", question=question, pile=pile)

    @rule(question=questions, to=st.sampled_from((None, "g1", "g2")))
    def assign(self, question: str, to: str | None) -> None:
        self.attempt(SCREENER, "assign", question=question, to=to)

    @rule(question=questions, text=st.sampled_from((None, "moderators only", "ask the mayor")))
    def note(self, question: str, text: str | None) -> None:
        fields = {} if text is None else {"text": text}
        self.attempt(SCREENER, "note", question=question, **fields)

    @rule(kind=st.sampled_from(PLAIN), question=questions, yes=st.booleans())
    def plainly(self, kind: type[c.Command], question: str, yes: bool) -> None:
        fields = needed(kind, yes) | {"question": question}
        fields.pop("id")
        self.attempt(PRODUCER, str(kind.__struct_config__.tag), **fields)

    @rule(do=st.sampled_from(("cue", "cue", "uncue", "take", "take")), question=questions)
    def produce(self, do: str, question: str) -> None:
        self.attempt(PRODUCER, do, question=question)

    @rule(how=st.sampled_from(get_args(How)), question=questions)
    def answer(self, how: str, question: str) -> None:
        self.attempt(PRODUCER, "answered", question=question, how=how)

    @rule(question=questions, before=maybe_question)
    def place(self, question: str, before: str | None) -> None:
        self.attempt(PRODUCER, "place", question=question, before=before)

    @rule(
        by=st.sampled_from((PRODUCER, PRODUCER, SCREENER)),
        do=st.sampled_from(("clear", "undo", "undo", "undo")),
    )
    def take_back(self, by: Actor, do: str) -> None:
        self.attempt(by, do)

    @stirs
    @rule(id_=st.sampled_from(("b1", "b2")), names=st.sets(st.sampled_from(PEOPLE), min_size=1))
    def burst(self, id_: str, names: set[str]) -> None:
        if id_ not in self.drive.bursts:
            self.drive.burst(id_, *sorted(names))
            self.happened(Touched(debate=True))

    @rule(
        by=st.sampled_from((PRODUCER, PRODUCER, SCREENER)),
        do=st.sampled_from(("set_apart", "set_apart", "let_in")),
        burst=st.sampled_from(("b1", "b2")),
    )
    def set_apart(self, by: Actor, do: str, burst: str) -> None:
        self.attempt(by, do, burst=burst)

    @rule(turn=clocks)
    def clock(self, turn: tuple[str, dict[str, Any]]) -> None:
        do, fields = turn
        self.attempt(PRODUCER, do, **fields)

    @rule(draw=graphics)
    def put_on_air(self, draw: tuple[str, dict[str, Any]]) -> None:
        do, fields = draw
        self.attempt(PRODUCER, do, **fields)

    @rule(question=questions, text=st.sampled_from((None, *TEXTS)))
    def air_text(self, question: str, text: str | None) -> None:
        fields = {} if text is None else {"text": text}
        self.attempt(PRODUCER, "air_text", question=question, **fields)

    @rule(do=st.sampled_from(("open", "shut")), what=st.sampled_from(("submissions", "voting")))
    def door(self, do: str, what: str) -> None:
        self.attempt(PRODUCER, do, what=what)

    @stirs
    @rule(to=st.sampled_from(("collecting", "live", "live")))
    def phase(self, to: str) -> None:
        self.attempt(PRODUCER, "phase", to=to)

    @rule(text=st.sampled_from(TEXTS), to=st.sampled_from((None, "host")))
    def say(self, text: str, to: str | None) -> None:
        self.attempt(SCREENER, "say", text=text, to=to)

    @rule(remark=st.integers(1, 3))
    def heard(self, remark: int) -> None:
        self.attempt(HOST, "heard", remark=remark)

    @rule(online=st.integers(0, 5), moderators=st.sampled_from(((), ("mira",), ("agon", "mira"))))
    def presence(self, online: int, moderators: tuple[str, ...]) -> None:
        self.drive.around.online, self.drive.around.moderators = online, moderators
        self.happened(Touched(debate=True))

    @rule(shown=st.dictionaries(st.sampled_from(("a", "b")), st.sampled_from(OUTPUTS)))
    def outputs(self, shown: dict[str, Output]) -> None:
        self.drive.around.outputs = shown
        self.happened(Touched(debate=True))

    @rule(head=st.sampled_from((None, "1:AAAA", "2:BBBB")), disputed=st.booleans())
    def attested(self, head: str | None, disputed: bool) -> None:
        self.drive.around.log = head
        self.drive.around.dispute("journal", disputed)
        self.happened(Touched(debate=True))

    @rule(kept=st.integers(0, 9))
    def begun_anew(self, kept: int) -> None:
        log = log_number(self.drive.debate) + 1
        said = LogBegunAnew(log=log, size=9, root="AAAA", kept=kept)
        self.happened(self.drive.write(Actor("server", "clock"), [said]))

    @rule(name=st.sampled_from(("agon", "mira")), question=maybe_question, editing=st.booleans())
    def look(self, name: str, question: str | None, editing: bool) -> None:
        around = self.drive.around
        before = around.reading.get(name)
        now = Reading(question, editing) if question in self.drive.debate.questions else None
        around.reading = {n: one for n, one in around.reading.items() if n != name}
        if now is not None:
            around.reading[name] = now
        questions = {one.question for one in (before, now) if one is not None}
        self.happened(Touched(questions=questions))

    @rule(lines=st.sampled_from(("", "opština*", "ko plaća\nbus")))
    def word_lists(self, lines: str) -> None:
        self.drive.around.words = ListedWords([lines])
        self.happened(Touched(questions=set(self.drive.debate.questions)))

    @stirs
    @rule(guests=st.booleans(), hidden=st.booleans(), vote_only=st.booleans())
    def settings(self, guests: bool, hidden: bool, vote_only: bool) -> None:
        from msgspec.structs import replace

        from server.debate.described import Chance
        from tests.given.debates import SETTINGS

        fewer = replace(SETTINGS, guests={}, title={"en": "Jobs"}, starts_at=1)
        chance = Chance("fair" if hidden else "votes", hidden, vote_only)
        languages = ("sq", "sr-Latn") if guests else ()
        settings = SETTINGS if guests else fewer
        described = replace(settings, chance=chance, languages=languages)
        self.happened(self.drive.do(OWNER, described))


__all__ = ["PEOPLE", "AnyDebate", "ControlProjection", "Json", "everything_seen", "small_project"]
