"""What is done with data about people, in one list: the page of privacy says it to everybody, the
record of processing to whoever has to show it. Made from what is set.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from server.store import Programme
from server.store.leaving.retentions import WHATS
from server.web.dependencies import dependencies
from server.web.organisations.known import known_organisation


class Kept(Struct, frozen=True):
    """One kind of data. `days`: after closing, by programme where they differ; empty: for ever."""

    what: str
    days: dict[str, int] = {}


# In the order in which the page tells them: each has its words, `privacy.kept_NAME`.
ALWAYS = (
    "votes",
    "questions",
    "connections",
    "accounts",
    "linked",
    "administration",
    "failed_logins",
    "letters",
    "addresses",
    "offices",
    "written",
)


async def kept_by(programmes: Sequence[Programme]) -> list[Kept]:
    """What is kept, with the days that were set for these; none: for the house as a whole."""
    store = dependencies().store
    days: dict[str, dict[str, int]] = {what: {} for what in WHATS}
    for programme in programmes:
        name = next(iter(programme.name.values()), programme.slug)
        for what, number in (await store.retentions.of(programme.key)).items():
            days.setdefault(what, {})[name] = number
    return [*(Kept(what) for what in ALWAYS), *(Kept(what, days[what]) for what in WHATS)]


async def processing_of(organisation: str) -> list[dict[str, Any]]:
    """The record, a row for each kind, in English. Raises NotFound."""
    known = dependencies()
    found = await known_organisation(organisation)
    responsible = await known.store.responsibles.of(organisation)
    t = known.catalogue.t
    return [
        {
            "organisation": found.name,
            "responsible": responsible.name,
            "contact": responsible.contact,
            "data": t("en", f"privacy.kept_{one.what}"),
            "purpose": t("en", f"privacy.purpose_{one.what}"),
            "kept": _kept(one),
            "recipients": t("en", f"privacy.recipients_{one.what}"),
        }
        for one in await kept_by(await known.store.programmes.list(organisation))
    ]


def _kept(one: Kept) -> str:
    t = dependencies().catalogue.t
    if one.days:
        return "; ".join(f"{name}: {days} days after closing" for name, days in one.days.items())
    return t("en", f"privacy.time_{one.what}")
