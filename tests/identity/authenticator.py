"""An authenticator in software, which does whatever it is told: also what none would do."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, encode_cbor

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


class Authenticator:
    """Holds one passkey. `count`: of its uses; None: it always says 0."""

    def __init__(self, rp: str = "localhost", origin: str = "http://localhost") -> None:
        self.rp, self.origin = rp, origin
        self.id = secrets.token_bytes(16)
        self.count: int | None = 0
        self.flags = PRESENT | VERIFIED
        self._key = generate_private_key(SECP256R1())
        self.user = b""

    def create(self, options: Any) -> str:
        """What a browser hands in for a new passkey, JSON."""
        self.user = _bytes(options["user"]["id"])
        numbers = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + encode_cbor(cose)
        data = self._data(self.flags | HAS_CREDENTIAL) + attested
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._sent({"clientDataJSON": client, "attestationObject": attestation})

    def get(self, options: Any, **said: Any) -> str:
        """What a browser hands in to log in. `said`: instead of what is true."""
        if self.count is not None:
            self.count += 1
        data = self._data(self.flags)
        client = self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        parts = {
            "clientDataJSON": client,
            "authenticatorData": data,
            "signature": self._key.sign(signed, ECDSA(SHA256())),
            "userHandle": self.user,
        }
        return self._sent(parts | said)

    def _data(self, flags: int) -> bytes:
        rp = hashlib.sha256(self.rp.encode()).digest()
        return rp + bytes([flags]) + struct.pack(">I", self.count or 0)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _sent(self, parts: dict[str, bytes]) -> str:
        return json.dumps(
            {
                "id": _text(self.id),
                "rawId": _text(self.id),
                "type": "public-key",
                "response": {name: _text(part) for name, part in parts.items()},
                "clientExtensionResults": {},
            }
        )


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64url_to_bytes(text)
