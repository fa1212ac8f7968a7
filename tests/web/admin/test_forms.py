"""What was typed into a debate's form, and what becomes of it."""

import pytest

from server.debate.described import Chance, Guest, Limits
from server.debate.state import Debate
from server.web.admin.checks import debate_problems, lost, programme_problems
from server.web.admin.forms import command_of, form_of, read_form, rearranged
from tests.given.debates import OWNER, Drive

PROGRAMMES = {"social-club", "sporazum"}
TYPED = {
    "programme": "social-club",
    "title-sr-Latn": "  Posao i mladi ",
    "title-sr-Cyrl": "",
    "title-sq": "Puna dhe të rinjtë",
    "date": "2026-03-07",
    "time": "18:05",
    "guests-0-key": "",
    "guests-0-name": "Ana Petrović",
    "guests-0-party": "",
    "guests-0-office-sr-Latn": "direktorka",
    "guests-1-name": "",
    "piles-0-name-sr-Latn": "Posao",
    "max_length": "250",
    "questions_each": "3",
    "voters_a_minute": "60",
    "unheard-of": "x",
}


def typed(**changes: str) -> dict[str, str]:
    return TYPED | {name.replace("__", "-"): value for name, value in changes.items()}


def test_a_good_form_becomes_a_command() -> None:
    form = read_form(TYPED)

    command = command_of(form, "id", "482915")

    assert debate_problems(form, PROGRAMMES) == {}
    assert command.title == {"sr-Latn": "Posao i mladi", "sq": "Puna dhe të rinjtë"}
    assert command.guests == {"g1": Guest("Ana Petrović", {"sr-Latn": "direktorka"})}
    assert list(command.piles) == ["p1"]
    assert command.limits == Limits(250, 3)
    assert command.voters_a_minute == 60
    assert command.starts_at == 1_772_903_100_000
    assert command.code == "482915"


def test_a_debate_comes_back_from_its_form_unchanged() -> None:
    debate = Drive("draft").debate

    command = command_of(form_of(debate), "id")

    assert (command.title, command.guests, command.piles) == (
        debate.title,
        debate.guests,
        debate.piles,
    )
    assert (command.limits, command.starts_at) == (debate.limits, debate.starts_at)
    assert command.chance == debate.chance


def test_collecting_has_its_times_in_the_form() -> None:
    times = {
        "opens_date": "2026-03-01",
        "opens_time": "00:00",
        "closes_date": "2026-03-07",
        "closes_time": "18:05",
    }
    form = read_form(TYPED | times)

    command = command_of(form, "id")

    assert debate_problems(form, PROGRAMMES) == {}
    assert command.closes_at == 1_772_903_100_000
    assert command.opens_at is not None and command.opens_at < command.closes_at
    turned = read_form(TYPED | times | {"opens_date": "2026-03-08"})
    assert debate_problems(turned, PROGRAMMES) == {"closes_date": "admin.closes_before"}


def test_a_debate_is_given_two_languages_in_the_form_and_keeps_them() -> None:
    drive = Drive("draft")

    drive.do(OWNER, command_of(read_form(TYPED | {"languages": "sq,sr-Latn"}), "id"))

    assert drive.debate.languages == ("sq", "sr-Latn")
    assert command_of(form_of(drive.debate), "id").languages == ("sq", "sr-Latn")
    assert command_of(read_form(TYPED), "id").languages == ()


def test_a_fair_chance_is_set_in_the_form() -> None:
    form = read_form(TYPED | {"sort": "fair", "hidden_counts": "yes", "vote_only": "yes"})

    assert debate_problems(form, PROGRAMMES) == {}
    assert command_of(form, "id").chance == Chance("fair", hidden_counts=True, vote_only=True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"sort": "loudest"}, "admin.sort_wrong"),
        ({"sort": "votes", "hidden_counts": "yes"}, "admin.sort_hidden"),
    ],
)
def test_an_order_that_cannot_be_is_noticed(changes: dict[str, str], problem: str) -> None:
    assert debate_problems(read_form(TYPED | changes), PROGRAMMES) == {"sort": problem}


def test_rows_keep_their_keys_and_new_ones_get_free_ones() -> None:
    form = read_form(
        typed(guests__0__key="g2", guests__1__name="Arben Krasniqi", guests__2__name="Teuta")
    )

    assert list(command_of(form, "id").guests) == ["g2", "g1", "g3"]


@pytest.mark.parametrize("key", ["", "a key", "<b>", "g" * 41])
def test_a_key_that_is_none_is_replaced(key: str) -> None:
    form = read_form(typed(guests__0__key=key))

    assert list(command_of(form, "id").guests) == ["g1"]


def test_adding_and_removing_rows_loses_nothing() -> None:
    form = read_form(TYPED)

    more = rearranged(form, "add_guest")
    assert more is not None
    fewer = rearranged(more, "remove_guest-1")

    assert [row.name for row in more.guests] == ["Ana Petrović", "", ""]
    assert fewer is not None
    assert [row.name for row in fewer.guests] == ["Ana Petrović", ""]
    assert (more.title, more.piles, more.time) == (form.title, form.piles, form.time)


def test_rows_end_at_twenty() -> None:
    form = read_form({f"guests-{at}-name": "A" for at in range(40)})

    assert len(form.guests) == 20
    longer = rearranged(form, "add_guest")
    assert longer is not None and len(longer.guests) == 20


def test_saving_is_no_rearranging() -> None:
    assert rearranged(read_form(TYPED), "save") is None
    assert rearranged(read_form(TYPED), "") is None


def test_cyrillic_is_offered_where_there_is_none() -> None:
    form = read_form(typed(**{"guests__0__office-sr-Cyrl": "управница"}))

    filled = rearranged(form, "cyrillic")

    assert filled is not None
    assert filled.title["sr-Cyrl"] == "Посао и млади"
    assert filled.guests[0].office["sr-Cyrl"] == "управница"
    assert filled.piles[0].name["sr-Cyrl"] == "Посао"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"programme": "unheard-of"}, "programme"),
        ({"title__sr__Latn": "", "title__sq": ""}, "title-sr-Latn"),
        ({"title__sq": "x" * 121}, "title-sq"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": ""}, "date"),
        ({"time": ""}, "time"),
        ({"opens_date": "2026-03-01"}, "opens_time"),
        ({"closes_date": "2026-03-06", "closes_time": ""}, "closes_time"),
        ({"guests__0__name": ""}, "guests-0-name"),
        ({"guests__0__party": "x" * 81}, "guests-0-party"),
        ({"guests__0__office__sr__Latn": "x" * 121}, "guests-0-office-sr-Latn"),
        ({"piles__0__name__sr__Latn": "x" * 81}, "piles-0-name-sr-Latn"),
        ({"max_length": "19"}, "max_length"),
        ({"max_length": "301"}, "max_length"),
        ({"max_length": "²"}, "max_length"),
        ({"questions_each": "-1"}, "questions_each"),
        ({"questions_each": "9" * 5000}, "questions_each"),
        ({"voters_a_minute": "3001"}, "voters_a_minute"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    assert list(debate_problems(read_form(typed(**changes)), PROGRAMMES)) == [field]


def test_a_form_without_any_field_has_problems_not_errors() -> None:
    assert debate_problems(read_form({}), PROGRAMMES)


def test_control_characters_and_new_lines_do_not_enter_a_title() -> None:
    form = read_form(typed(title__sq="Puna\u0000 dhe\n\u202eme\u200b të rinjtë"))

    assert form.title["sq"] == "Puna dhe me të rinjtë"


def test_a_guest_who_was_asked_cannot_be_removed() -> None:
    drive = Drive()
    drive.ask("Kada?", to="g1")
    form = form_of(drive.debate)

    assert lost(form, drive.debate) == {}
    form.guests = form.guests[1:]
    assert lost(form, drive.debate) == {"guests": "admin.guest_in_use"}


def test_a_pile_with_questions_cannot_be_removed() -> None:
    drive = Drive()
    drive.moderate("tag", drive.ask("Kada?"), pile="jobs")
    form = form_of(drive.debate)
    form.piles = []

    assert lost(form, drive.debate) == {"piles": "admin.pile_in_use"}


def test_an_empty_debate_can_lose_everybody() -> None:
    assert lost(read_form({}), Debate()) == {}


@pytest.mark.parametrize(
    ("accent", "problem"),
    [
        ("#b4232a", None),
        ("#000000", None),
        ("#ffd700", "admin.accent_unreadable"),
        ("red", "admin.accent_wrong"),
        ("#b4232a}body{display:none", "admin.accent_wrong"),
    ],
)
def test_white_text_must_be_readable_on_the_colour(accent: str, problem: str | None) -> None:
    errors = programme_problems("social-club", {"sq": "Social Club"}, accent)

    assert errors.get("accent") == problem
