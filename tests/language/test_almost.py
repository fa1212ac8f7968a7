"""What nearly is the same question is shown to moderators, with what it differs in."""

import pytest

from server.debate.showing.likely import Suggestions
from server.debate.showing.views import ControlProjection
from server.language.almost import differs_but_little
from server.language.traits import traits_of
from tests.given.debates import Drive, done, follow, looked

POOL = "Kada će opština otvoriti bazen u Zvečanu?"
NO_POOL = "Kada opština neće otvoriti bazen u Zvečanu?"


@pytest.mark.parametrize(
    ("one", "other", "buts"),
    [
        (POOL, NO_POOL, ["denial"]),
        ("Ko plaća struju za javnu rasvetu?", "Ko ne plaća struju za javnu rasvetu?", ["denial"]),
        ("Kur do të hapet pishina?", "Kur nuk do të hapet pishina?", ["denial"]),
        ("When will the pool open?", "When will the pool not open?", ["denial"]),
        ("Zašto opština gradi 20 stanova?", "Zašto opština gradi 40 stanova?", ["number"]),
        (POOL, "Kada će opština otvoriti bazen u Leposaviću?", ["name"]),
        ("Kada će biti vode u Zvečanu?", "Kada će biti vode u Leposaviću?", ["name"]),
        ("Kada će biti vode u Zvečanu?", "Kada će biti struje u Zvečanu?", []),
        ("Kada će biti vode u Zvečanu?", "Kada će biti posla u Leposaviću?", []),
        ("Kada će biti put do Banjske?", "Zašto nije asfaltiran put do Banjske?", []),
    ],
)
def test_what_two_questions_differ_in_is_told_if_they_are_the_same_otherwise(
    one: str, other: str, buts: list[str]
) -> None:
    assert differs_but_little(traits_of(one), traits_of(other)) == buts
    assert differs_but_little(traits_of(other), traits_of(one)) == buts


def test_moderators_see_the_contrary_of_a_question_beside_it_as_another() -> None:
    drive = Drive()
    shown, asked = drive.ask_openly(POOL), drive.ask(NO_POOL)
    control = ControlProjection(drive.debate, drive.around, looked(drive.debate), drive.now)

    question = control.document()["questions"][asked]

    assert question["almost"] == {shown: ["denial"]}
    assert "likely" not in question
    assert "almost" not in control.document()["questions"][shown]


def test_it_goes_when_the_other_is_no_longer_there() -> None:
    drive = Drive()
    shown, asked = drive.ask_openly(POOL), drive.ask(NO_POOL)
    likely = looked(drive.debate)
    control = ControlProjection(drive.debate, drive.around, likely, drive.now)

    touched = drive.moderate("dismiss", shown, reason="spam")
    touched.questions |= follow(likely, drive.debate, touched.questions)
    patch = control.update(touched, drive.now)

    assert patch["questions"][asked]["almost"] is None
    assert "almost" not in control.document()["questions"][asked]


def test_who_types_a_question_is_not_led_to_its_contrary() -> None:
    drive = Drive()
    drive.ask_openly(POOL)
    suggestions = Suggestions()
    suggestions.follow(drive.debate, drive.debate.questions)
    done(suggestions.steps())

    assert done(suggestions.search(POOL)) == ["q1"]
    assert done(suggestions.search(NO_POOL)) == []
