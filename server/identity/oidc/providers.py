"""What providers say of themselves: where to ask, and their keys. Kept for a while, each for
itself, so that nobody who logs in makes the house ask again; asked anew for a key that is new."""

import asyncio
import contextlib
from base64 import urlsafe_b64decode
from collections import OrderedDict
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from msgspec import UNSET, Struct, UnsetType

from server.clock import Clock
from server.identity.oidc.asking import Asking
from server.identity.oidc.troubles import Trouble
from server.process.aside import aside

KEPT_S = 60 * 60.0
TRIED_AGAIN_S = 10.0  # after it did not answer
KEYS_AGAIN_S = 30.0  # at most so often for keys that are not known
PROVIDERS_AT_MOST = 200  # the longest untouched go first
KEYS_AT_MOST = 32  # in one answer; who serves the world changes many
OF_ONE_NAME = 2  # one that goes, one that comes
TRIED_AT_MOST = 8  # for a signature that names no key

# A signature costs its reader what the key says: only what is usual is read.
MODULUS_BITS = range(2048, 4097)
EXPONENT = 65537
CURVES = {"EC": ("P-256", "P-384", "P-521"), "OKP": ("Ed25519",)}
COORDINATE_AT_MOST = 88  # characters: those of P-521
_MEMBERS = ("kty", "use", "key_ops", "alg", "kid", "n", "e", "crv", "x", "y")  # nothing private

PublicKey = RSAKey | ECKey | OKPKey
_KINDS: dict[str, type[RSAKey] | type[ECKey] | type[OKPKey]] = {
    "RSA": RSAKey,
    "EC": ECKey,
    "OKP": OKPKey,
}


class Metadata(Struct, frozen=True):
    """What of OpenID Connect Discovery 1.0 is read here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | UnsetType = UNSET
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


class _Known(Struct):
    metadata: Metadata
    at: float
    keys: dict[str, list[PublicKey]] = {}
    keys_at: float | None = None


class Providers:
    """By their issuer."""

    def __init__(self, asking: Asking, clock: Clock) -> None:
        self.asking = asking
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._failed: OrderedDict[str, float] = OrderedDict()
        self._turns: dict[str, asyncio.Lock] = {}

    async def metadata(self, issuer: str) -> Metadata:
        """Raises Trouble."""
        return (await self._provider(issuer)).metadata

    async def keys(self, issuer: str, kid: str | None) -> list[PublicKey]:
        """Those by which a signature may be that names this key, or none. Raises Trouble."""
        provider = await self._provider(issuer)
        now = self._clock.monotonic()
        at = provider.keys_at
        fresh = at is not None and now - at < KEPT_S
        if not fresh or (at is not None and not _of(provider, kid) and now - at >= KEYS_AGAIN_S):
            async with self._turn(issuer):
                if provider.keys_at == at:
                    said = await self.asking.get(issuer, provider.metadata.jwks_uri)
                    found = await aside(_read_keys, said)
                    provider.keys, provider.keys_at = found, self._clock.monotonic()
        return _of(provider, kid)

    async def _provider(self, issuer: str) -> _Known:
        async with self._turn(issuer):
            now = self._clock.monotonic()
            known = self._known.get(issuer)
            if known is not None and now - known.at < KEPT_S:
                self._known.move_to_end(issuer)
                return known
            if now - self._failed.get(issuer, -TRIED_AGAIN_S) < TRIED_AGAIN_S:
                raise Trouble("unreachable", "it did not answer just now")
            try:
                known = _Known(await self._discover(issuer), now)
            except Trouble:
                _keep(self._failed, issuer, now)
                raise
            self._failed.pop(issuer, None)
            _keep(self._known, issuer, known)
            return known

    def _turn(self, issuer: str) -> asyncio.Lock:
        """One asks, the others wait for what it learns."""
        if len(self._turns) > 2 * PROVIDERS_AT_MOST:
            self._turns = {one: turn for one, turn in self._turns.items() if turn.locked()}
        return self._turns.setdefault(issuer, asyncio.Lock())

    async def _discover(self, issuer: str) -> Metadata:
        where = issuer.removesuffix("/") + "/.well-known/openid-configuration"
        said = await self.asking.get(issuer, where)
        try:
            metadata = msgspec.convert(said, Metadata)
        except msgspec.ValidationError:
            raise Trouble("unreachable", "no metadata of a provider") from None
        if metadata.issuer != issuer:
            raise Trouble("untrusted", "metadata of another issuer")
        # The browser is sent there: no script, and no page of this house's own network.
        if not self.asking.may_be_asked(metadata.authorization_endpoint):
            raise Trouble("untrusted", "an address to which nobody is sent")
        return metadata


def _of(provider: _Known, kid: str | None) -> list[PublicKey]:
    if kid is None:
        return [key for keys in provider.keys.values() for key in keys][:TRIED_AT_MOST]
    return provider.keys.get(kid, [])


def _read_keys(said: dict[str, Any]) -> dict[str, list[PublicKey]]:
    """The public ones that sign, by their name. Raises Trouble."""
    listed = said.get("keys")
    if not isinstance(listed, list) or len(listed) > KEYS_AT_MOST:
        raise Trouble("unreachable", "no set of keys")
    found: dict[str, list[PublicKey]] = {}
    for one in listed:
        if not isinstance(one, dict) or one.get("use", "sig") != "sig":
            continue
        keys = found.setdefault(str(one.get("kid", "")), [])
        with contextlib.suppress(JoseError, ValueError, TypeError, KeyError):  # broken
            if len(keys) < OF_ONE_NAME and _is_usual(one):
                public = {name: one[name] for name in _MEMBERS if name in one}
                keys.append(_KINDS[one["kty"]].import_key(public))
    return {kid: keys for kid, keys in found.items() if keys}


def _is_usual(key: dict[str, Any]) -> bool:
    """Raises ValueError, TypeError and KeyError, too."""
    kind = key["kty"]
    if kind == "RSA":
        return _number(key["e"]) == EXPONENT and _number(key["n"]).bit_length() in MODULUS_BITS
    coordinates = (key["x"], key.get("y", ""))
    return key["crv"] in CURVES[kind] and all(len(x) <= COORDINATE_AT_MOST for x in coordinates)


def _number(written: str) -> int:
    return int.from_bytes(urlsafe_b64decode(written + "=" * (-len(written) % 4)))


def _keep(kept: OrderedDict[str, Any], issuer: str, what: Any) -> None:
    kept[issuer] = what
    kept.move_to_end(issuer)
    while len(kept) > PROVIDERS_AT_MOST:
        kept.popitem(last=False)
