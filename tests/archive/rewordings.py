"""Questions that were edited though people had voted for them, and what is told of each."""

from typing import Any

from tests.archive.evenings import close
from tests.archive.made import Json
from tests.given.debates import Drive

FIRST, SECOND, LAST = "Hoće li biti posla?", "Kada će biti posla?", "Kada konkurs?"
VOTERS = ("ana", "besa", "cveta", "dren", "ema")

Step = int | str | tuple[str, str]
Told = dict[str, Any]

# What is done with a question that first says FIRST: so many vote for it, it is edited to a text,
# or, as `private`, to one without personal data; "undo". And what is told: before, between.
REWORDED: dict[str, tuple[tuple[Step, ...], Told]] = {
    "twice": (
        (2, SECOND, 3, LAST),
        {
            "before": {"text": FIRST, "votes": 2},
            "between": [{"text": SECOND, "votes": 3}],
        },
    ),
    "once": ((2, LAST, 3), {"before": {"text": FIRST, "votes": 2}}),
    "a second time when nobody voted for it any more": (
        (1, SECOND, 0, LAST),
        {"before": {"text": FIRST, "votes": 1}},
    ),
    "and back": ((2, SECOND, 3, FIRST), {"between": [{"text": SECOND, "votes": 3}]}),
    "and back and again": (
        (2, SECOND, 3, FIRST, 4, LAST),
        {
            "before": {"text": FIRST, "votes": 2},
            "between": [{"text": SECOND, "votes": 3}, {"text": FIRST, "votes": 4}],
        },
    ),
    "to take personal data out of what it said then": (
        (2, SECOND, 3, ("private", LAST)),
        {"before": {"votes": 2}, "between": [{"votes": 3}]},
    ),
    "again after personal data was taken out": (
        (2, ("private", SECOND), 3, LAST),
        {"before": {"votes": 2}, "between": [{"text": SECOND, "votes": 3}]},
    ),
    "once, and hidden later": ((2, LAST, 3, ("private", LAST)), {"before": {"votes": 2}}),
    "twice, and once taken back": (
        (2, SECOND, 3, LAST, "undo"),
        {"before": {"text": FIRST, "votes": 2}},
    ),
}


def reworded(case: str) -> Drive:
    """The evening of one of `REWORDED`, closed."""
    drive = Drive()
    question = drive.ask_openly(FIRST)
    for step in REWORDED[case][0]:
        if isinstance(step, int):
            for number, voter in enumerate(VOTERS):
                drive.vote(question, voter, on=number < step)
        elif step == "undo":
            drive.moderate("undo")
        elif isinstance(step, tuple):
            drive.moderate("edit", question, text=step[1], private=True)
        else:
            drive.moderate("edit", question, text=step)
    close(drive)
    return drive


def of_an_older_program(archive: Json) -> Json:
    """The same file, made when there was no `between`."""
    (question,) = archive["questions"]
    kept = {question["text"], question.get("before", {}).get("text")}
    gone = {one["text"] for one in question.get("between", ()) if "text" in one} - kept
    opened = {
        number: parts
        for number, parts in archive["opened"].items()
        if not any(text in part for part in parts.values() for text in gone)
    }
    told = {name: said for name, said in question.items() if name != "between"}
    return archive | {"opened": opened, "questions": [told]}
