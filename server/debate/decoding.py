"""From a message to the command in it: unknown fields and commands and wrong types are refused."""

import re

import msgspec
from msgspec import UNSET, Struct, UnsetType

from server.debate.commands import CommandId, WireCommand
from server.debate.refusals import Rejected

_decoder: msgspec.json.Decoder[WireCommand] = msgspec.json.Decoder(WireCommand)

# As JSON writes it: after an even number of backslashes. A naked one is no JSON.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class _JustId(Struct):
    id: CommandId | UnsetType = UNSET


_id_decoder = msgspec.json.Decoder(_JustId)


def decode_command(message: bytes | str) -> WireCommand:
    """The command in a JSON message. Raises Rejected `malformed`; also where there is a NUL in it,
    which nobody types and not every store can keep.

    Size (MESSAGE_LIMIT) is for the doors to refuse, before a message costs memory."""
    try:
        if _holds_nul(message):
            raise Rejected("malformed", why="a NUL")
        return _decoder.decode(message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Rejected("malformed", why=_reason(error)) from error


def _holds_nul(message: bytes | str) -> bool:
    data = message.encode(errors="replace") if isinstance(message, str) else message
    return b"\\u0000" in data and _NUL.search(data) is not None


def command_id(message: bytes | str) -> str | None:
    """The id of a message that is not a command, if it has one: so that the refusal can name it."""
    if _holds_nul(message):
        return None
    try:
        found = _id_decoder.decode(message).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return None if found is UNSET else found


def _reason(error: Exception) -> str:
    """What is wrong and where, without quoting what was sent."""
    if isinstance(error, msgspec.ValidationError):
        return _without_values(str(error))
    return "not JSON"


def _without_values(message: str) -> str:
    # msgspec quotes the value only for unknown tags and fields: "Invalid value '…' - at `$.do`".
    head, separator, place = message.partition(" - at ")
    kind = head.split(" '")[0].split(" `")[0] if " '" in head else head
    return f"{kind}{separator}{place}"
