"""What goes over the wire, as types for the pages' scripts, made of the structs that the server
builds and reads it with. `make typescript` makes them before it checks, `make types` for an editor;
a page loads none of them, and they are not kept.

python -m tests.project.page_types
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from inspect import getdoc
from pathlib import Path
from textwrap import wrap
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from server.debate import commands, described, events, state
from server.debate.deciding.subjects import WireCommand
from server.debate.showing import becoming
from server.debate.showing.shapes import documents, heads, questions
from server.language import almost, flags
from server.wire import messages

FOLDER = Path(__file__).parents[2] / "static" / "wire"
ROOTS: tuple[type[Struct], ...] = (
    *documents.DOCUMENTS.values(),
    documents.YouDocument,
    questions.ListedQuestion,
    *get_args(messages.ServerMessage),
    *get_args(WireCommand),
)
# A file for each of these modules; what is of another one is a part of some document.
MODULES = {module.__name__: module for module in (documents, heads, questions, messages, commands)}
PARTS, VALUES = "parts", "values"
UNIONS = {"messages": "ServerMessage", "commands": "WireCommand"}
# The server's names for what some fields may say.
NAMES: dict[str, Any] = {
    name: value
    for module in (commands, described, events, state, becoming, heads, questions, flags, almost)
    for name, value in vars(module).items()
    if get_origin(value) is Literal
}
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", Any: "any"}
WIDTH = 110  # characters of a line


def write() -> None:
    made = files()
    FOLDER.mkdir(exist_ok=True)
    for left_over in {file.name for file in FOLDER.iterdir()} - made.keys():
        (FOLDER / left_over).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def files() -> dict[str, str]:
    """What is written, by the name of the file."""
    by_file: defaultdict[str, list[type[Struct]]] = defaultdict(list)
    for kind in with_all_inside(ROOTS):
        by_file[_file_of(kind)].append(kind)
    names = sorted({name for kinds in by_file.values() for name in _names_in(kinds)})
    texts = {file: _text(_file(file, kinds)) for file, kinds in by_file.items()}
    texts[VALUES] = _text([_about(VALUES), *(map(_alias, names))])
    return {f"{file}.d.ts": text for file, text in texts.items()}


def with_all_inside(kinds: Iterable[type[Struct]]) -> list[type[Struct]]:
    """These structs, and all that they are made of, each once."""
    found: dict[type[Struct], None] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found[kind] = None
            waiting += _structs_in(kind)
    return list(found)


# Files.


def _file(file: str, kinds: list[type[Struct]]) -> Iterator[str]:
    yield _about(file)
    imports = "\n".join(_imports(file, kinds))
    if imports:
        yield imports
    if file in UNIONS:
        yield _either(UNIONS[file], [kind.__name__ for kind in kinds if _tag(kind)])
    for kind in kinds:
        yield _interface(kind)


def _text(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _about(file: str) -> str:
    return f"/** Of the wire: {file}. Written from the server's types by `make types`. */"


def _imports(file: str, kinds: list[type[Struct]]) -> Iterator[str]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    wanted[VALUES] = _names_in(kinds)
    for kind in kinds:
        for inside in _structs_in(kind):
            wanted[_file_of(inside)].add(inside.__name__)
    for other, names in sorted(wanted.items()):
        if names and other != file:
            yield f'import type {{ {", ".join(sorted(names))} }} from "./{other}.d.ts"'


def _file_of(kind: type[Struct]) -> str:
    if issubclass(kind, commands.Command):  # of whichever subject
        return "commands"
    return kind.__module__.rpartition(".")[2] if kind.__module__ in MODULES else PARTS


# What stands in them.


def _alias(name: str) -> str:
    return _either(name, [f'"{value}"' for value in get_args(NAMES[name])])


def _either(name: str, choices: Iterable[str]) -> str:
    """One of the choices, in lines that begin with a `|`."""
    glued = " |\N{NO-BREAK SPACE}".join(choices)
    lines = wrap(f"export type {name} = {glued}", WIDTH, break_on_hyphens=False)
    return "\n  ".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def _interface(kind: type[Struct]) -> str:
    base, tag = _base(kind), _tag(kind)
    extends = f" extends {base.__name__}" if base else ""
    inherited = {field.name for field in fields(base)} if base else set()
    lines = [*_comment(kind), f"export interface {kind.__name__}{extends} {{"]
    if tag:
        lines.append(f'  {kind.__struct_config__.tag_field}: "{tag}"')
    for field in fields(kind):
        if field.name not in inherited:
            optional = "" if field.required else "?"
            lines.append(f"  {field.encode_name}{optional}: {_type(field.type)}")
    return "\n".join([*lines, "}"])


def _comment(kind: type[Struct]) -> Iterator[str]:
    about = (getdoc(kind) or "") if kind.__doc__ else ""
    lines = about.splitlines()
    for number, line in enumerate(lines, 1):
        start = "/**" if number == 1 else " *"
        yield f"{start} {line}".rstrip() + (" */" if number == len(lines) else "")


def _type(kind: Any) -> str:
    """As TypeScript writes it. Raises KeyError for what has no such type here."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _type(inside[0])
    if origin is Literal:
        return _name_of(kind) or " | ".join(f'"{value}"' for value in inside)
    if origin in (Union, UnionType):
        # Nothing is null on the wire: what is None is left out.
        return " | ".join(_type(one) for one in inside if one is not type(None))
    if origin is dict:
        key, value = map(_type, inside)
        record = f"Record<{key}, {value}>"
        return record if key == "string" else f"Partial<{record}>"
    if origin in (list, tuple):
        item = _type(inside[0])
        return f"({item})[]" if " | " in item else f"{item}[]"
    return kind.__name__ if _is_struct(kind) else PLAIN[kind]


# What a struct is made of.


def _base(kind: type[Struct]) -> type[Struct] | None:
    """What it adds to, if that has any fields."""
    base = kind.__bases__[0]
    return base if base is not Struct and fields(base) else None


def _tag(kind: type[Struct]) -> str | int | None:
    """What it is called on the wire; what others only add to is never sent."""
    return kind.__struct_config__.tag if kind in ROOTS else None


def _structs_in(kind: type[Struct]) -> list[type[Struct]]:
    base = _base(kind)
    inside = [leaf for field in fields(kind) for leaf in _leaves(field.type) if _is_struct(leaf)]
    return [*([base] if base else []), *inside]


def _names_in(kinds: Iterable[type[Struct]]) -> set[str]:
    leaves = (leaf for kind in kinds for field in fields(kind) for leaf in _leaves(field.type))
    return {name for leaf in leaves if (name := _name_of(leaf))}


def _leaves(kind: Any) -> Iterator[Any]:
    if get_origin(kind) in (None, Literal):
        yield kind
    else:
        for inside in get_args(kind):
            yield from _leaves(inside)


def _name_of(literal: Any) -> str | None:
    return next((name for name, value in NAMES.items() if value == literal), None)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


if __name__ == "__main__":
    write()
