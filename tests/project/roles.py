"""Who may do what when, as a table: `make rules` prints it from the rules.

python -m tests.project.roles
"""

from collections.abc import Iterator
from typing import get_args

from server.debate import commands as c
from server.debate.actors import Role
from server.debate.commands import State
from server.debate.phases import ANY
from server.debate.rule import CLOCK, Rule
from server.debate.rules import ADMINISTRATION, RULES
from tests.given.generated import row

PEOPLE: tuple[Role, ...] = ("participant", "screener", "producer", "owner", "host", "display")
ALLOWED = "●"


def table() -> list[str]:
    """Lines of Markdown: commands with the same rule share a row, in the order of the rules; then
    what administration does. What the clock alone asks for is nobody's."""
    head = ["command", *PEOPLE, "in phase", "on a question that is"]
    by_word = {f"`{kind.__struct_config__.tag}`": rule for kind, rule in RULES.items()}
    return [
        row(head),
        row(["---", *[":-:"] * len(PEOPLE), "---", "---"]),
        *_rows({word: rule for word, rule in by_word.items() if rule.roles != CLOCK}),
        *_rows(ADMINISTRATION),
    ]


def _rows(rules: dict[str, Rule]) -> Iterator[str]:
    alike: dict[Rule, list[str]] = {}
    for word, rule in rules.items():
        alike.setdefault(rule, []).append(word)
    for rule, words in alike.items():
        yield row([" · ".join(words), *_cells(rule)])


def _cells(rule: Rule) -> Iterator[str]:
    for role in PEOPLE:
        yield ALLOWED if role in rule.roles else ""
    phases = [phase for phase in get_args(c.Phase) if phase in rule.phases]
    said = "any" if rule.phases == ANY else ", ".join(phases)
    only = {None: "", True: " (a rehearsal)", False: " (no rehearsal)"}
    yield said + only[rule.rehearsal]
    if rule.states is None:
        yield ""
    else:
        states = [state for state in get_args(State) if state in rule.states]
        found = "anything" if len(states) == len(get_args(State)) else ", ".join(states)
        yield f"one's own, {found}" if rule.own else found


if __name__ == "__main__":
    print("\n".join(table()))
