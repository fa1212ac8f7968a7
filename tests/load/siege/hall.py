"""A hall that votes and asks through an evening, steadily, and notes every wait."""

import asyncio
import json
import random
import time

from tests.load.chaos import Stubborn
from tests.load.evening import TOPICS
from tests.load.phones.crowd import Participant
from tests.load.phones.page import Doors
from tests.load.phones.phone import Phone
from tests.load.results.ledger import Asked, Ledger, Vote
from tests.load.siege.notes import Notes, Wait

VOTES_EACH_S = 0.06  # of one phone: 120 a second of 2,000
ASKED_S = 0.5  # questions a second, of the whole hall
LONGEST_DELAY_S = 4.0  # of a phone before it comes back
_TICK_S = 0.05


class _TimedLedger(Ledger):
    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes

    def _answered(self, vote: Vote | Asked) -> None:
        super()._answered(vote)
        kind = "vote" if isinstance(vote, Vote) else "question"
        self._notes.add(kind, vote.sent_at, self.last_answer - vote.sent_at)


class Hall(Stubborn):
    """`live` tells when to begin and to end."""

    def __init__(self, doors: Doors, code: str, notes: Notes) -> None:
        super().__init__(doors, code, LONGEST_DELAY_S)
        self._notes = notes
        self.ledger = _TimedLedger(notes)
        self._away: dict[Participant, Wait] = {}
        self._asked = 0

    def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
        if not compressed and payload.startswith(b'{"t":"no"'):
            self._notes.refuse(json.loads(payload)["code"])
        super().heard(phone, payload, compressed)
        if self._away and phone.owner.here and (wait := self._away.pop(phone.owner, None)):
            wait.ended = time.monotonic()

    def lost(self, phone: Phone) -> None:
        if not self._leaving and phone.owner.phone is phone:
            self._away.setdefault(phone.owner, self._notes.begin("away"))
        super().lost(phone)

    async def live(self, questions: list[str]) -> None:
        """Vote and ask until cancelled; also notes how late this program itself is."""
        rate = VOTES_EACH_S * len(self.participants)
        due = began = time.monotonic()
        votes = asked = 0
        while True:
            due += _TICK_S
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = time.monotonic()
            self._notes.add("late", now, max(0.0, now - due))
            due = max(due, now - 1)
            while votes < (now - began) * rate:
                votes += 1
                self._turn(random.choice(self.participants), random.choice(questions))
            while asked < (now - began) * ASKED_S:
                asked += 1
                self._asked += 1
                topic = TOPICS[self._asked % len(TOPICS)]
                text = f"Molim vas, {self._asked}. put: kada će opština rešiti {topic}?"
                self.ask(random.choice(self.participants), text)

    def _turn(self, participant: Participant, question: str) -> None:
        waiting = participant.voter.waiting.values()
        if any(isinstance(w, Vote) and w.question == question for w in waiting):
            return
        self.vote(participant, question, not participant.voter.acked.get(question, False))
