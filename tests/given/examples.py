"""An example of any command or event, made from its fields, so that no test lists them all."""

from typing import Any, TypeVar

import msgspec
from msgspec import Struct

Kind = TypeVar("Kind", bound=Struct)

# Where the type alone does not say what can be.
BY_NAME: dict[str, Any] = {
    "question": "q1",
    "questions": ("q1",),
    "into": "q2",
    "to": "live",
    "text": "Kada?",
    "title": {"en": "Jobs"},
    "programme": "social-club",
    "signs": {},
}


def example(kind: type[Kind], **fields: Any) -> Kind:
    """One with what it cannot be without, and with these `fields`."""
    return kind(**(needed(kind) | fields))


def needed(kind: type[Struct], yes: bool = True) -> dict[str, Any]:
    """A value for each field that has no default; `yes`: what all switches are set to."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return {
        field.name: BY_NAME.get(field.name, _value(field.type, yes))
        for field in info.fields
        if field.required
    }


def _value(kind: msgspec.inspect.Type, yes: bool) -> Any:
    match kind:
        case msgspec.inspect.BoolType():
            return yes
        case msgspec.inspect.IntType():
            return 1
        case msgspec.inspect.LiteralType():
            return kind.values[0]
        case msgspec.inspect.UnionType():
            return None if kind.includes_none else _value(kind.types[0], yes)
        case msgspec.inspect.DictType():
            return {}
        case msgspec.inspect.CollectionType() | msgspec.inspect.VarTupleType():
            return ()
    return "x"
