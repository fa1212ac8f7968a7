"""Letters reach a real mail server, or are tried again, or it is said that they did not."""

import asyncio
import ssl
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from server.debate.minutes import DAY_MS
from server.mail.letters import letter
from server.mail.post import Post
from server.settings import Settings
from server.smtp_address import SmtpAddress
from server.store import MailCounts, Store
from server.store.mails import LEASE_MS, PAUSES_MS, Bound
from tests.given.clocks import FakeClock
from tests.load.process import free_port
from tests.mail.servers import MailServer, certified, mail_server

TO = "mira@example.org"

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # over TLS it does


async def queued(store: Store, clock: FakeClock, about: str = "i1") -> None:
    now = clock.now()
    made = letter(TO, "Позив", "Hajde!\n")
    bound = Bound("aktiv", 100, 4)
    await store.mails.add("invitation", about, made, now, now + 7 * DAY_MS, bound)


def post(
    store: Store, address: SmtpAddress, clock: FakeClock, tls: ssl.SSLContext | None = None
) -> Post:
    settings = Settings(smtp_url=address, mail_from="tribina@example.org")
    return Post(store, settings, clock, tls)


async def test_a_letter_arrives_once_and_nothing_of_it_is_kept(
    store: Store, clock: FakeClock
) -> None:
    there = MailServer()
    await queued(store, clock)
    async with mail_server(there) as address:
        for _ in range(2):
            await post(store, address, clock).look()
    (envelope,) = there.took
    assert envelope.rcpt_tos == [TO] and envelope.mail_from == "tribina@example.org"
    message = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]
    assert message["Subject"] == "Позив" and message.get_content().strip() == "Hajde!"
    assert await store.mails.states(["i1"]) == {"i1": ("sent", "")}
    assert await store.mails.counts(0) == MailCounts()


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_over_tls_with_a_name_and_a_password(
    store: Store, clock: FakeClock, tmp_path: Path, scheme: str
) -> None:
    shows, trusts = certified(tmp_path)
    there = MailServer()
    await queued(store, clock)
    async with mail_server(there, scheme, shows) as address:
        await post(store, address, clock).look()  # whom the machine does not trust gets nothing
        assert (await store.mails.states(["i1"]))["i1"] == ("queued", "tls")
        assert not there.took
        clock.pass_s(PAUSES_MS[0] / 1000)
        await post(store, address, clock, trusts).look()
    assert len(there.took) == 1


async def test_a_wrong_password_is_told_and_tried_again(
    store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    shows, trusts = certified(tmp_path)
    await queued(store, clock)
    async with mail_server(there := MailServer(), "smtps", shows) as address:
        wrong = SmtpAddress("smtps", address.host, address.port, "tribina", "open")
        await post(store, wrong, clock, trusts).look()
        assert (await store.mails.states(["i1"]))["i1"] == ("queued", "login")
        clock.pass_s(PAUSES_MS[0] / 1000)
        await post(store, address, clock, trusts).look()
    assert len(there.took) == 1


async def test_where_tls_is_asked_for_nothing_is_said_without(
    store: Store, clock: FakeClock
) -> None:
    await queued(store, clock)
    async with mail_server(there := MailServer()) as address:
        strict = SmtpAddress("smtp+starttls", address.host, address.port)
        await post(store, strict, clock).look()
    assert not there.seen and not there.took
    assert (await store.mails.states(["i1"]))["i1"][0] == "queued"


async def test_who_refuses_for_good_is_not_asked_again(store: Store, clock: FakeClock) -> None:
    await queued(store, clock)
    async with mail_server(there := MailServer("refuses")) as address:
        await post(store, address, clock).look()
        clock.pass_s(10 * 24 * 3600)
        await post(store, address, clock).look()
    assert there.seen == 1
    assert await store.mails.counts(0) == MailCounts(given_up=1, problem="refused")


@pytest.mark.parametrize(("how", "problem"), [("greylists", "refused"), ("full", "refused")])
async def test_who_says_come_again_is_asked_again(
    store: Store, clock: FakeClock, how: str, problem: str
) -> None:
    await queued(store, clock)
    there = MailServer(how)  # type: ignore[arg-type]
    async with mail_server(there) as address:
        await post(store, address, clock).look()
        assert await store.mails.counts(0) == MailCounts(queued=1, late=1, problem=problem)
        there.how = "accepts"
        await post(store, address, clock).look()
        assert not there.took  # too early
        clock.pass_s(PAUSES_MS[0] / 1000)
        await post(store, address, clock).look()
    assert len(there.took) == 1


async def test_a_server_that_hangs_up_or_is_not_there_is_tried_until_it_is_too_late(
    store: Store, clock: FakeClock
) -> None:
    await queued(store, clock)
    async with mail_server(MailServer("hangs up")) as address:
        await post(store, address, clock).look()
    assert (await store.mails.states(["i1"]))["i1"] == ("queued", "not_there")
    nowhere = SmtpAddress("smtp", "127.0.0.1", free_port())
    for pause in PAUSES_MS:
        clock.pass_s(pause / 1000)
        await post(store, nowhere, clock).look()
    assert (await store.mails.states(["i1"]))["i1"] == ("given_up", "not_there")


async def test_what_a_killed_process_was_carrying_is_carried_by_another(
    store: Store, clock: FakeClock
) -> None:
    await queued(store, clock)
    first = await asyncio.gather(*(store.mails.next(clock.now()) for _ in range(4)))
    assert len([one for one in first if one is not None]) == 1  # and is never heard of again
    async with mail_server(there := MailServer()) as address:
        await post(store, address, clock).look()
        assert not there.took
        clock.pass_s(LEASE_MS / 1000)
        await post(store, address, clock).look()
    assert len(there.took) == 1


async def test_what_comes_too_late_is_not_sent(store: Store, clock: FakeClock) -> None:
    await queued(store, clock)
    clock.pass_s(8 * 24 * 3600)
    async with mail_server(there := MailServer()) as address:
        await post(store, address, clock).look()
    assert not there.took
    assert (await store.mails.states(["i1"]))["i1"] == ("given_up", "too_late")
