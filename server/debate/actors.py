"""Who asks: a participant known by a handle, or a moderator known by name and role."""

from typing import Literal

from msgspec import Struct

Role = Literal["participant", "screener", "producer", "host", "owner", "display", "server"]


class Actor(Struct, frozen=True):
    """`server`: the clock, which turns what was set to be turned.

    `handle` tells apart who may repeat a command: a participant's is their HMAC in this debate,
    a moderator's is `account:NAME` or `token:ID`."""

    role: Role
    handle: str
    name: str = ""
