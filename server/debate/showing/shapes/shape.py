"""What all shapes have in common."""

from functools import cache
from typing import get_args, get_type_hints

from msgspec import Struct, to_builtins
from msgspec.structs import fields

from server.debate.patches import Json


class Shape(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A JSON object in a document. A field that has a default is left out where it has that value;
    nothing is ever null. Times are milliseconds since 1970."""


def plain(shape: Shape) -> Json:
    """The JSON object itself, as documents are kept and compared."""
    document: Json = to_builtins(shape)
    return document


@cache
def lacking(kind: type[Shape]) -> Json:
    """What such an object may lack, each as deleted: for a patch that does not know what there was
    before. Not to be changed by the caller."""
    return {field.encode_name: None for field in fields(kind) if not field.required}


@cache
def inside(kind: type[Shape], field: str) -> type[Shape]:
    """The shape of what a field holds, or, where it holds many by their ids, of each."""
    held = get_type_hints(kind)[field]
    shape: type[Shape] = get_args(held)[-1] if get_args(held) else held
    return shape
