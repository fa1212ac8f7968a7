"""Format 1: lines are objects with a hash of their own, each hanging on the one before."""

from collections import Counter

from server.archive.checking.report import Json, Report, Wrong, canonical, sha256
from server.archive.checking.second import UNPROVED


def check_first(report: Report, archive: Json) -> None:
    """The chain, the texts that are opened, and the votes; that is all that these files prove."""
    lines, questions = archive["journal"], archive["questions"]
    previous = bytes(32)
    for number, line in enumerate(lines, start=1):
        body = {key: value for key, value in line.items() if key != "hash"}
        previous = sha256(previous + canonical(body))
        if line["hash"] != previous.hex() or line.get("seq") != number:
            raise Wrong(f"line {number}: the hash does not follow from the line, or its number")
    texts: Json = {}
    for number, part in sorted(archive["opened"].items(), key=lambda pair: int(pair[0])):
        line = lines[int(number) - 1] if 0 < int(number) <= len(lines) else {}
        if sha256(canonical(part)).hex() != line.get("sealed"):
            report.wrong.append(f"line {number}: the text is not the one that was sealed")
            continue
        event = line["event"]
        if event["event"] == "QuestionTranslated":
            texts.setdefault(f"{event['question']} translated", {})[event["lang"]] = part["text"]
        else:
            texts[event["question"]] = part["text"]
    for one in questions:
        report.same(f"{one['id']}.text", texts.get(one["id"]), one["text"])
        translated = texts.get(f"{one['id']} translated", {})
        report.same(f"{one['id']}.translations", translated, one.get("translations", {}))
    check_first_votes(report, questions, [line["event"] for line in lines])
    outcomes = dict(Counter(one["outcome"] for one in questions))
    report.same("totals.outcomes", outcomes, archive["totals"].get("outcomes", outcomes))
    report.proved.append(f"last hash {previous.hex()}")
    report.cannot += ("that these are all lines: compare the hash with one written down", *UNPROVED)


def check_first_votes(report: Report, questions: list[Json], events: list[Json]) -> None:
    """Against what was sealed, once the debate was closed."""
    sealed = [event for event in events if event["event"] == "TalliesSealed"]
    closed = any(event["event"] == "PhaseChanged" and event["to"] == "closed" for event in events)
    if not closed or not sealed:
        raise Wrong("the debate is not closed in these lines, so they are cut off")
    for one in questions:
        votes = sealed[-1]["tallies"].get(one["id"])
        report.same(f"{one['id']}.votes", votes, one["votes"])
        report.same(f"{one['id']}.own_votes", sealed[-1]["own"].get(one["id"]), one["own_votes"])
        apart = sealed[-1].get("with_apart", {}).get(one["id"], one["votes"]) - one["votes"]
        report.same(f"{one['id']}.apart", apart, one.get("apart", 0))
