"""What came of a played recording, beside what had to."""

from typing import Any

from msgspec import Struct

from server.debate.patches import Json
from server.demo.recording import Recording


class Totals(Struct):
    """`differences`: one line for each question or number that is not as recorded."""

    submissions: int
    votes: int
    participants: int
    differences: list[str]

    @property
    def equal(self) -> bool:
        """Whether all came as the recording says it must."""
        return not self.differences


def compare(recording: Recording, ids: dict[str, str], control: Json) -> Totals:
    """The recording against the control view's document after closing."""
    differences: list[str] = []
    questions: dict[str, Any] = control["questions"]
    if len(questions) != len(recording.submissions):
        differences.append(f"{len(questions)} questions, {len(recording.submissions)} recorded")
    texts, states, tallies = recording.texts(), recording.states(), recording.tallies()
    for key in texts:
        question = questions.get(ids.get(key, ""))
        if question is None:
            differences.append(f"{key}: lost")
            continue
        found = (question["text"], question["state"], question["votes"])
        wanted = (texts[key], states[key], tallies[key])
        for name, is_, must in zip(("text", "state", "tally"), found, wanted, strict=True):
            if is_ != must:
                differences.append(f"{key} ({ids[key]}): {name} is {is_!r}, recorded {must!r}")
    return Totals(
        submissions=len(questions),
        votes=sum(q["votes"] for q in questions.values() if q["state"] != "merged"),
        participants=len(recording.participants()),
        differences=differences,
    )
