"""The logos in the file of an organisation, taken as if somebody had uploaded them: drawn anew, no
more of them than a new organisation may have.
"""

from collections.abc import Callable, Iterator

from server.moving.file import About, LogosSaid, logo_file
from server.moving.reading import NotTaken, OrganisationFile
from server.store import Drawn, Owner
from server.store.leaving.moving_in import MovedLogo

Draw = Callable[[bytes], Drawn]  # raises NotTaken


def moved_logos(file: OrganisationFile, key: str, draw: Draw, at_most: int) -> list[MovedLogo]:
    """`key`: of the organisation here; `at_most`: bytes. Raises NotTaken."""
    drawn: dict[str, Drawn] = {}
    moved: list[MovedLogo] = []
    taken = 0
    for kind, scope, logos in _said(file.about, key):
        for ground, digest in logos.items():
            if digest not in drawn:
                drawn[digest] = draw(file.read(logo_file(digest)))
            one = drawn[digest]
            taken += len(one.body) + len(one.small)
            if taken > at_most:
                raise NotTaken("its logos are more than a new organisation may have")
            moved.append(MovedLogo(kind, scope, ground, one))
    if {logo_file(digest) for digest in drawn} != set(file.logos()):
        raise NotTaken("a logo in it is nobody's")
    return moved


def _said(about: About, key: str) -> Iterator[tuple[Owner, str, LogosSaid]]:
    yield "organisation", key, about.logos
    for programme in about.programmes:
        yield "programme", programme.key, programme.logos
