"""That one of this house's processes wrote a row of the ballots or a line of a journal: keyed
BLAKE2b (RFC 7693) of what it says, under a key derived from the house's secret. Neither the
database nor a debate's key is enough to make one, so what somebody else puts into the tables is
told from what was voted and done. Pure.

What a proof is of can be read in one way only: a handle has `HEX` digits, a command as many, and a
row of which that is not so is forged, whatever its proof; texts of a line come behind their length.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from server.store.secrecy.sealing import BLOCK_BYTES

PROOF_BYTES = 16
HEX = 2 * BLOCK_BYTES  # digits of a sealed handle, and of a sealed command

_OPENS = re.compile(f"[0-9a-f]{{{HEX}}} (?:[0-9a-f]{{{HEX}}})*")  # handle, commands

Row = tuple[str, str, bool, str]  # question, handle, on, commands; sealed ones in hex
OwnRow = tuple[str, str, bool, str, str]  # and the burst
KeptRow = tuple[str, str, bool, str, str, str]  # and the proof; the burst with its own

# Number, at (ms), action, role, by, hash, sealed, author: all columns of a line but its body, which
# the hash follows from, and its moment, which the debate's key proves.
LineRow = tuple[int, int, int, str, str, str, str | None, str | None]


class Proved(NamedTuple):
    """What this house wrote of some rows, and how many of them it did not, or not all of."""

    rows: list[OwnRow]
    forged: int


class Proofs:
    """By the house. All are 32 hexadecimal digits."""

    def __init__(self, key: bytes) -> None:
        """`key`: 32 bytes that nothing else is done with."""
        self._key = key

    def of_ballots(self, code: str, rows: Iterable[Row]) -> list[str]:
        """That the last command said so of each; of what opens (`proved`), no two rows have one."""
        key, begin = self._key, f"ballot {code}"  # all in one place: it is done for every vote
        return [
            blake2b(
                f"{begin} {question} {handle} {'1' if on else '0'} {commands[:HEX]}".encode(),
                key=key,
                digest_size=PROOF_BYTES,
            ).hexdigest()
            for question, handle, on, commands in rows
        ]

    def of_burst(self, code: str, burst: str, question: str, handle: str) -> str:
        """That the voter of this ballot came in this burst."""
        said = f"burst {code} {question} {handle} {burst}"
        return blake2b(said.encode(), key=self._key, digest_size=PROOF_BYTES).hexdigest()

    def of_line(self, code: str, row: LineRow) -> str:
        """That the line stands so in the table. Each text comes behind its length, none as `-`."""
        seq, at, action, role, by, hash_, sealed, author = row
        said = (
            f"line {len(code)} {code}{seq} {at} {action} {len(role)} {role}{len(by)} {by}"
            f"{len(hash_)} {hash_}{'-' if sealed is None else f'{len(sealed)} {sealed}'}"
            f"{'-' if author is None else f'{len(author)} {author}'}"
        )
        return blake2b(said.encode(), key=self._key, digest_size=PROOF_BYTES).hexdigest()

    def of_entry(self, seq: int, hash_: str) -> str:
        """That the entry of this number in the log of administration has this hash, from which all
        that it says follows."""
        said = f"administration {seq} {hash_}"
        return blake2b(said.encode(), key=self._key, digest_size=PROOF_BYTES).hexdigest()

    def proved(self, code: str, rows: Sequence[KeptRow]) -> Proved:
        """Of an open debate. A burst that is not proved is none."""
        own, forged = list[OwnRow](), 0
        right = self.of_ballots(code, [row[:4] for row in rows])
        for (question, handle, on, commands, burst, proof), expected in zip(
            rows, right, strict=True
        ):
            if proof != expected or not _OPENS.fullmatch(f"{handle} {commands}"):
                forged += 1
                continue
            if burst:
                burst, _, its_proof = burst.partition(" ")
                if its_proof != self.of_burst(code, burst, question, handle):
                    burst, forged = "", forged + 1
            own.append((question, handle, on, commands, burst))
        return Proved(own, forged)
