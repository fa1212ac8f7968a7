"""Whoever goes to a provider and back, in tests of that alone."""

import time
from urllib.parse import parse_qsl, urlsplit

import pytest

from server.identity.oidc.asking import Asking
from server.identity.oidc.client import Client, Person, Registered, new_try
from server.identity.oidc.troubles import Trouble
from tests.given.clocks import FakeClock
from tests.given.others.providers import CLIENT, SECRET, Crooked, backs

[BACK] = backs("aktiv")
ANA = Person("p1", "ana@example.org", "Ana")


class FromNow(FakeClock):
    """Providers tell the time that it is."""

    def __init__(self) -> None:
        super().__init__()
        self._ms = round(time.time() * 1000)


class Browser:
    """Goes there and back, with what its cookie remembers."""

    def __init__(self, issuer: str) -> None:
        self.clock = FromNow()
        self.client = Client(Asking({urlsplit(issuer).netloc}), self.clock)
        self.there = Registered(issuer, CLIENT, SECRET)
        self.attempt = new_try()

    async def begin(self) -> str:
        return await self.client.begin(self.there, BACK, self.attempt)

    async def end(self, address: str) -> Person:
        said = dict(parse_qsl(urlsplit(address).query))
        return await self.client.end(self.there, BACK, self.attempt, said)


async def told(provider: Crooked, browser: Browser | None = None, **more: str) -> Person:
    """Who it is, told by a provider that is as it should be but for what was changed."""
    browser = browser or Browser(provider.issuer)
    return await browser.end(provider.visit(await browser.begin(), **more))


async def refused(provider: Crooked, browser: Browser | None = None, **more: str) -> str:
    with pytest.raises(Trouble) as trouble:
        await told(provider, browser, **more)
    return trouble.value.code
