"""Law 3, of hashes: what a log publishes while its lines are not gives none of them away to who
tries a million lines and a million texts. Of lines as older programs wrote them, the same search
finds what it looks for."""

import json
import secrets
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from itertools import product
from typing import get_args

import pytest

from server.debate.commands import Reason
from server.debate.events import Entry
from server.debate.minutes import MINUTE_MS, minute
from server.store import chain
from server.store.chain import canonical, digests_of
from server.transparency.merkle import Tree, leaf_hash
from tests.given.debates import Drive
from tests.store.older_lines import older

pytestmark = pytest.mark.slow

ASKED = "Zašto direktor vodovoda gradi kuću?"
SUBJECTS = ("direktor", "predsednik", "ministar", "inspektor", "sekretar", "načelnik")
OF = ("vodovoda", "opštine", "bolnice", "škole", "toplane", "pošte", "suda", "policije")
VERBS = ("gradi", "kupuje", "krije", "prodaje", "daje")
THINGS = ("kuću", "auto", "račun", "ugovor", "zemlju")
DOES = tuple(f"{verb} {thing}" for verb in VERBS for thing in THINGS)
HOW = (" ", *(f" {word} " for word in ("opet", "i dalje", "tajno", "stalno", "odjednom", "sam")))
ASKS = tuple(f"{word} " for word in ("Zašto", "Kada", "Kako", "Da li", "Gde", "Kome"))
WHEN = ("", " juče", " danas", " ovde", " kod nas", " sada", " još")
ENDS = tuple(f"{when}{end}" for when in WHEN for end in "?!.")
MILLION = 1_000_000

Write = Callable[[Entry], tuple[bytes, str | None]]


def texts() -> Iterator[str]:
    for asks, subject, of, how, does, end in product(ASKS, SUBJECTS, OF, HOW, DOES, ENDS):
        yield f"{asks}{subject} {of}{how}{does}{end}"


def dismissals(around: int) -> Iterator[bytes]:
    """Lines that dismiss a question within half an hour of that moment, in all ways."""
    minutes = [minute(around) + at * MINUTE_MS for at in range(-30, 30)]
    roles = ("screener", "producer", "owner")
    for at, seq, question, role, reason in product(
        minutes, range(2, 19), range(1, 34), roles, get_args(Reason)
    ):
        event = f'{{"event":"QuestionDismissed","question":"q{question}","reason":"{reason}"}}'
        line = f'{{"action":{seq},"at":{at},"event":{event},"role":"{role}","seq":{seq}}}'
        yield line.encode()


def evening() -> Drive:
    drive = Drive()
    drive.ask_openly("Kada?")
    hidden = drive.ask(ASKED)
    drive.moderate("dismiss", hidden, reason="insult")
    return drive


def published(drive: Drive, write: Write) -> set[bytes]:
    """All hashes that heads, proofs and lines tell: of lines, of the tree's nodes, of the chain,
    and of sealed parts."""
    lines = [write(entry) for entry in drive.journal]
    tree, found, previous = Tree(body for body, _ in lines), set[bytes](), chain.START
    for size in range(1, tree.size + 1):
        found.add(tree.root(size))
        found.update(*(tree.inclusion(index, size) for index in range(size)))
        found.update(*(tree.consistency(before, size) for before in range(1, size)))
    for body, _ in lines:
        previous = chain.link(previous, body)
        found.add(previous)
        found.update(bytes.fromhex(one) for one in digests_of(json.loads(body)).values())
    return found


def guessed(hashes: set[bytes], around: int) -> tuple[list[bytes], list[str]]:
    """Lines and texts that were found, of how many that were tried."""
    lines = [line for line in dismissals(around) if leaf_hash(line) in hashes]
    said = [text for text in texts() if sha256(canonical({"text": text})).digest() in hashes]
    return lines, said


def test_a_million_lines_and_texts_find_nothing() -> None:
    drive = evening()
    hashes = published(drive, partial(chain.write, random=partial(secrets.token_hex, 16)))

    assert guessed(hashes, drive.now) == ([], [])


def test_the_search_would_find_a_line_without_a_nonce_and_a_text_without_a_salt() -> None:
    drive = evening()
    hashes = published(drive, older) | {sha256(canonical({"text": ASKED})).digest()}

    lines, said = guessed(hashes, drive.now)

    assert len(lines) == 1 and b"insult" in lines[0]
    assert said == [ASKED]
    assert sum(1 for _ in dismissals(drive.now)) >= MILLION
    assert sum(1 for _ in texts()) >= MILLION
