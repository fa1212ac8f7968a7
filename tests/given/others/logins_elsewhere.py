"""A house whose organisations let people in by providers elsewhere, and those who come so."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from quart import Response

from server.debate.actors import Role, Scope
from server.store import Provider
from tests.given.others.providers import CLIENT, SECRET, Crooked
from tests.given.web_house import Browser, House, settings

ADDRESS = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


async def open_house_with(folder: Path, *issuers: str, **values: str) -> House:
    """Which may ask these, inside of its network; `values`: other settings."""
    inside = tuple(urlsplit(issuer).netloc for issuer in issuers)
    house = House(settings(folder, providers_inside=inside, **values))
    await house.open()
    return house


async def organisation(
    house: House,
    key: str = "aktiv",
    issuer: str = "",
    role: Role = "screener",
    domains: tuple[str, ...] = ("example.org",),
) -> None:
    """With a provider, if an issuer is named."""
    if await house.store.organisations.get(key) is None:
        await house.store.organisations.add(key, key.title(), house.clock.now())
    if issuer:
        sealed = house.identity.secrets.seal(SECRET, key, issuer, CLIENT)
        now = house.clock.now()
        await house.store.providers.save(Provider(key, issuer, CLIENT, sealed, role, domains, now))


async def member(house: House, name: str, *scopes: Scope, role: Role = "producer") -> str:
    """Of these, with a password that nobody has; returns the id."""
    now = house.clock.now()
    id_ = await house.store.accounts.add(name, None, "no password", now)
    for scope in scopes:
        await house.store.memberships.grant(id_, scope, role, now)
    return id_


async def address_in(response: Response) -> str:
    """Where a page leads that sends to a provider."""
    found = ADDRESS.search(await response.get_data(as_text=True))
    assert found is not None, response.status_code
    return unescape(found[1])


@dataclass
class Comer:
    """A browser, on its way there and back."""

    house: House
    browser: Browser
    key: str = "aktiv"

    async def go(self, back: str = "/admin/o") -> str:
        """Begin; returns where the provider is."""
        sent = await self.browser.post(f"/login/o/{self.key}", form={"back": back})
        return await address_in(sent)

    async def come(self, address: str) -> Response:
        """Back from there; the address may be one of another organisation."""
        parts = urlsplit(address)
        return await self.browser.get(f"{parts.path}?{parts.query}")

    async def arrive(self, provider: Crooked, back: str = "/admin/o") -> str:
        """There and back; returns where that leads."""
        response = await self.come(provider.visit(await self.go(back)))
        return response.headers["Location"]

    async def choose(self, name: str) -> Response:
        form = {"name": name, "called": ""}
        return await self.browser.post(f"/login/o/{self.key}/new", form=form)


def comer(house: House, key: str = "aktiv", browser: Browser | None = None) -> Comer:
    """Somebody's browser that was never here, or this one."""
    return Comer(house, browser or house.stranger(), key)
