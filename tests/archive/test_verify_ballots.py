"""What `tribina verify` says of the ballots in a database, and what it says that it cannot know."""

from pathlib import Path

import pytest

from server.archive.ballots import check_ballots
from server.archive.load import replay
from server.archive.verify import Report, verify
from server.debate.deciding.sealing import BallotsCommitted
from server.store import Store
from tests.archive.evenings import close_as_before, keep, random_evening
from tests.archive.test_verify import changed, evening
from tests.given.debates import Drive


async def report_of(store: Store, drive: Drive) -> Report:
    found = await verify(store, drive.debate.code)
    assert found is not None
    found.unproven = [one for one in found.unproven if "head" not in one]  # nobody signs here
    return found


async def closed(store: Store) -> Drive:
    drive = evening()
    drive.vote("q1", "ema")
    drive.burst("b1", "ema")
    drive.moderate("set_apart", burst="b1")
    drive.close()
    await keep(store, drive)
    return drive


async def test_a_closed_debate_is_counted_again(store: Store) -> None:
    report = await report_of(store, await closed(store))
    assert (report.problems, report.ballots) == ([], 5)
    assert report.unproven == []


@pytest.mark.parametrize("seed", range(8))
async def test_any_debate_is(store: Store, seed: int) -> None:
    drive = random_evening(seed)
    await keep(store, drive)
    assert (await report_of(store, drive)).problems == []


async def test_how_many_people_voted_over_all_trees_cannot_be_known(store: Store) -> None:
    drive = evening()
    drive.vote(drive.ask_openly("Another?"), "ana", "dren")
    drive.close()
    await keep(store, drive)
    report = await report_of(store, drive)
    assert (report.problems, report.unproven) == ([], ["that 4 people voted: there are 3 to 5"])


FIRST = "handle = (SELECT min(handle) FROM ballots)"


@pytest.mark.parametrize(
    "statements",
    [
        [f"DELETE FROM ballots WHERE {FIRST}"],
        [f"UPDATE ballots SET handle = '0000000000000000' WHERE {FIRST}"],
        [f'UPDATE ballots SET "on" = 0 WHERE {FIRST}'],
        ["UPDATE ballots SET burst = '' WHERE burst = 'apart'"],
        [f"UPDATE ballots SET burst = burst || 'x' WHERE {FIRST}"],
        [
            "INSERT INTO ballots VALUES ('482915', 'q1', '0123456789abcdef', 1, '', 0, 0, '', '')",
            "UPDATE tallies SET votes = votes + 1 WHERE question = 'q1'",
        ],
        ["INSERT INTO ballots VALUES ('482915', 'q9', '0123456789abcdef', 1, '', 0, 0, '', '')"],
        [f"UPDATE ballots SET question = 'q1 q1' WHERE {FIRST}"],
        ["UPDATE tallies SET votes = votes + 1 WHERE question = 'q1'"],
    ],
)
async def test_a_change_of_the_sealed_list_is_noticed(
    store: Store, tmp_path: Path, statements: list[str]
) -> None:
    drive = await closed(store)
    changed(tmp_path, *statements)
    assert not (await report_of(store, drive)).ok


async def committed(store: Store, drive: Drive) -> None:
    """Have the journal say what the database keeps."""
    async with store.ballots.look(drive.debate.code) as look:
        seen = await look.seen()
    assert look.mark is not None
    event = BallotsCommitted(ballots=seen.rows, root=seen.root, mark=look.mark)
    await store.journal.append(
        drive.debate.code, [event], after=drive.debate.seq, at=drive.now, role="server"
    )


async def test_of_an_open_debate_the_last_root_is_compared(store: Store) -> None:
    drive = evening()
    await keep(store, drive)
    before = await report_of(store, drive)
    assert any("no root was written ever" in one for one in before.unproven)

    await committed(store, drive)

    report = await report_of(store, drive)
    assert (report.problems, report.ballots) == ([], 4)
    assert not any("root" in one for one in report.unproven)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            [
                f"DELETE FROM ballots WHERE {FIRST}",
                "DELETE FROM tallies",
                "INSERT INTO tallies SELECT debate, question, count(*) FROM ballots GROUP BY 1, 2",
            ],
            "whose root stands in the journal",
        ),
        (
            [f"DELETE FROM ballots WHERE {FIRST}", "UPDATE debates SET mark = mark + 1"],
            "fewer ballots, or groups of them",
        ),
        (["UPDATE debates SET mark = mark - 1"], "fewer ballots, or groups of them"),
        ([f'UPDATE ballots SET "on" = 0 WHERE {FIRST}'], "1 ballots or bursts that this house"),
        ([f"UPDATE ballots SET proof = '' WHERE {FIRST}"], "1 ballots or bursts that this house"),
        (["UPDATE tallies SET votes = votes + 1 WHERE question = 'q1'"], "votes kept"),
    ],
)
async def test_a_change_of_an_open_debate_is_noticed(
    store: Store, tmp_path: Path, statements: list[str], said: str
) -> None:
    drive = evening()
    await keep(store, drive)
    await committed(store, drive)
    changed(tmp_path, *statements)
    report = await report_of(store, drive)
    assert [problem for problem in report.problems if said in problem]


async def test_of_a_debate_that_an_older_program_closed_less_is_known(store: Store) -> None:
    drive = evening()
    close_as_before(drive)
    await keep(store, drive)
    checked = await check_ballots(store, drive.debate.code, replay(drive.journal))
    assert (checked.problems, checked.ballots) == ([], 4)
    (unproven,) = checked.unproven
    assert "an older program sealed no list of them" in unproven
