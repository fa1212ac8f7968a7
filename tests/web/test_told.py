"""The log tells who administers and who fails to log in, and nothing of anybody else."""

import logging

import pytest

from tests.given.web_house import Browser, House
from tests.web.login.test_accounts import PASSWORD, account, log_in

PLACE = "192.0.2.77"


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, object]]]:
    usual = set(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "taskName"}
    return [
        (str(r.msg), {k: v for k, v in r.__dict__.items() if k not in usual})
        for r in caplog.records
        if r.name.startswith("server.web")
    ]


async def test_logins_and_failures_are_told_by_account(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await account(house)
    caplog.set_level(logging.INFO)
    browser = Browser(house.app, headers={"X-Forwarded-For": PLACE})

    await log_in(browser, password="incorrect horse")
    await log_in(browser, name="nora", password="incorrect horse")
    await log_in(browser)
    await browser.post("/logout")

    assert told(caplog) == [
        ("a login failed", {"account": "mira"}),
        ("a login failed", {"account": "unknown"}),
        ("logged in", {"account": "mira", "known_browser": False}),
        ("logged out", {"account": "mira"}),
    ]
    for secret in (PASSWORD, "incorrect", "nora", PLACE, browser.cookies["tribina_device"]):
        assert secret not in caplog.text + str(told(caplog))


async def test_administration_is_told_with_who_did_it(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.debate("draft")
    owner = await house.moderator("owner", "vesna")
    caplog.set_level(logging.INFO)
    accounts, debate = "/admin/accounts", "/admin/debates/482915"

    form = {"do": "add", "name": "mira", "password": PASSWORD, "role": "producer"}
    await owner.post(accounts, form=form)
    await owner.post(accounts, form={"do": "role", "name": "mira", "role": "host"})
    await owner.post(f"{debate}/tokens", form={"label": "OBS u sali", "role": "display"})
    [token] = await house.store.tokens.list("482915")
    await owner.post(f"{debate}/tokens/{token.id}/revoke")
    await owner.post(accounts, form={"do": "remove", "name": "mira"})
    await owner.post(f"{debate}/remove")

    by = {"by": "vesna"}
    assert told(caplog) == [
        ("an account was added", by | {"account": "mira", "role": "producer"}),
        ("an account got another role", by | {"account": "mira", "role": "host"}),
        ("a token was made", by | {"debate": "482915", "role": "display", "days": 30}),
        ("a token was revoked", by | {"debate": "482915"}),
        ("an account was removed", by | {"account": "mira"}),
        ("a draft was deleted", by | {"debate": "482915"}),
    ]
