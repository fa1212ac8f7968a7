"""A verifier that skips a check passes what that check is there for: check.py with each statement
taken out that says that something is wrong, one at a time, says something else of some archive."""

import ast
import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from server.archive.program import program
from server.store.chain import canonical
from server.transparency.vkeys import NOTE, Vkey
from tests.archive.checking.test_first_format import TAMPERINGS
from tests.archive.checking.test_first_format import archive as first_archive
from tests.archive.checking.test_rules import RULES
from tests.archive.evenings import begun_anew, complete_evening
from tests.archive.made import KEYS, Json, archive_of
from tests.archive.mutations import headed, mutations

pytestmark = pytest.mark.slow

# Tried with files and keys, and not with archives: test_reading.py, test_heads.py, test_answers.py.
ELSEWHERE = {
    *("check_answers", "read", "loads", "once", "read_key", "point_of", "joined", "rows", "opened"),
}


def said_of(module: Any, archive: Json) -> list[str]:
    found: list[str] = module.check(archive, KEYS).wrong
    return found


def loaded(tree: ast.Module) -> Any:
    """The program as a module, with quick signatures."""
    module: Any = ModuleType("mutant")
    sys.modules["mutant"] = module  # dataclasses look there
    exec(compile(tree, "check.py", "exec"), module.__dict__)
    module.is_signed = lambda key, *signed: Vkey("any", NOTE, key).verifies(*signed)
    return module


def statements() -> Iterator[tuple[str, ast.Module]]:
    """The program without each of them, and what that is."""
    tree = ast.parse(program())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for parent in ast.walk(function):
            blocks: list[Any] = [getattr(parent, name, None) for name in ("body", "orelse")]
            for block in (one for one in blocks if isinstance(one, list)):
                for at, node in enumerate(block):
                    if function.name not in ELSEWHERE and _complains(node):
                        block[at] = ast.copy_location(ast.Pass(), node)
                        yield f"{function.name}: {ast.unparse(node)}", tree
                        block[at] = node


def _complains(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return len(node.body) == 1 and isinstance(node.body[0], ast.Raise)
    if not isinstance(node, ast.Expr):
        return False
    call = ast.unparse(node)
    return call.startswith(("report.unless", "report.same", "report.wrong", "self.wrong"))


def archives() -> Iterator[Json]:
    """Few, each for something of its own."""
    archive = archive_of(complete_evening())
    for rule in RULES.values():
        lines = [json.loads(line) for line in archive["journal"]]
        rule(lines)
        yield headed(archive, [canonical(line).decode() for line in lines], "signed")
    for tamper in TAMPERINGS.values():
        whole = first_archive()
        tamper(whole)
        yield whole
    yield archive | {"ballots": archive["ballots"][::-1]}
    yield archive_of(begun_anew(log=2))
    seen: set[str] = set()
    module = loaded(ast.parse(program()))
    for change in mutations(archive, ("bare", "signed")):
        said = said_of(module, change.archive)
        kinds = {"".join(c for c in one if not c.isdigit())[:30] for one in said}
        if len(said) < 4 and not kinds <= seen:
            seen |= kinds
            yield change.archive


def test_each_statement_of_the_checker_is_missed() -> None:
    whole = loaded(ast.parse(program()))
    known = [(archive, said_of(whole, archive)) for archive in archives()]

    missed, total = [], 0
    for name, tree in statements():
        total += 1
        module = loaded(tree)
        if all(said_of(module, archive) == said for archive, said in known):
            missed.append(name)

    assert total > 40
    assert missed == []
