"""The list of ballots: against what was sealed of it, and counted again."""

from collections import Counter
from dataclasses import dataclass, field

from server.archive.checking.debates import Debate
from server.archive.checking.heads import root_of
from server.archive.checking.lines import kind_of
from server.archive.checking.report import Json, Report, Wrong, is_hex


@dataclass
class Counted:
    """By question, over it and all that was merged into it: `people` whose votes count, those whose
    votes are `apart`, and how many others were `merged` into it; `whole`: what was not merged."""

    people: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)
    merged: Counter[str] = field(default_factory=Counter)
    whole: list[str] = field(default_factory=list)


def read_ballots(rows: list[str], debate: Debate) -> dict[str, dict[str, bool]]:
    """By question the handles that have a ballot for it, and whether it is apart. Raises Wrong."""
    if rows != sorted(set(rows)):
        raise Wrong("the ballots are not sorted, or one stands twice")
    votes: dict[str, dict[str, bool]] = {id_: {} for id_ in debate.questions}
    for row in rows:
        question, handle, *apart = (*row.split(" "), "")
        mine = votes.get(question, {handle: True})
        if not is_hex(handle, 16) or apart not in ([""], ["apart", ""]) or handle in mine:
            raise Wrong(f"a ballot of no question, not well written, or a second one: {row:.60}")
        mine[handle] = apart != [""]
    return votes


def count(debate: Debate, votes: dict[str, dict[str, bool]]) -> Counted:
    """Count people over merged questions, parts before what they were merged into. Raises Wrong
    where somebody's votes in one tree are apart and not, and for a circle."""
    counted = Counted()
    waiting = Counter(one.into for one in debate.questions.values())
    apart = {id_: sum(mine.values()) for id_, mine in votes.items()}
    ready = [id_ for id_ in votes if not waiting[id_]]
    for id_ in ready:
        counted.apart[id_] = apart[id_]
        counted.people[id_] = len(votes[id_]) - apart[id_]
        into = debate.questions[id_].into
        if into is None:
            counted.whole.append(id_)
            continue
        few, many = sorted((id_, into), key=lambda one: len(votes[one]))
        fewer, all_ = votes[few], votes[many]
        if any(all_.get(handle, is_apart) != is_apart for handle, is_apart in fewer.items()):
            raise Wrong(f"{into}: votes of one person are apart, and others are not")
        apart[into] = apart[many] + sum(fewer[handle] for handle in fewer if handle not in all_)
        all_ |= fewer
        votes[into] = all_
        counted.merged[into] += counted.merged[id_] + 1
        waiting[into] -= 1
        if not waiting[into]:
            ready.append(into)
    if len(ready) != len(votes):
        raise Wrong("questions are merged in a circle")
    return counted


def check_kept(report: Report, lines: list[Json]) -> None:
    """What the server said of the ballots while people voted: it never deletes one."""
    kept = [line["event"].get("ballots") for line in lines if kind_of(line) == "BallotsCommitted"]
    numbers = all(type(one) is int for one in kept)
    report.unless(numbers and kept == sorted(kept), "BallotsCommitted: ballots were taken out")


def check_ballots(report: Report, rows: list[str], seals: Json, debate: Debate) -> Counted:
    """The list against what was sealed of it, and counted again against the sealed tallies."""
    root, sealed = root_of(row.encode() for row in rows).hex(), seals["TalliesSealed"]
    made = {"event": "BallotsSealed", "ballots": len(rows), "root": root}
    report.same("BallotsSealed", made, seals["BallotsSealed"])
    votes = read_ballots(rows, debate)
    own_apart = {id_: n for id_, mine in votes.items() if (n := sum(mine.values()))}
    own = {id_: len(mine) - own_apart.get(id_, 0) for id_, mine in votes.items()}
    counted = count(debate, votes)
    made = {"event": "TalliesSealed", "tallies": counted.people, "own": own}
    made |= people_of("", sealed, counted.people, counted.whole, sum(own.values()))
    if own_apart:
        held = any(is_apart for _, is_apart in debate.apart.values())
        report.unless(held, "votes are apart, and no burst was set apart")
        with_apart = {id_: n + counted.people[id_] for id_, n in counted.apart.items() if n}
        made |= {"apart": own_apart, "with_apart": with_apart}
        ballots = sum(own_apart.values())
        made |= people_of("apart_", sealed, counted.apart, counted.whole, ballots)
    report.same("TalliesSealed", made, sealed)
    report.proved.append(f"{len(rows)} ballots, counted again")
    return counted


def people_of(
    kind: str, sealed: Json, people: dict[str, int], whole: list[str], ballots: int
) -> Json:
    """How many ballots there are, and how many voted at all: as it was sealed, within what the list
    allows."""
    told, least, most = sealed.get(f"{kind}participants"), 0, 0
    for id_ in whole:
        least, most = max(least, people[id_]), most + people[id_]
    possible = type(told) is int and least <= told <= most
    return {f"{kind}ballots": ballots, f"{kind}participants": told if possible else least}
