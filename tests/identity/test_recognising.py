"""Who is asking: tokens that cannot be forged, logins that can be ended, cookies of our pages."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from server.debate.actors import Role
from server.debate.refusals import Rejected
from server.debate.rules import BY_COOKIE
from server.identity.digests import digest_of_secret
from server.identity.logins import LOGIN_COOKIE, SECURE_LOGIN_COOKIE
from server.identity.recognising import (
    PARTICIPANT_COOKIE,
    SCREEN_COOKIE,
    Identity,
    Who,
)
from server.identity.tokens import BearerTokens
from server.settings import Settings
from server.store import Store
from tests.given.clocks import FakeClock
from tests.given.databases import migrated, open_store

CODE = "482915"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, secret="a secret of the tests")


@pytest_asyncio.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    await migrated(settings.database)
    store = await open_store(settings)
    await store.debates.create(CODE, 1)
    yield store
    await store.close()


@pytest_asyncio.fixture
async def identity(settings: Settings, store: Store) -> Identity:
    return Identity(settings, store, FakeClock())


async def ask(identity: Identity, view: str = "audience", **told: Any) -> Who:
    asked: dict[str, Any] = {
        "code": CODE,
        "authorization": None,
        "cookies": {},
        "key": None,
        "origin_trusted": True,
        "secure": False,
        "view": view,
        "announced": True,
    }
    return await identity.ask(**(asked | told))


async def refusal(identity: Identity, view: str, **told: Any) -> str:
    with pytest.raises(Rejected) as refused:
        await ask(identity, view, **told)
    return refused.value.code


async def moderator_token(store: Store, role: Role, code: str = CODE) -> str:
    return await BearerTokens(store, FakeClock()).make(code, role, "at the desk", maker=None)


# Participants' tokens.


async def test_a_participants_token_is_known_again(identity: Identity) -> None:
    token = identity.new_participant()

    assert identity.is_participant(token)
    assert token != identity.new_participant()


async def test_a_forged_participants_token_is_not_known(
    identity: Identity, store: Store, tmp_path: Path
) -> None:
    token = identity.new_participant()
    other = Identity(
        Settings(data=tmp_path, secret="another secret"), store, FakeClock()
    ).new_participant()
    head, _, signature = token.rpartition(".")

    for forged in (
        "",
        "p.",
        other,
        head,
        f"{other.rpartition('.')[0]}.{signature}",
        token.upper(),
        token + "A",
        " " + token,
        token + "\n",
        "p.ć" + token[3:],
    ):
        assert not identity.is_participant(forged), forged


async def test_another_spelling_of_a_signature_is_another_token_and_forged(
    identity: Identity,
) -> None:
    token = identity.new_participant()

    # 43 characters of base64 hold 258 bits of which 256 count: four spellings of each signature.
    spellings = [token[:-1] + last for last in BASE64]

    assert [spelling for spelling in spellings if identity.is_participant(spelling)] == [token]


async def test_somebody_without_a_token_is_a_new_participant(identity: Identity) -> None:
    who = await ask(identity)

    assert who.fresh and who.actor is None
    assert identity.is_participant(who.token)


async def test_a_participant_is_known_by_cookie(identity: Identity) -> None:
    token = identity.new_participant()

    who = await ask(identity, cookies={PARTICIPANT_COOKIE: token})

    assert who == Who(token=token)


async def test_a_forged_cookie_is_replaced(identity: Identity) -> None:
    who = await ask(identity, cookies={PARTICIPANT_COOKIE: "p.forged.forged"})

    assert who.fresh and identity.is_participant(who.token)


async def test_a_cookie_does_not_count_without_our_origin(identity: Identity) -> None:
    token = identity.new_participant()

    who = await ask(identity, cookies={PARTICIPANT_COOKIE: token}, origin_trusted=False)

    assert who.fresh and who.token != token


async def test_a_participants_bearer_token_goes_before_the_cookie(identity: Identity) -> None:
    one, other = identity.new_participant(), identity.new_participant()

    who = await ask(identity, authorization=f"Bearer {one}", cookies={PARTICIPANT_COOKIE: other})

    assert who == Who(token=one)


async def test_a_participant_sees_only_the_audiences_view(identity: Identity) -> None:
    bearer = f"Bearer {identity.new_participant()}"
    for view in ("control", "host", "display", "somewhere"):
        assert await refusal(identity, view, authorization=bearer) == "not_allowed"
        assert await refusal(identity, view) == "not_allowed"


async def test_the_handle_of_an_actor_is_the_rooms_to_make(identity: Identity) -> None:
    actor = Who(token="p.token").as_actor(lambda token: f"handle of {token}")

    assert (actor.role, actor.handle) == ("participant", "handle of p.token")


# Moderators' tokens.


@pytest.mark.parametrize(
    ("role", "views"),
    [
        ("producer", {"audience", "control", "host", "display"}),
        ("screener", {"audience", "control", "host", "display"}),
        ("host", {"audience", "host", "display"}),
        ("display", {"audience", "display"}),
    ],
)
async def test_a_bearer_token_opens_the_views_of_its_role(
    identity: Identity, store: Store, role: Role, views: set[str]
) -> None:
    bearer = f"Bearer {await moderator_token(store, role)}"

    for view in ("audience", "control", "host", "display"):
        if view in views:
            actor = (await ask(identity, view, authorization=bearer)).actor
            assert actor is not None
            assert (actor.role, actor.name) == (role, "at the desk")
            assert actor.handle.startswith("token:")
        else:
            assert await refusal(identity, view, authorization=bearer) == "not_allowed"


async def test_a_display_token_may_be_in_the_pages_address(
    identity: Identity, store: Store
) -> None:
    who = await ask(identity, "display", key=await moderator_token(store, "display"))

    assert who.actor is not None and who.actor.role == "display"


async def test_a_host_token_that_was_handed_in_opens_the_host_screen_only(
    identity: Identity, store: Store
) -> None:
    cookies = {SCREEN_COOKIE: await moderator_token(store, "host")}

    who = await ask(identity, "host", cookies=cookies)

    assert who.actor is not None and who.actor.role == "host"
    for view in ("control", "display"):
        assert await refusal(identity, view, cookies=cookies) == "not_allowed"
    assert await refusal(identity, "host", cookies=cookies, origin_trusted=False) == "not_allowed"


@pytest.mark.parametrize("role", ["producer", "screener", "observer", "host", "display"])
async def test_a_guests_token_that_is_handed_in_opens_the_screens_of_its_role_alone(
    identity: Identity, store: Store, role: Role
) -> None:
    cookies = {SCREEN_COOKIE: await moderator_token(store, role)}

    for view in ("control", "host", "display"):
        if role in BY_COOKIE.get(view, ()):
            who = await ask(identity, view, cookies=cookies)
            assert who.actor is not None and who.actor.role == role
        else:
            assert await refusal(identity, view, cookies=cookies) == "not_allowed"


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_no_other_token_may_be_in_an_address(
    identity: Identity, store: Store, role: Role
) -> None:
    token = await moderator_token(store, role)

    for view in ("control", "host", "display"):
        assert await refusal(identity, view, key=token) == "not_allowed"
    assert (await ask(identity, "audience", key=token)).fresh


async def test_forged_foreign_and_revoked_bearer_tokens_are_refused(
    identity: Identity, store: Store
) -> None:
    await store.debates.create("111111", 1)
    foreign = await moderator_token(store, "producer", "111111")
    revoked = await moderator_token(store, "producer")
    await store.tokens.revoke((await store.tokens.list(CODE))[0].id, 2)

    for token in ("t." + "A" * 43, "p.forged", "ć", "", foreign, revoked):
        for view in ("audience", "control"):
            told = {"authorization": f"Bearer {token}"}
            assert await refusal(identity, view, **told) == "not_allowed", token


async def test_another_scheme_is_a_proxys_and_not_ours(identity: Identity) -> None:
    assert (await ask(identity, authorization="Basic dXNlcjpwYXNz")).fresh


async def test_only_a_digest_of_a_token_is_stored(store: Store, tmp_path: Path) -> None:
    token = await moderator_token(store, "producer")
    await store.close()

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    digest = digest_of_secret(token)
    assert digest in kept or digest.hex().encode() in kept
    assert token.encode() not in kept


# Logins.


async def login(identity: Identity, store: Store, name: str = "mira") -> str:
    await store.accounts.add(name, "producer", "hash", 1)
    account = await store.accounts.get(name)
    assert account is not None
    secret = await identity.logins.begin(account)
    assert secret is not None
    return secret


async def test_a_login_opens_the_moderators_views(identity: Identity, store: Store) -> None:
    cookies = {LOGIN_COOKIE: await login(identity, store)}

    who = await ask(identity, "control", cookies=cookies)

    account = await store.accounts.get("mira")
    assert who.actor is not None and account is not None
    assert (who.actor.role, who.actor.handle) == ("producer", f"account:{account.id}")


async def test_over_https_only_the_cookie_that_only_https_can_set_counts(
    identity: Identity, store: Store
) -> None:
    secret = await login(identity, store)

    plain = {LOGIN_COOKIE: secret}
    assert await refusal(identity, "control", cookies=plain, secure=True) == "not_allowed"
    secure = {SECURE_LOGIN_COOKIE: secret}
    assert (await ask(identity, "control", cookies=secure, secure=True)).actor is not None


async def test_a_logged_in_moderator_takes_part_as_a_participant(
    identity: Identity, store: Store
) -> None:
    token = identity.new_participant()
    cookies = {LOGIN_COOKIE: await login(identity, store), PARTICIPANT_COOKIE: token}

    assert await ask(identity, "audience", cookies=cookies) == Who(token=token)


async def test_a_forged_login_is_nobodys(identity: Identity, store: Store) -> None:
    secret = await login(identity, store)

    for cookie in (
        "",
        "mira",
        secret[:-1],
        secret + "A",
        "ć",
        "\udcff",
        identity.new_participant(),
    ):
        assert await identity.account(cookie) is None


async def test_a_store_that_cannot_say_is_told_apart_from_a_refusal(
    identity: Identity, store: Store, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "tribina.db")) as elsewhere:
        elsewhere.execute("DROP TABLE tokens")

    assert await refusal(identity, "control", authorization="Bearer t.x") == "unavailable"


def test_without_a_secret_nothing_can_be_signed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="secret"):
        Identity(Settings(data=tmp_path), None, FakeClock())  # type: ignore[arg-type]
