"""Files that a worker made, kept in a folder under names that say what went into them: the same is
never made twice, by whichever process, and what is no longer asked for goes when there is too much.
"""

import contextlib
import gzip
import hashlib
import os
import secrets
import time
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

FOLDER = "made"  # in the data folder
BYTES_AT_MOST = 512 * 1024 * 1024
YOUNG_S = 60.0  # too young to go: somebody may be about to read it
PERSONAL = "export-personal"  # how the names of files begin that hold what is private
PERSONAL_S = 10 * 60.0  # after which these go, fetched or not
PACKED = ".gz"
LEVEL = 5  # beyond it a page gets 1 % smaller for twice the time
_PROGRAM = Path(__file__).parents[2]


class Made:
    """`folder`: shared by all processes that have the same data."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        program()  # read at the start, not in somebody's request

    def path(self, code: str, *parts: Struct | str) -> Path:
        """Where what is made of these is kept, whether or not it is there yet; another program
        may make something else of the same. `code`: of the debate that it tells of."""
        said = msgspec.json.encode([program(), *parts])
        return self.folder / f"{code}-{hashlib.sha256(said).hexdigest()}"

    def forget(self, code: str) -> None:
        """Whatever was made of a debate that is no more, and what has no code in its name, from
        versions before there was one; and files of organisations, of which it may be one."""
        for path in self.folder.glob("*"):
            if path.name.startswith((f"{code}-", "export-")) or "-" not in path.name:
                path.unlink(missing_ok=True)


def keep(path: Path, body: bytes) -> None:
    """The file and, compressed, beside it: whoever sees the file finds both, unless there was too
    much since. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(path.with_suffix(PACKED), gzip.compress(body, compresslevel=LEVEL, mtime=0))
    _write(path, body)
    _make_room(path.parent)


def discard(path: Path) -> None:
    """The file and what is beside it."""
    for each in (path.with_suffix(PACKED), path):
        each.unlink(missing_ok=True)


def make_way(path: Path) -> None:
    """For a file that will be made: the former ones of its kind and organisation go, whose names
    differ in the digest alone, and what is too much."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kind = path.name.rpartition("-")[0]
    for former in path.parent.glob(f"{kind}-*"):
        if former.name.rpartition("-")[0] == kind and not former.suffix and former != path:
            former.unlink(missing_ok=True)
    _make_room(path.parent)


def _write(path: Path, body: bytes) -> None:
    unfinished = path.with_suffix(f".{secrets.token_hex(8)}")
    unfinished.write_bytes(body)
    os.replace(unfinished, path)


def _make_room(folder: Path) -> None:
    """The oldest go first, and with them what was never finished or is personal."""
    files = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another worker's, finished at this moment
            files.append((path.stat(), path))
    size = sum(stat.st_size for stat, _ in files)
    for stat, path in sorted(files, key=lambda file: file[0].st_mtime):
        if time.time() - stat.st_mtime < YOUNG_S:
            return
        is_personal = path.name.startswith(f"{PERSONAL}-")
        is_over = is_personal and time.time() - stat.st_mtime > PERSONAL_S
        if is_over or size > BYTES_AT_MOST or path.suffix not in ("", PACKED):
            path.unlink(missing_ok=True)
            size -= stat.st_size


@cache
def program() -> str:
    """A digest of this program, which what it makes depends on."""
    whole = hashlib.sha256()
    for file in sorted(_PROGRAM.rglob("*")):
        if file.suffix in (".py", ".html"):
            whole.update(file.read_bytes())
    return whole.hexdigest()
