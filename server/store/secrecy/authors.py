"""Who asked, as the journal keeps it: the author's handle, sealed for the question."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.debate.events import Entry, QuestionSubmitted
from server.store.secrecy.sealing import BLOCK_BYTES
from server.store.secrecy.seals import Seals


async def sealed_authors(seals: Seals, code: str, entries: Sequence[Entry]) -> dict[int, str]:
    """By the entry's number. Of what was entered for others the author is nobody, and is kept as it
    is. Raises Unavailable when the debate has no key."""
    found: dict[int, str] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, QuestionSubmitted):
            found[entry.seq] = event.author
            if event.via is None:
                seal = await seals.must(code)
                handle = bytes.fromhex(event.author)
                found[entry.seq] = seal.seal("author", [event.question], handle).hex()
    return found


async def opened_authors(
    seals: Seals, code: str, public: Mapping[int, dict[str, Any]], kept: dict[int, str]
) -> dict[int, str]:
    """The handles again; `public`: what is public of each of these entries. Without a key what is
    kept stands for an author of that question alone. Raises Unavailable."""
    seal = await seals.of(code) if kept else None
    if seal is None:
        return kept
    phones = [seq for seq in kept if "via" not in public[seq]]
    questions = [public[seq]["question"] for seq in phones]
    handles = seal.open("author", questions, bytes.fromhex("".join(kept[s] for s in phones)))
    blocks = (handles[at : at + BLOCK_BYTES] for at in range(0, len(handles), BLOCK_BYTES))
    return kept | {seq: block.hex() for seq, block in zip(phones, blocks, strict=True)}
