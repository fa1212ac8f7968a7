"""Lines as earlier programs wrote them: without a nonce, and with one digest for all that is
sealed."""

from typing import Any

import msgspec

from server.debate.events import Entry
from server.store.chain import canonical, digest

SALT = "5a" * 16


def older(entry: Entry, at: int | None = None) -> tuple[bytes, str | None]:
    """The body, and what proves its digest. `at`: the moment, where it is from before lines told
    the minute."""
    kind = type(entry.event)
    fields: dict[str, Any] = {
        name: value
        for name, value in msgspec.to_builtins(entry.event).items()
        if value is not None and name not in kind.unlinked
    }
    private = {name: fields.pop(name) for name in kind.sealed if name in fields}
    sealed = canonical({"salt": SALT} | private).decode() if private else None
    line: dict[str, Any] = {
        "seq": entry.seq,
        "at": entry.at - entry.at % 60_000 if at is None else at,
        "action": entry.action,
        "role": entry.role,
        "event": fields,
    }
    if sealed is not None:
        line["sealed"] = digest(sealed)
    return canonical(line), sealed
