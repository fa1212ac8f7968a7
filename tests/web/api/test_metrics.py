"""Numbers for Prometheus, and nothing but numbers."""

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from quart import Response

from tests.given.web_house import House, settings

SECRET = "tajnoime"


async def read(house: House, peer: str = "127.0.0.1", **headers: str) -> Response:
    client = house.app.test_client(use_cookies=False)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.get("/metrics", headers=sent, scope_base={"client": (peer, 40_000)})


async def test_the_numbers_can_be_read_by_prometheus(house: House) -> None:
    house.metrics.joined("audience")
    house.metrics.joined("audience")
    house.metrics.left("audience")
    house.metrics.commit(120, 0.004)

    response = await read(house)

    text = await response.get_data(as_text=True)
    values = {
        (sample.name, sample.labels.get("view")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert response.headers["Content-Type"].startswith("text/plain")
    assert values["tribina_connections", "audience"] == 1
    assert values["tribina_joins_total", "audience"] == 2
    assert values["tribina_connections", "control"] == 0
    assert values["tribina_ballots_total", None] == 120
    assert values["tribina_commit_seconds_count", None] == 1


async def test_nothing_in_them_tells_of_a_debate_or_a_person(house: House) -> None:
    room = await house.debate()
    token = house.identity.new_participant()
    await house.script(token).say(room.code, "submit", text=SECRET)
    await house.script(token).say(room.code, SECRET)
    house.metrics.command(SECRET, "http", SECRET)

    text = await (await read(house)).get_data(as_text=True)

    assert "tribina_commands_total" in text
    for secret in (SECRET, room.code, token, room.handle_of(token), "127.0.0.1"):
        assert secret not in text


@pytest.mark.parametrize("told", ["X_Forwarded_For", "X_Real_IP", "Forwarded", "Via"])
async def test_a_proxy_here_that_asks_for_somebody_else_gets_none(house: House, told: str) -> None:
    assert (await read(house, **{told: "192.168.1.7"})).status_code == 404


async def test_from_elsewhere_they_are_for_who_has_the_token(tmp_path: Path) -> None:
    house = House(settings(tmp_path, metrics_token="of the monitoring"))
    await house.open()
    tokens = ("of the monitoring", "another", "\u0107", "")
    found = [
        (await read(house, "192.168.1.7", Authorization=f"Bearer {token}")).status_code
        for token in tokens
    ]
    await house.close()

    assert found == [200, 404, 404, 404]


async def test_without_a_token_in_the_settings_none_opens_them(house: House) -> None:
    for token in ("", "x"):
        answer = await read(house, "192.168.1.7", Authorization=f"Bearer {token}")
        assert answer.status_code == 404
