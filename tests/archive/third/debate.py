"""The debate that the lines tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.archive.third.bytes import Json, demand, whole
from tests.archive.third.lines import SEALED_AT_CLOSING, Line
from tests.archive.third.notes import decoded
from tests.archive.third.questions import DOES, Question

MAY_FOLLOW = {"DebateDescribed", "PhaseChanged", "DismissalChallenged", "LogBegunAnew"}


@dataclass
class Debate:
    """`spoken`: by guest the minutes in which each time began and ended; `bursts` and `passed`: by
    burst what was told of it, the first with its outcome."""

    described: Json = field(default_factory=dict)
    phase: Any = "draft"
    since: dict[str, int] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    spoken: dict[str, list[list[int]]] = field(default_factory=dict)
    speaks: str | None = None
    bursts: dict[str, Json] = field(default_factory=dict)
    passed: dict[str, Json] = field(default_factory=dict)
    sealed: dict[str, Json] = field(default_factory=dict)

    @property
    def shown(self) -> list[Question]:
        return [question for question in self.questions.values() if question.shown]

    def inside(self, question: str) -> list[str]:
        """It and all that was merged into it, however deep."""
        merged = (q.id for q in self.questions.values() if q.into == question)
        return [question, *(inner for one in merged for inner in self.inside(one))]

    def read(self, line: Line) -> None:
        """What a line does. Raises WrongError of one about a question that is not there."""
        event = line.event
        if line.kind == "QuestionSubmitted":
            demand(event["question"] == f"q{len(self.questions) + 1}", "a question out of turn")
            self.questions[event["question"]] = Question(
                event["question"], line, line, event.get("to")
            )
        for name in ("question", "into"):
            demand(event.get(name, "q1") in self.questions or name not in event, "no such question")
        if does := DOES.get(line.kind):
            does(self.questions[event["question"]], line)
            self.questions[event["question"]].look()
        elif line.kind == "DebateDescribed":
            self.described = event
            if self.speaks not in event.get("guests", {}):
                self._stop(line.at)
        elif line.kind == "PhaseChanged":
            self.phase = event["to"]
            self.since.setdefault(event["to"], line.at)
            if event["to"] != "live":
                self._stop(line.at)
        elif line.kind in SEALED_AT_CLOSING:
            self.sealed[line.kind] = event
        else:
            self._read_beside(line)

    def forget_between(self) -> None:
        """As in files of a program that told nothing of it."""
        for question in self.questions.values():
            del question.reworded[1:]

    def _read_beside(self, line: Line) -> None:
        event = line.event
        if line.kind == "ClockStarted" and "guest" in event:
            self._stop(line.at)
            self.speaks = event["guest"]
            self.spoken.setdefault(event["guest"], []).append([line.at])
        elif line.kind == "ClockStopped" and event.get("guest") == self.speaks:
            self._stop(line.at)
        elif line.kind == "BallotsSetApart":
            self.bursts[event["burst"]] = event | {"outcome": "apart"}
        elif line.kind == "BallotsLetIn":
            demand(event["burst"] in self.bursts, "what was let in was not set apart")
            self.bursts[event["burst"]] |= {"outcome": "let_in"}
        elif line.kind == "BurstPassed":
            self.passed[event["burst"]] = event | {"outcome": "passed"}

    def _stop(self, at: int) -> None:
        if self.speaks is not None:
            self.spoken[self.speaks][-1].append(at)
            self.speaks = None


def debate_of(happened: Sequence[Line]) -> Debate:
    """From the lines that were not taken back. Raises WrongError where they cannot be."""
    debate = Debate()
    for line in happened:
        debate.read(line)
    for question in debate.questions.values():
        above = {question.id}
        while question.into is not None:
            demand(question.into not in above, "questions are merged in a circle")
            above.add(question.into)
            question = debate.questions[question.into]
    return debate


def log_named(code: str, lines: Sequence[Line]) -> str:
    """What the log is called behind `/debate/`. Raises WrongError where none can be begun anew as
    it is said to have been."""
    number = 1
    for line in lines:
        if line.kind != "LogBegunAnew":
            continue
        log, size, kept = (whole(line.event[name]) for name in ("log", "size", "kept"))
        demand(len(decoded(line.event["root"])) == 32, "no root of a tree")
        demand(log > number and kept <= size and kept < line.seq, "no log is begun anew so")
        number = log
    return code if number == 1 else f"{code}/{number}"


def check_closing(lines: Sequence[Line]) -> None:
    """Raises WrongError where the debate is not closed in these lines as one must be."""
    closing = [
        line
        for line in lines
        if line.kind in SEALED_AT_CLOSING
        or (line.kind == "PhaseChanged" and line.event["to"] == "closed")
    ]
    demand(len(closing) == 4 == len({line.kind for line in closing}), "not closed once")
    demand(len({line.action for line in closing}) == 1, "not closed by one action")
    behind = [line for line in lines if line.action > closing[0].action]
    demand({line.kind for line in behind} <= MAY_FOLLOW, "lines behind the closing")
