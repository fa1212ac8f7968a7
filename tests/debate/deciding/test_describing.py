"""Setting up a debate: what its settings may be."""

import pytest
from msgspec.structs import replace

from server.debate.described import LENGTHS, Limits
from server.debate.events import DebateDescribed
from server.debate.inner_commands import ListDebate
from server.debate.refusals import Rejected
from server.debate.state import Debate
from tests.given.debates import OWNER, SETTINGS, Drive


def allow(drive: Drive, max_length: int) -> None:
    limits = Limits(max_length=max_length)
    drive.do(OWNER, replace(SETTINGS, id=drive.id(), limits=limits))


@pytest.mark.parametrize("max_length", [LENGTHS[0], 50, LENGTHS[-1]])
def test_the_longest_question_is_what_a_debate_allows(max_length: int) -> None:
    drive = Drive()

    allow(drive, max_length)

    assert drive.debate.limits.max_length == max_length


@pytest.mark.parametrize("max_length", [-1, 0, LENGTHS[0] - 1, LENGTHS[-1] + 1])
def test_a_length_out_of_bounds_is_refused_with_the_bounds(max_length: int) -> None:
    drive = Drive()
    before = drive.debate.limits

    with pytest.raises(Rejected) as caught:
        allow(drive, max_length)

    assert caught.value.code == "malformed"
    assert "from 20 to 300 - at `$.limits.max_length`" in caught.value.args_["why"]
    assert drive.debate.limits == before


def test_what_an_older_journal_allows_stays_allowed() -> None:
    drive = Drive()

    drive.write(OWNER, [_described(drive.debate, max_length=5)])

    assert drive.debate.limits.max_length == 5
    drive.do(OWNER, ListDebate(id=drive.id(), unlisted=True))
    assert drive.debate.limits.max_length == 5


def _described(debate: Debate, max_length: int) -> DebateDescribed:
    return DebateDescribed(
        code=debate.code,
        programme=debate.programme,
        title=debate.title,
        limits=Limits(max_length=max_length),
    )
