"""What moderators did, counted from the lines."""

from server.archive.deeds import Challenge, Deeds, Dismissal, Hour
from server.debate.deciding.challenging import DismissalChallenged
from server.debate.minutes import HOUR_MS, MINUTE_MS, hour, minute
from tests.archive.evenings import close, results_of
from tests.given.debates import Drive, participant


def challenge(drive: Drive, question: str, who: str = "ana") -> None:
    dismissal = drive.debate.questions[question].dismissal
    assert dismissal is not None
    drive.write(participant(who), [DismissalChallenged(question=question, dismissal=dismissal)])


def test_a_debate_in_which_nobody_moderated_has_no_report() -> None:
    drive = Drive()
    close(drive)

    told = results_of(drive).moderation

    assert all(getattr(told, name) is None for name in Deeds.__struct_fields__)
    assert told.merged_votes is None


def test_of_what_is_dismissed_at_the_end_reason_and_minute_are_told() -> None:
    drive = Drive()
    first, second, third = (drive.ask(f"Question {n}?") for n in range(3))
    drive.moderate("dismiss", second, reason="spam")
    drive.moderate("restore", second)
    drive.moderate("dismiss", third, reason="spam")
    drive.moderate("restore", third)
    drive.now += MINUTE_MS
    drive.moderate("dismiss", first, reason="off_topic")
    drive.moderate("dismiss", second, reason="insult")
    at = minute(drive.now)
    close(drive)

    assert results_of(drive).moderation.dismissals == (
        Dismissal(first, "off_topic", at),
        Dismissal(second, "insult", at),
    )


def test_a_challenge_is_told_with_what_it_is_about_and_whether_the_question_came_back() -> None:
    drive = Drive()
    kept, back = drive.ask("Kept out?"), drive.ask("Taken back?")
    dismissed_at = minute(drive.now)
    for question in (kept, back):
        drive.moderate("dismiss", question, reason="other")
    drive.now += 2 * MINUTE_MS
    challenge(drive, back)
    challenge(drive, kept)
    drive.moderate("restore", back)
    at = minute(drive.now)
    close(drive)

    assert results_of(drive).moderation.challenged == (
        Challenge(back, "other", dismissed_at, at, restored=True),
        Challenge(kept, "other", dismissed_at, at),
    )


def test_what_was_taken_back_is_counted_by_kind_and_nowhere_else() -> None:
    drive = Drive()
    question, other = drive.ask("Wrongly?"), drive.ask_openly("On air?")
    drive.moderate("dismiss", question, reason="other")
    challenge(drive, question)
    drive.moderate("undo")
    drive.moderate("take", other)
    drive.moderate("take", drive.ask_openly("In its place?"))
    drive.moderate("undo")
    drive.moderate("edit", question, text="Rightly?")
    close(drive)

    told = results_of(drive).moderation

    assert told.undone == {"QuestionDismissed": 1, "QuestionTaken": 1}
    assert told.edits == 1
    assert told.dismissals is None
    assert told.challenged is None


def test_how_long_questions_were_aside_is_told_by_their_minutes() -> None:
    drive = Drive()
    drive.now = hour(drive.now)
    one, two, three = (drive.ask(f"Question {n}?") for n in range(3))
    for question in (one, two, three):
        drive.moderate("hold", question, why="facts")
    drive.now += 90_000
    drive.moderate("approve", one)
    drive.now += 10 * MINUTE_MS
    drive.moderate("unhold", two)
    close(drive)

    told = results_of(drive).moderation

    assert (told.held, told.held_ms) == (3, MINUTE_MS)


def test_votes_of_what_was_merged_and_authors_who_were_blocked_are_numbers() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Jobs?"), drive.ask_openly("Any jobs?", "besa")
    drive.vote(whole, "ana", "besa")
    drive.vote(part, "besa", "cveta", "dren")
    drive.moderate("merge", part, into=whole)
    drive.moderate("block", part)
    drive.moderate("block", whole)
    drive.moderate("unblock", whole)
    close(drive)

    told = results_of(drive).moderation

    assert told.merged_votes == 3
    assert (told.blocked, told.unblocked) == (2, 1)


def test_edits_of_what_somebody_had_voted_for_are_counted_apart() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("edit", question, text="Kad?")
    drive.vote(question, "ana")
    drive.moderate("edit", question, text="Kada, tačno?")
    drive.moderate("edit", question, text="Gde?")
    drive.moderate("undo")
    close(drive)

    told = results_of(drive).moderation

    assert (told.edits, told.edits_voted) == (2, 1)


def test_every_hour_in_which_something_happened_is_told() -> None:
    drive = Drive()
    began = hour(drive.now)
    drive.ask_openly("Early?")
    drive.now = began + 2 * HOUR_MS - 1
    late = drive.ask("Late?")
    drive.now += 1
    drive.moderate("dismiss", late, reason="spam")
    close(drive)

    assert results_of(drive).moderation.hours == (
        Hour(began, submitted=1, shown=1, dismissed=0),
        Hour(began + HOUR_MS, submitted=1, shown=0, dismissed=0),
        Hour(began + 2 * HOUR_MS, submitted=0, shown=0, dismissed=1),
    )
