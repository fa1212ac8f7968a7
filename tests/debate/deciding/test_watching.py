"""Attacks and honest bursts as they were seen or are to be expected: what is told of each, how
soon, and what is not. Times in s."""

import random
from collections.abc import Iterable, Iterator
from itertools import count

import pytest
from msgspec.structs import replace

from server.debate.actors import Source
from server.debate.bursts import Burst, Gathered, Vote
from server.debate.deciding.watching import EXPECTED_S, REMEMBERED_AT_MOST, Watch

EPOCH = 1_763_877_600

_ids = count(1)


def voter(at: float, question: str, area: str, *, age: float = 30, live: bool = True) -> Vote:
    source = Source(area, "", area, live, int(EPOCH + at - age))
    return Vote(at, EPOCH + at, f"handle-{next(_ids)}", question, source)


def play(votes: Iterable[Vote], watch: Watch | None = None) -> list[tuple[float, Burst, Gathered]]:
    """What is told, at each whole second."""
    watch = watch or Watch(0, lambda: f"b{next(_ids)}")
    told: list[tuple[float, Burst, Gathered]] = []
    second = 0
    for vote in sorted(votes, key=lambda vote: vote.at):
        while second < vote.at:
            told += [(second, *one) for one in look(watch, second)]
            second += 1
        watch.voted([vote])
    for later in range(second, second + 60):
        told += [(later, *one) for one in look(watch, later)]
    return told


def look(watch: Watch, now: float) -> list[tuple[Burst, Gathered]]:
    return list(watch.look(now, EPOCH + now, lambda handles: 100))


def honest(seed: int, per_10_s: float, seconds: float, area: str = "") -> Iterator[Vote]:
    """People who come by themselves, each on their own network unless one is named."""
    dice, at = random.Random(seed), 0.0
    while (at := at + dice.expovariate(per_10_s / 10)) < seconds:
        where = area or f"home-{dice.randrange(10_000)}"
        yield voter(at, f"q{dice.randint(1, 12)}", where, age=dice.uniform(8, 300))


def script(start: float, voters: int, gap: float, question: str = "q12") -> list[Vote]:
    """A loop that makes a token and votes with it over HTTP."""
    return [voter(start + n * gap, question, "one", age=0.1, live=False) for n in range(voters)]


def test_a_script_with_300_tokens_is_told_within_ten_seconds_among_an_evening() -> None:
    told = play([*honest(1, 3, 900), *script(600, 300, 40 / 300)])

    seen = [one for one in told if one[0] >= 600]
    assert seen[0][0] - 600 <= 10
    assert [one for one in told if one[0] < 600] == []
    _, burst, gathered = seen[-1]
    assert burst.question == "q12"
    assert 300 <= burst.voters <= 303 and burst.networks == 1
    assert abs(burst.until - burst.at - 40_000) < 12_000
    assert (burst.at_once, burst.no_line, burst.regular) >= (95, 95, 80)
    assert {one.id for _, one, _ in seen} == {burst.id}
    assert len(gathered.members()) == burst.voters


def test_a_slow_script_on_one_question_is_told_though_the_debate_as_a_whole_is_busy() -> None:
    told = play([*honest(2, 20, 1_200), *script(600, 100, 1.2)])
    first = next(one for one in told if one[1].question == "q12" and one[0] >= 600)
    assert first[0] - 600 <= 40


def test_rotating_in_one_ipv6_network_is_one_network() -> None:
    """Counted by area: all these addresses are of one /48."""
    dice = random.Random(3)
    rotation = [
        voter(300 + n / 738 + dice.random() / 100, "q3", "2001:db8:1::/48", age=0, live=True)
        for n in range(738)
    ]
    told = play([*honest(4, 3, 400), *rotation])
    at, burst, _ = next(one for one in told if one[0] >= 300)
    assert at - 300 <= 2
    assert burst.networks == 1 and burst.at_once >= 90
    assert 700 <= told[-1][1].voters <= 760


def test_people_who_vote_beside_a_script_are_none_of_its_burst() -> None:
    others = list(honest(5, 6, 700))
    told = play([*others, *script(600, 300, 0.1)])
    _, burst, gathered = told[-1]
    assert not {vote.handle for vote in others} & set(gathered.members())
    assert burst.voters == len(gathered.members()) == 300


def test_40_people_after_a_tv_mention_are_not_told() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        mention = [
            voter(600 + dice.expovariate(1 / 40), "q5", f"home-{n}", age=dice.uniform(8, 60))
            for n in range(40)
        ]
        assert play([*honest(seed, 2, 900), *mention]) == []


def test_400_people_after_a_tv_mention_are_told_as_many_networks_and_no_machine() -> None:
    dice = random.Random(6)
    mention = [
        voter(600 + dice.expovariate(1 / 60), "q5", f"home-{n}", age=dice.uniform(8, 60))
        for n in range(400)
    ]
    _, burst, _ = play([*honest(6, 2, 900), *mention])[-1]
    assert burst.networks > 100
    assert burst.signs == 0


def test_a_class_of_pupils_behind_one_address_is_not_told() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        pupils = [
            voter(600 + dice.gammavariate(3, 12), "q7", "school", age=dice.uniform(5, 40))
            for _ in range(30)
        ]
        assert play([*honest(seed, 2, 900), *pupils]) == []


@pytest.mark.parametrize("live", [True, False], ids=["live", "where websockets are blocked"])
def test_a_hall_of_500_that_votes_at_the_opening_is_not_told(live: bool) -> None:
    for seed in range(10):
        dice = random.Random(seed)
        hall = [
            voter(5 + dice.gammavariate(2, 15), f"q{dice.randint(1, 6)}", "hall",
                  age=dice.uniform(5, 400), live=live)
            for _ in range(500)
        ]  # fmt: skip
        watch = Watch(0, lambda: f"b{next(_ids)}")
        watch.expect(0)
        assert play(hall, watch) == []


def test_a_script_that_waits_for_the_opening_is_told_all_the_same() -> None:
    watch = Watch(0, lambda: f"b{next(_ids)}")
    watch.expect(0)
    told = play(script(20, 300, 40 / 300), watch)
    at, burst, _ = told[0]
    assert at <= 30 and burst.expected
    assert at < EXPECTED_S


def test_an_evening_of_people_who_come_by_themselves_is_not_told() -> None:
    """Ten evenings of two hours, at one to ten new voters in ten seconds."""
    for seed in range(10):
        assert play(honest(seed, 1 + seed, 1_800)) == [], seed


def again(votes: Iterable[Vote], dice: random.Random, start: float) -> list[Vote]:
    """The same people vote for one question more, as somebody on the stage asks them to."""
    return [
        replace(one, at=at, wall=EPOCH + at, question="q9", first=False)
        for one in votes
        for at in (start + dice.gammavariate(2, 6),)
    ]


def test_voters_made_early_are_told_when_they_vote_together() -> None:
    early = [voter(n * 9.0, f"q{n % 7}", "one", live=False) for n in range(100)]
    together = [
        replace(one, at=950 + n * 0.2, wall=EPOCH + 950 + n * 0.2, question="q9", first=False)
        for n, one in enumerate(early)
    ]
    people = list(honest(8, 3, 1_000))
    told = play([*people, *early, *together])

    at, burst, gathered = next(one for one in told if one[1].question == "q9")
    assert at - 950 <= 20
    assert burst.again and burst.signs >= 2
    assert {vote.handle for vote in early} >= set(gathered.members())


@pytest.mark.parametrize("live", [True, False], ids=["live", "where websockets are blocked"])
def test_a_hall_that_votes_for_one_question_after_another_is_not_told(live: bool) -> None:
    dice = random.Random(9)
    hall = [
        voter(5 + dice.gammavariate(2, 60), f"q{dice.randint(1, 6)}", "hall", live=live)
        for _ in range(300)
    ]
    watch = Watch(0, lambda: f"b{next(_ids)}")
    watch.expect(0)
    watch.expect(100)
    told = play([*hall, *again(hall[:150], dice, 900)], watch)
    if live:
        assert [one for one in told if one[1].again] == []
    else:
        assert {one[1].signs for one in told if one[1].again} <= {2}, "one network, and no line"


def test_one_phone_that_takes_back_and_votes_again_is_one_voter() -> None:
    one = voter(0, "q1", "one")
    assert play([replace(one, at=n / 10, first=False) for n in range(2_000)]) == []


def test_a_burst_ends_and_another_is_another() -> None:
    told = play([*script(100, 100, 0.1), *script(500, 100, 0.1, "q2")])
    ids = list(dict.fromkeys(burst.id for _, burst, _ in told))
    assert len(ids) == 2
    assert not [at for at, _, _ in told if 160 < at < 500]


def test_votes_taken_in_together_tell_the_same_as_one_by_one() -> None:
    votes = sorted([*honest(7, 30, 300), *script(95.5, 200, 0.05)], key=lambda vote: vote.at)
    together, one_by_one = Watch(0, lambda: "b"), Watch(0, lambda: "b")
    told: list[tuple[list[Burst], list[Burst]]] = []
    for start in range(0, 300, 25):
        some = [vote for vote in votes if start <= vote.at < start + 25]
        together.voted(some)
        for vote in some:
            one_by_one.voted([vote])
        some_told, single_told = (
            [burst for burst, _ in look(watch, start + 25)] for watch in (together, one_by_one)
        )
        told.append((some_told, single_told))

    assert any(some for some, _ in told)
    assert [some for some, _ in told] == [single for _, single in told]


def test_what_is_kept_is_bounded_and_goes_after_ten_minutes() -> None:
    watch = Watch(0, lambda: "b")
    for vote in script(0, REMEMBERED_AT_MOST + 5_000, 0.001):
        watch.voted([vote])
    assert len(watch._votes) == REMEMBERED_AT_MOST

    look(watch, 700)

    assert not watch._votes and not watch._series
