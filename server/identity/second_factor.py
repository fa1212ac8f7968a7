"""The second factor: codes of an app (TOTP, RFC 6238), and recovery codes that count once in its
place.

The secret of an app is kept sealed with a key derived from the house's secret: whoever has the
database alone cannot make codes. It is sealed for one account and one purpose, so that a row put in
the place of another one opens nothing.
"""

import base64
import secrets
from collections.abc import Sequence

import pyotp
from msgspec import Struct
from pyotp.exceptions import OTPVerificationError

from server.clock import Clock
from server.debate.minutes import MINUTE_MS
from server.debate.rules import may_anywhere
from server.identity.digests import digest_of_secret
from server.settings import Settings
from server.store import Account, SecondFactor, Store
from server.store.secrecy.envelopes import Envelopes

ISSUER = "Tribina"
STEPS_ASIDE = 1  # of 30 s, by which the clocks may differ
CODES = 10
OFFER_MS = 15 * MINUTE_MS  # to scan it and type a code
_MS_BYTES = 8
_CODE_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look like another
_CODE_LENGTH = 16  # letters: 80 bits
_GROUP = 4


class WrongCode(Exception):
    """It is none of this app now."""


class Offer(Struct, frozen=True):
    """A secret that is not yet one: `address` for the QR code, `secret` to type, and the same
    `sealed`, to come back with a code. `instead`: of the one that the account has."""

    secret: str
    address: str
    sealed: str
    instead: bool


class SecondFactors:
    """All methods raise Unavailable."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self._envelopes = Envelopes(settings.secret, "second factors")
        self._required = bool(settings.second_factor)
        self._store = store
        self._clock = clock

    async def of(self, account: Account) -> SecondFactor | None:
        """What it has."""
        return await self._store.second_factors.get(account.id)

    def is_required_of(self, account: Account) -> bool:
        """Whether it may not be without one."""
        return self._required and may_anywhere("second factor", account.memberships)

    def offer(self, account: Account, *, instead: bool) -> Offer:
        """A new secret, kept nowhere."""
        secret = pyotp.random_base32()
        content = self._clock.now().to_bytes(_MS_BYTES) + secret.encode()
        sealed = self._envelopes.close(content, f"{_offered(instead)} {account.id}")
        return _offer(account, secret, base64.urlsafe_b64encode(sealed).decode(), instead)

    def offered(self, account: Account, sealed: str, *, instead: bool) -> Offer | None:
        """The same once more, if it was offered to this account a moment ago."""
        try:
            content = base64.urlsafe_b64decode(sealed.encode())
        except ValueError:
            return None
        opened = self._envelopes.open(content, f"{_offered(instead)} {account.id}")
        if opened is None:
            return None
        at, secret = int.from_bytes(opened[:_MS_BYTES]), opened[_MS_BYTES:].decode()
        if not 0 <= self._clock.now() - at < OFFER_MS:
            return None
        return _offer(account, secret, sealed, instead)

    async def confirm(self, account: Account, offer: Offer, code: str) -> Sequence[str]:
        """From now on it counts; its recovery codes. Raises WrongCode, and Taken where the account
        has one by now that it should not stand instead of."""
        step = self._step_of(offer.secret, code)
        if step is None:
            raise WrongCode
        codes, now = _new_codes(), self._clock.now()
        digests = [_digest(account.id, code) for code in codes]
        sealed = self._envelopes.close(offer.secret.encode(), f"kept {account.id}")
        await self._store.second_factors.put(
            account.id, sealed, step, digests, now, instead=offer.instead
        )
        return codes

    async def passes(self, account: Account, code: str) -> bool:
        """Whether this is a code of its app or a recovery code, and was not used before: from now
        on it was."""
        kept = await self._store.second_factors.get(account.id)
        if kept is None:
            return False
        secret = self._envelopes.open(kept.secret, f"kept {account.id}")
        step = self._step_of(secret.decode(), code) if secret is not None else None
        if step is not None:
            return await self._store.second_factors.spend_step(account.id, step)
        plain = _plain(code)
        if len(plain) != _CODE_LENGTH:
            return False
        return await self._store.second_factors.spend_code(account.id, _digest(account.id, plain))

    async def renew_codes(self, account: Account) -> Sequence[str]:
        """Other recovery codes; those before no longer count."""
        codes = _new_codes()
        digests = [_digest(account.id, code) for code in codes]
        await self._store.second_factors.put_codes(account.id, digests)
        return codes

    async def take_away(self, account: Account) -> None:
        """From now on the password is enough."""
        await self._store.second_factors.remove(account.id)

    def _step_of(self, secret: str, code: str) -> int | None:
        """The interval of which it is the code, if that is now or next to it."""
        plain = "".join(code.split())
        if not (plain.isascii() and plain.isdigit()):
            return None
        totp, now = pyotp.TOTP(secret), self._clock.now() // 1000
        try:
            return totp.verify_and_get_timecode(plain, for_time=now, valid_window=STEPS_ASIDE)
        except OTPVerificationError:
            return None


def _offer(account: Account, secret: str, sealed: str, instead: bool) -> Offer:
    address = pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name=ISSUER)
    return Offer(secret, address, sealed, instead)


def _offered(instead: bool) -> str:
    return "offered instead" if instead else "offered first"


def _new_codes() -> Sequence[str]:
    """As they are printed."""
    return [_grouped(_random(_CODE_LENGTH)) for _ in range(CODES)]


def _random(length: int) -> str:
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(length))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _plain(code: str) -> str:
    """As people type it."""
    return "".join(code.split()).replace("-", "").lower()


def _digest(account: str, code: str) -> bytes:
    """Of a code, for this account."""
    return digest_of_secret(f"{account} {_plain(code)}")
