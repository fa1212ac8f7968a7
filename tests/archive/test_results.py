"""What is told about a debate when it is over."""

import pytest

from server.archive.results import OnAir, Share
from server.debate.showing.fairness import OTHER, language_of
from tests.archive.evenings import close, random_evening, results_of
from tests.given.debates import Drive

MINUTE = 60_000


def test_an_empty_debate_has_results() -> None:
    drive = Drive()
    close(drive)

    found = results_of(drive)

    assert found.questions == ()
    assert found.totals.questions == found.totals.ballots == 0
    assert found.moderation.decision_ms is None
    assert found.debate.closed_at == drive.now


def test_questions_come_by_votes_then_as_they_were_submitted() -> None:
    drive = Drive()
    first, second, third = (drive.ask_openly(f"Question {n}?") for n in range(3))
    drive.vote(third, "ana", "besa")
    close(drive)

    assert [result.id for result in results_of(drive).questions] == [third, first, second]


def test_what_was_not_shown_at_the_end_is_only_a_number() -> None:
    drive = Drive()
    drive.ask_openly("Shown?")
    drive.moderate("dismiss", drive.ask("An insult?"), reason="insult", note="names a neighbour")
    drive.moderate("merge", drive.ask("Shown, in other words?"), into="q1")
    drive.moderate("dismiss", drive.ask_openly("Shown too long?"), reason="hate")
    drive.ask("Nobody looked?")
    close(drive)

    found = results_of(drive)

    assert [result.text for result in found.questions] == ["Shown?"]
    assert found.moderation.reasons == {"hate": 1, "insult": 1}
    assert (found.moderation.merged, found.moderation.unreviewed) == (1, 1)


@pytest.mark.parametrize("how", ["answered", "partly", "evaded"])
def test_the_outcome_is_how_it_was_answered(how: str) -> None:
    drive = Drive()
    question = drive.ask_openly("Will you?")
    drive.moderate("take", question)
    drive.moderate("answered", question, how=how)
    close(drive)

    (result,) = results_of(drive).questions

    assert result.outcome == how
    assert result.asked


def test_what_was_not_reached_was_asked_if_it_was_on_air() -> None:
    drive = Drive()
    for text in ("Voda?", "Struja?"):
        drive.ask_openly(text)
    drive.moderate("take", "q1")
    for question in ("q1", "q2"):
        drive.moderate("answered", question, how="not_reached")
    close(drive)

    found = results_of(drive)

    assert {(r.text, r.outcome, r.asked) for r in found.questions} == {
        ("Voda?", "unanswered", True),
        ("Struja?", "not_reached", False),
    }
    assert (found.totals.asked, found.totals.answered) == (1, 0)


def test_a_question_that_left_the_air_unmarked_was_aired() -> None:
    drive = Drive()
    first, second = drive.ask_openly("First?"), drive.ask_openly("Second?")
    drive.moderate("take", first)
    started = drive.now
    drive.now += MINUTE
    drive.moderate("take", second)
    drive.moderate("answered", second)
    close(drive)

    aired = {result.id: result for result in results_of(drive).questions}

    assert aired[first].outcome == "aired"
    assert aired[first].on_air == (OnAir(started, started + MINUTE, 60),)
    assert results_of(drive).totals.asked == 2
    assert results_of(drive).totals.answered == 1


@pytest.mark.parametrize("seed", range(20))
def test_what_was_on_air_is_never_told_not_to_have_been_asked_nor_the_other_way(seed: int) -> None:
    """The outcome comes from the state at the end, the times on air from the whole journal."""
    drive = random_evening(seed, steps=120)

    for result in results_of(drive).questions:
        assert result.outcome != "aired" or result.on_air
        assert result.outcome != "not_asked" or not result.on_air


def test_what_was_taken_by_mistake_was_never_on_air() -> None:
    drive = Drive()
    right, wrong = drive.ask_openly("Right?"), drive.ask_openly("Wrong?")
    drive.moderate("take", right)
    started = drive.now
    drive.now += MINUTE
    drive.moderate("take", wrong)
    drive.now += 2_000
    drive.moderate("undo")
    drive.now += MINUTE
    drive.moderate("answered", right)
    close(drive)

    found = {result.id: result for result in results_of(drive).questions}

    assert found[wrong].outcome == "not_asked"
    assert found[right].on_air == (OnAir(started, started + 2 * MINUTE, 122),)


def test_merged_votes_count_people_not_ballots() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Jobs?"), drive.ask_openly("Any jobs?")
    drive.vote(whole, "ana", "besa")
    drive.vote(part, "besa", "cveta")
    drive.moderate("merge", part, into=whole)
    close(drive)

    (result,) = results_of(drive).questions

    assert (result.votes, result.own_votes, result.merged) == (3, 2, 1)
    assert results_of(drive).totals.ballots == 4
    assert results_of(drive).totals.participants == 3


def test_the_first_decision_counts_for_the_median_time() -> None:
    drive = Drive()
    slow = drive.ask("Slow?")
    drive.now += 3 * MINUTE + 10_000
    quick = drive.ask("Quick?")
    drive.now += MINUTE
    drive.moderate("approve", quick)
    drive.moderate("dismiss", slow, reason="spam")
    drive.now += 60 * MINUTE
    drive.moderate("dismiss", quick, reason="spam")
    close(drive)

    assert results_of(drive).moderation.decision_ms == 40_000, "from the middle of its minute"


def test_shares_tell_sent_shown_and_asked_of_each_guest_and_language() -> None:
    drive = Drive()
    asked = drive.ask_openly("Kada?", to="g1", lang="sr-Latn")
    drive.ask_openly("Kur?", to="g1", lang="sq")
    drive.ask("Када?", to="g2", lang="sr-Cyrl-RS")
    drive.moderate("take", asked)
    drive.moderate("answered", asked)
    close(drive)

    moderation = results_of(drive).moderation

    assert {key: (s.submitted, s.shown, s.asked) for key, s in moderation.guests.items()} == {
        "g1": (2, 2, 1),
        "g2": (1, 0, 0),
    }
    assert {key: s.asked for key, s in moderation.languages.items()} == {
        "sr-Latn": 1,
        "sr-Cyrl": 0,
        "sq": 0,
    }


@pytest.mark.parametrize(
    ("tag", "language"),
    [("sr", "sr-Latn"), ("sr-Cyrl-RS", "sr-Cyrl"), ("sq-XK", "sq"), ("eng", OTHER), ("und", OTHER)],
)
def test_languages_are_counted_under_few_names(tag: str, language: str) -> None:
    assert language_of(tag) == language


@pytest.mark.parametrize("seed", range(60))
def test_every_submission_is_accounted_for_once(seed: int) -> None:
    drive = random_evening(seed)

    found = results_of(drive)
    moderation = found.moderation

    assert found.totals.questions == (
        moderation.shown
        + moderation.merged
        + moderation.dismissed
        + moderation.withdrawn
        + moderation.unreviewed
    )
    assert sum(moderation.reasons.values()) == moderation.dismissed
    assert sum(s.submitted for s in moderation.languages.values()) == found.totals.questions
    assert found.totals.asked == sum(result.asked for result in found.questions)
    for result in found.questions:
        assert all(airing.end is not None for airing in result.on_air)


def test_topics_waits_and_seconds_of_guests_are_told() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?", to="g1")
    drive.moderate("tag", question, pile="jobs")
    drive.now += MINUTE
    drive.moderate("take", question)
    drive.moderate("clock", guest="g2", run=True)
    drive.now += 2 * MINUTE
    drive.moderate("clock", guest="g2", run=False)
    drive.moderate("answered", question, how="evaded")
    drive.moderate("tag", drive.ask("Nikad?"), pile="city")
    close(drive)

    told = results_of(drive).moderation

    assert told.piles == {"jobs": Share(1, 1, 1), "city": Share(1, 0, 0)}
    assert told.wait_ms == MINUTE
    assert (told.spoken_ms, told.on_air_ms) == ({"g2": 2 * MINUTE}, {"g1": 2 * MINUTE})
