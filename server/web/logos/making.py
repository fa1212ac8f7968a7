"""The worker's job for logos: see `refining`."""

from typing import Any

import msgspec
from msgspec import Struct

from server.jobs.working import Say
from server.store import Drawn
from server.web.logos.refining import Refused, refined


class MakeLogo(Struct, frozen=True):
    """`body`: the file as it came."""

    body: bytes


class Answered(Struct, frozen=True):
    """`refused`: why there is none; that a file is no picture is nothing that failed."""

    drawn: Drawn | None = None
    refused: str = ""


async def make_logo(ask: MakeLogo, say: Say) -> Any:
    """An Answered, as MessagePack can hold it."""
    try:
        answered = Answered(refined(ask.body))
    except Refused as refused:
        answered = Answered(refused=refused.reason)
    return msgspec.to_builtins(answered, builtin_types=(bytes,))
