"""check.py as it is handed out: the modules of `server.archive.checking` joined into one file, so
that who downloads an archive needs that file and Python.
"""

import ast
from functools import cache
from importlib.resources import files

PACKAGE = "server.archive.checking"
# Each behind those that it imports; the last one is what runs, and its docstring the file's.
MODULES = (
    *(
        "report",
        "answers",
        "reading",
        "ed25519",
        "heads",
        "lines",
        "questions",
        "debates",
        "ballots",
    ),
    *("lengths", "results", "deeds", "second", "first", "main"),
)


@cache
def program() -> str:
    """The source of check.py."""
    plain: set[str] = set()
    imported: dict[str, set[str]] = {}
    parts: list[str] = []
    for name in MODULES:
        source = files(PACKAGE).joinpath(f"{name}.py").read_text("utf-8")
        tree = ast.parse(source)
        docstring, *rest = tree.body
        begins = docstring.end_lineno or 0
        for node in rest:
            if not isinstance(node, ast.Import | ast.ImportFrom):
                break
            begins = node.end_lineno or 0
            module = getattr(node, "module", None) or ""
            if not module.startswith(PACKAGE):
                names = imported.setdefault(module, set()) if module else plain
                names |= {alias.name for alias in node.names}
        parts.append("".join(source.splitlines(keepends=True)[begins:]).strip("\n"))
        said = ast.get_docstring(tree) or ""
        if name != MODULES[-1]:
            parts[-1] = "".join(f"# {line}\n" for line in said.splitlines()) + "\n" + parts[-1]
    header = [f'#!/usr/bin/env python3\n"""{said}\n"""\n']
    header += [f"import {name}" for name in sorted(plain)]
    header += [
        f"from {module} import {', '.join(sorted(imported[module]))}" for module in sorted(imported)
    ]
    return "\n\n\n".join(("\n".join(header), *parts)) + "\n"
