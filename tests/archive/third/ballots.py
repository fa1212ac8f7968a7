"""The sealed list, counted."""

import re
from collections import defaultdict
from collections.abc import Sequence

from tests.archive.third.bytes import Json, demand, root, whole
from tests.archive.third.debate import Debate

ROW = re.compile(r"(q[1-9][0-9]*) ([0-9a-f]{16})( apart)?")
People = dict[str, set[str]]


def check_ballots(rows: Sequence[str], debate: Debate) -> None:
    """Raises WrongError where they are not what was sealed."""
    sealed = debate.sealed["BallotsSealed"]
    demand(set(sealed) == {"event", "ballots", "root"}, "BallotsSealed has other fields")
    demand(sealed["ballots"] == len(rows), "there are more rows than sealed, or fewer")
    demand(sealed["root"] == root(rows).hex(), "the rows are not those that were sealed")
    demand(list(rows) == sorted(rows, key=str.encode), "the rows are not sorted")
    count, apart = _by_question(rows)
    demand(set(count) | set(apart) <= set(debate.questions), "a ballot for no question")
    demand(sum(map(len, (*count.values(), *apart.values()))) == len(rows), "a row stands twice")
    stands = any(burst["outcome"] == "apart" for burst in debate.bursts.values())
    demand(stands or not apart, "rows are apart, and no burst is")
    told = dict(debate.sealed["TalliesSealed"])
    del told["event"]
    trees = [debate.inside(q.id) for q in debate.questions.values() if q.into is None]
    for tree in trees:
        demand(not _over(tree, count) & _over(tree, apart), "somebody is apart in half of a tree")
    _check_people(told.pop("participants"), trees, count)
    if apart:
        _check_people(told.pop("apart_participants"), trees, apart)
    demand(told == _tallies(debate, count, apart), "TalliesSealed does not say what the rows do")


def _by_question(rows: Sequence[str]) -> tuple[People, People]:
    count: People = defaultdict(set)
    apart: People = defaultdict(set)
    for row in rows:
        found = ROW.fullmatch(row)
        demand(found is not None, f"{row!r} is no ballot")
        assert found is not None
        question, handle, aside = found.groups()
        (apart if aside else count)[question].add(handle)
    return dict(count), dict(apart)


def _over(questions: Sequence[str], people: People) -> set[str]:
    return set().union(*(people.get(question, set()) for question in questions))


def _check_people(told: int, trees: list[list[str]], people: People) -> None:
    each = [len(_over(tree, people)) for tree in trees]
    demand(max(each, default=0) <= whole(told) <= sum(each), "other people voted than can have")


def _tallies(debate: Debate, count: People, apart: People) -> Json:
    trees = {question: debate.inside(question) for question in debate.questions}
    tallies = {question: len(_over(tree, count)) for question, tree in trees.items()}
    told: Json = {
        "tallies": tallies,
        "own": {question: len(count.get(question, ())) for question in trees},
        "ballots": sum(map(len, count.values())),
    }
    if apart:
        both = {
            question: tallies[question] + len(_over(tree, apart))
            for question, tree in trees.items()
        }
        told |= {
            "apart": {question: len(people) for question, people in apart.items()},
            "apart_ballots": sum(map(len, apart.values())),
            "with_apart": {q: votes for q, votes in both.items() if votes > tallies[q]},
        }
    return told
