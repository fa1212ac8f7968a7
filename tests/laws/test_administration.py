"""Whatever can be sent to administration is an entry of its log, or stands here with its reason."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.given.web_house import House, settings

BELOW = ("/admin", "/account", "/setup", "/invited", "/login", "/logout")
ENTERED_BY = {"enter", "entering"}

NOT_ENTERED = {
    "/admin/debates/<code:code>/cards": "a question, which the journal of its debate has",
    "/login": "who logs in is not told on; what fails is counted by the hour",
    "/login/o/<organisation>": "the same, by a provider",
    "/logout": "of oneself, one login",
    "/login/passkey": "as /login",
    "/login/passkey/challenge": "a question, kept nowhere",
    "/account/passkeys/challenge": "a question, kept nowhere",
    "/login/screen": "a link that was made, which is an entry, is put into a browser",
}


@pytest.fixture
async def house(tmp_path: Path) -> Any:
    house = House(settings(tmp_path))
    await house.open()
    yield house
    await house.close()


def posts(house: House) -> Iterator[tuple[str, Callable[..., Any]]]:
    for rule in house.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.rule.startswith(BELOW):
            yield rule.rule, house.app.view_functions[rule.endpoint]


def is_entered(function: Any, seen: set[Any]) -> bool:
    """Whether what it calls, in our own rooms of the web, comes to enter something."""
    plain = inspect.unwrap(getattr(function, "__func__", function))
    if plain in seen or not getattr(plain, "__module__", "").startswith("server.web"):
        return False
    seen.add(plain)
    module, owner = sys.modules[plain.__module__], getattr(function, "__self__", None)
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(plain)))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ENTERED_BY:
                return True
            called = getattr(module, node.func.id, None)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = getattr(owner, node.func.attr, None)
        else:
            continue
        if inspect.isroutine(called) and is_entered(called, seen):
            return True
    return False


async def test_what_is_sent_to_administration_is_entered_or_says_why_not(house: House) -> None:
    silent = {rule for rule, view in posts(house) if not is_entered(view, set())}
    assert silent == set(NOT_ENTERED)
