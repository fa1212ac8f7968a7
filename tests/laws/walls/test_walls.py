"""Law 8, in one house that has everything, and in houses made at random."""

from collections.abc import Iterator, Sequence

import hypothesis
import pytest
from hypothesis import HealthCheck

from server.debate import commands as c
from server.debate.actors import HOUSE, Membership, Scope
from server.debate.rule import TOKEN_ROLES
from tests.laws.walls.addresses import addresses
from tests.laws.walls.asking import answered
from tests.laws.walls.debates import debate, say_more
from tests.laws.walls.furnished import Furnished
from tests.laws.walls.listening import Ear, listening, sent_away, settled
from tests.laws.walls.machine import Walls
from tests.laws.walls.organisations import noted_by_the_house, organisation
from tests.laws.walls.people import Visitor, by_token, nobody, owner_of, with_account
from tests.laws.walls.telling import post, told

MADE: tuple[tuple[str, c.Phase, str], ...] = (
    ("aktiv/club", "draft", "listed"),
    ("aktiv/club", "live", "listed"),
    ("aktiv/news", "closed", "listed"),
    ("buka/club", "live", "listed"),
    ("buka/news", "closed", "unlisted"),
)
# Of an organisation's live debate: who is what there.
INSIDE: tuple[Membership, ...] = (
    Membership(Scope("organisation", "aktiv"), "screener"),
    Membership(Scope("programme", "aktiv/club"), "host"),
    Membership(Scope("programme", "aktiv/club"), "observer"),
)
OUTSIDE: tuple[Membership, ...] = (
    Membership(HOUSE, "keeper"),
    Membership(Scope("programme", "aktiv/news"), "producer"),
    Membership(Scope("organisation", "buka"), "owner"),
    Membership(Scope("organisation", "buka"), "observer"),
)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """Two organisations, with debates of every kind."""
    house = Furnished(tmp_path_factory.mktemp("walls"))
    house.run(_furnish(house))
    yield house
    house.close()


async def _furnish(there: Furnished) -> None:
    await noted_by_the_house(there)
    for key in ("aktiv", "buka"):
        await organisation(there, key)
    for programme, phase, kind in MADE:
        await debate(there, programme, phase=phase, kind=kind)


def test_strangers_read_nothing_that_is_hidden_and_owners_all_of_theirs(there: Furnished) -> None:
    stranger, *_ = there.run(nobody(there.house))
    owner = there.run(with_account(there, "of.aktiv", (owner_of("aktiv"),)))

    everywhere = addresses(there.house.app, there.known())
    read, refused = there.run(_asks(there, stranger, everywhere))
    read |= there.run(_listens(there, stranger))
    shown = {one.what for one in map(there.secrets.get, read) if one is not None}
    assert "a shown question" in shown  # of the unlisted debate, at its address
    assert there.published.keys() <= read

    # Pages that are everybody's are asked for as everybody by the machine below.
    more, _ = there.run(_asks(there, owner, refused))
    read |= more | there.run(_listens(there, owner))
    theirs = [one for one in there.secrets.values() if one.path.organisation == "aktiv"]
    readable = [one for one in theirs if one.roles or one.at]
    assert [f"{one.what} of {one.path}" for one in readable if one.word not in read] == []


def test_a_search_finds_what_was_shown_in_listed_debates_alone(there: Furnished) -> None:
    stranger, *_ = there.run(nobody(there.house))
    over = {word for word, one in there.published.items() if one.path.debate not in there.live}
    shown = {word for word in over if there.published[word].what == "a shown question"}
    titles = {word for word in over if there.published[word].what == "a title"}

    for address in ("/search?q=kada", "/api/search?q=kada"):
        found, _ = there.run(_asks(there, stranger, [address]))
        assert found == shown | titles


def test_each_document_tells_those_alone_who_may_see_it(there: Furnished) -> None:
    people = there.run(_people(there))
    code = next(code for code in there.live if there.codes[code].organisation == "aktiv")
    ears = [ear for one in people for ear in there.run(listening(there, one, code))]

    at_first = {ear: there.run(_heard(there, ear)) for ear in ears}
    known = set(there.secrets)
    there.run(say_more(there, code))
    there.run(settled(there, code))
    later = {ear: there.run(_heard(there, ear)) for ear in ears}

    new = there.secrets.keys() - known
    heard = {(ear.visitor.name, ear.view): len(later[ear] & new) for ear in ears}
    for ear in ears:
        there.run(ear.leave())
    assert heard["screener of aktiv", "control"] == len(new) == 3
    assert heard["observer of aktiv/club", "control"] == len(new)
    assert heard["host of aktiv/club", "host"] == 1  # what is said to the host
    assert any(at_first[ear] for ear in ears if ear.view == "audience")


def test_who_is_nothing_any_more_hears_nothing_more(there: Furnished) -> None:
    was = Membership(Scope("organisation", "aktiv"), "observer")
    visitor = there.run(with_account(there, "observer", (was,)))
    code = next(code for code in there.live if there.codes[code].organisation == "aktiv")
    ears = there.run(listening(there, visitor, code))
    heard = {ear.view: there.run(_heard(there, ear)) for ear in ears}
    assert heard["control"] & there.secrets.keys()

    there.run(sent_away(there, visitor, ears))
    there.run(say_more(there, code))
    there.run(settled(there, code))

    for ear in ears:
        there.run(_heard(there, ear))
        there.run(ear.leave())


def test_machines_are_told_what_everybody_may_know_of_their_organisation(there: Furnished) -> None:
    assert there.run(told(there)) == {"aktiv", "buka"}


def test_the_log_of_the_process_says_nothing_of_it(there: Furnished) -> None:
    stranger, *_ = there.run(nobody(there.house))
    there.run(answered(stranger, "POST", "/login/o/aktiv", form={}))  # whose provider is silent
    there.run(post(there))

    there.read_the_log()

    for said in ("a login by a provider failed", "a letter could not be sent"):
        assert said in "".join(there.logged.said)


@pytest.mark.parametrize(
    ("size", "steps"),
    [
        pytest.param(2, 8, id="a few"),
        pytest.param(40, 30, id="many", marks=pytest.mark.slow),
    ],
)
def test_nothing_of_an_organisation_leaves_it(size: int, steps: int) -> None:
    given = hypothesis.settings(
        max_examples=size,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    hypothesis.stateful.run_state_machine_as_test(Walls, settings=given)


async def _asks(
    there: Furnished, visitor: Visitor, asked: Sequence[str]
) -> tuple[set[str], list[str]]:
    """What they read there, and where they were not let in."""
    read: set[str] = set()
    refused: list[str] = []
    for address in asked:
        answer = await answered(visitor, "GET", address)
        read |= there.read(answer.said, visitor.name, visitor.memberships, address)
        if not answer.let_in:
            refused.append(address)
    return read, refused


async def _listens(there: Furnished, visitor: Visitor) -> set[str]:
    """At every document of every debate."""
    read: set[str] = set()
    for code in there.codes:
        for ear in await listening(there, visitor, code):
            read |= await _heard(there, ear)
            await ear.leave()
    return read


async def _people(there: Furnished) -> list[Visitor]:
    """Of every kind: nobody, members here and elsewhere, whoever has a token of either."""
    people = await nobody(there.house)
    for one in (*INSIDE, *OUTSIDE):
        name = f"{one.role} of {one.scope.key}"
        people.append(await with_account(there, name, (one,)))
    for code in there.live:
        for number, role in enumerate(TOKEN_ROLES):
            ways = await by_token(there.house, code, role)
            people.append(ways[number % len(ways)])
    return people


async def _heard(there: Furnished, ear: Ear) -> set[str]:
    return there.read(await ear.heard(), ear.visitor.name, ear.visitor.memberships, ear.at)
