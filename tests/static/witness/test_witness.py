"""A phone speaks when what it is shown does not go on from what it saw, and at no other time."""

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from server.transparency.merkle import Tree
from tests.static.door import stop_time

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GRACE_MS = 181_000
OPEN = """async (random) => {
  const { Memory } = await import("/witness/heads.js")
  const { Witness } = await import("/witness/witness.js")
  const memory = new Memory(localStorage, "482915")
  Math.random = () => random
  window.found = []
  const parts = { memory, ask: (from, to) => prove(from, to), tell: (one) => found.push(one) }
  window.witness = new Witness(parts)
}"""


@dataclass
class Server:
    """One that has so much of a log; `answers`: what it says instead of a proof."""

    tree: Tree
    asked: list[tuple[int, int]] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    def prove(self, before: int, size: int) -> Any:
        self.asked.append((before, size))
        if self.answers:
            return self.answers.pop(0)
        if size > self.tree.size:
            return "none"
        return [b64encode(step).decode() for step in self.tree.consistency(before, size)]

    def log(self, size: int) -> str:
        return f"{size}:{b64encode(self.tree.root(size)).decode()}"


def evening(lines: int = 60, *, changed: int | None = None) -> Server:
    """With so many lines, one of them not as in other evenings."""
    return Server(
        Tree(b"other" if number == changed else b"line %d" % number for number in range(lines))
    )


class Watched:
    """A witness in a page, that asks whichever server it is with."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.server = evening()

    async def open(self, random: float = 0.5) -> None:
        await self.page.evaluate(OPEN, random)

    async def see(self, *sizes: int) -> None:
        for size in sizes:
            await self.page.evaluate("log => witness.see(log, Date.now())", self.server.log(size))
            await self.page.evaluate("new Promise((done) => queueMicrotask(done))")

    async def see_restored(self, size: int) -> None:
        """The log, with what is said of its having been begun anew."""
        see = "([log, one]) => witness.see(log, Date.now(), [{ at: Date.now(), ...one }])"
        await self.page.evaluate(see, [self.server.log(size), RESTORED])

    async def come_back(self, *sizes: int) -> None:
        """The page is loaded again, and told these."""
        await self.open()
        await self.see(*sizes)
        await self.page.evaluate("witness.comeBack()")

    async def wait(self) -> None:
        await self.page.clock.run_for(GRACE_MS)
        await self.page.evaluate("witness.comeBack()")

    async def found(self) -> list[tuple[str, int, int]]:
        return [
            (one["kind"], one["before"]["size"], one["now"]["size"])
            for one in await self.page.evaluate("found")
        ]


@pytest_asyncio.fixture(loop_scope="session")
async def watched(page: Page) -> Watched:
    watched = Watched(page)
    await stop_time(page)
    await page.expose_function("prove", lambda *sizes: watched.server.prove(*sizes))
    await watched.open()
    return watched


async def test_growth_is_asked_about_when_somebody_comes_back_and_never_told(
    watched: Watched,
) -> None:
    await watched.see(*range(1, 41))
    assert watched.server.asked == []

    await watched.come_back(45)
    await watched.come_back(45, 60)

    assert watched.server.asked == [(40, 45), (45, 60)]
    assert await watched.found() == []


async def test_now_and_then_it_asks_while_one_looks(watched: Watched) -> None:
    await watched.open(random=0.001)
    await watched.see(5, 9)

    assert watched.server.asked == [(5, 9)]
    assert await watched.found() == []


async def test_another_past_is_told_to_who_comes_back(watched: Watched) -> None:
    await watched.see(20, 30)
    watched.server = evening(changed=10)

    await watched.come_back(50)

    assert await watched.found() == [("other", 30, 50)]


async def test_a_past_that_differs_where_it_was_not_seen_is_no_other(watched: Watched) -> None:
    await watched.see(20, 30)
    watched.server = evening(changed=45)

    await watched.come_back(50)

    assert await watched.found() == []


async def test_another_root_of_the_same_size_needs_no_proof(watched: Watched) -> None:
    await watched.see(20, 30)
    watched.server = evening(changed=25)

    await watched.see(30)

    assert await watched.found() == [("other", 30, 30)]
    assert watched.server.asked == []


RESTORED = {"size": 40, "kept": 25, "root": "of the last head"}


async def test_lines_that_are_stated_to_be_lost_are_no_finding_and_those_before_are_compared(
    watched: Watched,
) -> None:
    await watched.see(20, 25, 30)
    watched.server = evening(changed=27)
    await watched.open()

    await watched.see_restored(50)

    await watched.page.evaluate("witness.compareAll()")
    assert watched.server.asked == [(20, 50), (25, 50)]
    assert await watched.found() == []


async def test_lines_that_are_stated_to_be_there_and_are_others_are_told(watched: Watched) -> None:
    await watched.see(20, 25)
    watched.server = evening(changed=22)
    await watched.open()

    await watched.see_restored(50)

    await watched.page.evaluate("witness.compareAll()")
    assert await watched.found() == [("other", 25, 50)]


@pytest.mark.parametrize("size", [45, 40])
async def test_a_head_that_the_house_does_not_own_up_to_is_told(
    watched: Watched, size: int
) -> None:
    """Longer than the last one that it names, or another one of that size."""
    await watched.see(size)
    watched.server = evening(changed=27)
    await watched.open()

    await watched.see_restored(50)

    await watched.page.evaluate("witness.compareAll()")
    assert await watched.found() == [("other", size, 50)]


async def test_a_finding_that_is_explained_afterwards_is_no_longer_told(watched: Watched) -> None:
    await watched.see(30)
    watched.server = evening(lines=25)
    await watched.see(25)
    await watched.wait()
    assert await watched.found() == [("shorter", 30, 25)]
    watched.server = evening(changed=27)
    await watched.open()

    await watched.see_restored(50)
    await watched.open()
    await watched.see_restored(55)
    assert await watched.found() == []


async def test_on_the_archive_page_every_head_is_asked_about(watched: Watched) -> None:
    await watched.see(10, 20, 30)
    await watched.open()
    await watched.see(60)
    await watched.page.evaluate("witness.compareAll()")

    assert watched.server.asked == [(10, 60), (20, 60), (30, 60)]
    assert await watched.found() == []


async def test_a_process_that_is_behind_is_given_time(watched: Watched) -> None:
    await watched.see(30)
    await watched.see(28)
    await watched.see(31)
    await watched.wait()

    assert await watched.found() == []


async def test_a_log_that_has_become_shorter_is_told_after_a_while(watched: Watched) -> None:
    await watched.see(30)
    watched.server = evening(lines=25)
    await watched.see(25)
    assert await watched.found() == []

    await watched.wait()

    assert watched.server.asked == [(25, 30)]
    assert await watched.found() == [("shorter", 30, 25)]


async def test_a_shorter_log_that_is_known_to_go_on_is_only_old(watched: Watched) -> None:
    await watched.see(30)
    await watched.see(25)
    await watched.wait()

    assert watched.server.asked == [(25, 30)]
    assert await watched.found() == []


async def test_no_answer_says_nothing(watched: Watched) -> None:
    await watched.see(30)
    watched.server = evening(changed=10)
    watched.server.answers = [None]
    await watched.come_back(40)
    assert await watched.found() == []

    await watched.come_back(40)
    assert await watched.found() == [("other", 30, 40)]


@pytest.mark.parametrize("proof", [[], ["no base64"], ["AAAA"], [3]])
async def test_what_is_no_proof_proves_nothing(watched: Watched, proof: list[Any]) -> None:
    await watched.see(30)
    watched.server.answers = [proof]
    await watched.come_back(40)
    assert await watched.found() == [("other", 30, 40)]


async def test_what_was_found_stays_found_whatever_is_shown_later(watched: Watched) -> None:
    await watched.see(20, 30)
    watched.server = evening(changed=10)
    await watched.come_back(50)
    watched.server = evening()

    await watched.come_back(51)

    assert set(await watched.found()) == {("other", 30, 50)}


async def test_without_a_log_nothing_is_asked_and_nothing_kept(watched: Watched) -> None:
    await watched.page.evaluate("witness.see(undefined, Date.now())")
    await watched.page.evaluate("witness.comeBack()")

    assert watched.server.asked == []
    assert await watched.page.evaluate("localStorage.length") == 0


async def test_a_log_that_is_gone_is_a_shorter_one(watched: Watched) -> None:
    await watched.see(30)
    await watched.page.evaluate("witness.see(undefined, Date.now())")
    watched.server = evening(lines=0)
    assert await watched.found() == []

    await watched.wait()

    assert watched.server.asked == [(30, 30)]
    assert await watched.found() == [("shorter", 30, 0)]


async def test_a_log_that_is_gone_for_a_moment_is_given_time(watched: Watched) -> None:
    await watched.see(30)
    await watched.page.evaluate("witness.see(undefined, Date.now())")
    await watched.see(31)
    await watched.wait()

    assert await watched.found() == []
