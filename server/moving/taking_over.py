"""Takes the file of an organisation into this house: all of it is looked through first."""

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from server.moving.checking import moved_debate
from server.moving.file import About, MemberSaid, ProgrammeSaid
from server.moving.reading import NotTaken, OrganisationFile
from server.moving.writing import Writer
from server.store import Organisation, Programme, Store
from server.store.leaving.moving_in import Moved
from server.store.leaving.retentions import DAYS_AT_MOST, WHATS

PROGRAMMES_AT_MOST = 1_000
_PART = "[a-z0-9][a-z0-9-]{1,39}"


class TakenOver(Struct, frozen=True):
    """What came: `houses`: who held the debates, and the vkeys that signed them; `members`: whom
    nobody has invited here yet."""

    organisation: str
    programmes: list[str]
    debates: list[str]
    houses: dict[str, list[str]]
    members: list[MemberSaid]


Problems = Callable[[Organisation, list[Programme]], str | None]


async def take_over(
    store: Store,
    path: Path,
    key: str | None,
    here: Writer,
    at: int,
    problems: Problems,
    say: Callable[[float], None],
) -> TakenOver:
    """`key`: of the organisation here, if another than there; `here`: this house; `problems`: why
    it would not have it so called; `say`: told how much of it is done, 0…1. Raises NotTaken,
    AlreadyHere, Unavailable, OSError; then nothing was changed."""
    file = OrganisationFile(path)
    try:
        moved = _moved(file, key or file.about.key, here, at, say)
    finally:
        file.close()
    problem = problems(moved.organisation, moved.programmes)
    if problem is not None:
        raise NotTaken(problem)
    await store.move_in(moved, at)
    houses: dict[str, set[str]] = {}
    for one in moved.debates:
        houses.setdefault(one.by.house, set()).update(filter(None, [one.by.vkey]))
    return TakenOver(
        moved.organisation.key,
        [one.key for one in moved.programmes],
        [one.debate.code for one in moved.debates],
        {house: sorted(vkeys) for house, vkeys in houses.items()},
        file.about.members,
    )


def _moved(
    file: OrganisationFile, key: str, here: Writer, at: int, say: Callable[[float], None]
) -> Moved:
    about, debates = file.about, []
    if len(about.programmes) > PROGRAMMES_AT_MOST:
        raise NotTaken("it has too many programmes")
    if file.manifest.organisation != about.key:
        raise NotTaken("its list is of another organisation")
    programmes = [_programme(about, one, key) for one in about.programmes]
    keys = {one.key for one in programmes}
    if len(keys) != len(programmes):
        raise NotTaken("a programme stands twice in it")
    codes = file.codes()
    for number, code in enumerate(codes):
        debate = moved_debate(file, code, here, at)
        if debate.debate.programme not in keys:
            raise NotTaken(f"debate {code} is of no programme in it")
        debates.append(debate)
        say((number + 1) / (len(codes) + 1))
    organisation = Organisation(key, about.name, max(0, about.created_at))
    retention = {one.key: _retention(one) for one in about.programmes}
    return Moved(organisation, programmes, debates, about.responsible, retention)


def _programme(about: About, said: ProgrammeSaid, key: str) -> Programme:
    """Its key stays what journals call it, whatever its organisation is called here."""
    before, slash, _ = said.key.rpartition("/")
    if not re.fullmatch(f"({_PART}/)?{_PART}", said.key) or (slash and before != about.key):
        raise NotTaken("a programme has a key that none has")
    return Programme(said.key, said.name, key, said.accent, said.languages)


def _retention(said: ProgrammeSaid) -> dict[str, int]:
    for what, days in said.retention.items():
        if what not in WHATS or not 0 <= days <= DAYS_AT_MOST:
            raise NotTaken("a programme keeps something for no time")
    return said.retention
