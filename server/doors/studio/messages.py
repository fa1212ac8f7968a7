"""A datagram of Open Sound Control 1.0 as the press of a button
(https://opensoundcontrol.stanford.edu/spec-1_0.html).

    /tribina/{code}/{verb…}  ,s…  token  what is said behind the verb…

An address holds neither spaces nor letters beyond ASCII, so what has to be said may stand in the
arguments as well: `/tribina/482915/mark` with "t.…" and "kraj" is `mark/kraj`.
"""

import re
import struct
from typing import Literal

from msgspec import Struct
from pythonosc.osc_message import OscMessage, ParseError

SIZE_AT_MOST = 1_024  # bytes of a datagram
SAID_AT_MOST = 4  # arguments behind the token

Why = Literal["size", "foreign", "malformed"]

# Its address, and arguments of texts and numbers, a text the first: of anything else the library
# would read much, and log what it does not know.
_OURS = re.compile(rb"/tribina/([0-9]{6})/([!-~]{1,300})\0{1,4},s([sihfd]{0,%d})\0" % SAID_AT_MOST)


class NotOurs(Exception):
    """A datagram that presses nothing."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Pressed(Struct, frozen=True):
    """`code`: of the debate; `verb`: as a path (`server.studio.verbs`)."""

    code: str
    token: str
    verb: str


def read_message(datagram: bytes) -> Pressed:
    """Raises NotOurs."""
    if len(datagram) > SIZE_AT_MOST:
        raise NotOurs("size")
    ours = _OURS.match(datagram)
    if ours is None:
        raise NotOurs("malformed" if datagram.startswith(b"/tribina/") else "foreign")
    try:
        token, *said = OscMessage(datagram).params
        return Pressed(ours[1].decode(), token, "/".join((ours[2].decode(), *map(_text, said))))
    except (ParseError, ValueError, struct.error):
        raise NotOurs("malformed") from None


def _text(argument: str | int | float) -> str:
    """Many a controller has no numbers but those with a fraction. Raises ValueError, of what is no
    number or none that is whole."""
    if not isinstance(argument, float):
        return str(argument)
    if not argument.is_integer():
        raise ValueError("a fraction")
    return str(int(argument))
