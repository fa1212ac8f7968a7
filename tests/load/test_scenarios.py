"""A thousand phones do to the server all that ten thousand do in `make bench`, and afterwards the
truth is checked: every acknowledgement against the database, every document against the view.
"""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.load.evening import Evening, evening
from tests.load.phones.crowd import Crowd
from tests.load.scenarios.hall import hall
from tests.load.scenarios.join import join
from tests.load.scenarios.reconnect import reconnect
from tests.load.scenarios.restart import restart
from tests.load.scenarios.slow import slow
from tests.load.scenarios.storm import storm
from tests.load.scenarios.sustained import sustained

PHONES = 1_000
QUESTIONS = 12

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@contextlib.asynccontextmanager
async def full_hall(folder: Path) -> AsyncIterator[tuple[Evening, Crowd]]:
    async with evening(folder, QUESTIONS) as opened:
        crowd = opened.crowd()
        await crowd.arrive(PHONES, 0, page=False)
        yield opened, crowd
        await crowd.leave()


async def test_everybody_who_comes_at_once_gets_the_page_and_the_document(tmp_path: Path) -> None:
    async with evening(tmp_path, QUESTIONS) as opened:
        crowd = opened.crowd()
        figures = await join(opened, crowd, PHONES, 1)
        assert figures["phones"] == len({p.token for p in crowd.participants}) == PHONES
        await crowd.leave()


async def test_in_a_storm_of_votes_every_acknowledged_one_is_counted_once(tmp_path: Path) -> None:
    async with full_hall(tmp_path) as (opened, crowd):
        figures = await storm(opened, crowd, 3, 1)
        assert figures["votes"] == 3 * PHONES
        figures = await sustained(opened, crowd, 2_000, 2)
        assert figures["votes"] == 4_000


async def test_a_question_on_air_reaches_everybody_while_the_hall_votes(tmp_path: Path) -> None:
    async with full_hall(tmp_path) as (opened, crowd):
        figures = await hall(opened, crowd, 4)
        assert figures["patches_s"] > 1


async def test_slow_readers_keep_nobody_waiting_and_catch_up_in_the_end(tmp_path: Path) -> None:
    async with full_hall(tmp_path) as (opened, crowd):
        figures = await slow(opened, crowd, 3)
        assert figures["slow"] == PHONES / 20


async def test_when_all_connections_end_at_once_all_come_back_to_equal_documents(
    tmp_path: Path,
) -> None:
    async with full_hall(tmp_path) as (opened, crowd):
        await storm(opened, crowd, 1, 1)
        figures = await reconnect(opened, crowd)
        assert figures["phones"] == PHONES


async def test_neither_a_restart_nor_a_kill_under_load_loses_an_acknowledged_vote(
    tmp_path: Path,
) -> None:
    async with full_hall(tmp_path) as (opened, crowd):
        figures = await restart(opened, crowd, 300)
        assert figures["votes"] > 1_000
