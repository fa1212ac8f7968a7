"""Apps for one-time codes, as people have them on their phones."""

import re

import pyotp
from quart import Response

from server.clock import Clock
from server.identity.second_factor import CODES
from tests.given.web_house import House

STEP_S = 30


class App:
    """Shows codes of a secret, by the clock of the house or a little beside it."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._totp = pyotp.TOTP(secret)
        self._clock = clock

    def code(self, steps: int = 0) -> str:
        """`steps`: by how many intervals its clock is ahead."""
        return self._totp.at(self._clock.now() // 1000 + steps * STEP_S)


async def with_app(house: House, name: str) -> tuple[App, list[str]]:
    """The account has a second factor from now on; its app and recovery codes. What the app shows
    at this moment is used."""
    account = await house.store.accounts.get(name)
    assert account is not None
    factors = house.identity.second_factors
    offer = factors.offer(account, instead=False)
    app = App(offer.secret, house.clock)
    codes = await factors.confirm(account, offer, app.code())
    return app, list(codes)


async def offered(response: Response) -> tuple[str, str]:
    """The secret that a page shows, and the field that brings it back."""
    page = await response.get_data(as_text=True)
    [secret] = re.findall(r'id="secret">([A-Z2-7 ]+)<', page)
    [sealed] = re.findall(r'name="sealed" value="([^"]+)"', page)
    return secret.replace(" ", ""), sealed


async def shown_codes(response: Response) -> list[str]:
    """The recovery codes on a page."""
    page = await response.get_data(as_text=True)
    codes = re.findall(r"<li>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</li>", page)
    assert len(codes) == CODES
    return codes
