"""Every address of the house, from the very table of its routes, with whatever stands in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from quart import Quart

# `<any(json, csv):form>`, `<int(max=9):size>`, `<code:code>`, `<secret>`
_ARGUMENT = re.compile(r"<(?:any\((?P<choice>[^)]*)\):|\w+(?:\([^)]*\))?:)?(?P<name>\w+)>")
# In a picture nobody finds a word, and what is static is the same for everybody.
_MUTE = re.compile(r"^/static/|\.(png|svg|webp)$")

# What stands in addresses besides what the house is furnished with.
_OTHERS: Mapping[str, Sequence[str]] = {
    "id_": ("q1", "q4"),
    "slug": ("club",),
    "section": ("control",),
    "tag": ("en",),
    "verb": ("clear",),
}
# What is asked for besides, by the pattern of the route: a view, words, what goes.
_QUERIES: Mapping[str, Sequence[str]] = {
    "/api/debates/<code>": ("", "as=control", "as=host", "as=display"),
    "/api/debates/<code>/questions": ("", "q=kada"),
    "/search": ("q=kada",),
    "/api/search": ("q=kada",),
    "/embed/<code:code>": ("", "view=question&q=q4"),
    "/admin/debates/<code:code>/markers/file": ("take=0&rate=25&start=day&form=table&kind=mark",),
    "/admin/o/<organisation>/leaving/personal.ndjson": (
        "what=names&what=texts&what=notes&what=moderators",
    ),
}


class Known(Struct):
    """What somebody who guesses well puts into addresses. `handed`: the secrets of links."""

    codes: Sequence[str]
    organisations: Sequence[str]
    programmes: Sequence[str]
    accounts: Sequence[str] = ()
    handed: Sequence[str] = ()

    def values_of(self, name: str) -> Sequence[str]:
        """Of an argument of a route."""
        here = {
            "code": self.codes,
            "organisation": self.organisations,
            "programme": self.programmes,
            "name": self.accounts,
            "secret": self.handed,
        }
        return here.get(name) or _OTHERS.get(name, ("1",))


def addresses(app: Quart, known: Known, method: str = "GET") -> list[str]:
    """All that can be asked for by this method, for each debate, organisation and programme, each
    once."""
    found: dict[str, None] = {}
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not _MUTE.search(rule.rule):
            asked = _QUERIES.get(rule.rule, ("",)) if method == "GET" else ("",)
            for path, query in product(_filled(rule.rule, known), asked):
                found[f"{path}?{query}" if query else path] = None
    if method == "GET":
        for code in known.codes:
            found[f"/oembed?url=http://localhost/{code}"] = None
    return list(found)


def _filled(pattern: str, known: Known) -> Iterator[str]:
    parts = list(_ARGUMENT.finditer(pattern))
    choices = [
        part["choice"].split(", ") if part["choice"] else known.values_of(part["name"])
        for part in parts
    ]
    for chosen in product(*choices):
        values = iter(chosen)
        yield _ARGUMENT.sub(lambda _: next(values), pattern)  # noqa: B023
