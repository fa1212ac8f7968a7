"""What is told of the last action, and of what another took back."""

from server.debate.deciding.undoing import TOLD_AT_MOST
from server.debate.patches import Json
from tests.given.debates import PRODUCER, SCREENER, Drive, command, control_head


def told(drive: Drive) -> Json:
    document = control_head(drive.debate, drive.around)
    return {key: document.get(key) for key in ("last", "taken_back")}


def screen(drive: Drive, do: str, question: str, **fields: str) -> None:
    drive.do(SCREENER, command(do, drive.id(), question=question, **fields))


def test_the_last_action_says_what_it_was_to_which_question_whose_and_when() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    drive.now += 5_000
    screen(drive, "dismiss", question, reason="spam")

    last = told(drive)["last"]
    assert last == {
        "action": drive.debate.seq, "by": "agon", "at": drive.now, "screening": True,
        "deed": "dismiss", "question": question,
    }  # fmt: skip


def test_of_several_events_the_last_one_is_what_was_done() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Gde?")
    drive.moderate("take", first)
    drive.moderate("take", second)

    last = told(drive)["last"]
    assert (last["deed"], last["question"]) == ("take", second)


def test_of_many_questions_it_says_how_many() -> None:
    drive = Drive()
    some = [drive.ask(f"Kada {number}?") for number in range(3)]
    drive.moderate("dismiss_many", questions=some, reason="spam")

    last = told(drive)["last"]
    assert (last["deed"], last["count"], "question" in last) == ("dismiss", 3, False)


def test_answers_and_doors_are_told_by_which() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("answered", question, how="evaded")
    assert told(drive)["last"]["deed"] == "evaded"
    drive.moderate("shut", what="voting")
    assert told(drive)["last"]["deed"] == "shut_voting"


def test_what_another_took_back_is_told_to_whose_it_was() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    screen(drive, "approve", question)
    drive.now += 1_000
    drive.do(PRODUCER, command("undo", drive.id()))

    assert told(drive)["taken_back"] == {
        str(drive.debate.seq): {
            "whose": "agon", "by": "mira", "at": drive.now,
            "deed": "approve", "question": question,
        }
    }  # fmt: skip


def test_what_one_takes_back_oneself_is_told_to_nobody() -> None:
    drive = Drive()
    screen(drive, "approve", drive.ask("Kada?"))
    drive.do(SCREENER, command("undo", drive.id()))

    assert told(drive)["taken_back"] == {}


def test_no_more_is_kept_than_is_told_at_once() -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    for _ in range(TOLD_AT_MOST + 2):
        screen(drive, "approve", question)
        drive.do(PRODUCER, command("undo", drive.id()))

    numbers = list(told(drive)["taken_back"])
    assert len(numbers) == TOLD_AT_MOST
    assert numbers[-1] == str(drive.debate.seq)
