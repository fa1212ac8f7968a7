"""Archives made in memory: of an evening, its lines as they would be written, and their head signed
by a house of the tests. The same evening always gives the same bytes.
"""

import json
import random
from typing import Any

from msgspec import Struct

from server.archive.export_json import export_json
from server.archive.load import Record
from server.debate.events import Entry
from server.debate.showing.beginnings import log_number
from server.store import chain
from server.store.chain import Line
from server.store.secrecy.signing import origin_of
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import cosign, sign
from server.transparency.vkeys import COSIGNATURE, SigningKey
from tests.archive.evenings import looked_back, results_of, sealed_list
from tests.given.debates import Drive

Json = dict[str, Any]

HOUSE, WITNESS = "debates.example.org", "witness.example.org"
KEY, WITNESS_KEY = SigningKey(bytes(range(32))), SigningKey(bytes(32))
VKEY = str(KEY.vkey(HOUSE))
WITNESS_VKEY = str(WITNESS_KEY.vkey(WITNESS, COSIGNATURE))
KEYS = (VKEY, WITNESS_VKEY)
SEEN_AT = 1_763_880_000  # s; when the witness did


class Signed(Struct, frozen=True):
    """The head of some lines, signed by the house and by its witness."""

    bodies: list[bytes]
    code: str
    log: int = 1

    def __str__(self) -> str:
        tree = Tree(self.bodies)
        origin = origin_of(HOUSE, self.code, self.log)
        note = sign(Checkpoint(origin, tree.size, tree.root()).text, KEY, origin)
        return f"{note}{cosign(note.text, WITNESS_KEY, WITNESS, SEEN_AT)}"


def lines_of(entries: list[Entry], seed: int = 1) -> list[Line]:
    """As they are kept."""
    chance = random.Random(seed)
    lines, previous = [], chain.START
    for entry in entries:
        body, sealed = chain.write(entry, lambda: f"{chance.getrandbits(128):032x}")
        previous = chain.link(previous, body)
        told = (previous.hex(), entry.at, entry.action, entry.role, entry.by)
        lines.append(Line(entry.seq, body, sealed, *told))
    return lines


def record_of(drive: Drive) -> Record:
    """What is left of a closed debate."""
    lines = lines_of(drive.journal)
    note = str(Signed([line.body for line in lines], drive.debate.code, log_number(drive.debate)))
    rows = sealed_list(drive).rows
    return Record(looked_back(drive), lines, results_of(drive), rows, note)


def archive_of(drive: Drive) -> Json:
    """The file, read."""
    whole: Json = json.loads(export_json(record_of(drive)))
    return whole
