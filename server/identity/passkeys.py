"""Passkeys (WebAuthn): a further way in, without the password. A passkey always verifies who holds
it, by a finger, a face or a PIN, so no second factor is asked for."""

import hashlib
import secrets

import webauthn
from msgspec import Struct
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.clock import Clock
from server.debate.minutes import MINUTE_MS
from server.store import Account, Challenge, Gone, Passkey, Store, Taken

CHALLENGE_MS = 5 * MINUTE_MS
CREDENTIAL_LIMIT = 16_000  # characters of what a browser hands in
_REQUIRED = UserVerificationRequirement.REQUIRED


class Refused(Exception):
    """What was handed in is no answer of a passkey that counts here."""


class Party(Struct, frozen=True):
    """Where passkeys are for: a host's name, and the origin of the pages there."""

    id: str
    origin: str


class Asked(Struct, frozen=True):
    """A challenge as it was given out. `made_at`: ms."""

    challenge: bytes
    made_at: int

    def spent(self) -> Challenge:
        """As the store knows it."""
        digest = hashlib.sha256(self.challenge).digest()
        return Challenge(digest, self.made_at + CHALLENGE_MS)


class Passkeys:
    """All methods that await raise Unavailable."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ask(self) -> Asked:
        """A fresh challenge."""
        return Asked(secrets.token_bytes(32), self._clock.now())

    async def creation(self, party: Party, account: Account, asked: Asked) -> str:
        """What a browser makes a passkey of, JSON."""
        there = await self._store.passkeys.of(account.id)
        options = webauthn.generate_registration_options(
            rp_id=party.id,
            rp_name="Tribina",
            user_id=account.id.encode(),
            user_name=account.name,
            user_display_name=account.shown_as,
            challenge=asked.challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.id) for one in there],
        )
        return webauthn.options_to_json(options)

    async def register(
        self, party: Party, account: Account, asked: Asked, credential: str, name: str
    ) -> None:
        """Raises Refused."""
        self._must_hold(asked, credential)
        try:
            made = webauthn.verify_registration_response(
                credential=credential,
                expected_challenge=asked.challenge,
                expected_rp_id=party.id,
                expected_origin=party.origin,
                require_user_verification=True,
            )
        except Exception as error:  # of whatever strangers can make its parsers raise
            raise Refused from error
        passkey = Passkey(
            made.credential_id,
            account.id,
            made.credential_public_key,
            made.sign_count,
            name,
            self._clock.now(),
        )
        try:
            await self._store.passkeys.add(passkey, asked.spent())
        except (Gone, Taken) as error:
            raise Refused from error

    def request(self, party: Party, asked: Asked) -> str:
        """What a browser finds a passkey by, JSON."""
        options = webauthn.generate_authentication_options(
            rp_id=party.id, challenge=asked.challenge, user_verification=_REQUIRED
        )
        return webauthn.options_to_json(options)

    async def account_of(self, party: Party, asked: Asked, credential: str) -> Account:
        """Whose passkey answered. Raises Refused."""
        self._must_hold(asked, credential)
        try:
            sent = parse_authentication_credential_json(credential)
        except Exception as error:  # see above
            raise Refused from error
        found = await self._store.passkeys.find(sent.raw_id)
        if found is None or sent.response.user_handle != found[0].account.encode():
            raise Refused
        passkey, name = found
        try:
            used = webauthn.verify_authentication_response(
                credential=sent,
                expected_challenge=asked.challenge,
                expected_rp_id=party.id,
                expected_origin=party.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.count,
                require_user_verification=True,
            )
        except Exception as error:  # see above
            raise Refused from error
        now, count = self._clock.now(), used.new_sign_count
        try:
            await self._store.passkeys.use(passkey.id, count, asked.spent(), now)
        except Gone as error:
            raise Refused from error
        account = await self._store.accounts.get(name)
        if account is None or account.id != passkey.account:
            raise Refused
        return account

    def _must_hold(self, asked: Asked, credential: str) -> None:
        over = not 0 <= self._clock.now() - asked.made_at < CHALLENGE_MS
        if over or len(credential) > CREDENTIAL_LIMIT:
            raise Refused
