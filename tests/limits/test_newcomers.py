"""New participants and new voters: a hall is let in at once, whoever makes them is not."""

import asyncio

import pytest

from server.debate import commands as c
from server.debate.actors import Actor, Source
from server.debate.inner_commands import DescribeDebate
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.limits.newcomers import Minting, NewVoters
from server.limits.table import TOKENS, VOTERS, VOTERS_WITHOUT_LINE
from server.live.voting.keeping import Keeping
from tests.given.clocks import FakeClock
from tests.given.debates import OWNER, SETTINGS
from tests.given.live_house import House

HALL = "203.0.113.7"


def let_in(voters: NewVoters, sources: list[Source]) -> int:
    """How many of them may vote now."""
    count = 0
    for source in sources:
        try:
            voters.take(source)
        except Rejected as refusal:
            assert refusal.code == "too_fast" and refusal.retry_ms
        else:
            count += 1
    return count


@pytest.mark.parametrize("live", [True, False], ids=["live", "over HTTP"])
def test_a_hall_of_500_behind_one_address_votes_at_once(live: bool) -> None:
    hall = Minting(FakeClock()).source(HALL, live)
    assert let_in(NewVoters(Debate(), FakeClock()), [hall] * 500) == 500


def test_550_new_voters_a_second_from_one_address_are_ten() -> None:
    clock = FakeClock()
    script = Minting(clock).source(HALL)
    voters = NewVoters(Debate(), clock)

    seconds = []
    for _ in range(10):
        seconds.append(let_in(voters, [script] * 550))
        clock.pass_s(1)

    assert sum(seconds[:2]) == VOTERS_WITHOUT_LINE.burst + VOTERS_WITHOUT_LINE.per_s
    assert seconds[2:] == [VOTERS_WITHOUT_LINE.per_s] * 8


def test_rotating_in_one_ipv6_network_brings_no_more() -> None:
    minting, voters = Minting(FakeClock()), NewVoters(Debate(), FakeClock())
    in_64 = [minting.source(f"2001:db8:1:2::{n:x}", live=True) for n in range(8_000)]
    assert let_in(voters, in_64) == VOTERS.burst

    in_56 = [minting.source(f"2001:db8:9:{n % 256:x}::1", live=True) for n in range(8_000)]
    assert let_in(voters, in_56) == 2 * VOTERS.burst


def test_a_debate_may_lower_its_ceiling_and_raise_it_again() -> None:
    clock, debate = FakeClock(), Debate()
    voters = NewVoters(debate, clock)
    minting = Minting(clock)
    live, script = (minting.source(HALL, door) for door in (True, False))

    debate.voters_a_minute = 30
    assert let_in(voters, [live, script] * 100) == 30
    clock.pass_s(60)
    assert let_in(voters, [live, script] * 100) == 30

    debate.voters_a_minute = 0
    assert let_in(voters, [live, script] * 100) == 200


def test_tokens_made_over_http_have_a_ceiling_for_each_network() -> None:
    minting = Minting(FakeClock())
    for _ in range(int(TOKENS.burst)):
        minting.take(HALL)
    with pytest.raises(Rejected, match="too_fast"):
        minting.take(HALL)
    minting.take("203.0.113.8")
    for _ in range(5_000):
        minting.take(None)  # a machine of ours, which speaks for everybody


def test_an_address_cannot_be_read_from_where_somebody_comes_from() -> None:
    one, other = Minting(FakeClock()), Minting(FakeClock())
    assert HALL not in repr(one.source(HALL)) and one.source(HALL) != other.source(HALL)


async def test_a_first_vote_above_the_ceiling_is_for_later_and_a_second_is_not_counted(
    house: House,
) -> None:
    code = await house.debate()
    room = await house.rooms.get(code)
    questions = []
    for text in ("Ko?", "Kada?"):
        done = await room.handle(
            Actor("participant", room.handle_of("author")), c.SubmitQuestion(id=text, text=text)
        )
        questions.append(done["question"])
        producer = Actor("producer", "account:mira", "mira")
        await room.handle(producer, c.ApproveQuestion(id=text, question=done["question"]))
    lowered = DescribeDebate(id="l", title=SETTINGS.title, programme="", voters_a_minute=1)
    await room.handle(OWNER, lowered)
    source = Minting(house.clock).source(HALL, live=True)
    ana, besa = (
        Actor("participant", room.handle_of(name), source=source) for name in ("ana", "besa")
    )

    def vote(actor: Actor, question: str) -> Keeping | None:
        return room.voting.vote(actor, c.Vote(id=f"v{question}", question=question, on=True))

    first, second = vote(ana, questions[0]), vote(ana, questions[1])
    assert first is not None and second is not None
    with pytest.raises(Rejected, match="too_fast"):
        vote(besa, questions[0])
    await asyncio.gather(first.wait(), second.wait())
    assert [room.debate.tally(question) for question in questions] == [1, 1]
