"""The meters count what was asked, and the suggestion goes to what is behind."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.showing.fairness import Meters
from server.debate.showing.shapes.heads import Because, SuggestedNext
from server.debate.showing.shapes.shape import plain
from tests.archive.evenings import decided_about_afterwards
from tests.given.debates import Drive

QUESTIONS = 5


def meters(drive: Drive) -> Meters:
    found = Meters()
    found.follow(drive.debate, drive.debate.questions)
    return found


def told(drive: Drive) -> Json:
    return plain(meters(drive).told(drive.debate))


def suggested(drive: Drive) -> SuggestedNext | None:
    return meters(drive).suggestion(drive.debate)


def next_(question: str, because: Because) -> SuggestedNext:
    return SuggestedNext(question=question, because=because)


def ask(drive: Drive, text: str, to: str | None = None) -> str:
    """All in one language, so that none is behind."""
    return drive.ask_openly(text, to=to, lang="sr-Latn")


def answer(drive: Drive, question: str, how: str = "answered") -> None:
    drive.moderate("take", question)
    drive.moderate("answered", question, how=how)


def test_before_anything_was_asked_votes_alone_decide() -> None:
    drive = Drive()
    first = ask(drive, "Prvo?", to="g1")
    second = ask(drive, "Drugo?")
    assert suggested(drive) == next_(first, "votes"), "the oldest of equals"

    drive.vote(second, "besa")

    assert suggested(drive) == next_(second, "votes")


def test_whom_nobody_was_asked_for_comes_before_a_few_more_votes() -> None:
    drive = Drive()
    answer(drive, ask(drive, "Prvo?", to="g1"))
    again = ask(drive, "Opet?", to="g1")
    other = ask(drive, "Drugoga?", to="g2")
    drive.vote(again, "ana", "besa")
    drive.vote(other, "ana", "besa")

    assert suggested(drive) == next_(other, "guest")


def test_many_more_votes_come_before_who_is_behind() -> None:
    drive = Drive()
    answer(drive, ask(drive, "Prvo?", to="g1"))
    again = ask(drive, "Opet?", to="g1")
    ask(drive, "Drugoga?", to="g2")
    drive.vote(again, "ana", "besa", "ceca", "dren")

    assert suggested(drive) == next_(again, "votes")


def test_nothing_is_suggested_for_a_language_that_nobody_knows() -> None:
    drive = Drive()
    first = drive.ask_openly("Kada će biti posla?", lang="sr-Latn")
    drive.moderate("take", first)
    drive.moderate("answered", first, how="answered")
    best = drive.ask_openly("Kada opet?", lang="sr-Latn")
    drive.ask_openly("a", lang="und")

    assert suggested(drive) == next_(best, "votes")


def test_a_pile_and_a_language_can_be_behind() -> None:
    drive = Drive()
    first = drive.ask_openly("Kada će biti posla?", lang="sr-Latn")
    drive.moderate("tag", first, pile="jobs")
    answer(drive, first)
    drive.ask_openly("Kada opet?", lang="sr-Latn")
    albanian = drive.ask_openly("Kur do të ketë punë?", lang="sq")
    assert suggested(drive) == next_(albanian, "language")

    city = drive.ask_openly("Kada će biti puta?", lang="sr-Latn")
    drive.moderate("tag", city, pile="city")

    assert suggested(drive) == next_(city, "pile")


def test_what_was_dismissed_moves_nothing() -> None:
    drive = Drive()
    first = drive.ask_openly("Kada će biti posla?", lang="sr-Latn")
    albanian = drive.ask_openly("Kur do të ketë punë?", lang="sq")
    again = drive.ask_openly("Kada opet?", lang="sr-Latn")
    answer(drive, first)
    answer(drive, albanian)
    for number in range(20):
        drive.now += 60_000
        insult = drive.ask(f"Sharje {number}", by=f"p{number}", lang="sq")
        drive.moderate("dismiss", insult, reason="insult")

    assert told(drive)["languages"]["sq"] == {"submitted": 21, "asked": 1}
    assert suggested(drive) == next_(again, "language"), "two of three were in Serbian"


def test_what_was_not_reached_was_not_asked() -> None:
    drive = Drive()
    drive.moderate("answered", drive.ask_openly("Prvo?", to="g1"), how="not_reached")
    answer(drive, drive.ask_openly("Drugo?", to="g1"), how="evaded")

    guests = told(drive)["guests"]

    assert guests == {"g1": {"submitted": 2, "asked": 1}, "g2": {"submitted": 0, "asked": 0}}


def test_the_wait_is_from_shown_to_on_air_and_the_oldest_undecided_is_named() -> None:
    drive = Drive()
    came = drive.now
    first = drive.ask("Prvo?")
    drive.now += 1_000
    drive.moderate("approve", first)
    drive.now += 5_000
    drive.moderate("take", first)
    assert told(drive)["wait_ms"] == 5_000
    assert "undecided_since" not in told(drive)

    drive.moderate("clear")
    drive.ask("Drugo?")

    after = told(drive)
    assert "wait_ms" not in after, "taken by mistake"
    assert after["undecided_since"] == came + 6_000


def test_what_was_decided_about_again_since_it_was_on_air_has_not_waited() -> None:
    assert told(decided_about_afterwards())["wait_ms"] == 0


def test_nothing_is_suggested_when_nothing_is_open_or_all_is_over() -> None:
    drive = Drive()
    assert suggested(drive) is None

    drive.ask_openly("Prvo?")
    drive.moderate("phase", to="closed")

    assert suggested(drive) is None


ACTS = ("vote", "approve", "take", "answered", "dismiss", "restore", "tag", "assign", "undo")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, QUESTIONS)), max_size=40)
FIELDS: dict[str, dict[str, str]] = {
    "dismiss": {"reason": "spam"},
    "tag": {"pile": "jobs"},
    "assign": {"to": "g2"},
}


@given(STEPS)
def test_following_never_differs_from_counting_anew(steps: list[tuple[str, int]]) -> None:
    drive, following = Drive(), Meters()
    for number in range(QUESTIONS):
        drive.ask_openly(f"Pitanje {number}?", to="g1" if number % 2 else None)
    following.follow(drive.debate, drive.debate.questions)
    for do, number in steps:
        drive.now += 1_000
        with suppress(Rejected):
            if do == "vote":
                drive.vote(f"q{number}", f"person-{drive.now}")
                touched = {f"q{number}"}
            elif do == "undo":
                touched = drive.moderate("undo").questions
            else:
                touched = drive.moderate(do, f"q{number}", **FIELDS.get(do, {})).questions
            following.follow(drive.debate, touched)

        assert plain(following.told(drive.debate)) == told(drive)
