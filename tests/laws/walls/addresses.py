"""Every address of the house, from the very table of its routes, with whatever stands in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from quart import Quart
from werkzeug.routing import Rule

_ARGUMENT = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
STATIC = re.compile(r"^/static/")


class Known(Struct):
    """What somebody who guesses well puts into addresses."""

    codes: Sequence[str]
    organisations: Sequence[str]
    programmes: Sequence[str]
    others: Sequence[str] = ("1", "q1", "g1", "en", "json")


def addresses(app: Quart, known: Known, method: str) -> Iterator[str]:
    """All that can be asked for by this method, for each debate, organisation and programme."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not STATIC.match(rule.rule):
            yield from sorted(set(_filled(rule, known)))


def _filled(rule: Rule, known: Known) -> Iterator[str]:
    for code in known.codes:
        for programme in known.programmes:
            organisation, _, slug = programme.partition("/")
            for other in known.others:
                here = {"code": code, "organisation": organisation, "slug": slug}
                here["programme"] = programme
                yield _fill(rule.rule, here, other)


def _fill(pattern: str, known: Mapping[str, str], other: str) -> str:
    return _ARGUMENT.sub(lambda found: known.get(found[1], other), pattern)
