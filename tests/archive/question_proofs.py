"""Proofs of questions, signed by a key that is made up, and what may be changed in one."""

from functools import partial
from itertools import count
from typing import Any

from server.archive.question_proof import chosen, proof_of
from server.debate.deciding.proving import decided_by
from server.debate.events import Entry
from server.debate.minutes import MINUTE_MS
from server.store import chain
from server.store.chain import Line
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import parse_note, sign
from server.transparency.vkeys import SigningKey
from tests.given.debates import Drive

HOUSE = "tribina.example"
ORIGIN = f"{HOUSE}/debate/482915"
KEY = SigningKey(bytes(32))


def head(note: bytes) -> Checkpoint:
    """As a checkpoint says it, whoever has signed."""
    return Checkpoint.parse(parse_note(note).text)


def lines_of(drive: Drive) -> list[Line]:
    """The journal as it is kept, with salts that are not random."""
    random = partial(next, (f"{one:032x}" for one in count()))
    return [_line(entry, *chain.write(entry, random)) for entry in drive.journal]


def _line(entry: Entry, body: bytes, sealed: str | None) -> Line:
    return Line(entry.seq, body, sealed, "", entry.at, entry.action, entry.role, entry.by)


def saved(drive: Drive, question: str) -> bytes:
    """The proof of a question, by a head that has all lines."""
    lines = lines_of(drive)
    decided = decided_by(drive.debate, drive.debate.questions[question])
    tree = Tree(line.body for line in lines)
    checkpoint = str(sign(Checkpoint(ORIGIN, tree.size, tree.root()).text, KEY, ORIGIN))
    return proof_of(*chosen(lines, question, decided), tree, checkpoint, tree.size)


def dismissed(reason: str = "off_topic") -> tuple[Drive, str]:
    drive = Drive()
    drive.ask("Neko drugi?", "besa")
    question = drive.ask("Kada će biti škola?", "ana", name="Ana")
    drive.now += 2 * MINUTE_MS
    drive.moderate("dismiss", question, reason=reason, note="moderators only")
    return drive, question


Json = dict[str, Any]


def _other_word(extra: Json) -> None:
    extra["opened"]["text"] = extra["opened"]["text"].replace("škola", "bolnica")


def _other_name(extra: Json) -> None:
    extra["opened"]["name"] = extra["opened"]["name"].replace("Ana", "Eva")


def _no_words(extra: Json) -> None:
    extra["opened"] = {}


def _other_line(extra: Json) -> None:
    extra["line"] = extra["line"].replace('"lang":"sr-Latn"', '"lang":"sq"')


def _other_reason(extra: Json) -> None:
    extra["decided"]["line"] = extra["decided"]["line"].replace("off_topic", "insult")


def _other_place(extra: Json) -> None:
    extra["decided"]["index"] -= 1


def _other_hash(extra: Json) -> None:
    extra["decided"]["hashes"][0] = encoded(bytes(32))


def _line_in_place_of_the_decision(extra: Json) -> None:
    extra["decided"]["line"] = extra["line"]


def _more(extra: Json) -> None:
    extra["votes"] = ["q1"]


# Each makes another thing of what goes with a proof.
CHANGES = (
    _other_word,
    _other_name,
    _no_words,
    _other_line,
    _other_reason,
    _other_place,
    _other_hash,
    _line_in_place_of_the_decision,
    _more,
)
