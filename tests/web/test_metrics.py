"""Numbers for Prometheus, and nothing but numbers."""

from prometheus_client.parser import text_string_to_metric_families

from tests.web.house import House

SECRET = "tajnoime"


async def test_the_numbers_can_be_read_by_prometheus(house: House) -> None:
    house.metrics.joined("audience")
    house.metrics.joined("audience")
    house.metrics.left("audience")
    house.metrics.commit(120, 0.004)

    response = await house.script().get("/metrics")

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

    text = await (await house.script().get("/metrics")).get_data(as_text=True)

    assert "tribina_commands_total" in text
    for secret in (SECRET, room.code, token, room.handle_of(token), "127.0.0.1"):
        assert secret not in text
