"""From a message to the command in it: unknown fields and commands and wrong types are refused."""

import re

import msgspec
from msgspec import UNSET, Struct, UnsetType

from server.debate.commands import CommandId
from server.debate.deciding.subjects import WireCommand
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
        data = message.encode() if isinstance(message, str) else message
        if b"\\u0000" in data and _NUL.search(data):
            raise Rejected("malformed", why="a NUL")
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Rejected("malformed", why=_reason(error)) from error


def command_id(message: bytes | str) -> str | None:
    """The id of a message that is not a command, if it has one: so that the refusal can name it."""
    try:
        data = message.encode() if isinstance(message, str) else message
        found = UNSET if _NUL.search(data) else _id_decoder.decode(data).id
    except (msgspec.DecodeError, UnicodeError, RecursionError):
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
