"""Accounts with a password and a second factor, and how one logs in with them."""

from quart import Response

from server.debate.actors import Role
from server.identity.passwords import Passwords
from tests.given.clocks import FakeClock
from tests.given.web_house import Browser, House
from tests.identity.apps import STEP_S, App, with_app

PASSWORD = "correct horse battery"
SECOND = "/login/second"
FACTOR = "/account/second-factor"


async def account(house: House, name: str = "mira", role: Role = "producer") -> None:
    hashed = await Passwords(house.clock).hash(PASSWORD)
    await house.store.accounts.add(name, role, hashed, house.clock.now())


async def log_in(browser: Browser, name: str = "mira", **fields: str) -> Response:
    return await browser.post("/login", form={"name": name, "password": PASSWORD, **fields})


async def second(browser: Browser, code: str, **fields: str) -> Response:
    return await browser.post(SECOND, form={"code": code, **fields})


def later(house: House, seconds: float) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.pass_s(seconds)


async def guarded(house: House, name: str = "mira") -> tuple[App, list[str]]:
    """An account with a second factor, of whose app another code is shown by now."""
    await account(house, name)
    made = await with_app(house, name)
    later(house, 10 * STEP_S)
    return made
