"""Home, the page of an organisation, search, the list of debates of administration and feeds in a
house of many: how long each takes, and how long it holds the loop.

    python -m tests.load.public [--organisations 50] [--debates 200] [--questions 100] [--times 200]

The debates are rows, and their questions entries of the index, put in by the store itself; their
journals are left out, since none of these pages reads one. Requests come one after the other, into
the web app in this process, so that what is measured is what the server does, without a network.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import insert

from server.store import Corner, Programme
from server.store.search import Entry
from server.store.tables import DebateRows
from tests.given.holds import watched
from tests.given.web_house import OURS, House, settings

YEAR_MS = 365 * 86_400_000
NOW = 1_772_903_100_000
WORDS = (
    "opština",
    "posao",
    "mladi",
    "voda",
    "struja",
    "put",
    "škola",
    "bolnica",
    "autobus",
    "park",
    "smeće",
    "grejanje",
    "prevoz",
    "porez",
    "budžet",
    "most",
    "ulica",
    "kultura",
    "sport",
    "zaštita",
    "radna",
    "mesta",
    "komuna",
    "ujë",
    "punë",
    "rrugë",
    "shkollë",
    "spital",
)
ALL_KNOW = "kada"  # stands in every question


async def furnish(house: House, organisations: int, debates: int, questions: int) -> None:
    """Of each organisation one programme in four is live or coming; all else is over."""
    dice = random.Random(1)
    code = 100_000
    for number in range(organisations):
        key = f"ngo-{number}"
        await house.store.organisations.add(key, f"Organisation {number}", 1)
        programme = f"{key}/evenings"
        await house.store.programmes.add(
            Programme(programme, {"en": f"Evenings {number}"}, key, "#2f5d8a")
        )
        rows = []
        for held in range(debates):
            code += 1
            at = NOW - (debates - held) * YEAR_MS // 40
            left = debates - held
            phase = "live" if left == 1 else "collecting" if left < 4 else "closed"
            rows.append(
                {
                    "code": str(code),
                    "programme": programme,
                    "title": {"sr-Latn": f"Debata {held}", "en": f"Debate {held}"},
                    "phase": phase,
                    "starts_at": at,
                    "created_at": at,
                    "closed_at": at + 7_200_000 if phase == "closed" else None,
                    "unlinked": phase == "closed",
                    "edition": 3,
                }
            )
        async with house.store._database.write() as connection:
            await connection.execute(insert(DebateRows), rows)
        for row in rows:
            if row["phase"] != "closed":
                continue
            entries = [
                Entry(
                    str(row["code"]),
                    f"q{one + 1}",
                    f"{ALL_KNOW.title()} će {' '.join(dice.choices(WORDS, k=6))} {one}?",
                    "sr-Latn",
                    dice.choice(("answered", "not_asked", "evaded")),
                    one < 10,
                    dice.randrange(300),
                    int(str(row["starts_at"])),
                )
                for one in range(questions)
            ]
            year = 1970 + int(int(str(row["starts_at"])) / YEAR_MS)
            await house.store.search.put(str(row["code"]), 3, Corner(key, programme), year, entries)


async def measured(name: str, times: int, ask: Callable[[int], Awaitable[int]]) -> None:
    """One line: the median, p95 and the longest, and the longest hold of the loop."""
    await ask(0)
    took = []
    with watched() as holds:
        for number in range(times):
            began = time.perf_counter()
            status = await ask(number)
            took.append((time.perf_counter() - began) * 1_000)
            assert status == 200, (name, status)
    took.sort()
    p95 = took[int(len(took) * 0.95)]
    print(
        f"{name:<34} median {statistics.median(took):6.1f} ms   p95 {p95:6.1f} ms"
        f"   longest {took[-1]:6.1f} ms   loop held {holds.longest_ms:5.1f} ms"
    )


def print_sizes(folder: Path) -> None:
    """Of the database and the index beside it."""
    for file in sorted(folder.glob("tribina.db*")):
        print(f"{file.name:<24} {file.stat().st_size / 1e6:8.1f} MB")


async def main(organisations: int, debates: int, questions: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(settings(Path(folder), public_url=OURS))
        await house.open()
        began = time.perf_counter()
        await furnish(house, organisations, debates, questions)
        print(f"furnished in {time.perf_counter() - began:.0f} s")
        print_sizes(Path(folder))
        owner = await house.moderator("owner", "vesna")
        stranger = house.script()

        def get(path: str) -> Callable[[int], Awaitable[int]]:
            async def ask(number: int) -> int:
                address = path.replace("{n}", str(number % organisations))
                house_words = WORDS[number % len(WORDS)]
                who = owner if path.startswith("/admin") else stranger
                return (await who.get(address.replace("{word}", house_words))).status_code

            return ask

        for name, path in {
            "home": "/",
            "organisation": "/o/ngo-{n}",
            "organisation, page 9": "/o/ngo-{n}?page=9",
            "programme": "/o/ngo-{n}/evenings",
            "administration": "/admin",
            "search: a word": "/search?q={word}",
            "search: in every question": "/search?q=" + ALL_KNOW,
            "search: two words": "/search?q=" + ALL_KNOW + "+{word}",
            "search: a word of one organisation": "/search?q={word}&in=ngo-{n}",
            "search: word, outcome, year": "/search?q={word}&outcome=answered&year=2025",
            "search: nothing there": "/search?q=nigdeni",
            "search as JSON": "/api/search?q={word}",
            "feed of debates": "/o/ngo-{n}/debates.atom",
            "calendar": "/o/ngo-{n}/debates.ics",
        }.items():
            await measured(name, times, get(path))
        for name, work in (
            ("looking what is to go", house.store.search.purge()),
            ("looking what is to come", house.store.search.due(20)),
        ):
            began = time.perf_counter()
            await work
            print(f"{name:<34} {(time.perf_counter() - began) * 1_000:6.1f} ms")
        await house.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=50)
    parser.add_argument("--debates", type=int, default=200)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--times", type=int, default=200)
    asyncio.run(main(**vars(parser.parse_args())))
