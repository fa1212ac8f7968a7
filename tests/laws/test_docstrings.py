"""Public functions say what their names do not: units, shapes, what is raised, what None means.

A few need no words: `close` of what is open, what answers to a library, what a protocol says
already.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

SERVER = Path(__file__).parents[2] / "server"
SHARE = 0.95

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(body: list[ast.stmt]) -> Iterator[Function]:
    """Those of a module and of its public classes; not those inside of functions."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)
            else:
                yield node


def test_nearly_every_public_function_says_what_its_name_does_not() -> None:
    bare, count = [], 0
    for file in sorted(SERVER.rglob("*.py")):
        if "versions" in file.relative_to(SERVER).parts:
            continue  # Alembic knows what to do with them
        for function in public(ast.parse(file.read_text("utf-8")).body):
            count += 1
            if ast.get_docstring(function) is None:
                bare.append(f"{file.relative_to(SERVER)}:{function.lineno} {function.name}")

    assert count > 500
    assert len(bare) <= (1 - SHARE) * count, "\n".join(bare)
