"""The ballots of a debate in the database, against all that this house has said of them."""

from collections.abc import Iterable

from msgspec import Struct, field

from server.debate.deciding.sealing import APART, BallotsSealed, recount, row_of
from server.debate.events import TalliesSealed
from server.debate.state import Debate
from server.store import Kept, Store
from server.transparency.merkle import Tree


class Checked(Struct):
    """How many `ballots` there are, what is wrong with them, and what cannot be known."""

    ballots: int = 0
    problems: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)


async def check_ballots(store: Store, code: str, debate: Debate) -> Checked:
    """`debate`: as its journal makes it. Raises Unavailable."""
    tallies = await store.ballots.tallies(code)
    if not debate.is_over:
        return await _check_open(store, code, debate, tallies)
    kept = await store.ballots.read(code)
    checked = Checked(sum(ballot.on for ballot in kept))
    if debate.sealed is not None and debate.sealed_ballots is not None:
        _check_sealed(checked, debate, debate.sealed, debate.sealed_ballots, kept)
    elif debate.sealed is not None:
        checked.problems += _older_problems(debate, debate.sealed, kept)
        checked.unproven.append("which ballots there were: an older program sealed no list of them")
    own = {ballot.question: 0 for ballot in kept}
    for ballot in kept:
        own[ballot.question] += ballot.on
    checked.problems += _tally_problems(tallies, own)
    return checked


async def _check_open(store: Store, code: str, debate: Debate, tallies: dict[str, int]) -> Checked:
    async with store.ballots.look(code) as look:
        if look.mark is None:
            return Checked(unproven=["anything of the ballots: the debate was closed just now"])
        seen = await look.seen()
    checked, committed = Checked(seen.by_question.total()), debate.committed
    if seen.forged:
        checked.problems.append(f"{seen.forged} ballots or bursts that this house did not write")
    checked.problems += _unknown(debate, seen.by_question)
    if debate.disputed:
        checked.problems.append("the journal says that ballots were not as they were cast")
    if committed is None or committed.mark != look.mark:
        since = "ever" if committed is None else f"after group {committed.mark}"
        checked.unproven.append(f"that no ballot was taken out: no root was written {since}")
    elif (seen.rows, seen.root) != (committed.ballots, committed.root):
        checked.problems.append("the ballots are not those whose root stands in the journal")
    if committed is not None and committed.lacking(seen.rows, look.mark):
        checked.problems.append("there are fewer ballots, or groups of them, than the journal says")
    checked.unproven.append("that nobody was taken out of a burst, while the debate is open")
    checked.problems += _tally_problems(tallies, seen.by_question)
    return checked


def _check_sealed(
    checked: Checked,
    debate: Debate,
    sealed: TalliesSealed,
    of_list: BallotsSealed,
    kept: list[Kept],
) -> None:
    rows = sorted(row_of(b.question, b.handle, b.burst == APART) for b in kept)
    if not all(ballot.on and ballot.burst in ("", APART) for ballot in kept):
        checked.problems.append("a ballot says more than the list that was sealed")
    root = Tree(row.encode() for row in rows).root().hex()
    if (len(rows), root) != (of_list.ballots, of_list.root):
        checked.problems.append(
            f"the {len(rows)} ballots are not the {of_list.ballots} that were sealed"
        )
    unknown = _unknown(debate, [ballot.question for ballot in kept])
    if unknown:
        checked.problems += unknown
        return
    try:
        counts = recount(rows, {q.id: q.merged_into for q in debate.questions.values()})
    except ValueError:
        checked.problems.append("a ballot is not what one in a sealed list can be")
        return
    for name, counted, said in (
        ("own", counts.own, sealed.own),
        ("tallies", counts.tallies, sealed.tallies),
        ("apart", counts.apart, sealed.apart or {}),
        ("with_apart", counts.with_apart, sealed.with_apart or {}),
    ):
        checked.problems += [
            f"{id_}: {said.get(id_, 0)} sealed as {name}, but {counted.get(id_, 0)} counted"
            for id_ in sorted(counted.keys() | said.keys())
            if counted.get(id_) != said.get(id_)
        ]
    for what, told, count in (
        ("ballots", sealed.ballots, counts.ballots),
        ("ballots apart", sealed.apart_ballots or 0, counts.ballots_apart),
    ):
        if told != count:
            checked.problems.append(f"{told} {what} sealed, but {count} counted")
    for who, told, (least, most) in (
        ("voted", sealed.participants, counts.people),
        ("voted and were set apart", sealed.apart_participants or 0, counts.people_apart),
    ):
        if not least <= told <= most:
            checked.problems.append(f"{told} people {who}, but there are {least} to {most}")
        elif least < most:
            checked.unproven.append(f"that {told} people {who}: there are {least} to {most}")


def _older_problems(debate: Debate, sealed: TalliesSealed, kept: list[Kept]) -> list[str]:
    """What was sealed against ballots whose handles are those of one ballot each: nobody can count
    people over merged questions again. But they are at least as many as voted for the largest part,
    and at most as many as there are ballots."""
    if not sealed.tallies.keys() == sealed.own.keys() == debate.questions.keys():
        return ["the sealed tallies are not of the questions of this debate"]
    own = dict.fromkeys(debate.questions, 0)
    found = _unknown(debate, [ballot.question for ballot in kept])
    for ballot in kept:
        if ballot.on and ballot.question in own:
            own[ballot.question] += 1
    ballots, apart = sealed.ballots + (sealed.apart_ballots or 0), sealed.apart or {}
    if ballots != sum(own.values()):
        found.append(f"{ballots} ballots sealed, but {sum(own.values())} kept")
    for id_, question in debate.questions.items():
        parts = [own[part] for part in debate.tallies.tree(id_)]
        sealed_own = sealed.own[id_] + apart.get(id_, 0)
        if sealed_own != parts[0]:
            found.append(f"{id_}: {sealed_own} own votes sealed, but {parts[0]} ballots")
        votes = (sealed.with_apart or sealed.tallies).get(id_, sealed.tallies[id_])
        if question.merged_into is None and not max(parts) <= votes <= sum(parts):
            found.append(f"{id_}: {votes} votes sealed, but {parts} ballots")
    return found


def _tally_problems(tallies: dict[str, int], own: dict[str, int]) -> list[str]:
    return [
        f"{id_}: {tallies.get(id_, 0)} votes kept, but {own.get(id_, 0)} ballots"
        for id_ in sorted(tallies.keys() | own.keys())
        if tallies.get(id_, 0) != own.get(id_, 0)
    ]


def _unknown(debate: Debate, questions: Iterable[str]) -> list[str]:
    return [
        f"{question}: a ballot for a question that is not there"
        for question in sorted(set(questions) - debate.questions.keys())
    ]
