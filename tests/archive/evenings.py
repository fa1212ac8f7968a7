"""Debates that were held: driven by commands, then looked at as the archive does."""

import json
import random
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from server.archive.load import Record, load_record, replay
from server.archive.results import Results, results
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.apply import apply_ballots
from server.debate.decide import decide
from server.debate.deciding.challenging import ChallengeWithProof
from server.debate.deciding.sealing import BallotsCommitted, BallotsSealed, SealedList, sealed_rows
from server.debate.described import Guest, Pile
from server.debate.events import Entry, LogBegunAnew
from server.debate.inner_commands import DescribeDebate
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.store import Change, Store
from server.transparency.merkle import Tree
from tests.given.debates import OWNER, PRODUCER, SETTINGS, Drive, done, participant

RECORDINGS = Path(__file__).parent.parent / "data" / "debates"

SERVER = Actor("server", "clock")
PARTICIPANTS = ("ana", "besa", "cveta", "dren", "ema")
MODERATION: tuple[tuple[str, dict[str, Any] | None], ...] = (
    ("approve", {}),
    ("approve", {}),
    ("dismiss", {"reason": "insult", "note": "names a neighbour"}),
    ("restore", {}),
    ("edit", {"text": "Corrected?"}),
    ("edit", {"text": "Corrected again?"}),
    ("translate", {"lang": "sq", "text": "Kur?"}),
    ("translate", {"lang": "sq"}),
    ("merge", {"into": "q1"}),
    ("merge", {"into": "q2"}),
    ("unmerge", {}),
    ("assign", {"to": "g1"}),
    ("assign", {"to": "g2"}),
    ("tag", {"pile": "jobs"}),
    ("tag", {}),
    ("hands", {"hands": 40}),
    ("hands", {"hands": 0}),
    ("hands", {}),
    ("note", {"text": "ask first"}),
    ("hold", {"why": "facts"}),
    ("block", {}),
    ("cue", {}),
    ("uncue", {}),
    ("take", {}),
    ("take", {}),
    ("answered", {"how": "partly"}),
    ("answered", {"how": "evaded"}),
    ("answered", {"how": "not_reached"}),
    ("clear", None),
    ("air_text", {"text": "Short?"}),
    ("air_text", {"text": "Shorter?"}),
    ("air_text", {}),
    ("undo", None),
    ("undo", None),
)
GALLERY: tuple[tuple[str, dict[str, Any]], ...] = (
    ("strap", {"guest": "g1"}),
    ("strap", {}),
    ("picture", {"picture": "break"}),
    ("picture", {"picture": "result", "question": "q1"}),
    ("panic", {"on": True}),
    ("panic", {"on": False}),
    ("mark", {"text": "laughter"}),
    ("recording", {"recording": "camera A", "state": "started"}),
    ("recording", {"recording": "camera A", "state": "stopped", "moment": 1_763_877_600_500}),
    ("countdown", {"preset": "60"}),
    ("extend_countdown", {"seconds": 30}),
)


def looked_back(drive: Drive) -> Debate:
    """The debate as the archive finds it: the journal replayed, the ballots counted."""
    debate = replay(drive.journal)
    apply_ballots(debate, drive.ballots)
    return debate


def results_of(drive: Drive) -> Results:
    return results(looked_back(drive), drive.journal)


def close(drive: Drive) -> None:
    """As a room does it: the list of ballots is sealed first."""
    command = c.ChangePhase(id=drive.id(), to="closed")
    events = decide(drive.debate, drive.around, command, PRODUCER, drive.now)
    drive.write(PRODUCER, [sealed_list(drive).event, *events])


def close_as_before(drive: Drive) -> None:
    """As older programs did, without a list of ballots."""
    drive.do(PRODUCER, c.ChangePhase(id=drive.id(), to="closed"))


def sealed_list(drive: Drive) -> SealedList:
    """Of the ballots as they stand, always the same."""
    chance = random.Random(len(drive.ballots))
    rows = done(sealed_rows(looked_back(drive).tallies, lambda: f"{chance.getrandbits(64):016x}"))
    return SealedList(rows, Tree(row.encode() for row in rows).root().hex())


def random_evening(seed: int, steps: int = 60, settings: DescribeDebate = SETTINGS) -> Drive:
    """Whatever may happen in a debate; what the rules refuse does not happen."""
    chance = random.Random(seed)
    drive = Drive(settings=settings)
    for _ in range(steps):
        drive.now += chance.randrange(1, 60_000)
        try:
            _random_step(drive, chance)
        except Rejected:
            continue
    close(drive)
    return drive


def _random_step(drive: Drive, chance: random.Random) -> None:
    who = chance.choice(PARTICIPANTS)
    question = f"q{chance.randrange(1, 9)}"
    step = chance.random()
    if step < 0.2:
        lang = chance.choice(["sr-Latn", "sr-Cyrl", "sq", "en", "x-unheard"])
        asked = {"lang": None if lang[0] == "x" else lang, "to": chance.choice([None, "g1", "g2"])}
        name = chance.choice([None, "Ana"])
        if chance.random() < 0.1:
            drive.moderate("card", text="From a card?", name=name, **asked)
        else:
            drive.ask(f"Question {chance.random()}?", who, name=name, **asked)
    elif step < 0.24:
        _random_turn(drive, chance, question)
    elif step < 0.4:
        drive.vote(question, who, on=chance.random() < 0.8)
    elif step < 0.45:
        if not drive.bursts:
            drive.burst("b1", *PARTICIPANTS[:2])
        drive.moderate(chance.choice(["set_apart", "set_apart", "let_in"]), burst="b1")
    else:
        do, fields = chance.choice(MODERATION)
        drive.moderate(do, None if fields is None else question, **(fields or {}))


def _random_turn(drive: Drive, chance: random.Random, question: str) -> None:
    """Of what happens less often."""
    turn = chance.randrange(6)
    if turn == 0 and question in drive.debate.questions:
        drive.do(drive.author(question), c.WithdrawQuestion(id=drive.id(), question=question))
    elif turn == 1:
        drive.moderate("phase", to=chance.choice(["collecting", "live", "live"]))
    elif turn == 2:
        guests = dict(chance.sample(sorted(SETTINGS.guests.items()), 2 - (chance.random() < 0.2)))
        drive.do(OWNER, replace(SETTINGS, id=drive.id(), guests=guests))
    elif turn < 5:
        do, fields = chance.choice(GALLERY)
        drive.moderate(do, **fields)
    else:
        guest = chance.choice([None, "g1", "g2"])
        drive.moderate("clock", guest=guest, run=chance.random() < 0.7)


def complete_evening() -> Drive:
    """Small, with something of all that an archive tells."""
    drive = Drive()
    whole = drive.ask_openly("Ima li posla?", "ana", name="Ana", to="g1", lang="sr-Latn")
    part = drive.ask_openly("A ka punë?", "besa", lang="sq", to="g2")
    drive.vote(whole, "ana", "besa", "cveta")
    drive.vote(part, "besa", "dren")
    drive.moderate("tag", whole, pile="jobs")
    drive.moderate("hands", whole, hands=40)
    drive.moderate("edit", whole, text="Kada ima posla?")
    drive.moderate("edit", whole, text="Kada će biti posla?")
    drive.moderate("translate", whole, lang="en", text="When will there be work?")
    drive.moderate("merge", part, into=whole)
    drive.now += 130_000
    insult = drive.ask("Names a neighbour?", "ema", lang="en")
    drive.moderate("dismiss", insult, reason="insult", note="names a neighbour")
    drive.moderate("dismiss", drive.ask("Taken back?", "ema", lang="en"), reason="spam")
    drive.moderate("undo")
    drive.moderate("card", text="From a card?", name="Dren", lang="en", to="g2")
    drive.moderate("hold", "q5", why="facts")
    drive.now += 60_000
    drive.moderate("approve", "q5")
    drive.do(participant("ema"), c.WithdrawQuestion(id=drive.id(), question="q4"))
    drive.vote("q5", "ema", "dren")
    drive.burst("b1", "dren")
    drive.moderate("set_apart", burst="b1")
    drive.moderate("block", insult)
    drive.moderate("air_text", whole, text="Kada posao?")
    drive.moderate("take", whole)
    drive.moderate("clock", guest="g1", run=True)
    drive.now += 95_000
    drive.moderate("clock", guest="g1", run=False)
    drive.moderate("answered", whole, how="partly")
    drive.moderate("take", "q5")
    drive.now += 65_000
    close(drive)
    return drive


def open_evening() -> Drive:
    """Short, and people go on voting."""
    drive = Drive()
    question = drive.ask_openly("Ima li posla?", "ana", name="Ana", to="g1", lang="sr-Latn")
    other = drive.ask_openly("A ka punë?", "besa", lang="sq")
    drive.vote(question, "ana", "besa")
    drive.vote(other, "besa")
    drive.moderate("note", other, text="ask first")
    return drive


def challenged_afterwards() -> Drive:
    """Whoever has a proof says behind the closing that q3 should not have been dismissed."""
    drive = complete_evening()
    drive.do(participant("nobody"), ChallengeWithProof(id=drive.id(), question="q3"))
    return drive


ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="  # of a tree
NO_ROOTS = ("", "Y28=", ROOT[:-1], ROOT[:-2] + "J=", ROOT + "\n", "-" + ROOT[1:], ROOT[4:] + "AAAA")


def begun_anew(log: int = 3, kept: int = 4, root: str = ROOT) -> Drive:
    """The house was put back from a backup twice: while people voted, and after the closing."""
    drive = Drive()
    question = drive.ask_openly("Ima li posla?", "ana", lang="sr-Latn")
    drive.vote(question, "ana", "besa")
    drive.write(SERVER, [LogBegunAnew(log=2, size=9, root=ROOT, kept=4)])
    close(drive)
    drive.write(SERVER, [LogBegunAnew(log=log, size=100, root=root, kept=kept)])
    return drive


def decided_about_afterwards() -> Drive:
    """A question is merged, and no longer, 670 s after it was taken on air."""
    drive = Drive()
    aside, asked, other = (drive.ask_openly(f"Question {number}?") for number in range(3))
    drive.moderate("take", aside)
    drive.now += 70_000
    drive.moderate("take", asked)
    drive.now += 600_000
    drive.moderate("merge", aside, into=other)
    drive.moderate("unmerge", aside)
    drive.moderate("clear")
    close(drive)
    return drive


def looked_at(*kept: int) -> Drive:
    """Short, and the server said so often how many ballots it kept."""
    drive = Drive()
    question = drive.ask_openly("Ima li posla?", "ana", lang="sr-Latn")
    drive.vote(question, "ana", "besa", "cveta")
    for mark, ballots in enumerate(kept, start=1):
        said = BallotsCommitted(ballots=ballots, root="0" * 64, mark=mark)
        drive.write(SERVER, [said])
    close(drive)
    return drive


def recorded_evening(name: str) -> Drive:
    """One of the recordings, from the first question to the closing."""
    recording = json.loads((RECORDINGS / f"{name}.json").read_text())
    drive = Drive(settings=_settings(recording))
    start = drive.now
    steps = [("submit", one) for one in recording["submissions"]]
    steps += [("moderate", one) for one in recording["moderation"]]
    steps += [("vote", one) for one in recording["votes"]]
    ids: dict[str, str] = {}
    for kind, one in sorted(steps, key=lambda step: step[1]["at"]):
        drive.now = start + round(one["at"] * 1000)
        _recorded_step(drive, kind, one, ids)
    close(drive)
    return drive


def _recorded_step(drive: Drive, kind: str, one: dict[str, Any], ids: dict[str, str]) -> None:
    if kind == "submit":
        lang = one["lang"].removesuffix("-ascii")
        fields = {"to": one["to"], "name": one["name"], "lang": lang}
        ids[one["key"]] = drive.ask(one["text"], one["participant"], **fields)
    elif kind == "vote":
        drive.vote(ids[one["question"]], one["participant"], on=one["on"])
    else:
        fields = {k: v for k, v in one.items() if k not in ("at", "by", "do", "question")}
        if "into" in fields:
            fields["into"] = ids[fields["into"]]
        question = None if one["do"] == "clear" else ids[one["question"]]
        drive.moderate(one["do"], question, **fields)


def _settings(recording: dict[str, Any]) -> DescribeDebate:
    return DescribeDebate(
        id="new",
        code="482915",
        programme=recording["programme"],
        title=recording["title"],
        guests={g["key"]: Guest(g["name"], g["office"], g["party"]) for g in recording["guests"]},
        piles={p["key"]: Pile(p["name"]) for p in recording["topic_piles"]},
    )


async def append(store: Store, drive: Drive, entries: list[Entry]) -> None:
    """Write these of its entries as a room would have."""
    code = drive.debate.code

    async def sealing() -> SealedList:
        return sealed_list(drive)

    for _, action in groupby(entries, lambda entry: entry.action):
        first, *others = action
        told: Any = {"after": first.seq - 1, "at": first.at, "role": first.role, "by": first.by}
        events = [entry.event for entry in others]
        if isinstance(first.event, BallotsSealed):
            mark = (await store.ballots.looked_at(code)).mark
            await store.journal.close(code, events, mark=mark, sealing=sealing, **told)
        else:
            await store.journal.append(code, [first.event, *events], **told)


async def keep(store: Store, drive: Drive) -> Record:
    """Write a debate to the store as a room would have, unlink it if it is closed, and load what
    is left of it."""
    code = drive.debate.code
    await store.debates.create(code, drive.journal[0].at)
    last = {(ballot.question, ballot.handle): ballot.on for ballot in drive.ballots}
    changes = [Change(question, handle, on) for (question, handle), on in last.items()]
    await store.ballots.write(code, changes)
    await append(store, drive, drive.journal)
    if drive.debate.phase == "closed":
        await store.debates.unlink(code)
    record = await load_record(store, code)
    assert record is not None
    return record
