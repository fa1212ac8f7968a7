"""Who goes with an organisation that is removed, and which one it is."""

import pytest

from server.debate.actors import Scope
from server.store.leaving.departures import Departure
from server.store.removing import delete_closed
from tests.given.web_house import House
from tests.moving.given import CLOSED, DRAFT, KEY, everything, organisation
from tests.moving.test_leaving import close_all, leaving

PAGE = f"/admin/o/{KEY}/leaving"
OF_ONE = Scope("debate", CLOSED)


async def of_one_debate(house: House) -> str:
    """Somebody who is something in the debate alone, and somebody invited; the first's id."""
    await house.moderator(None, "hana")  # type: ignore[arg-type]
    account = await house.store.accounts.get("hana")
    assert account is not None
    await house.store.memberships.grant(account.id, OF_ONE, "host", 1)
    await house.store.invitations.add(b"i" * 32, OF_ONE, "host", "Iva", 1, 10**15)
    return account.id


@pytest.mark.parametrize("archives", [True, False])
async def test_whoever_was_something_in_a_single_debate_goes_with_it(
    house: House, archives: bool
) -> None:
    await everything(house)
    account = await of_one_debate(house)
    await close_all(house)
    now = house.clock.now()
    await house.store.departures.begin(Departure(KEY, now, now, archives))

    await leaving(house).remove()

    assert await house.store.memberships.of(account) == ()
    assert await house.store.invitations.find(b"i" * 32) is None
    assert await house.store.accounts.get("hana") is None


async def test_a_later_debate_of_the_same_code_is_nobodys(house: House) -> None:
    await organisation(house, CLOSED)
    account = await of_one_debate(house)
    database = house.store._database

    assert await delete_closed(database, CLOSED, "vesna", house.clock.now())

    assert await house.store.memberships.of(account) == ()
    assert await house.store.invitations.find(b"i" * 32) is None


async def test_only_the_one_that_was_asked_for_is_removed_at_once(house: House) -> None:
    owner = await everything(house)
    await close_all(house)
    now = house.clock.now()
    await house.store.departures.begin(Departure("other", now, now))  # due at the next look

    form = {"do": "deactivate", "when": "now", "typed": KEY, "archives": "go"}
    assert (await owner.post(PAGE, form=form)).status_code == 303

    assert await house.store.organisations.get(KEY) is None
    assert await house.store.debates.get(DRAFT) is None
    other = await house.store.departures.of("other")
    assert other is not None
    assert other.removed_at is None
