"""What is in the file of an organisation, as docs/organisations.md describes it. No key, no token,
no password, no link, nothing of a debate that is open.
"""

import re

from msgspec import Struct

from server.store import Ground

FORMAT = "tribina.organisation.1"
MANIFEST = "manifest.json"
ABOUT = "organisation.json"
ANSWERS = "answers.json"
OF_A_DEBATE = (
    ANSWERS,
    "results.json",
    "journal.ndjson",
    "opened.ndjson",
    "ballots.txt",
    "checkpoint",
    "policy",
)
MEMBER = re.compile(
    r"README\.txt|check\.py|organisation\.json|logos/[0-9a-f]{64}\.webp|rows/[0-9]{6}\.json"
    r"|debates/[0-9]{6}/(" + "|".join(map(re.escape, OF_A_DEBATE)) + ")",
    re.ASCII,
)
README = """An organisation of a Tribina, as one file.

debates/CODE     the archive of a closed debate: `python3 check.py debates/CODE` checks it;
                 in answers.json what guests answered in writing since
rows/CODE.json   what its pages need besides
organisation.json  the organisation, its programmes, and the names of its members
logos/DIGEST.webp  its logos, and those of its programmes
manifest.json    the SHA-256 of each of these files

`tribina organisation import FILE` takes it into another house.
"""


# By the ground it stands on: the digest in the name of its file.
LogosSaid = dict[Ground, str]


class ProgrammeSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """`retention`: days by what goes after them."""

    key: str
    name: dict[str, str]
    accent: str
    languages: tuple[str, ...] = ()
    retention: dict[str, int] = {}
    logos: LogosSaid = {}


class MemberSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """A name as others read it, and a role; of the organisation, or of what of it."""

    name: str
    role: str
    of: str


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """`responsible`: name and contact of who answers for its data; `embedders`: origins of websites
    that may show its debates."""

    key: str
    name: str
    created_at: int
    programmes: list[ProgrammeSaid]
    members: list[MemberSaid]
    responsible: tuple[str, str] | None = None
    embedders: list[str] = []
    logos: LogosSaid = {}


class Rows(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a debate, what its pages need and its archive does not say. `house`: that held it;
    `times`: of each line, in ms, where the line has the minute alone."""

    created_at: int
    house: str
    times: list[int]


def logo_file(digest: str) -> str:
    """The name of its file."""
    return f"logos/{digest}.webp"


class FileSaid(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """`house`: that wrote it, by its name in logs; `left_out`: how many debates are not in it, by
    why."""

    format: str
    house: str
    organisation: str
    made_at: int
    left_out: dict[str, int]
    files: list[FileSaid]
