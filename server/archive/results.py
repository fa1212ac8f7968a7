"""The results of a debate: what was asked and answered, with which votes, and how moderation went.

Pure, and made to be published: only questions that the audience could see at the end are named;
of all others there are only numbers. Nothing here ties a vote or a question to a person: moments
are told by the minute, lengths of time in whole seconds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from server.archive.deeds import Deeds, deeds
from server.debate.air.standing import Airing
from server.debate.commands import Phase
from server.debate.deciding.lengths import lengths
from server.debate.described import Guest, Localised, Pile
from server.debate.events import BurstEvent, Entry, LengthsSealed, Via
from server.debate.minutes import SECOND_MS, minute
from server.debate.showing.becoming import ASKED, Outcome, count_outcomes, outcome_of
from server.debate.showing.fairness import OTHER, language_of
from server.debate.state import Before, Debate, Question
from server.language.languages import TAGS, Spoken


class OnAir(Struct, frozen=True):
    """One time on air: the minutes in which it began and ended, and how many `seconds` it was.
    `end` and `seconds` are None while it lasts."""

    start: int
    end: int | None = None
    seconds: int | None = None


class About(Struct, frozen=True):
    """The debate itself. Times in ms, by the minute; absent when it never came to that."""

    code: str
    programme: str
    title: Localised
    phase: Phase
    guests: dict[str, Guest]
    piles: dict[str, Pile]
    starts_at: int | None = None
    live_at: int | None = None
    closed_at: int | None = None


class Totals(Struct, frozen=True):
    """`outcomes`: how many of those shown came to each; only above 0. `answered`: the number of
    that name among them. `participants`: how many voted at least once; `ballots`: all their votes
    together. Those of bursts that were set apart are in neither, but in `apart_participants` and
    `apart_ballots`; absent for none."""

    questions: int
    shown: int
    asked: int
    answered: int
    ballots: int
    participants: int
    outcomes: dict[str, int]
    apart_ballots: int | None = None
    apart_participants: int | None = None


BurstOutcome = Literal["apart", "let_in", "passed"]


class BurstResult(Struct, frozen=True):
    """A burst of new voters that moderators were told of: how many came in how many `seconds`, how
    many are `usual` in that time, how many `ballots` they had. `outcome`: set `apart`, `let_in`
    again, or `passed`, since nobody decided. What speaks for a machine is in the journal."""

    voters: int
    seconds: int
    usual: int
    ballots: int
    outcome: BurstOutcome


class Share(Struct, frozen=True):
    """How many questions of one kind were submitted (to a guest, in a language), shown, asked."""

    submitted: int
    shown: int
    asked: int


class Moderation(Deeds, frozen=True, kw_only=True):
    """What became of everything submitted: the first five add up to it. `merged_votes`: of how many
    ballots those merged at the end have; absent for none. `decision_ms`: the median
    time from the middle of the minute of a submission, since more is not known of it, to the first
    decision about it; absent when nothing was decided. `entered`: how many of all were typed in or
    imported by moderators; absent for none. `wait_ms`: the median time from shown to on air.
    `spoken_ms`: how long each guest spoke by the clocks, `on_air_ms`: how long questions to each
    were on air; only those above 0. `bursts`: absent for none."""

    shown: int
    merged: int
    dismissed: int
    withdrawn: int
    unreviewed: int
    edited: int
    reasons: dict[str, int]
    languages: dict[str, Share]
    guests: dict[str, Share]
    piles: dict[str, Share]
    spoken_ms: dict[str, int]
    on_air_ms: dict[str, int]
    decision_ms: int | None = None
    entered: int | None = None
    merged_votes: int | None = None
    wait_ms: int | None = None
    bursts: tuple[BurstResult, ...] | None = None


class Result(Struct, frozen=True):
    """One question that was shown. `votes` counts distinct participants over it and the `merged`
    questions in it, `own_votes` the ballots for itself alone; `apart`: how many more `votes` would
    be with those that were set apart, absent for none. `translations`: of that text. `before`: what
    it said when people voted for it first, `between`: from then on whenever people had voted and
    it was edited, each if that is another wording. `air_text`: what graphics showed last in the
    place of one of all these. `hands`: raised in the hall."""

    id: str
    text: str
    lang: str
    votes: int
    own_votes: int
    outcome: Outcome
    at: int
    merged: int = 0
    to: str | None = None
    name: str | None = None
    pile: str | None = None
    via: Via | None = None
    hands: int | None = None
    edited: bool = False
    before: Before | None = None
    between: tuple[Before, ...] | None = None
    air_text: str | None = None
    translations: dict[Spoken, str] | None = None
    on_air: tuple[OnAir, ...] = ()
    answered_at: int | None = None
    apart: int | None = None

    @property
    def asked(self) -> bool:
        """Whether it was on air, whatever came of it."""
        return self.outcome in ASKED


class Results(Struct, frozen=True):
    """`questions`: the most votes first, then as they were submitted."""

    debate: About
    totals: Totals
    moderation: Moderation
    questions: tuple[Result, ...]


def results(debate: Debate, entries: Sequence[Entry]) -> Results:
    """The results of a debate with its ballots counted. `entries`: its journal; what was not over
    when its lengths were sealed takes until the last of them."""
    took = debate.lengths or lengths(debate, entries[-1].at)
    found = [_result(debate, took, debate.questions[id_]) for id_ in debate.shown]
    found.sort(key=lambda result: (-result.votes, _number(result.id)))
    return Results(
        debate=_about(debate),
        totals=_totals(debate, found),
        moderation=_moderation(debate, entries, took, found),
        questions=tuple(found),
    )


def _number(id_: str) -> int:
    return int(id_[1:])


def _minute(at: int | None) -> int | None:
    return None if at is None else minute(at)


def _on_air(airing: Airing, seconds: int) -> OnAir:
    if airing.end is None:
        return OnAir(minute(airing.start))
    return OnAir(minute(airing.start), minute(airing.end), seconds)


def _about(debate: Debate) -> About:
    return About(
        code=debate.code,
        programme=debate.programme,
        title=debate.title,
        phase=debate.phase,
        guests=debate.guests,
        piles=debate.piles,
        starts_at=debate.starts_at,
        live_at=_minute(debate.began.get("live")),
        closed_at=_minute(debate.began.get("closed")),
    )


def _result(debate: Debate, took: LengthsSealed, question: Question) -> Result:
    seconds = took.on_air.get(question.id, ())
    return Result(
        id=question.id,
        text=question.text,
        lang=question.lang,
        votes=debate.tally(question.id),
        own_votes=debate.own_tally(question.id),
        outcome=outcome_of(question),
        at=minute(question.at),
        merged=sum(1 for _ in debate.tallies.tree(question.id)) - 1,
        to=question.to,
        name=question.name,
        pile=question.pile,
        via=question.via,
        hands=question.hands,
        edited=question.original is not None,
        before=question.told_before,
        between=question.told_between or None,
        air_text=question.told_air_text,
        translations=question.translated or None,
        on_air=tuple(map(_on_air, question.airings, seconds)),
        answered_at=_minute(question.answered_at) if question.publicly == "answered" else None,
        apart=debate.tally_apart(question.id) or None,
    )


def _totals(debate: Debate, found: list[Result]) -> Totals:
    # Closing unlinks the ballots: only the seal still knows how many people cast them.
    sealed, tallies = debate.sealed, debate.tallies
    outcomes = count_outcomes(debate.questions[id_] for id_ in debate.shown)
    return Totals(
        questions=len(debate.questions),
        shown=len(found),
        asked=sum(result.asked for result in found),
        answered=outcomes.get("answered", 0),
        ballots=debate.ballots,
        participants=sealed.participants if sealed else tallies.participants(),
        outcomes=outcomes,
        apart_ballots=debate.ballots_apart or None,
        apart_participants=(
            sealed.apart_participants if sealed else tallies.participants_apart() or None
        ),
    )


def _moderation(
    debate: Debate, entries: Sequence[Entry], took: LengthsSealed, found: list[Result]
) -> Moderation:
    questions = debate.questions.values()
    reasons = Counter(q.reason for q in questions if q.state == "dismissed" and q.reason)
    on_air = {guest: _on_air_s(took, found, guest) for guest in debate.guests}
    merged = (q.id for q in questions if q.state == "merged")
    return Moderation(
        **asdict(deeds(debate, entries)),
        shown=len(found),
        merged=debate.counts.get("merged", 0),
        dismissed=debate.counts.get("dismissed", 0),
        withdrawn=debate.counts.get("withdrawn", 0),
        unreviewed=debate.counts.get("in_review", 0),
        edited=sum(result.edited for result in found),
        reasons=dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        languages=_shares(
            (language_of(q.lang) for q in questions),
            [(language_of(r.lang), r) for r in found],
            (*TAGS, OTHER),
        ),
        guests=_shares(
            (q.to for q in questions if q.to),
            [(r.to, r) for r in found if r.to],
            tuple(debate.guests),
        ),
        piles=_shares(
            (q.pile for q in questions if q.pile),
            [(r.pile, r) for r in found if r.pile],
            tuple(debate.piles),
        ),
        spoken_ms={guest: seconds * SECOND_MS for guest, seconds in took.spoken.items()},
        on_air_ms={guest: seconds * SECOND_MS for guest, seconds in on_air.items() if seconds},
        decision_ms=_ms(took.decision),
        entered=sum(q.via is not None for q in questions) or None,
        merged_votes=sum(debate.own_tally(id_) for id_ in merged) or None,
        wait_ms=_ms(took.wait),
        bursts=_bursts(debate) or None,
    )


def _bursts(debate: Debate) -> tuple[BurstResult, ...]:
    decided = [_burst(one.was, "apart" if one.held else "let_in") for one in debate.apart.values()]
    return (*decided, *(_burst(event, "passed") for event in debate.passed))


def _burst(told: BurstEvent, outcome: BurstOutcome) -> BurstResult:
    return BurstResult(told.voters, told.seconds, told.usual, told.ballots, outcome)


def _on_air_s(took: LengthsSealed, found: list[Result], guest: str) -> int:
    """How long questions to the guest were on air."""
    return sum(sum(took.on_air.get(result.id, ())) for result in found if result.to == guest)


def _ms(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * SECOND_MS


def _shares(
    submitted: Iterable[str], found: list[tuple[str, Result]], kinds: tuple[str, ...]
) -> dict[str, Share]:
    all_, shown = Counter(submitted), Counter(kind for kind, _ in found)
    asked = Counter(kind for kind, result in found if result.asked)
    return {kind: Share(all_[kind], shown[kind], asked[kind]) for kind in kinds if all_[kind]}
