"""The printed table says who may do what as the rules do."""

from server.debate.rule import CLOCK
from server.debate.rules import NAMED
from tests.project.roles import ALLOWED, PEOPLE, table

OF_PEOPLE = {name: rule for name, rule in NAMED.items() if rule.roles != CLOCK}


def test_all_that_people_do_stands_in_it_once_and_every_allowed_cell_is_marked() -> None:
    rows = [line.strip("| ").split(" | ") for line in table()[2:]]
    by_name = {name.strip("`"): row for row in rows for name in row[0].split(" · ")}
    assert sorted(by_name) == sorted(OF_PEOPLE)
    assert sum(len(row[0].split(" · ")) for row in rows) == len(OF_PEOPLE)
    for name, rule in OF_PEOPLE.items():
        cells = zip(PEOPLE, by_name[name][1:], strict=False)
        assert {role for role, cell in cells if ALLOWED in cell} == rule.roles & set(PEOPLE)
