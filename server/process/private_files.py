"""What lies in the data folder is for this house's own system account: keys, the database, what was
written beside it. Files 0600, folders 0700.
"""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OURS = ("tribina.db", "secret", "keys")  # what these names begin with, in a folder that may be
# somebody's own

log = logging.getLogger(__name__)


def keep_new_files_private() -> None:
    """For the whole process."""
    os.umask(0o077)


def tighten(folder: Path) -> int:
    """Close what is open to others, also what an earlier version made; returns how much that was.
    A folder of many, like `/tmp`, stays as it is."""
    closed = 0
    for path in _ours(folder):
        try:
            closed += _close(path)
        except OSError:
            log.warning("a file of the data folder cannot be closed to others on this machine")
    if closed:
        log.warning("the data folder was open to others on this machine", extra={"files": closed})
    return closed


def _ours(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    if not folder.stat().st_mode & stat.S_ISVTX:
        yield folder
    for path in folder.iterdir():
        if path.name.startswith(OURS):
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from path.rglob("*")


def _close(path: Path) -> bool:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode) or not mode & 0o077:
        return False
    path.chmod(FOLDER if stat.S_ISDIR(mode) else FILE)
    return True
