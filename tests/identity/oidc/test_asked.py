"""Providers that answer badly, and how often one is asked."""

import asyncio
import json

import pytest

from server.identity.oidc import asking
from server.identity.oidc.asking import ANSWER_AT_MOST
from server.identity.oidc.client import new_try
from server.identity.oidc.providers import TRIED_AGAIN_S
from server.identity.oidc.troubles import Trouble
from tests.given.others.providers import Crooked
from tests.identity.oidc.going import ANA, BACK, Browser, refused, told

# Whoever answers badly.


async def test_an_answer_may_have_so_many_bytes(provider: Crooked) -> None:
    provider.answers["/token"] = lambda: (200, {}, b'{"a": "' + bytes(10 << 20) + b'"}')

    assert await refused(provider) == "unreachable"


async def test_what_is_compressed_is_not_opened(provider: Crooked) -> None:
    provider.answers["/token"] = lambda: (200, {"Content-Encoding": "gzip"}, bytes(10))

    assert await refused(provider) == "unreachable"


async def test_nobody_waits_for_one_that_hangs(
    provider: Crooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE_S", 0.2)
    provider.answers["/token"] = lambda: (200, {"Content-Length": str(ANSWER_AT_MOST)}, b"{")

    assert await refused(provider) == "unreachable"


async def test_nobody_is_followed_elsewhere(provider: Crooked) -> None:
    elsewhere = {"Location": f"{provider.issuer}/me"}
    provider.answers["/token"] = lambda: (307, elsewhere, b"")

    assert await refused(provider) == "unreachable"
    assert "/me" not in provider.asked


@pytest.mark.parametrize("body", [b"", b"[]", b"[" * 10_000, b"\xff", b"{}"])
async def test_what_is_no_description_is_none(provider: Crooked, body: bytes) -> None:
    provider.answers["/.well-known/openid-configuration"] = lambda: (200, {}, body)

    with pytest.raises(Trouble) as trouble:
        await Browser(provider.issuer).begin()
    assert trouble.value.code == "unreachable"


# How often one is asked.


async def test_many_who_log_in_ask_once(provider: Crooked) -> None:
    browser = Browser(provider.issuer)
    attempts = [new_try() for _ in range(5)]

    await asyncio.gather(
        *(browser.client.begin(browser.there, BACK, attempt) for attempt in attempts)
    )

    assert provider.asked == ["/.well-known/openid-configuration"]


async def test_one_that_did_not_answer_is_left_alone_for_a_while(provider: Crooked) -> None:
    provider.answers["/.well-known/openid-configuration"] = lambda: (500, {}, b"")
    browser = Browser(provider.issuer)
    for _ in range(3):
        with pytest.raises(Trouble):
            await browser.begin()
    assert len(provider.asked) == 1

    provider.answers.clear()
    browser.clock.pass_s(TRIED_AGAIN_S)
    await browser.begin()


async def test_keys_that_nobody_has_make_nobody_ask_for_ever(provider: Crooked) -> None:
    browser = Browser(provider.issuer)
    provider.header = {"alg": "RS256", "kid": "k2"}
    for _ in range(5):
        browser.attempt = new_try()
        assert await refused(provider, browser) == "untrusted"

    assert provider.asked.count("/jwks") == 1


async def test_keys_that_are_not_known_here_stand_in_nobodys_way(provider: Crooked) -> None:
    odd = [{"kty": "AKP", "kid": "k1"}, {"kty": "RSA", "kid": "k1"}, 7, {"kty": "oct", "k": "QQ"}]
    keys = [*odd, provider.key.as_dict(private=False)]
    provider.answers["/jwks"] = lambda: (200, {}, json.dumps({"keys": keys}).encode())

    assert await told(provider) == ANA
