"""Evenings of a gallery: what stood on air, in which words, and all that its crew does."""

from collections.abc import Callable

from tests.archive.evenings import close
from tests.archive.made import Json
from tests.given.debates import Drive

LONG, SHORT = "Kada će opština otvoriti radna mesta?", "Kada radna mesta?"
MARK = "lens cap at the neighbour's"


def gallery_evening() -> Drive:
    """Something of all that a gallery does, some of it taken back."""
    drive = Drive()
    question, other = drive.ask_openly(LONG), drive.ask_openly("Ima li vozova?")
    drive.moderate("recording", recording="camera A", state="started")
    drive.moderate("strap", guest="g1")
    drive.moderate("picture", picture="break")
    drive.moderate("undo")
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("take", question)
    drive.moderate("countdown", preset="60")
    drive.moderate("extend_countdown", seconds=30)
    drive.moderate("mark", text=MARK)
    drive.now += 70_000
    drive.moderate("answered", question, how="partly")
    drive.moderate("picture", picture="result", question=question)
    drive.moderate("strap", guest="g2")
    drive.moderate("undo")
    drive.moderate("take", other)
    drive.moderate("air_text", other, text="Vozovi?")
    drive.moderate("undo")
    drive.moderate("panic", on=True)
    drive.moderate("undo")
    drive.moderate("panic", on=True)
    drive.moderate("recording", recording="camera A", state="stopped", moment=drive.now + 1)
    close(drive)
    return drive


def _taken(drive: Drive, voted: bool = False) -> str:
    """A question with an air text, on air."""
    question = drive.ask_openly(LONG)
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("take", question)
    if voted:
        drive.moderate("clear")
        drive.vote(question, "ana", "besa")
    return question


def _stood(drive: Drive) -> None:
    _taken(drive)


def _removed_behind_it(drive: Drive) -> None:
    question = _taken(drive)
    drive.moderate("answered", question, how="partly")
    drive.moderate("air_text", question)


def _never_taken(drive: Drive) -> None:
    drive.moderate("air_text", drive.ask_openly(LONG), text=SHORT)


def _removed_before_it(drive: Drive) -> None:
    question = drive.ask_openly(LONG)
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("air_text", question)
    drive.moderate("take", question)


def _undone(drive: Drive) -> None:
    question = drive.ask_openly(LONG)
    drive.moderate("take", question)
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("undo")


def _taken_by_mistake(drive: Drive) -> None:
    _taken(drive)
    drive.moderate("undo")


def _put_back(drive: Drive) -> None:
    _taken(drive)
    drive.moderate("clear")


def _written_on_air(drive: Drive) -> None:
    question = drive.ask_openly(LONG)
    drive.moderate("take", question)
    drive.moderate("air_text", question, text="Kada posao?")
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("answered", question, how="partly")
    drive.moderate("air_text", question, text="Never shown")


def _on_air_twice(drive: Drive) -> None:
    question = drive.ask_openly(LONG)
    drive.moderate("air_text", question, text="Kada posao?")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="partly")
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("cue", question)
    drive.moderate("take", question)


def _again_in_its_own_words(drive: Drive) -> None:
    question = _taken(drive)
    drive.moderate("answered", question, how="partly")
    drive.moderate("air_text", question)
    drive.moderate("cue", question)
    drive.moderate("take", question)


def _edited_before_it(drive: Drive) -> None:
    question = drive.ask_openly("Kad će?")
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("edit", question, text=LONG)
    drive.moderate("take", question)


def _edited_there_and_back(drive: Drive) -> None:
    question = drive.ask_openly(LONG)
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("edit", question, text="Kad će?")
    drive.moderate("take", question)
    drive.moderate("edit", question, text=LONG)


def _edited_away(drive: Drive) -> None:
    drive.moderate("edit", _taken(drive), text="Kad će?")


def _edited_after_votes(drive: Drive) -> None:
    drive.moderate("edit", _taken(drive, voted=True), text="Kad će?")


def _edited_twice_after_votes(drive: Drive) -> None:
    question = drive.ask_openly("Kad će?")
    drive.vote(question, "ana", "besa")
    drive.moderate("edit", question, text=LONG)
    drive.moderate("air_text", question, text=SHORT)
    drive.moderate("take", question)
    drive.moderate("edit", question, text="Kad konkurs?")


def _edited_for_privacy(drive: Drive) -> None:
    drive.moderate("edit", _taken(drive, voted=True), text="Kad će?", private=True)


def _of_words_that_are_gone(drive: Drive) -> None:
    """Behind the one that is told another stood, for words that nobody had voted for."""
    question = _taken(drive)
    drive.moderate("edit", question, text="Zovite me na 064 123 456")
    drive.moderate("air_text", question, text="Kada 064 123 456?")
    drive.moderate("edit", question, text=LONG)
    drive.moderate("air_text", question)


def _merged(drive: Drive) -> None:
    question = _taken(drive)
    drive.moderate("clear")
    drive.moderate("merge", question, into=drive.ask_openly("Ima li vozova?"))


def _dismissed(drive: Drive) -> None:
    question = _taken(drive)
    drive.moderate("clear")
    drive.moderate("dismiss", question, reason="hate")


def _and_back(drive: Drive) -> None:
    _dismissed(drive)
    drive.moderate("restore", "q1")
    drive.moderate("approve", "q1")


# What is done, and whether the air text is told at the end.
AIR_TEXTS: dict[str, tuple[Callable[[Drive], None], bool]] = {
    "stood on air": (_stood, True),
    "stood on air and was removed": (_removed_behind_it, True),
    "never stood on air": (_never_taken, False),
    "was removed before": (_removed_before_it, False),
    "was undone": (_undone, False),
    "stood there by a mistake that was undone": (_taken_by_mistake, False),
    "was put back from the air": (_put_back, True),
    "was the last of two on air": (_written_on_air, True),
    "stood there the second time": (_on_air_twice, True),
    "stood there the first time alone": (_again_in_its_own_words, True),
    "was for another wording by then": (_edited_before_it, False),
    "was for the wording that came back": (_edited_there_and_back, True),
    "is for words that are gone": (_edited_away, False),
    "is for the words that had votes": (_edited_after_votes, True),
    "is for words in between that had votes": (_edited_twice_after_votes, True),
    "is for words that held personal data": (_edited_for_privacy, False),
    "was followed by one for words that are gone": (_of_words_that_are_gone, True),
    "is of a merged question": (_merged, False),
    "is of a dismissed question": (_dismissed, False),
    "is of a question that is shown again": (_and_back, True),
}


def closed_again(archive: Json) -> tuple[Json, str]:
    """Without the part that opens its one air text, and without what it says; and the number of
    its line."""
    (number,) = (no for no, parts in archive["opened"].items() if "air_text" in parts)
    opened = {no: parts for no, parts in archive["opened"].items() if no != number}
    questions = [
        {name: said for name, said in one.items() if name != "air_text"}
        for one in archive["questions"]
    ]
    return archive | {"opened": opened, "questions": questions}, number


def of_air_text(case: str) -> Drive:
    """The evening of one of `AIR_TEXTS`, closed."""
    drive = Drive()
    AIR_TEXTS[case][0](drive)
    close(drive)
    return drive
