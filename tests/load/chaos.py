"""Everything goes wrong that can, while phones ask and vote: PostgreSQL is restarted twice, a
process dies, Redis is gone for a while, connections are cut all the time. Afterwards the truth.

    python -m tests.load.chaos [--seconds S] [--phones N]
"""

import argparse
import asyncio
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Awaitable, Callable

from server.debate.events import QuestionSubmitted
from tests.cluster import Cluster
from tests.given.databases import open_store
from tests.load.evening import PACE, Evening, check_documents, check_votes, evening_at
from tests.load.phones.crowd import Crowd, Participant
from tests.load.phones.phone import Phone
from tests.load.results.ledger import Asked, Vote

LENGTH_S = 300.0
PHONES = 1_000
QUESTIONS = 30
ARRIVING_S = 5.0
VOTES_S = 0.2  # by each phone
ASKED = 300  # questions, by all phones together
CUT_S = 0.005  # chance of each connection, a second
REDIS_GONE = 1 / 15  # of the whole: 20 s of five minutes
DEAD = 1 / 60
LONGEST_DELAY_S = 5.0  # of a phone before it comes back
CALM_S = 90.0  # for everything to be answered, and everybody to be there, at the end
STEP_S = 0.1

AGAIN = {"unavailable", "too_fast"}  # a page sends these again when told (wire.md)

Say = Callable[[str], None]


class Stubborn(Crowd):
    """Phones that, as pages do, send again what could not be kept."""

    def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
        if not compressed and payload.startswith(b'{"t":"no"'):
            message = json.loads(payload)
            if message["code"] in AGAIN:
                after_s = max(message.get("retry_ms", 0), 250) / 1_000
                loop = asyncio.get_running_loop()
                loop.call_later(after_s, self._again, phone, message["id"])
                return
        super().heard(phone, payload, compressed)

    def _again(self, phone: Phone, id_: str) -> None:
        """Unless it was sent again already, by coming back."""
        participant: Participant = phone.owner
        command = participant.voter.waiting.get(id_)
        if command is not None and participant.phone is phone and participant.here:
            phone.send(command.frame)

    def ask(self, participant: Participant, text: str) -> None:
        """Sent at once if connected, else when back."""
        frame = self.ledger.ask(participant.voter, text)
        if participant.here and participant.phone is not None:
            participant.phone.send(frame)


async def chaos(seconds: float, phones: int, say: Say) -> dict[str, float]:
    """Returns what was done. Raises AssertionError when a truth does not hold."""
    async with (
        Cluster(TRIBINA_PACE=PACE) as cluster,
        evening_at(cluster, cluster.processes, QUESTIONS) as opened,
    ):
        crowd = Stubborn(opened.doors, opened.code, LONGEST_DELAY_S)
        await crowd.arrive(phones, ARRIVING_S, page=False)
        say(f"{phones} phones are here")
        cuts = 0
        async with asyncio.TaskGroup() as group:
            group.create_task(_accidents(cluster, seconds, say))
            using = group.create_task(_use(opened, crowd, seconds))
            cuts = await _cut(crowd, seconds, say)
        say("quiet now: waiting for every answer, and for everybody")
        await crowd.ledger.answered(CALM_S)
        await crowd.all_here(CALM_S)
        assert not crowd.ledger.refused, f"refused: {crowd.ledger.refused[0]!r}"
        await check_documents(opened, crowd, within_s=CALM_S)
        ballots = await check_votes(opened, crowd)
        questions = await check_questions(opened, crowd)
        check_log(cluster)
        await crowd.leave()
    votes, waits = using.result(), sorted(crowd.ledger.waits)
    return {
        "votes": float(votes),
        "ballots": ballots,
        "questions": questions,
        "cuts": cuts,
        "refused_joins": crowd.refused_joins,
        "p50_s": waits[len(waits) // 2],
        "longest_s": waits[-1],
    }


# What goes wrong.


async def _accidents(cluster: Cluster, seconds: float, say: Say) -> None:
    began = time.monotonic()
    unlucky = random.choice(cluster.processes)

    async def restart_postgresql() -> None:
        await asyncio.to_thread(cluster.postgresql.restart)

    async def lose_process() -> None:
        await unlucky.kill()
        await asyncio.sleep(seconds * DEAD)
        await unlucky.start()

    async def lose_redis() -> None:
        await asyncio.to_thread(cluster.redis.kill)
        await asyncio.sleep(seconds * REDIS_GONE)
        await asyncio.to_thread(cluster.redis.start)

    plan: list[tuple[float, str, Callable[[], Awaitable[None]]]] = [
        (0.15, "PostgreSQL is restarted", restart_postgresql),
        (0.30, "a process is killed", lose_process),
        (0.50, "Redis is killed", lose_redis),
        (0.75, "PostgreSQL is restarted again", restart_postgresql),
    ]
    for at, what, happen in plan:
        await asyncio.sleep(max(0.0, began + at * seconds - time.monotonic()))
        say(what)
        await happen()
        say("  and is back")


async def _cut(crowd: Crowd, seconds: float, say: Say) -> int:
    """Cut connections by chance; returns how many. Says twice a minute how things stand."""
    cuts, end = 0, time.monotonic() + seconds
    next_word = time.monotonic() + 30
    while (now := time.monotonic()) < end:
        unlucky = [p for p in crowd.participants if random.random() < CUT_S * STEP_S]
        crowd.cut(unlucky)
        cuts += len(unlucky)
        if now > next_word:
            next_word += 30
            here = sum(participant.here for participant in crowd.participants)
            answered, waiting = len(crowd.ledger.waits), crowd.ledger.waiting
            say(f"{here} here, {answered} answers, {waiting} awaited, {cuts} cut")
        await asyncio.sleep(STEP_S)
    return cuts


async def _use(opened: Evening, crowd: Stubborn, seconds: float) -> int:
    """Ask and vote, take votes back and give them again; returns how many votes were sent."""
    votes, asked, end = 0, 0, time.monotonic() + seconds
    asks = ASKED / (len(crowd.participants) * seconds)  # by each phone, a second
    while time.monotonic() < end:
        for participant in crowd.participants:
            if random.random() < VOTES_S * STEP_S:
                votes += _vote(opened, crowd, participant)
            if random.random() < asks * STEP_S:
                asked += 1
                crowd.ask(participant, f"Zašto je pitanje broj {asked} još bez odgovora?")
        await asyncio.sleep(STEP_S)
    return votes


def _vote(opened: Evening, crowd: Stubborn, participant: Participant) -> bool:
    """For a question without an answer on its way: which of two would come last is not known."""
    voter = participant.voter
    open_ = {vote.question for vote in voter.waiting.values() if isinstance(vote, Vote)}
    question = random.choice(opened.questions)
    if question in open_:
        return False
    crowd.vote(participant, question, not voter.acked.get(question, False))
    return True


# The truth.


async def check_questions(opened: Evening, crowd: Crowd) -> int:
    """Every acknowledged question is in the journal once, by whoever asked it, and no question is
    there twice. Returns how many were acknowledged. Raises AssertionError."""
    store = await open_store(opened.site.settings)
    try:
        seal = await store.seals.must(opened.code)
        entries = await store.journal.read(opened.code)
    finally:
        await store.close()
    events = [entry.event for entry in entries]
    kept = Counter((e.text, e.author) for e in events if isinstance(e, QuestionSubmitted))
    texts = Counter(text for text, _ in kept.elements())
    assert not [text for text, times in texts.items() if times > 1], "a question is there twice"
    asked = 0
    for participant in crowd.participants:
        assert not any(isinstance(c, Asked) for c in participant.voter.waiting.values())
        assert participant.token is not None
        handle = seal.handle_of(participant.token)
        for text in participant.voter.asked:
            assert kept[text, handle] == 1, "an acknowledged question was lost"
            asked += 1
    return asked


def check_log(cluster: Cluster) -> None:
    """No process logged an error, or anything that did not pass its logging. Raises
    AssertionError."""
    lines = cluster.log.splitlines()
    assert lines, "they must have noticed something"
    for line in lines:
        assert line.startswith("{"), f"not logged but printed: {line}"
        assert json.loads(line)["level"] not in ("error", "critical"), line


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=LENGTH_S)
    parser.add_argument("--phones", type=int, default=PHONES)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    figures = asyncio.run(chaos(options.seconds, options.phones, say))
    say("nothing was lost, nothing counted twice, nothing unhandled:")
    say("  " + ", ".join(f"{name} {value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
