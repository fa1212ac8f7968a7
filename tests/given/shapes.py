"""Documents held against the types that the wire publishes of them."""

from typing import Any

import msgspec

from server.debate.showing.shapes.shape import Shape, plain


def is_whole(document: Any, kind: type[Shape]) -> bool:
    """Whether the document has the type, with nothing that the type does not know, nothing that
    it would leave out, and nothing missing."""
    try:
        whole: Any = plain(msgspec.convert(document, kind))
    except msgspec.ValidationError:
        return False
    return bool(whole == document)
