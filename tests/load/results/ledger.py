"""What the crowd knows of its votes and questions: sent, acknowledged, refused; and how long each
one waited.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.load.phones.phone import client_frame

_OK = b'{"t":"ok","id":"'
_NO = b'{"t":"no"'


@dataclass(slots=True)
class Vote:
    question: str
    on: bool
    sent_at: float  # s, of the loop, when it was sent first
    frame: bytes


@dataclass(slots=True)
class Asked:
    """A question of the participant's own."""

    text: str
    sent_at: float
    frame: bytes


@dataclass(slots=True)
class Voter:
    """One participant's commands. `acked`: how each question stands by what was acknowledged;
    `asked`: the texts of own questions that were."""

    waiting: dict[str, Vote | Asked] = field(default_factory=dict)
    acked: dict[str, bool] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: int = 0


class Ledger:
    """The commands of one crowd."""

    def __init__(self) -> None:
        self.waits: list[float] = []  # s, from the first time it was sent to its answer
        self.refused: list[bytes] = []
        self.waiting = 0
        self.last_answer = 0.0  # s, of the loop
        self._quiet = asyncio.Event()
        self._quiet.set()

    def vote(self, voter: Voter, question: str, on: bool = True) -> bytes:
        """The frame to send; from now on an answer is waited for."""
        id_, frame = self._command(voter, {"do": "vote", "question": question, "on": on})
        voter.waiting[id_] = Vote(question, on, time.monotonic(), frame)
        return frame

    def ask(self, voter: Voter, text: str) -> bytes:
        """The same for a question of one's own."""
        id_, frame = self._command(voter, {"do": "submit", "text": text})
        voter.waiting[id_] = Asked(text, time.monotonic(), frame)
        return frame

    def _command(self, voter: Voter, command: dict[str, object]) -> tuple[str, bytes]:
        voter.sent += 1
        id_ = str(voter.sent)
        self.waiting += 1
        self._quiet.clear()
        return id_, client_frame(json.dumps({"id": id_} | command).encode())

    def unanswered(self, voter: Voter) -> Iterable[bytes]:
        """What is sent again after a connection was lost: the same commands with the same ids."""
        return [vote.frame for vote in voter.waiting.values()]

    def heard(self, voter: Voter, payload: bytes) -> bool:
        """Take in an answer; False: the message was none."""
        if payload.startswith(_OK):
            end = payload.index(b'"', len(_OK))
            vote = voter.waiting.pop(payload[len(_OK) : end].decode(), None)
            if isinstance(vote, Vote):
                voter.acked[vote.question] = vote.on
            elif vote is not None:
                voter.asked.append(vote.text)
            if vote is not None:
                self._answered(vote)
            return True
        if not payload.startswith(_NO):
            return False
        message = json.loads(payload)
        vote = voter.waiting.pop(message.get("id", ""), None)
        if vote is not None:
            self.refused.append(payload)
            self._answered(vote)
        return True

    def _answered(self, vote: Vote | Asked) -> None:
        self.last_answer = time.monotonic()
        self.waits.append(self.last_answer - vote.sent_at)
        self.waiting -= 1
        if not self.waiting:
            self._quiet.set()

    async def answered(self, within_s: float) -> None:
        """Wait until every vote has its answer. Raises TimeoutError."""
        await asyncio.wait_for(self._quiet.wait(), within_s)
