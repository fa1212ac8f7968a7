"""Whether the answers in writing to a debate are those that were published."""

from collections.abc import Sequence

from msgspec import Struct

from server.store import Store
from server.store.answers.written import first_changed


class CheckedAnswers(Struct):
    """As a Report has them."""

    problems: list[str]
    unproven: list[str]


async def check_answers(store: Store, code: str, first: str) -> CheckedAnswers:
    """`first`: the digest of the first line of the journal. Raises Unavailable."""
    named = await store.house_log.answers_of(first)  # first: what is read later is all it names
    lines = await store.written_answers.lines(code)
    changed = first_changed(lines)
    if changed is not None:
        return CheckedAnswers([f"answer in writing {changed} is not as it was published"], [])
    return _compared([hash_ for _, hash_ in lines], named)


def _compared(hashes: Sequence[str], named: Sequence[str]) -> CheckedAnswers:
    """A name is of an answer and all before it."""
    checked = CheckedAnswers([], [])
    if set(named) - set(hashes):
        checked.problems.append("answers in writing that the house's log names are gone")
    last = max((hashes.index(one) + 1 for one in named if one in hashes), default=0)
    if last < len(hashes):
        checked.unproven.append(
            f"answers in writing from {last + 1} on: the house's log does not name them"
        )
    return checked
