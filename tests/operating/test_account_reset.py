"""`tribina account reset`: when nobody else can help."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.given.web_house import House, settings
from tests.test_command_line import PASSWORD, tribina

pytestmark = pytest.mark.outside

NEW = "another horse altogether"


async def test_it_prints_an_address_or_sets_the_password_at_once(tmp_path: Path) -> None:
    added = ("account", "add", "vesna", "--role", "owner", "--password-stdin")
    assert (await tribina(tmp_path, *added, stdin=PASSWORD))[0] == 0
    reset = ("account", "reset", "vesna")

    _, printed, _ = await tribina(tmp_path, *reset)
    address = urlsplit(printed.strip())
    house = House(settings(tmp_path))
    await house.open()
    page = await house.stranger().get(address.path)
    await house.close()
    weak = await tribina(tmp_path, *reset, "--password-stdin", stdin="short")
    sure = (*reset, "--password-stdin", "--without-second-factor")
    status, _, error = await tribina(tmp_path, *sure, stdin=NEW)

    assert address.scheme and address.netloc, "it can be sent to whom it is for as it stands"
    assert page.status_code == 200
    assert weak[0] == 1 and "Traceback" not in weak[2]
    assert status == 0, error
    await house.open()
    form = {"name": "vesna", "password": NEW}
    response = await house.stranger().post("/login", form=form)
    assert response.headers["Location"] == "/admin"
    assert (await house.stranger().get(address.path)).status_code == 410
    await house.close()


async def test_an_account_that_there_is_not_is_said(tmp_path: Path) -> None:
    status, _, error = await tribina(tmp_path, "account", "reset", "nobody")

    assert status == 1
    assert "there is no account nobody" in error
