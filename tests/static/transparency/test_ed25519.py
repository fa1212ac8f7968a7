"""Signatures are verified where the browser does not do it, as RFC 8032 and `cryptography` do."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

# RFC 8032, 7.1, tests 1 to 3: key, message, and the halves of the signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the base point
ROUNDS = 12

Signed = tuple[str, str, str]


async def verified(cases: list[Signed]) -> list[bool]:
    found: list[bool] = await evaluate(
        """async (cases) => {
             const { fromHex } = await import("/transparency/bytes.js")
             const { verifyEd25519 } = await import("/transparency/ed25519.js")
             return cases.map((parts) => verifyEd25519(...parts.map(fromHex)))
           }""",
        cases,
    )
    return found


def signed(number: int) -> tuple[bytes, bytes, bytes]:
    key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    message = bytes([number]) * (number * 37)  # of several blocks
    return key.public_key().public_bytes_raw(), message, key.sign(message)


def in_hex(*parts: bytes) -> Signed:
    one, other, third = (part.hex() for part in parts)
    return one, other, third


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


async def test_what_the_rfc_signed_is_signed() -> None:
    cases = [(key, message, start + end) for key, message, start, end in VECTORS]

    assert await verified(cases) == [True] * len(VECTORS)


async def test_what_the_library_signed_is_signed_and_nothing_near_it() -> None:
    made = [signed(number) for number in range(1, ROUNDS)]
    bad = [
        *(in_hex(flipped(key, 3), message, signature) for key, message, signature in made),
        *(in_hex(key, flipped(message, 0), signature) for key, message, signature in made),
        *(in_hex(key, message, flipped(signature, 5)) for key, message, signature in made),
        *(in_hex(key, message, flipped(signature, 40)) for key, message, signature in made),
    ]

    assert set(await verified([in_hex(*one) for one in made])) == {True}
    assert set(await verified(bad)) == {False}


async def test_what_is_written_in_another_way_is_no_signature() -> None:
    key, message, signature = signed(1)
    s = int.from_bytes(signature[32:], "little")
    above = signature[:32] + (s + ORDER).to_bytes(32, "little")
    zero_twice = (2**255 - 19).to_bytes(32, "little")  # y = 0, but not as the RFC writes it
    minus_zero = (1 | 1 << 255).to_bytes(32, "little")  # x = 0 with a sign

    assert (
        await verified(
            [
                in_hex(key, message, above),
                in_hex(key, message, signature[:63]),
                in_hex(key[:31], message, signature),
                in_hex(zero_twice, message, signature),
                in_hex(minus_zero, message, signature),
            ]
        )
        == [False] * 5
    )
