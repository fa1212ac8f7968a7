"""Takes the file of an organisation into this house: all of it is looked through first."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from server.debate.actors import is_key
from server.moving.answers import LATEST_MS
from server.moving.checking import moved_debate
from server.moving.file import About, MemberSaid, ProgrammeSaid
from server.moving.pictures import Draw, moved_logos
from server.moving.reading import NotTaken, OrganisationFile
from server.moving.writing import Writer
from server.store import Organisation, Programme, Store
from server.store.house.quotas import USUAL
from server.store.leaving.moving_in import Moved, MovedDebate
from server.store.leaving.retentions import DAYS_AT_MOST, WHATS

PROGRAMMES_AT_MOST = 1_000


class TakenOver(Struct, frozen=True):
    """What came: `houses`: who held the debates, and the vkeys that signed them; `members`: whom
    nobody has invited here yet; `answers`: of debates that were answered in writing how often, and
    the last hash, which the log of their house names."""

    organisation: str
    programmes: list[str]
    debates: list[str]
    houses: dict[str, list[str]]
    members: list[MemberSaid]
    answers: dict[str, tuple[int, str]]


class Pages(Struct, frozen=True):
    """What the pages of this house would say to the same. `problems`: why they would not have it
    so; `draw`: a picture drawn anew, as if it had been uploaded."""

    problems: Callable[[Moved], str | None]
    draw: Draw


async def take_over(
    store: Store,
    path: Path,
    key: str | None,
    here: Writer,
    at: int,
    pages: Pages,
    say: Callable[[float], None],
) -> TakenOver:
    """`key`: of the organisation here, if another than there; `here`: this house; `say`: told how
    much of it is done, 0…1. Raises NotTaken, AlreadyHere, Unavailable, OSError; then nothing was
    changed."""
    file = OrganisationFile(path)
    try:
        about = file.about
        if file.manifest.organisation != about.key:
            raise NotTaken("its list is of another organisation")
        moved = _described(about, key or about.key)
        if problem := pages.problems(moved):
            raise NotTaken(problem)
        key = moved.organisation.key
        moved.logos = moved_logos(file, key, pages.draw, USUAL["uploads"])
        moved.debates = _debates(file, {one.key for one in moved.programmes}, here, at, say)
    finally:
        file.close()
    await store.move_in(moved, at)
    houses: dict[str, set[str]] = {}
    for one in moved.debates:
        houses.setdefault(one.by.house, set()).update(filter(None, [one.by.vkey]))
    return TakenOver(
        moved.organisation.key,
        [one.key for one in moved.programmes],
        [one.debate.code for one in moved.debates],
        {house: sorted(vkeys) for house, vkeys in houses.items()},
        about.members,
        {
            one.debate.code: (len(one.answers.written), one.answers.head)
            for one in moved.debates
            if one.answers.written
        },
    )


def _described(about: About, key: str) -> Moved:
    """All but what stands in files of its own."""
    if len(about.programmes) > PROGRAMMES_AT_MOST:
        raise NotTaken("it has too many programmes")
    if about.created_at >= LATEST_MS:
        raise NotTaken("it was made at no time")
    programmes = [_programme(about, one, key) for one in about.programmes]
    if len({one.key for one in programmes}) != len(programmes):
        raise NotTaken("a programme stands twice in it")
    organisation = Organisation(key, about.name, max(0, about.created_at))
    retention = {one.key: _retention(one) for one in about.programmes}
    return Moved(
        organisation,
        programmes,
        [],
        about.responsible,
        retention,
        about.embedders,
    )


def _debates(
    file: OrganisationFile,
    programmes: set[str],
    here: Writer,
    at: int,
    say: Callable[[float], None],
) -> list[MovedDebate]:
    codes, debates = file.codes(), []
    for number, code in enumerate(codes):
        debate = moved_debate(file, code, here, at)
        if debate.debate.programme not in programmes:
            raise NotTaken(f"debate {code} is of no programme in it")
        debates.append(debate)
        say((number + 1) / (len(codes) + 1))
    return debates


def _programme(about: About, said: ProgrammeSaid, key: str) -> Programme:
    """Its key stays what journals call it, whatever its organisation is called here."""
    before, slash, slug = said.key.rpartition("/")
    if not is_key(slug) or (slash and not (is_key(before) and before == about.key)):
        raise NotTaken("a programme has a key that none has")
    return Programme(said.key, said.name, key, said.accent, said.languages)


def _retention(said: ProgrammeSaid) -> dict[str, int]:
    for what, days in said.retention.items():
        if what not in WHATS or not 0 <= days <= DAYS_AT_MOST:
            raise NotTaken("a programme keeps something for no time")
    return said.retention
