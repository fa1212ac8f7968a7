"""A house with something in every room: debates in every phase, questions in every state, and the
longest names that people really have."""

from dataclasses import dataclass
from typing import Any

from server.clock import SystemClock
from server.debate.described import Chance, Guest, Limits, Localised, Pile
from server.debate.inner_commands import DescribeDebate
from server.demo.visitor import Visitor
from tests.doors.bots import attack
from tests.given.servers import RunningServer

OWNER = "vesna"
DAY = 24 * 60 * 60 * 1_000  # ms

TITLE: Localised = {
    "sr-Latn": "Posao i mladi: ko ostaje u Kosovskoj Mitrovici",
    "sr-Cyrl": "Посао и млади: ко остаје у Косовској Митровици",
    "sq": "Puna dhe të rinjtë: kush mbetet në Mitrovicë",
    "en": "Jobs and young people: who stays in Mitrovica",
}
GUESTS = {
    "g1": Guest(
        "Aleksandra Radosavljević-Stojanović",
        {
            "sr-Latn": "direktorka Kancelarije za zapošljavanje",
            "sr-Cyrl": "директорка Канцеларије за запошљавање",
            "sq": "drejtoreshë e Zyrës së Punësimit",
            "en": "director of the Employment Office",
        },
    ),
    "g2": Guest("Arben Krasniqi", {"sq": "kryetar", "sr-Latn": "predsednik"}, "Lista građana"),
    "g3": Guest("Milica Đorđević"),
}
PILES = {
    "p1": Pile(
        {"sr-Latn": "Zapošljavanje", "sr-Cyrl": "Запошљавање", "sq": "Punësimi", "en": "Jobs"}
    ),
    "p2": Pile({"sr-Latn": "Grad", "sr-Cyrl": "Град", "sq": "Qyteti", "en": "The city"}),
}
TEXTS = (
    "Kada će opština otvoriti nova radna mesta za mlade u industrijskoj zoni?",
    "Када ће општина отворити нова радна места за младе?",
    "Pse autobusi numër shtatë vonohet çdo mëngjes, dhe kush përgjigjet për këtë para qytetarëve?",
    "Koliko je novca potrošeno na najskuplju rekonstrukciju Kulturno-obrazovnog centra?",
    "Why are so many qualified young people still leaving the municipality every single year?",
    "Da li će se obezbediti stipendije za srednjoškolce?",
    "Kome da se obratimo kada struje nema danima?",
)


@dataclass(frozen=True)
class House:
    """Codes of debates by their phase, and the keys of two displays and of buttons."""

    draft: str
    collecting: str
    live: str
    closed: str
    live_key: str
    collecting_key: str
    buttons_key: str


async def furnish(server: RunningServer) -> House:
    """Fill an empty house. Its owner is `OWNER`."""
    now = SystemClock().now()
    await server.account(OWNER, "owner")
    await server.account("aleksandra.radosavljevic", "screener")
    draft = _settings(starts_at=now + 30 * DAY)
    collecting = _settings(
        rehearsal=True,
        starts_at=now + 2 * DAY,
        chance=Chance("fair", hidden_counts=True),
        closes_at=now + DAY,
    )
    async with server.tools() as tools:
        codes = [
            await tools.create(draft),
            await tools.create(collecting, "collecting"),
            await tools.create(_settings(languages=("sr-Latn", "sq"), starts_at=now), "live"),
            await tools.create(_settings(starts_at=now), "live"),
        ]
    await _ask(server, codes[1])
    await _ask(server, codes[2])
    await _ask(server, codes[3], close=True)
    await attack(server, codes[2], "q6")
    keys = [await server.token(code, "display") for code in (codes[2], codes[1])]
    keys.append(await server.token(codes[2], "buttons"))
    return House(*codes, *keys)


def _settings(**more: Any) -> DescribeDebate:
    return DescribeDebate(
        id="new",
        programme="social-club",
        title=TITLE,
        guests=GUESTS,
        piles=PILES,
        limits=Limits(max_length=300),
        **more,
    )


async def _ask(server: RunningServer, code: str, *, close: bool = False) -> None:
    phone, producer = await server.phone(code), await server.moderator(code)
    for number, text in enumerate(TEXTS, 1):
        fields = {"name": "Aleksandar Hadži-Milošević", "to": "g1"} if number % 2 else {}
        await phone.do("submit", text=text, **fields)
    await _moderate(phone, producer)
    if close:
        await producer.do("answered", question="q1", how="evaded")
        await producer.do("phase", to="closed")
    await phone.leave()
    await producer.leave()


async def _moderate(phone: Visitor, producer: Visitor) -> None:
    """Of seven questions one is on the air, two are cued, one is dismissed, two are open and one
    waits; in a debate that is not live nothing is on the air."""
    for question in ("q1", "q2", "q3", "q5", "q6"):
        await producer.do("approve", question=question)
    await phone.do("vote", question="q2", on=True)
    await producer.do("tag", question="q2", pile="p1")
    await producer.do("edit", question="q2", text="Када ће општина отворити нова радна места?")
    await producer.do("translate", question="q1", lang="sq", text="Kur do të ketë vende pune?")
    await producer.do("note", question="q7", text="Proveriti kod elektrodistribucije.")
    await producer.do("dismiss", question="q4", reason="insult", note="Ponavlja se.")
    await producer.do("cue", question="q3")
    await producer.do("cue", question="q5")
    if producer.document["debate"]["phase"] == "live":
        await producer.do("take", question="q1")
        await producer.do("say", preset="wrap_up", to="host")
        await producer.do("say", text="Још два слична.")
