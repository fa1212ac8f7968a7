"""What an organisation keeps to itself: whom it invites, to whom it tells what, who lets its people
in, what it writes and what was done."""

from server.debate.actors import HOUSE, THE_HOUSE, Path, Scope
from server.debate.minutes import DAY_MS
from server.debate.rule import KEEPERS, OBSERVERS, OWNERS
from server.debate.showing.announced import WHAT
from server.identity.digests import digest_of_secret
from server.mail.letters import letter
from server.store import Programme, Provider, programme_key
from server.store.administration.actions import Who
from server.store.administration.entries import Note
from server.store.mails import Bound
from server.store.outgoing.endpoints import Endpoint
from tests.laws.walls.furnished import REFUSES, Furnished
from tests.laws.walls.secrets import NOBODY

ACCENT = "#1b5e8c"


async def organisation(there: Furnished, key: str) -> None:
    """With two programmes, and of all that it keeps one piece each."""
    store, now = there.house.store, there.house.clock.now()
    await store.organisations.add(key, key, now)
    there.organisations.append(key)
    for slug in ("club", "news"):
        name = programme_key(key, slug)
        await store.programmes.add(Programme(name, {"en": slug}, key, ACCENT))
        there.programmes.append(name)
    await _member(there, key)
    await _invited(there, key)
    await _told(there, key)
    await _provider(there, key)
    await _noted(there, key)


async def noted_by_the_house(there: Furnished) -> None:
    """An entry of its log that is about no organisation."""
    about = there.hide("an entry of the house's log", THE_HOUSE, KEEPERS)
    note = Note(Who("command_line"), "account_removed", HOUSE, about)
    await there.house.store.administration.enter(note, there.house.clock.now())


async def _member(there: Furnished, key: str) -> None:
    """Whose name those read who answer for members, or for the accounts of the house."""
    name = there.hide("a member's name", Path(key), OWNERS | KEEPERS)
    store, now = there.house.store, there.house.clock.now()
    id_ = await store.accounts.add(name, None, "no password", now)
    there.accounts.append(name)
    await store.memberships.grant(id_, Scope("organisation", key), "screener", now)


async def _invited(there: Furnished, key: str) -> None:
    """By a link, and by a letter that waits for a mail server."""
    store, now, path = there.house.store, there.house.clock.now(), Path(key)
    secret = there.hand("the link of an invitation", path)
    id_ = await store.invitations.add(
        digest_of_secret(secret),
        Scope("organisation", key),
        "host",
        there.hide("for whom an invitation is", path, OWNERS),
        now,
        now + DAY_MS,
        None,
        f"m…@{there.hide('where an invitation went', path, OWNERS)}.example",
    )
    parts = [there.hide(f"{part} of a letter", path, NOBODY) for part in ("whom", "what", "text")]
    to, subject, text = parts
    sent = letter(f"{to}@example.org", subject, text)
    await store.mails.add("invitation", id_, sent, now, now + DAY_MS, Bound(key, 9, 9))


async def _told(there: Furnished, key: str) -> None:
    """Machines of its own, and pages elsewhere that may hold its debates."""
    store, now, path = there.house.store, there.house.clock.now(), Path(key)
    url = f"https://hooks.example/{there.hide('the address of a webhook', path, OWNERS)}"
    made = Endpoint("", key, "", url, WHAT, "v1", False, "on", now)
    await store.endpoints.add(made, b"k" * 32, "test")
    # Whoever looks at one of its debates in an embed is told who may hold it.
    word = there.hide("who may embed", path, OWNERS, f"/embed/{there.codes_begin(key)}")
    await store.embedders.set(key, [f"https://{word}.example"])


async def _provider(there: Furnished, key: str) -> None:
    """Of logins, which answers nobody; its secret is shown to nobody again."""
    path = Path(key)
    issuer, client, domain = (
        there.hide(f"the {part} of a provider", path, OWNERS)
        for part in ("address", "client", "domain")
    )
    issuer = f"http://{REFUSES}/{issuer}"
    secret = there.hide("the secret of a provider", path, NOBODY)
    sealed = there.house.identity.secrets.seal(secret, key, issuer, client)
    now = there.house.clock.now()
    await there.house.store.providers.save(
        Provider(key, issuer, client, sealed, "screener", (f"{domain}.example",), now)
    )


async def _noted(there: Furnished, key: str) -> None:
    """In the log of administration."""
    path, readers = Path(key), OWNERS | OBSERVERS
    who, about, before, after = (
        there.hide(f"{part} of an entry of the log", path, readers)
        for part in ("who", "about whom", "before", "after")
    )
    note = Note(
        Who("account", "a1", who),
        "account_described",
        Scope("organisation", key),
        about,
        {"called": before},
        {"called": after},
    )
    await there.house.store.administration.enter(note, there.house.clock.now())
