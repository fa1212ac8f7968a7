"""The verifier in the browser, written from docs/archive.md alone, finds the archives right that
the server makes, and names whatever is changed in them."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.archive.checking.main import check
from server.debate import events as e
from server.debate.apply import apply, apply_ballots
from server.debate.tallies import BallotChange
from tests.archive.checking.test_rules import with_an_older_line
from tests.archive.evenings import (
    NO_ROOTS,
    begun_anew,
    challenged_afterwards,
    close,
    complete_evening,
    decided_about_afterwards,
    looked_at,
    random_evening,
    recorded_evening,
)
from tests.archive.gallery import AIR_TEXTS, closed_again, gallery_evening, of_air_text
from tests.archive.made import HOUSE, KEYS, VKEY, WITNESS, WITNESS_VKEY, Json, archive_of
from tests.archive.mutations import WITHOUT_KEY, Kind, Mutation
from tests.archive.mutations import mutations as changed_archives
from tests.archive.rewordings import REWORDED, of_an_older_program, reworded
from tests.given.debates import Drive
from tests.given.handles import handle
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

POLICY = f"log {VKEY}\nwitness w {WITNESS_VKEY}\nquorum none\n"
VERIFY = """async ([texts, policy]) => {
  const { verify } = await import("/archive/verifier/verify.js")
  const reports = []
  for (const text of texts) reports.push({ ...(await verify(text, { policy })) })
  return reports
}"""
TIMED = """async (text) => {
  const { verify } = await import("/archive/verifier/verify.js")
  let [last, longest] = [performance.now(), 0]
  const told = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  const start = performance.now()
  const report = { ...(await verify(text, { told })) }
  return [report, performance.now() - start, longest]
}"""
AT_ONCE = 200  # archives, some megabytes
FORMAT_1 = Path(__file__).parents[2] / "archive" / "format-1.json"


async def reports(*archives: Any, policy: str = POLICY) -> list[Json]:
    """Of archives as objects, or as texts."""
    texts = [one if isinstance(one, str) else json.dumps(one) for one in archives]
    found: list[Json] = await evaluate(VERIFY, [texts, policy])
    return found


def evening() -> Drive:
    """Something of everything, in few lines."""
    drive = Drive()
    whole = drive.ask("Jobs?", "ana", name="Ana \u2028 \U0001f600", to="g1")
    drive.moderate("approve", whole)
    part, third = drive.ask_openly("Any jobs?"), drive.ask_openly("Trains?")
    insult, own = drive.ask("You fool"), drive.ask("Never mind")
    drive.vote(whole, "ana", "besa")
    drive.vote(part, "besa", "cveta")
    drive.vote(third, "dren")
    drive.moderate("edit", whole, text="Which jobs?")
    drive.moderate("translate", whole, lang="sq", text="Cilat punë?")
    drive.moderate("merge", part, into=whole)
    drive.moderate("hold", insult, why="wording")
    drive.now += 120_000
    drive.moderate("dismiss", insult, reason="insult", note="a neighbour")
    drive.moderate("approve", own)
    drive.moderate("undo", None)
    drive.moderate("tag", third, pile="jobs")
    drive.burst("b1", "dren")
    drive.moderate("set_apart", burst="b1")
    drive.moderate("take", whole)
    drive.now += 200_000
    drive.moderate("answered", whole, how="partly")
    drive.now += 4_000_000
    close(drive)
    return drive


def crowded(questions: int, ballots: int) -> Drive:
    """Many questions of many people: what the rules would say to each is not asked."""
    drive = Drive()
    for number in range(1, questions + 1):
        id_ = f"q{number}"
        text = f"Question {number}: when will the street between school and station be lit?"
        asked = e.QuestionSubmitted(question=id_, text=text, author=handle(id_), lang="en")
        seq = drive.debate.seq + 1
        entries = [
            e.Entry(seq, drive.now, seq, "participant", asked),
            e.Entry(seq + 1, drive.now, seq + 1, "producer", e.QuestionApproved(question=id_)),
        ]
        for entry in entries:
            apply(drive.debate, entry)
        drive.journal += entries
    drive.ballots = [
        BallotChange(f"q{1 + number % questions}", handle(f"voter {number // 50}"), True)
        for number in range(ballots)
    ]
    apply_ballots(drive.debate, drive.ballots)
    close(drive)
    return drive


async def test_every_archive_that_the_server_makes_is_right() -> None:
    evenings = [random_evening(seed, 40 + 15 * (seed % 12)) for seed in range(40)]
    archives = [archive_of(one) for one in [*evenings, recorded_evening("sporazum-energy")]]

    found = await reports(*archives)

    assert [report["problems"] for report in found] == [[]] * len(archives)
    assert {"lines", "ballots", "texts"} <= {one["what"] for one in found[0]["proved"]}
    assert any(archive["totals"].get("apart_ballots") for archive in archives)


async def test_what_stood_on_air_is_told_as_the_server_tells_it() -> None:
    archives = [archive_of(one) for one in [*map(of_air_text, AIR_TEXTS), gallery_evening()]]

    found = await reports(*archives)

    assert [report["problems"] for report in found] == [[]] * len(archives)
    assert sum("air_text" in one for archive in archives for one in archive["questions"]) > 9


async def test_every_wording_that_had_votes_is_told_but_in_older_files() -> None:
    archives = [archive_of(reworded(case)) for case in REWORDED]

    found = await reports(*archives)
    older = await reports(*map(of_an_older_program, archives))

    assert [report["problems"] for report in [*found, *older]] == [[]] * 2 * len(archives)
    unproved = {"what": "between", "with": {"question": "q1"}}
    for archive, told, now in zip(archives, older, found, strict=True):
        assert (unproved in told["unproved"]) == ("between" in archive["questions"][0])
        assert unproved not in now["unproved"]


async def test_an_air_text_that_is_not_opened_is_asked_for() -> None:
    archive, number = closed_again(archive_of(complete_evening()))

    (report,) = await reports(archive)

    assert report["problems"] == [{"what": "unopened", "where": f"{number} air_text"}]


async def test_a_guest_whose_questions_were_on_air_for_no_second_has_no_time_there() -> None:
    drive = Drive()
    question = drive.ask_openly("Jobs?", to="g1")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="evaded")
    close(drive)
    archive = archive_of(drive)

    (report,) = await reports(archive)

    assert archive["moderation"]["on_air_ms"] == {}
    assert report["problems"] == []


async def test_a_challenge_behind_the_closing_and_a_decision_after_the_air_are_right() -> None:
    archives = [archive_of(one) for one in (challenged_afterwards(), decided_about_afterwards())]

    assert [report["problems"] for report in await reports(*archives)] == [[], []]


async def test_a_log_that_was_begun_anew_is_right_and_what_was_lost_is_not_proved() -> None:
    (report,) = await reports(archive_of(begun_anew()))

    assert report["problems"] == []
    assert report["head"]["origin"] == f"{HOUSE}/debate/482915/3"
    stated = [one["with"] for one in report["unproved"] if one["what"] == "begun_anew"]
    assert [(one["size"], one["kept"]) for one in stated] == [(9, 4), (100, 4)]


@pytest.mark.parametrize("said", [{"log": 2}, {"kept": 99}, *({"root": root} for root in NO_ROOTS)])
async def test_no_log_is_begun_anew_otherwise(said: dict[str, Any]) -> None:
    (report,) = await reports(archive_of(begun_anew(**said)))

    assert "impossible" in {one["what"] for one in report["problems"]}


async def test_what_is_proved_and_what_is_not_is_told_apart() -> None:
    archive = archive_of(evening())

    (report,) = await reports(archive)

    assert report["problems"] == []
    told = {column: [one["what"] for one in report[column]] for column in ("compare", "unproved")}
    assert told["compare"] == ["signed", "signed", "head", "chain"]
    assert {one["with"].get("name") for one in report["compare"]} >= {WITNESS}
    assert told["unproved"] == ["people", "who", "lengths", "hidden"]
    assert report["head"]["origin"] == f"{HOUSE}/debate/482915"
    assert archive["checkpoint"].splitlines()[2] == report["head"]["root"]


async def test_without_the_key_of_the_house_its_signature_proves_nothing() -> None:
    archive = archive_of(evening())

    (unknown,) = await reports(archive, policy="")
    del archive["checkpoint"]
    (unsigned,) = await reports(archive, policy="")

    assert unknown["problems"] == unsigned["problems"] == []
    assert {"what": "signature", "with": {}} in unknown["unproved"]
    assert {"what": "unsigned", "with": {}} in unsigned["unproved"]


async def test_the_ballots_that_the_journal_speaks_of_never_fall() -> None:
    right, wrong = await reports(archive_of(looked_at(5, 5, 7)), archive_of(looked_at(5, 7, 6)))

    assert right["problems"] == []
    said = {"what": "ballots", "where": "BallotsCommitted.ballots", "said": 6, "follows": "≥ 7"}
    assert wrong["problems"] == [said]


async def test_a_name_that_no_line_opens_is_told_to_be_unproved() -> None:
    (report,) = await reports(with_an_older_line())

    assert report["problems"] == []
    assert {"what": "name", "with": {"question": "q1"}} in report["unproved"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", WITHOUT_KEY)
async def test_each_change_is_named(kind: Kind) -> None:
    changes = list(changed_archives(archive_of(complete_evening()), (kind,)))

    named = [await named_of(changes[at : at + AT_ONCE]) for at in range(0, len(changes), AT_ONCE)]

    assert len(changes) > 1_500
    assert not [name for some in named for name, is_named in some.items() if not is_named]


@pytest.mark.slow
async def test_what_a_house_changes_that_has_the_key_is_named_wherever_check_py_names_it() -> None:
    changes = list(changed_archives(archive_of(complete_evening()), ("signed",)))
    named_there = [change for change in changes if check(change.archive, KEYS).wrong]

    named = [
        await named_of(named_there[at : at + AT_ONCE]) for at in range(0, len(named_there), AT_ONCE)
    ]

    assert len(named_there) > 1_000
    assert not [name for some in named for name, is_named in some.items() if not is_named]


async def named_of(changes: list[Mutation]) -> dict[str, bool]:
    """Of each whether something is wrong with it."""
    found = await reports(*(change.archive for change in changes))
    return {
        change.name: bool(report["problems"]) for change, report in zip(changes, found, strict=True)
    }


@pytest.mark.slow
async def test_archives_of_format_1_are_checked_as_far_as_they_go() -> None:
    archive = json.loads(FORMAT_1.read_text())
    texts = dict(mutations(archive))

    (report,) = await reports(archive)
    found = await reports(*texts.values())

    assert report["problems"] == []
    assert "ballots_first" in [one["what"] for one in report["unproved"]]
    changed = zip(texts, found, strict=True)
    unnamed = {name.removesuffix(" gone") for name, one in changed if not one["problems"]}
    believed = ["decision_ms", "wait_ms"]
    assert unnamed == {"note", "questions.0.name", *(f"moderation.{one}" for one in believed)}


@pytest.mark.alone
async def test_five_thousand_questions_take_three_seconds_at_most() -> None:
    archive = archive_of(crowded(5_000, 100_000))
    assert len(archive["ballots"]) == 100_000

    report, took_ms, longest_ms = await evaluate(TIMED, json.dumps(archive))

    assert report["problems"] == []
    assert took_ms <= 3_000
    assert longest_ms <= 400  # meanwhile the page answers


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '"', "[" * 50_000, '{"format":"x"}'])
async def test_what_is_no_archive_is_unreadable(text: str) -> None:
    (report,) = await reports(text)

    assert [one["what"] for one in report["problems"]] == ["unreadable"]


def mutations(archive: Json) -> Iterator[tuple[str, str]]:
    """The file again and again, each time with one value changed, or gone."""
    dice = random.Random(1)
    for path, value in list(leaves(archive)):
        name = ".".join(map(str, path))
        yield name, json.dumps(replaced(archive, path, changed(value, dice)))
        if isinstance(path[-1], str) and path != ("checkpoint",):
            yield f"{name} gone", json.dumps(replaced(archive, path, None, gone=True))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        inner: Any = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        yield path, value
        return
    for key, each in inner:
        yield from leaves(each, (*path, key))


def changed(value: Any, dice: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    at = dice.randrange(len(value)) if value else 0
    other = "0" if value[at : at + 1] != "0" else "1"
    return value[:at] + other + value[at + 1 :]


def replaced(archive: Json, path: tuple[Any, ...], value: Any, *, gone: bool = False) -> Json:
    copy: Json = json.loads(json.dumps(archive))
    inner: Any = copy
    for key in path[:-1]:
        inner = inner[key]
    if gone:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return copy
