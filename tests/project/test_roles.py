"""The README says who may do what as the rules do."""

from server.debate.rules import RULES
from tests.given.generated import part
from tests.project.roles import ALLOWED, PART, PEOPLE, README, table


def test_the_table_in_the_readme_is_that_of_the_rules() -> None:
    assert part(README, PART) == table(), "make roles"


def test_every_command_stands_in_it_once_and_every_allowed_cell_is_marked() -> None:
    rows = [line.strip("| ").split(" | ") for line in table()[2:]]
    commands = [command.strip("`") for row in rows for command in row[0].split(" · ")]
    assert sorted(commands) == sorted(kind.__struct_config__.tag for kind in RULES)
    by_command = {name.strip("`"): row for row in rows for name in row[0].split(" · ")}
    for kind, rule in RULES.items():
        row = by_command[str(kind.__struct_config__.tag)]
        marked = {role for role, cell in zip(PEOPLE, row[1:], strict=False) if ALLOWED in cell}
        assert marked == rule.roles & set(PEOPLE)
