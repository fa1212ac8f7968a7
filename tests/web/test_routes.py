"""Routes match, and nothing is built of them."""

import pytest
from werkzeug.routing import Map

from server.web.routes import Route
from tests.given.web_house import House


def test_a_route_is_found_with_what_stands_in_it() -> None:
    adapter = Map([Route("/o/<organisation>/members", endpoint="members")]).bind("localhost")
    assert adapter.match("/o/aktiv/members") == ("members", {"organisation": "aktiv"})


def test_no_route_of_the_house_was_compiled_for_building(house: House) -> None:
    adapter = house.app.url_map.bind("localhost")
    rules = list(house.app.url_map.iter_rules())
    assert len(rules) > 90
    assert all(isinstance(rule, Route) for rule in rules)
    with pytest.raises(NotImplementedError):
        adapter.build("home.home")
