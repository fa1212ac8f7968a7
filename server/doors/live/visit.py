"""Who comes through the live door, and what for."""

from collections.abc import Awaitable, Callable

from msgspec import Struct

from server.debate.actors import NOWHERE, Source
from server.debate.refusals import Rejected
from server.debate.showing.documents import View
from server.identity.recognising import Who
from server.limits.buckets import Entered
from server.live.room import Room
from server.live.sending.client import Client


class Visit(Struct):
    """What the handshake found out: who comes to see what, or why they may not."""

    room: Room | None = None
    view: View = "audience"
    at_studio: bool = False  # and looks at no view
    since: int | None = None
    who: Who = Who()
    source: Source = NOWHERE
    ask: Callable[[], Awaitable[Who]] | None = None
    client: Client | None = None
    refusal: Rejected | None = None
    ceiling: Entered | None = None
    is_unruly: bool = False  # has sent what ends a connection
