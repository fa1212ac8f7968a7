"""A piece of a debate in real browsers through the proxy: two processes, one of which dies, one
after the other restarted; nobody notices more than a moment's silence."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.hall import open_hall
from tests.cluster import Cluster

JOBS = "Kada će opština otvoriti nova radna mesta za mlade?"
WATER = "A do të ketë ujë gjatë gjithë ditës këtë verë?"


@pytest.mark.slow
async def test_a_debate_goes_on_while_processes_die_and_are_restarted() -> None:
    async with Cluster(durable=False, tls=True) as cluster, open_hall(cluster) as hall:
        code = await cluster.debate()
        await cluster.account("mira", "producer")
        key = await cluster.token(code, "display")
        ana = await hall.phone(code, "sr-RS")
        besa = await hall.phone(code, "sq-AL")
        mira = await hall.desk(code, "mira")
        display = await hall.screen(f"/display/{code}?key={key}")

        await ana.ask(JOBS)
        await mira.approve(JOBS)
        await besa.vote(JOBS)
        await ana.sees_votes(JOBS, 1)

        await cluster.processes[0].kill()
        await besa.ask(WATER)
        await mira.approve(WATER)
        await ana.vote(WATER)
        await besa.sees_votes(WATER, 1)
        await cluster.processes[0].start()

        restarting = asyncio.create_task(cluster.rolling_restart())
        await mira.is_connected()
        await mira.cue(JOBS)
        await mira.take(JOBS)
        await ana.vote(WATER)  # taken back
        await restarting
        await besa.sees_on_air(JOBS)
        await ana.sees_on_air(JOBS)
        await expect(display.page.locator(".asked__text").last).to_contain_text(JOBS)
        await besa.sees_votes(WATER, 0)

        assert [person.complaints for person in hall.people] == [[]] * len(hall.people)
        assert '"level": "error"' not in cluster.log
