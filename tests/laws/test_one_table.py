"""Roles and phases are decided in one place, `server/debate/rules.py`: all else asks it. Nobody
compares with the name of a role, nor lists phases of their own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from server.debate.commands import Phase

SERVER = Path(__file__).parents[2] / "server"
PHASES = set(get_args(Phase))
ROLES = {"screener", "producer", "owner"}  # the others' words are also of screens

# The table, the phases it names, and what was true once.
EXEMPT = ("debate/rules.py", "debate/phases.py", "debate/commands.py", "store/migrations/")
# An owner remains; phases in the order of a page.
KNOWN = {("store/house/accounts.py", "owner"), ("web/admin/overview.py", "phases")}

SOURCES = [
    path
    for path in sorted(SERVER.rglob("*.py"))
    if not str(path.relative_to(SERVER)).startswith(EXEMPT)
]
TEMPLATES = sorted((SERVER / "web" / "templates").rglob("*.html"))
IN_TEMPLATE = re.compile(r"me\.role (?:==|!=|in|not in) |phase (?:not )?in \(")


def words(node: ast.expr) -> set[object]:
    listed = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return {one.value for one in listed if isinstance(one, ast.Constant)}


def decided(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            compared = set[object]().union(*map(words, [node.left, *node.comparators]))
            yield from (str(role) for role in compared & ROLES)
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(words(node) & PHASES) > 1:
            yield "phases"


def test_no_module_decides_about_roles_or_lists_phases() -> None:
    found = {
        (str(path.relative_to(SERVER)), what)
        for path in SOURCES
        for what in decided(ast.parse(path.read_text("utf-8")))
    }

    assert found <= KNOWN


def test_no_template_does() -> None:
    assert not [path for path in TEMPLATES if IN_TEMPLATE.search(path.read_text("utf-8"))]


def test_a_comparison_and_a_list_would_be_found() -> None:
    assert set(decided(ast.parse('actor.role in ("owner", x)'))) == {"owner"}
    assert set(decided(ast.parse('phase in ("closed", "archived")'))) == {"phases"}
