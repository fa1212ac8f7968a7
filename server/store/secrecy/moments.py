"""When the audience did something, as the journal keeps it: the minute for everybody, and beside it
the moment, sealed for its line. Once the key is gone, the disk tells of no moment any more.
"""

from collections.abc import Mapping, Sequence

from server.debate.events import Entry
from server.debate.minutes import minute
from server.store.secrecy.sealing import BLOCK_BYTES
from server.store.secrecy.seals import Seals

AUDIENCE = "participant"  # whose moments are sealed; what moderators do is seen anyway


def kept_at(entry: Entry) -> int:
    """What stands open in the table, ms."""
    return minute(entry.at) if entry.role == AUDIENCE else entry.at


async def sealed_moments(seals: Seals, code: str, entries: Sequence[Entry]) -> dict[int, str]:
    """By the entry's number. Once the debate has no key, the minute is all that is kept. Raises
    Unavailable."""
    exact = {entry.seq: entry.at for entry in entries if entry.role == AUDIENCE}
    seal = await seals.of(code) if exact else None
    if seal is None:
        return {}
    blocks = b"".join(at.to_bytes(BLOCK_BYTES) for at in exact.values())
    sealed = seal.seal("moment", [str(seq) for seq in exact], blocks)
    return {seq: block.hex() for seq, block in zip(exact, _blocks(sealed), strict=True)}


async def opened_moments(
    seals: Seals, code: str, kept: Mapping[int, str], minutes: Mapping[int, int]
) -> dict[int, int]:
    """The moments again, ms, by the entry's number; `minutes`: what stands open. Without a key, or
    with another one, these must do. Raises Unavailable."""
    seal = await seals.of(code) if kept else None
    if seal is None:
        return {}
    sealed = bytes.fromhex("".join(kept.values()))
    moments = map(int.from_bytes, _blocks(seal.open("moment", [str(seq) for seq in kept], sealed)))
    return {seq: at for seq, at in zip(kept, moments, strict=True) if minute(at) == minutes[seq]}


def _blocks(blocks: bytes) -> list[bytes]:
    return [blocks[at : at + BLOCK_BYTES] for at in range(0, len(blocks), BLOCK_BYTES)]
