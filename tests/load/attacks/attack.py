"""The shape of an attack, and where it strikes."""

import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Literal

from msgspec import Struct

Score = Counter[str]
Stage = Literal["evening", "rich", "poor", "encrypted"]


class Target(Struct, frozen=True):
    """A server at this machine. `questions`: ids of shown ones; `closed`: codes of debates that are
    over; `certificate`: file of the authority to trust, where the doors speak TLS.

    `own_network`: whether addresses of the ranges below are ours to speak from (`network`). Where
    they are not, the attacker is its own proxy, and says them in `X-Forwarded-For`."""

    host: str
    http_port: int
    live_port: int
    code: str
    questions: tuple[str, ...]
    closed: tuple[str, ...] = ()
    account: str = ""
    certificate: str = ""
    own_network: bool = False

    def tls(self) -> ssl.SSLContext | None:
        if not self.certificate:
            return None
        return ssl.create_default_context(cafile=self.certificate)


class Attack(Struct, frozen=True):
    """`does`: in a sentence. `run`: does it for so many seconds, and tells what it managed.

    `stage`: the server it is aimed at. `unwatched`: no moderator looks until it is over. `leaves`:
    what stays behind would blur what is measured next. `owner`: an owner wants to log in meanwhile.
    `lasts`: times the usual length."""

    name: str
    does: str
    run: Callable[[Target, float], Awaitable[Score]]
    stage: Stage = "evening"
    unwatched: bool = False
    leaves: bool = False
    owner: bool = False
    lasts: float = 1.0
