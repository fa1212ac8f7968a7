"""What moderators did: the report of moderation, counted by lines."""

from collections import Counter

from server.archive.checking.debates import Debate
from server.archive.checking.lines import kind_of
from server.archive.checking.report import Json, minute, present

ENDS_HOLDING = {
    *("QuestionUnheld", "QuestionApproved", "QuestionDismissed", "QuestionMerged"),
    "QuestionWithdrawn",
}


def deeds(happened: list[Json], undone: dict[int, str], debate: Debate) -> Json:
    """What moderators did, counted by lines."""
    counts = Counter(map(kind_of, happened))
    held, since = list[int](), dict[str, int]()
    for line in happened:
        question, at = line["event"].get("question"), minute(line["at"])
        if kind_of(line) == "QuestionHeld":
            since[question] = at
        elif kind_of(line) in ENDS_HOLDING and question in since:
            held.append(at - since.pop(question))
    edits = [line["event"] for line in happened if kind_of(line) == "QuestionEdited"]
    told = {
        "edits": len(edits),
        "edits_voted": sum("votes" in event for event in edits),
        "held": counts["QuestionHeld"],
        "blocked": counts["AuthorBlocked"],
        "unblocked": counts["AuthorUnblocked"],
        "undone": dict(Counter(undone.values())),
        "hours": hours(happened),
    } | dismissals(happened, debate)
    median = sorted(held)[(len(held) - 1) // 2] if held else None
    return present({name: value or None for name, value in told.items()} | {"held_ms": median})


def dismissals(happened: list[Json], debate: Debate) -> Json:
    """Those that stand, and those that were challenged."""
    told: dict[tuple[str, int], Json] = {}
    stands, restored, challenged = dict[str, Json](), dict[str, int](), list[Json]()
    for line in happened:
        event, id_ = line["event"], line["event"].get("question")
        if kind_of(line) == "QuestionDismissed":
            stands.pop(id_, None)
            stands[id_] = told[id_, line["action"]] = {
                "question": id_,
                "reason": event["reason"],
                "at": minute(line["at"]),
            }
        elif kind_of(line) == "QuestionRestored":
            restored[id_] = line["seq"]
    for line in happened:
        event, id_ = line["event"], line["event"].get("question")
        if kind_of(line) == "DismissalChallenged" and (id_, event["dismissal"]) in told:
            one = told[id_, event["dismissal"]]
            again = restored.get(id_, 0) > line["seq"] or None
            at = {"at": minute(line["at"]), "dismissed_at": one["at"], "restored": again}
            challenged.append(present(one | at))
    stand = [one for id_, one in stands.items() if debate.questions[id_].state == "dismissed"]
    return {"dismissals": stand, "challenged": challenged}


def hours(happened: list[Json]) -> list[Json]:
    """How much of what in each hour in which there was something."""
    names = {
        "QuestionSubmitted": "submitted",
        "QuestionApproved": "shown",
        "QuestionDismissed": "dismissed",
    }
    none = dict.fromkeys(names.values(), 0)
    found: dict[int, Json] = {}
    for line in happened:
        if kind_of(line) in names:
            at = line["at"] - line["at"] % 3_600_000
            found.setdefault(at, {"at": at, **none})[names[kind_of(line)]] += 1
    return [found[at] for at in sorted(found)]
