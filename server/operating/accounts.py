"""Accounts that lost their password, at the command line: when nobody else can help."""

from server.clock import Clock
from server.identity.passwords import Passwords, known_names, password_problem
from server.identity.resets import ResetLinks, reset_address
from server.operating.entering import Entering
from server.operating.trouble import Trouble
from server.store import Account, Store


class AccountTools:
    """`base`: the public address of the house, for links."""

    def __init__(self, store: Store, clock: Clock, base: str) -> None:
        self._store = store
        self._clock = clock
        self._base = base
        self._links = ResetLinks(store, clock)
        self._log = Entering(store, clock)

    async def reset(self, name: str, *, everything: bool) -> str:
        """An address at which another password can be set, once, within a day. `everything`: it
        takes the second factor away, too. Raises Trouble."""
        account = await self._account(name)
        async with self._log.entering("reset_made", about=name):
            secret = await self._links.make(account, everything=everything, by=None)
        return reset_address(self._base, secret)

    async def set_password(self, name: str, password: str, *, everything: bool) -> None:
        """At once; all logins end. Raises Trouble."""
        account = await self._account(name)
        if password_problem(password, await known_names(self._store, name)) is not None:
            raise Trouble("the password is too short, too long or too easy to guess")
        hashed = await Passwords(self._clock).hash(password)
        secret = await self._links.make(account, everything=everything, by=None)
        async with self._log.entering("password_set", about=name):
            await self._links.use(secret, hashed)

    async def _account(self, name: str) -> Account:
        account = await self._store.accounts.get(name)
        if account is None:
            raise Trouble(f"there is no account {name}")
        return account
