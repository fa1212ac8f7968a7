"""Who asks: a participant known by a handle, or a moderator known by name and role."""

from typing import Literal

from msgspec import Struct

Role = Literal[
    "participant", "screener", "producer", "host", "owner", "display", "buttons", "server"
]


class Source(Struct, frozen=True, gc=False):
    """Where a participant comes from: the network, the wider one around it and its area (see
    `server.networks`) as keyed hashes, which nobody can turn back; empty for our own machines.
    `live`: through the live door. `token_at`: when the token was made, s."""

    near: str = ""
    wide: str = ""
    area: str = ""
    live: bool = False
    token_at: int = 0


NOWHERE = Source()


class Actor(Struct, frozen=True):
    """`server`: the clock, which turns what was set to be turned.

    `handle` tells apart who may repeat a command: a participant's is their HMAC in this debate,
    a moderator's is `account:NAME` or `token:ID`."""

    role: Role
    handle: str
    name: str = ""
    source: Source = NOWHERE
