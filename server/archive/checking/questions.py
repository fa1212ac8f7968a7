"""What the lines do to a question."""

from dataclasses import dataclass, field

from server.archive.checking.lines import digests_of
from server.archive.checking.report import Json

SHOWN = {"open", "next", "on_air", "answered"}

ASKED = {"answered", "partly", "evaded", "unanswered", "aired"}


@dataclass
class Question:
    """As the lines leave it. `at`: minute; `wording`: the line of its text; `reworded`: each time
    that it was edited though people had voted for it, the line of its text (none: it is not told),
    and their votes; `translations`: by language their lines, and the wording of which each is one;
    `air_text`: the same of the words for the air; `read`: what there was of these while it was on
    air, each with the wording as it stood then. `left`: how it left the air without an outcome;
    `been`: on air, and that was no mistake; `aired`, `first_decided`, `decided`, `answered`: the
    minutes."""

    id: str
    line: Json
    at: int
    wording: int
    state: str = "in_review"
    was: str = "in_review"
    to: str | None = None
    pile: str | None = None
    hands: int | None = None
    reason: str | None = None
    into: str | None = None
    how: str | None = None
    left: str | None = None
    been: bool = False
    reworded: list[tuple[int | None, int]] = field(default_factory=list)
    translations: dict[str, tuple[int, int]] = field(default_factory=dict)
    air_text: tuple[int, int] | None = None
    read: list[tuple[int, int, int]] = field(default_factory=list)
    airings: list[list[int]] = field(default_factory=list)
    aired: int | None = None
    first_decided: int | None = None
    decided: int | None = None
    answered: int | None = None

    @property
    def uncued(self) -> str:
        """Where it is once it is not next any more."""
        return "open" if self.how is None else "answered"

    @property
    def outcome(self) -> str:
        """What became of it."""
        if self.state == "on_air":
            return "aired"
        if self.how == "not_reached" and self.been:
            return "unanswered"
        return self.how or ("aired" if self.left else "not_asked")

    def decide(self, state: str, at: int) -> None:
        """A moderator decided about it."""
        self.first_decided = at if self.first_decided is None else self.first_decided
        self.state, self.decided = state, at

    def follow(self, line: Json, at: int) -> None:
        """What one line about it does."""
        event = line["event"]
        match event["event"]:
            case "QuestionApproved":
                self.decide("open", at)
            case "QuestionDismissed":
                self.left = "put back" if self.left or self.aired is not None else None
                self.how, self.reason = None, event["reason"]
                self.decide("dismissed", at)
            case "QuestionRestored":
                self.state, self.reason, self.decided = "in_review", None, None
            case "QuestionWithdrawn":
                self.state, self.into, self.reason, self.aired = "withdrawn", None, None, None
            case "QuestionEdited":
                if event.get("votes"):
                    self.reworded.append((self.wording, event["votes"]))
                if event.get("private"):
                    self.reworded = [(None, votes) for _, votes in self.reworded]
                self.wording = line["seq"]
            case "QuestionTranslated":
                self.translations.pop(event["lang"], None)
                if digests_of(line).keys() & {"text", ""}:
                    self.translations[event["lang"]] = line["seq"], self.wording
            case "AirTextWritten":
                written = "air_text" in digests_of(line)
                self.air_text = (line["seq"], self.wording) if written else None
            case "QuestionMerged":
                self.was = self.uncued if self.state == "next" else self.state
                self.into = event["into"]
                self.decide("merged", at)
            case "QuestionUnmerged":
                self.state, self.into = self.was, None
            case "QuestionTagged":
                self.pile = event.get("pile")
            case "QuestionAssigned":
                self.to = event.get("to")
            case "HandsCounted":
                self.hands = event.get("hands")
            case "QuestionCued":
                self.state = "next"
            case "QuestionUncued":
                self.state = self.uncued
            case _:
                self.follow_on_air(event, at)
        if self.state == "on_air" and self.air_text is not None:
            self.read.append((*self.air_text, self.wording))

    def follow_on_air(self, event: Json, at: int) -> None:
        """Onto the air, and from it."""
        if event["event"] == "QuestionTaken":
            self.airings.append([at])
            self.was, self.state, self.aired = self.state, "on_air", at
            return
        if event["event"] not in ("AirCleared", "QuestionAnswered"):
            return
        was_on_air = self.state == "on_air"
        if was_on_air:
            self.airings[-1].append(at)
        if event["event"] == "QuestionAnswered":
            self.state, self.how, self.left, self.answered = "answered", event["how"], None, at
            self.been |= was_on_air
        elif event.get("aired"):
            self.state, self.how, self.left, self.answered = "open", None, "aside", None
            self.been = True
        else:
            self.state, self.left, self.aired = self.was, self.left or "put back", None
