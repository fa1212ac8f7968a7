"""The report of moderation, made again from the lines."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.archive.third.bytes import Json
from tests.archive.third.debate import Debate
from tests.archive.third.lengths import median
from tests.archive.third.lines import History, Line

HOUR = 3_600_000  # ms
UNHELD_BY = {
    *("QuestionUnheld", "QuestionApproved", "QuestionDismissed"),
    *("QuestionMerged", "QuestionWithdrawn"),
}
HOURLY = {
    "QuestionSubmitted": "submitted",
    "QuestionApproved": "shown",
    "QuestionDismissed": "dismissed",
}


def some(told: Mapping[str, Any]) -> Json:
    """Without what there is none of."""
    return {name: value for name, value in told.items() if value not in (None, {}, [], 0)}


def report_of(debate: Debate, history: History) -> Json:
    """What it adds to `moderation`."""
    lines = history.happened
    count = Counter(line.kind for line in lines)
    own = debate.sealed["TalliesSealed"]["own"]
    last = {line.event["question"]: line for line in lines if line.kind == "QuestionDismissed"}
    dismissals = [
        _told_of(line, "at")
        for question, line in sorted(last.items(), key=lambda item: item[1].seq)
        if debate.questions[question].state == "dismissed"
    ]
    return some(
        {
            "edits": count["QuestionEdited"],
            "edits_voted": sum(
                line.kind == "QuestionEdited" and "votes" in line.event for line in lines
            ),
            "merged_votes": sum(
                own[q.id] for q in debate.questions.values() if q.state == "merged"
            ),
            "dismissals": dismissals,
            "challenged": _challenged(lines),
            "held": count["QuestionHeld"],
            "blocked": count["AuthorBlocked"],
            "unblocked": count["AuthorUnblocked"],
            "undone": dict(Counter(line.kind for line in history.undone)),
            "hours": _hours(lines),
        }
    ) | _held(lines)


def _told_of(dismissal: Line, time: str) -> Json:
    reason = {"reason": dismissal.event["reason"]} if "reason" in dismissal.event else {}
    return {"question": dismissal.event["question"], time: dismissal.at, **reason}


def _challenged(lines: list[Line]) -> list[Json]:
    found = []
    for line in lines:
        if line.kind != "DismissalChallenged":
            continue
        question, action = line.event["question"], line.event["dismissal"]
        about = [one for one in lines if one.event.get("question") == question]
        for one in about:
            if one.kind == "QuestionDismissed" and one.action == action:
                back = any(o.kind == "QuestionRestored" and o.seq > line.seq for o in about)
                told = _told_of(one, "dismissed_at") | {"at": line.at}
                found.append(told | ({"restored": True} if back else {}))
    return found


def _held(lines: list[Line]) -> Json:
    times = []
    for line in lines:
        if line.kind == "QuestionHeld":
            behind = (
                one.at - line.at
                for one in lines
                if one.seq > line.seq and one.kind in UNHELD_BY
                if one.event["question"] == line.event["question"]
            )
            times += [time for time in [next(behind, None)] if time is not None]
    return {"held_ms": median(times)} if times else {}


def _hours(lines: list[Line]) -> list[Json]:
    hours: dict[int, Counter[str]] = {}
    for line in lines:
        if line.kind in HOURLY:
            at = line.at - line.at % HOUR
            count = hours.setdefault(at, Counter(submitted=0, shown=0, dismissed=0))
            count[HOURLY[line.kind]] += 1
    return [{"at": at, **count} for at, count in sorted(hours.items())]
