"""The generated part of docs/security.md."""

from collections import Counter

from msgspec.structs import replace

from tests.load.attacks.attack import Score
from tests.load.attacks.roster import ATTACKS
from tests.load.siege import table
from tests.load.siege.notes import Notes
from tests.load.siege.scenario import Attacked
from tests.load.siege.window import Used, Window, look_back

CALM = Window(
    vote_p50_ms=5,
    vote_p99_ms=20,
    vote_max_ms=30,
    question_ms=50,
    air_p99_ms=60,
    command_p99_ms=10,
    picture_ms=20,
    page_ms=10,
    in_ms=10,
    away_s=0.1,
    login_s=None,
    memory_mb=200,
    memory_after_mb=190,
    hold_ms=20,
    cores=0.2,
    lines=0,
    late_ms=2,
    refused=Counter(),
)


def _attacked(during: Window, after: Window = CALM) -> Attacked:
    return Attacked(ATTACKS["pings"], CALM, during, after, Score())


def test_the_page_has_a_place_for_the_table() -> None:
    text = table.PAGE.read_text(encoding="utf-8")

    assert f"<!-- {table.PART} -->\n" in text and f"<!-- /{table.PART} -->" in text


def test_every_attack_has_a_name_and_a_sentence_of_its_own() -> None:
    assert all(name == attack.name for name, attack in ATTACKS.items())
    assert len({attack.does for attack in ATTACKS.values()}) == len(ATTACKS)


def test_what_honest_people_hardly_notice_is_held() -> None:
    lines = table.table([_attacked(replace(CALM, vote_p99_ms=250.0, away_s=5.0))])

    assert lines[-1].startswith("| **pings**: ") and lines[-1].endswith("| yes |")
    assert lines[-2].startswith("| *nobody attacks* | 5, 20, 30 |")


def test_each_thing_that_did_not_hold_is_named() -> None:
    window = replace(CALM, vote_p99_ms=251.0, away_s=5.1, memory_mb=601.0, login_s=31.0)

    assert table.failed([_attacked(window)]) == [
        "pings: votes wait, turned away, memory, the owner is kept out"
    ]


def test_what_lasts_when_the_attack_is_over_is_not_held() -> None:
    assert table.failed([_attacked(CALM, replace(CALM, away_s=6.0))]) == [
        "pings: turned away afterwards"
    ]


def test_no_vote_at_all_is_no_quick_vote() -> None:
    assert table.failed([_attacked(replace(CALM, vote_p99_ms=None))]) == ["pings: votes wait"]


def test_who_still_waits_counts_with_all_the_time_since() -> None:
    notes = Notes()
    wait = notes.begin("in")

    window = look_back(notes, wait.began, wait.began + 1, Used(0, 0, 0.0, None, 0))

    assert wait.ended is None
    assert window.in_ms is not None and window.away_s >= window.in_ms / 1_000
