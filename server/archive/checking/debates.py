"""What the lines add up to."""

from server.archive.checking.questions import SHOWN, Question
from server.archive.checking.report import Json, Wrong, minute


class Debate:
    """What the lines add up to. Raises Wrong for a line that cannot follow those before it."""

    def __init__(self, lines: list[Json]) -> None:
        self.about: Json = {}
        self.phase = "draft"
        self.began: dict[str, int] = {}
        self.questions: dict[str, Question] = {}
        self.apart: dict[str, tuple[Json, bool]] = {}  # bursts as told, and whether they are apart
        self.passed: list[Json] = []
        self.spoken: dict[str, list[tuple[int, int]]] = {}  # by guest, each time from and until
        self.speaking: tuple[str, int] | None = None
        for line in lines:
            try:
                self.follow(line, minute(line["at"]))
            except (AttributeError, KeyError, TypeError, IndexError):
                raise Wrong(f"line {line['seq']} is of something that is not there") from None
        self.shown = [one for one in self.questions.values() if one.state in SHOWN]

    def follow(self, line: Json, at: int) -> None:
        """What one line does."""
        event = line["event"]
        match event["event"]:
            case "DebateDescribed":
                self.about = event
                if self.speaking and self.speaking[0] not in event["guests"]:
                    self.pause(at)
            case "PhaseChanged":
                self.phase = event["to"]
                self.began.setdefault(event["to"], at)
                if event["to"] != "live":
                    self.pause(at)
            case "QuestionSubmitted":
                if event["question"] != f"q{len(self.questions) + 1}":
                    raise KeyError(event["question"])
                asked = Question(event["question"], line, at, line["seq"], to=event.get("to"))
                self.questions[asked.id] = asked
            case "BallotsSetApart":
                self.apart[event["burst"]] = event, True
            case "BallotsLetIn":
                self.apart[event["burst"]] = self.apart[event["burst"]][0], False
            case "BurstPassed":
                self.passed.append(event)
            case "ClockStarted" if event.get("guest"):
                self.pause(at)
                self.speaking = event["guest"], at
            case "ClockStopped" if self.speaking and event.get("guest") == self.speaking[0]:
                self.pause(at)
            case _ if "question" in event:
                if event["event"] == "QuestionMerged":
                    self.questions[event["into"]]  # it must be there
                self.questions[event["question"]].follow(line, at)

    def pause(self, at: int) -> None:
        """Nobody speaks from now on."""
        if self.speaking is not None:
            self.spoken.setdefault(self.speaking[0], []).append((self.speaking[1], at))
            self.speaking = None
