"""A login at a provider, from here there and back: with a certified one, and with liars."""

import hmac
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from server.identity.oidc.client import Person, Try, must_be_let_in, new_try
from server.identity.oidc.id_tokens import OLDEST_S, TOLERANCE_S
from server.identity.oidc.providers import KEYS_AGAIN_S, OF_ONE_NAME, TRIED_AT_MOST
from server.identity.oidc.troubles import Trouble
from tests.given.others.providers import CLIENT, Crooked, certified
from tests.identity.oidc.going import ANA, BACK, Browser, refused, told

# With the certified one.


async def test_a_certified_provider_says_who_it_is(tmp_path: Path) -> None:
    async with certified([BACK], tmp_path / "log") as provider:
        await provider.person("p7", name="Ana  Petrović")
        browser = Browser(provider.issuer)
        address = await browser.begin()

        person = await browser.end(await provider.visit(address))

        assert person == Person("p7", "p7@example.org", "Ana Petrović")
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["code_challenge"] != browser.attempt.verifier


async def test_a_code_counts_once_and_only_for_whoever_began(tmp_path: Path) -> None:
    async with certified([BACK], tmp_path / "log") as provider:
        mine, theirs = Browser(provider.issuer), Browser(provider.issuer)
        back = await provider.visit(await mine.begin())
        code = dict(parse_qsl(urlsplit(back).query))["code"]

        with pytest.raises(Trouble, match="another state"):
            await theirs.end(back)
        stolen = {"state": theirs.attempt.state, "code": code, "iss": provider.issuer}
        with pytest.raises(Trouble, match="status 400"):  # PKCE
            await theirs.client.end(theirs.there, BACK, theirs.attempt, stolen)
        assert (await mine.end(back)).subject == "p1"
        again = Browser(provider.issuer)  # at another process
        again.attempt = mine.attempt
        with pytest.raises(Trouble, match="status 400"):
            await again.end(back)


async def test_keys_that_are_changed_meanwhile_are_asked_for(tmp_path: Path) -> None:
    async with certified([BACK], tmp_path / "log") as provider:
        browser = Browser(provider.issuer)
        await browser.end(await provider.visit(await browser.begin()))

        await provider.rotate()
        browser.clock.pass_s(KEYS_AGAIN_S)
        browser.attempt = new_try()

        assert (await browser.end(await provider.visit(await browser.begin()))).subject == "p1"


# Whoever lies.


async def test_one_that_is_as_it_should_be_is_believed(provider: Crooked) -> None:
    assert await told(provider) == ANA


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "http://localhost:1"},
        {"iss": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": []},
        {"aud": None},
        {"azp": "another"},
        {"azp": [CLIENT]},
        {"nonce": "of another browser"},
        {"nonce": None},
        {"nonce": 1},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": float("nan")},
        {"exp": float("inf")},
        {"iat": None},
    ],
    ids=str,
)
async def test_what_is_not_meant_for_this_house_and_browser_is_refused(
    provider: Crooked, claims: dict[str, Any]
) -> None:
    provider.claims = claims

    assert await refused(provider) == "untrusted"


@pytest.mark.parametrize("aud", [CLIENT, [CLIENT]])
async def test_one_audience_may_be_listed(provider: Crooked, aud: object) -> None:
    provider.claims = {"aud": aud, "azp": CLIENT}

    assert await told(provider) == ANA


@pytest.mark.parametrize(
    ("claims", "is_in_time"),
    [
        ({"exp": -TOLERANCE_S - 5}, False),
        ({"exp": -TOLERANCE_S + 5}, True),
        ({"nbf": TOLERANCE_S + 5}, False),
        ({"nbf": TOLERANCE_S - 5}, True),
        ({"iat": TOLERANCE_S + 5}, False),
        ({"iat": -OLDEST_S - 5}, False),
    ],
    ids=str,
)
async def test_the_two_clocks_may_differ_by_a_minute(
    provider: Crooked, claims: dict[str, int], is_in_time: bool
) -> None:
    browser = Browser(provider.issuer)
    seconds = browser.clock.now() // 1000
    provider.claims = {name: seconds + by for name, by in claims.items()}

    if is_in_time:
        assert await told(provider, browser) == ANA
    else:
        assert await refused(provider, browser) == "untrusted"


async def test_nobody_signs_with_nothing_or_with_what_everybody_has(provider: Crooked) -> None:
    public = provider.key.as_pem(private=False)

    def signed_with(key: bytes) -> Callable[[dict[str, Any], dict[str, Any]], str]:
        def signed(header: dict[str, Any], claims: dict[str, Any]) -> str:
            said = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
            digest = hmac.digest(key, said.encode(), "sha256") if key else b""
            return f"{said}.{encoded(digest)}"

        return signed

    for algorithm, key in (("none", b""), ("HS256", public), ("HS256", b"secret")):
        provider.header = {"alg": algorithm, "kid": "k1"}
        provider.signed = signed_with(key)
        assert await refused(provider) == "untrusted", algorithm


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


async def test_nobody_signs_with_a_key_that_they_bring_along(provider: Crooked) -> None:
    own = RSAKey.generate_key(2048)
    provider.header = {"alg": "RS256", "kid": "k1", "jwk": own.as_dict(private=False)}
    provider.signed = lambda header, claims: jwt.encode(header, claims, own)

    assert await refused(provider) == "untrusted"


def listed(provider: Crooked, keys: list[dict[str, Any]]) -> None:
    body = json.dumps({"keys": keys}).encode()
    provider.answers["/jwks"] = lambda: (200, {}, body)


async def test_keys_that_cost_more_than_usual_to_read_are_not_taken(provider: Crooked) -> None:
    own: dict[str, Any] = dict(provider.key.as_dict(private=False))
    huge = encoded(b"\x7f" * 256)
    unusual = [
        own | {"e": huge},
        own | {"e": "Aw"},
        own | {"e": 65537},
        own | {"n": encoded(b"\xff" * 128)},
        own | {"n": encoded(b"\xff" * 513)},
        {"kty": "EC", "kid": "k1", "crv": "secp256k1", "x": "AA", "y": "AA"},
        {"kty": "EC", "kid": "k1", "crv": "P-256", "x": "A" * 20_000, "y": "AA"},
        {"kty": "OKP", "kid": "k1", "crv": "Ed448", "x": "AA"},
        {"kty": "oct", "kid": "k1", "k": "AA"},
    ]

    for one in unusual:
        listed(provider, [one])
        assert await refused(provider) == "untrusted", one
    listed(provider, [*unusual, own])
    assert await told(provider) == ANA


async def test_of_one_name_two_keys_are_tried_and_without_a_name_a_few(provider: Crooked) -> None:
    own: dict[str, Any] = dict(provider.key.as_dict(private=False))
    others: list[dict[str, Any]] = [
        dict(RSAKey.generate_key(2048).as_dict(private=False)) | {"kid": "k1"}
        for _ in range(OF_ONE_NAME)
    ]

    listed(provider, [others[0], own])
    assert await told(provider) == ANA
    listed(provider, [*others, own])
    assert await refused(provider) == "untrusted"

    provider.header = {"alg": "RS256"}
    several = [others[0] | {"kid": f"o{n}"} for n in range(TRIED_AT_MOST)]
    listed(provider, [*several[1:], own])
    assert await told(provider) == ANA
    listed(provider, [*several, own])
    assert await refused(provider) == "untrusted"


async def test_keys_and_signatures_are_read_beside_the_loop(
    provider: Crooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[threading.Thread] = []
    decode = jwt.decode

    def spied(*args: Any, **more: Any) -> Any:
        seen.append(threading.current_thread())
        return decode(*args, **more)

    monkeypatch.setattr(jwt, "decode", spied)

    assert await told(provider) == ANA
    assert [thread.name.split("_")[0] for thread in seen] == ["aside"]


@pytest.mark.parametrize("token", [None, "", "a.b", "a.b.c", "..", "a.b.c.d.e", 7, "é.é.é"])
async def test_what_is_no_token_is_refused(provider: Crooked, token: object) -> None:
    body = json.dumps({"id_token": token}).encode()
    provider.answers["/token"] = lambda: (200, {}, body)

    assert await refused(provider) == "untrusted"


# Several at once.


async def test_a_try_ends_once(provider: Crooked) -> None:
    browser = Browser(provider.issuer)
    back = provider.visit(await browser.begin())
    await browser.end(back)

    with pytest.raises(Trouble) as trouble:
        await browser.end(back)
    assert trouble.value.code == "stale"


async def test_an_answer_of_another_provider_is_not_taken_for_that_of_the_one_asked(
    provider: Crooked,
) -> None:
    browser = Browser(provider.issuer)

    assert await refused(provider, browser, iss="http://localhost:1") == "untrusted"
    assert "/token" not in provider.asked  # nor is its code told to this one


async def test_one_that_says_who_it_is_must_do_so_each_time(provider: Crooked) -> None:
    browser = Browser(provider.issuer)
    back = provider.visit(await browser.begin())
    silent = back.replace("&iss=", "&was=")

    with pytest.raises(Trouble, match="another issuer"):
        await browser.end(silent)


async def test_metadata_of_somebody_else_are_refused(provider: Crooked) -> None:
    provider.metadata = {"issuer": "https://accounts.example.org"}

    with pytest.raises(Trouble, match="another issuer"):
        await Browser(provider.issuer).begin()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://example.org/auth", "/auth"])
async def test_nobody_is_sent_to_what_is_no_address(provider: Crooked, address: str) -> None:
    provider.metadata = {"authorization_endpoint": address}

    with pytest.raises(Trouble, match="nobody is sent"):
        await Browser(provider.issuer).begin()


# Who is let in.


@pytest.mark.parametrize("verified", [False, None, "false", 1, "yes"])
async def test_mail_must_be_verified(provider: Crooked, verified: object) -> None:
    provider.claims = {"email_verified": verified}

    assert await refused(provider) == "unverified"


async def test_mail_is_asked_for_where_the_token_does_not_tell_it(provider: Crooked) -> None:
    provider.claims = {"email": None, "email_verified": None}
    assert await told(provider) == ANA

    provider.answers["/me"] = lambda: (200, {}, b'{"sub": "p2", "email": "ana@example.org"}')
    assert await refused(provider) == "untrusted"


@pytest.mark.parametrize(
    ("email", "is_in"),
    [
        ("ana@example.org", True),
        ("ana@EXAMPLE.org", True),
        ("ana@evil.example", False),
        ("ana@sub.example.org", False),
        ("ana@example.org@evil.example", False),
        ("ana@notexample.org", False),
        ("example.org", True),  # whoever vouches for it says that it is an address
    ],
)
def test_only_the_domains_of_the_organisation_are_let_in(email: str, is_in: bool) -> None:
    person = Person("p1", email, "")
    if is_in:
        must_be_let_in(person, ("example.org",))
    else:
        with pytest.raises(Trouble) as trouble:
            must_be_let_in(person, ("example.org",))
        assert trouble.value.code == "foreign"


def test_a_try_is_made_of_what_nobody_guesses() -> None:
    one = new_try()
    assert len({*one_of(one), *one_of(new_try())}) == 6
    assert all(len(part) >= 43 for part in one_of(one))  # RFC 7636, 4.1


def one_of(attempt: Try) -> tuple[str, str, str]:
    return attempt.state, attempt.nonce, attempt.verifier
