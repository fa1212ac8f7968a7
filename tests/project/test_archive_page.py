"""docs/archive.md leaves out nothing that the gallery does."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from server.debate import air
from server.debate.events import Event
from tests.project.terms import DOCS

# In the first cell of a row stand names of events.
_ROW = re.compile(r"^\| (`[A-Z][^|]*) \|", re.MULTILINE)


def names_of_events() -> Iterator[str]:
    for module in pkgutil.iter_modules(air.__path__, f"{air.__name__}."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            its_own = getattr(thing, "__module__", "") == module.name
            if its_own and isinstance(thing, type) and issubclass(thing, Event):
                yield name


@pytest.mark.parametrize("event", list(names_of_events()))
def test_what_the_gallery_does_stands_in_a_row_of_the_page(event: str) -> None:
    rows = _ROW.findall((DOCS / "archive.md").read_text("utf-8"))

    assert any(f"`{event}`" in row for row in rows)
