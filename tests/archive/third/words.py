"""The words of the questions that are shown: which must be opened, and which may."""

from collections.abc import Sequence

from tests.archive.third.bytes import demand
from tests.archive.third.debate import Debate
from tests.archive.third.lines import OLDER, Line
from tests.archive.third.questions import Question, same

TEXTS = ("QuestionSubmitted", "QuestionEdited")


def translations(question: Question) -> dict[str, Line]:
    """Those that count at the end, by language."""
    return {
        lang: line
        for lang, (line, wording) in question.translations.items()
        if same(wording, question.wording)
    }


def air_text(question: Question) -> Line | None:
    """What was read last for a text that is told."""
    for read in reversed(question.read):
        if any(same(read.wording, wording) for wording in _told(question)):
            return read.line
    return None


def _told(question: Question) -> list[Line]:
    """The wordings that the results tell."""
    voted_for = (before.wording for before in question.reworded)
    return [question.wording, *(line for line in voted_for if line)]


def check_words(lines: Sequence[Line], debate: Debate) -> None:
    """Raises WrongError where something is opened that may not be, or is not that must be."""
    for question in debate.shown:
        must = [*_told(question), *translations(question).values()]
        demand(all("text" in line.parts for line in must), f"a text of {question.id} is closed")
        read = air_text(question)
        demand(read is None or "air_text" in read.parts, f"an air text of {question.id} is closed")
        named = question.submitted
        demand("name" not in named.sealed or "name" in named.parts, f"{question.id}: no name")
    for line in lines:
        may = [_may_be_opened(line, part, debate) for part in line.parts]
        demand(any(may) if OLDER in line.sealed and may else all(may), f"line {line.seq} is opened")


def _may_be_opened(line: Line, part: str, debate: Debate) -> bool:
    question = debate.questions.get(line.event.get("question", ""))
    if question is None or not question.shown:
        return False
    if part == "name":
        return line is question.submitted
    if line.kind == "QuestionTranslated":
        counts = translations(question).get(line.event["lang"])
        return part == "text" and counts is not None and same(line, counts)
    if part == "air_text":
        read = air_text(question)
        return read is not None and read.parts["air_text"] == line.parts["air_text"]
    wordings = _told(question)
    return part == "text" and line.kind in TEXTS and any(same(line, one) for one in wordings)
