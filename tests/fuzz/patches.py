"""Merge patches: the server's and the page's make the same of the same; a difference leads back."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import strategies as st

from server.debate.patches import diff, merge
from tests.fuzz.fuzzing import Target
from tests.static.modules import STATIC

KEYS = st.sampled_from(["a", "b", "__proto__", "constructor", "toString", "0", ""])
# What both languages write alike: integers that a double holds, and halves.
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.sampled_from([0.5, -2.5]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)
WHOLE = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)
DOCUMENTS = st.dictionaries(KEYS, WHOLE, max_size=4)
PATCHES = st.recursive(
    SCALARS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
)

# Lines of JSON in, lines of JSON out.
PROGRAM = """
const { merge } = await import(process.argv[1])
const { createInterface } = await import("node:readline")
for await (const line of createInterface({ input: process.stdin })) {
  const [target, patch] = JSON.parse(line)
  const frozen = JSON.stringify(target)
  const merged = merge(target, patch)
  if (JSON.stringify(target) !== frozen) throw new Error("the target was changed")
  process.stdout.write(JSON.stringify(merged) + "\\n")
}
"""


class Page:
    """The page's merge, in a Node of its own."""

    def __init__(self) -> None:
        module = (STATIC / "common" / "document.js").as_uri()
        self._process = subprocess.Popen(
            ["node", "--input-type=module", "--eval", PROGRAM, module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def merge(self, target: Any, patch: Any) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([target, patch]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


_open: list[Page] = []


@contextmanager
def node() -> Iterator[None]:
    _open.append(Page())
    try:
        yield
    finally:
        _open.pop().close()


def check(given: tuple[Any, Any, Any]) -> None:
    before, after, patch = given
    kept = json.dumps(before)
    difference = diff(before, after)

    assert same(merge(before, difference), after)
    assert same(_open[-1].merge(before, difference), after)
    assert same(_open[-1].merge(before, patch), merge(before, patch))
    assert json.dumps(before) == kept


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: 1 is not true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


TARGET = Target("patches", st.tuples(DOCUMENTS, DOCUMENTS, PATCHES), check, node)
