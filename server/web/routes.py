"""Routes that only match. Addresses are written where they are used, never built from the name of a
route; and to compile what would build them takes most of the time in which the app is put together:
100 routes by werkzeug 3.1 some 80 ms."""

from collections.abc import Callable
from typing import Any

from quart.routing import QuartRule


class Route(QuartRule):
    """As `Quart.url_rule_class`."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        """Werkzeug's own name: one that calls it otherwise compiles, and all goes on."""
        return _built


def _built(*_: Any) -> tuple[str, str]:
    raise NotImplementedError("addresses are not built from names of routes")
