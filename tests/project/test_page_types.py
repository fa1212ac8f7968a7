"""The pages' scripts are checked against types that are made of the server's own."""

from tests.project.page_types import ROOTS, files, with_all_inside


def test_everything_on_the_wire_is_among_them_once() -> None:
    text = "\n".join(files().values())

    for kind in with_all_inside(ROOTS):
        named = [line for line in text.splitlines() if line.startswith("export interface ")]
        assert sum(line.split()[2] == kind.__name__ for line in named) == 1, kind.__name__


def test_what_may_be_absent_is_optional_and_what_has_a_name_is_called_by_it() -> None:
    questions, commands = files()["questions.d.ts"], files()["commands.d.ts"]

    assert "\n  carried?: boolean\n  state: ShownState\n  became?: End\n" in questions
    assert "\n  translations?: Record<string, string>\n" in questions
    assert "\n  outcomes?: Partial<Record<Outcome, number>>\n" in files()["heads.d.ts"]
    assert '  do: "dismiss"\n  reason: Reason\n  note?: string\n' in commands
    assert "null" not in questions + commands
