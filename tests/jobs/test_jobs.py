"""Heavy work in a process of its own, and all that may happen to it."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from server.clock import SystemClock
from server.jobs import Crowded, JobFailed, Jobs, NotYet
from server.jobs.queue import OF_ONE_AT_MOST, WAITING_AT_MOST
from tests.given import holds
from tests.jobs.odd_jobs import What

pytestmark = pytest.mark.outside

ODD = "tests.jobs.odd_jobs"
NOW = 0.0  # patience
LONG = 600.0  # what is ended before it is over


@contextlib.asynccontextmanager
async def opened(**options: Any) -> AsyncIterator[Jobs]:
    jobs = Jobs(SystemClock(), ODD, **options)
    try:
        yield jobs
    finally:
        await jobs.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "begun")


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.02)


def begun(file: str) -> int:
    """How often that job was begun."""
    return Path(file).stat().st_size if Path(file).exists() else 0


@pytest.mark.alone
async def test_it_is_done_by_another_process_that_steps_back_and_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRIBINA_SECRET", "of the house")
    async with opened() as jobs:
        with holds.watched() as held:
            told = await jobs.do("tell", What(), "k")

        assert told["pid"] == jobs.pid != os.getpid()
        assert told["nice"] >= 10
        assert told["secrets"] == []
        assert told["descriptors"] < 12, "it has inherited some"
        assert held.longest_ms < holds.MOST_MS, held.what


async def test_what_many_ask_for_is_done_once(file: str) -> None:
    async with opened() as jobs:
        what = What(file, 0.1)
        done = await asyncio.gather(*(jobs.do("take_long", what, "k") for _ in range(50)))

        assert done == ["done"] * 50
        assert begun(file) == 1


async def test_one_that_crashes_is_told_and_the_next_one_works() -> None:
    async with opened() as jobs:
        with pytest.raises(JobFailed, match=r"failed KeyError:odd_jobs.py:\d+") as crashed:
            await jobs.do("crash", What(), "k1")
        with pytest.raises(JobFailed, match="foreseen"):
            await jobs.do("fail", What(), "k2")

        assert "somebody wrote" not in str(crashed.value)
        assert (await jobs.do("tell", What(), "k3"))["pid"] == jobs.pid


async def test_what_failed_is_not_tried_again_at_once() -> None:
    async with opened() as jobs:
        for _ in range(2):
            with pytest.raises(JobFailed, match="killed"):
                await jobs.do("die", What(), "k")

        assert jobs.pid is None, "a worker was started for it"


async def test_a_worker_that_was_killed_is_followed_by_another() -> None:
    async with opened() as jobs:
        first = (await jobs.do("tell", What(), "k"))["pid"]
        os.kill(first, signal.SIGKILL)

        assert (await jobs.do("tell", What(), "k"))["pid"] != first


async def test_what_was_begun_when_it_was_killed_is_done_by_the_next_one(file: str) -> None:
    async with opened() as jobs:
        doing = asyncio.create_task(jobs.do("take_long", What(file, 0.5), "k"))
        await until(lambda: begun(file))
        os.kill(jobs.pid or 0, signal.SIGKILL)

        assert await doing == "done"
        assert begun(file) == 2


async def test_one_that_takes_all_memory_fails_alone(file: str) -> None:
    async with opened() as jobs:
        with pytest.raises(JobFailed, match="too_large"):
            await jobs.do("fill_memory", What(file), "k1")

        assert (await jobs.do("tell", What(), "k2"))["pid"] == jobs.pid


async def test_one_that_takes_too_long_is_ended(file: str) -> None:
    async with opened(longest_s=0.2) as jobs:
        with pytest.raises(JobFailed, match="too_long"):
            await jobs.do("take_long", What(file, LONG), "k")


async def test_who_will_not_wait_is_told_how_far_it_is_and_gets_it_later(file: str) -> None:
    async with opened() as jobs:
        with pytest.raises(NotYet):
            await jobs.do("take_long", What(file, 1.0), "k", NOW)
        await until(lambda: begun(file))
        with pytest.raises(NotYet) as far:
            await jobs.do("take_long", What(file, 1.0), "k", 0.1)
        with pytest.raises(NotYet) as behind:
            await jobs.do("tell", What(), "another", NOW)

        assert (far.value.part, far.value.ahead) == (0.25, 0)
        assert behind.value.ahead == 1
        assert await jobs.do("take_long", What(file, 1.0), "k") == "done"
        assert begun(file) == 1


async def test_a_flood_of_different_ones_is_refused(file: str) -> None:
    async with opened() as jobs:
        for number in range(WAITING_AT_MOST):
            with pytest.raises(NotYet):
                await jobs.do("take_long", What(file, LONG), f"k{number}", NOW)

        with pytest.raises(Crowded):
            await jobs.do("tell", What(), "one more", NOW)
        with pytest.raises(NotYet):
            await jobs.do("take_long", What(file, LONG), "k3", NOW)


async def test_one_organisation_leaves_places_to_all_others(file: str) -> None:
    async with opened() as jobs:
        for number in range(OF_ONE_AT_MOST):
            with pytest.raises(NotYet):
                await jobs.do("take_long", What(file, LONG), f"k{number}", NOW, whose="aktiv")

        with pytest.raises(Crowded):
            await jobs.do("tell", What(), "one more", NOW, whose="aktiv")
        for key, whose in (("k0", "aktiv"), ("of another", "other"), ("of none", "")):
            with pytest.raises(NotYet):
                await jobs.do("take_long", What(file, LONG), key, NOW, whose=whose)


async def test_what_nobody_waits_for_any_more_is_not_done(file: str, tmp_path: Path) -> None:
    never = str(tmp_path / "never begun")
    async with opened() as jobs:
        gone = [asyncio.create_task(jobs.do("take_long", What(file, LONG), "k1"))]
        await until(lambda: begun(file))
        first = jobs.pid
        gone.append(asyncio.create_task(jobs.do("take_long", What(never, LONG), "k2")))
        await asyncio.sleep(0)
        for asker in gone:
            asker.cancel()
        await asyncio.gather(*gone, return_exceptions=True)

        assert (await jobs.do("tell", What(), "k3"))["pid"] != first
        assert not begun(never)


async def test_who_has_nothing_to_do_gives_its_memory_back() -> None:
    async with opened(idle_s=0.05) as jobs:
        await jobs.do("tell", What(), "k")
        await until(lambda: jobs.pid is None)

        assert (await jobs.do("tell", What(), "k"))["pid"] == jobs.pid


async def test_nothing_that_is_being_done_holds_up_the_end(file: str) -> None:
    async with opened() as jobs:
        doing = asyncio.create_task(jobs.do("take_long", What(file, LONG), "k"))
        await until(lambda: begun(file))
        worker = jobs.pid or 0
        await jobs.close()

        with pytest.raises(JobFailed, match="killed"):
            await doing
        assert not psutil.pid_exists(worker)
        with pytest.raises(Crowded):
            await jobs.do("tell", What(), "after the end")


PARENT = f"""
import asyncio
from server.clock import SystemClock
from server.jobs import Jobs
from tests.jobs.odd_jobs import What

async def main():
    jobs = Jobs(SystemClock(), {ODD!r})
    print((await jobs.do("tell", What(), "k"))["pid"], flush=True)
    await jobs.do("take_long", What({{file!r}}, 600), "k")

asyncio.run(main())
"""


async def test_it_is_gone_when_the_server_was_killed_also_in_the_middle_of_a_job(file: str) -> None:
    program = PARENT.format(file=file)
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    worker = int(await server.stdout.readline())
    await until(lambda: begun(file))

    server.kill()
    await server.wait()

    await until(lambda: not psutil.pid_exists(worker) or _is_zombie(worker))


def _is_zombie(pid: int) -> bool:
    return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
