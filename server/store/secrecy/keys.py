"""The keys of open debates: a small file each, in a folder of their own, encrypted under the
house's secret. No key is ever in the database, its log or its backups, so that destroying one small
file ends what ties people to what they did.

Whoever serves a debate must find its key here: several processes share the folder.
"""

import contextlib
import os
import re
import secrets
import time
from pathlib import Path

from server.store.errors import Unavailable
from server.store.secrecy.envelopes import Envelopes, derived
from server.store.secrecy.proofs import Proofs

KEY_BYTES = 32
_CODE = re.compile(r"\w{1,40}", re.ASCII)


def is_code(text: str) -> bool:
    """Whether a debate may have this code: it names a file."""
    return _CODE.fullmatch(text) is not None


class Keys:
    """Blocking, each call a few milliseconds of the disk. All raise Unavailable when the folder
    cannot be used. `proofs`: of what this house wrote. `endpoints`: seals the secrets of webhooks,
    which stand in the database; `envelopes`: for what the house keeps for itself."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder = folder
        self._closed = Envelopes(secret, "keys of debates")
        self.endpoints = Envelopes(secret, "secrets of endpoints")
        self.proofs = Proofs(derived(secret, "proofs of ballots"))
        self.envelopes = Envelopes(secret, "envelopes")

    def make(self, code: str) -> None:
        """A new key for a debate that has none. Raises FileExistsError."""
        self.put(code, secrets.token_bytes(KEY_BYTES))

    def put(self, code: str, key: bytes) -> None:
        """Keep this key, on the disk when it returns. Raises FileExistsError if there is one."""
        sealed = self._closed.close(key, code)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.folder} cannot be made: {error.strerror}") from error
        try:
            file = os.open(self._path(code), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            _write(file, sealed)
            _keep_folder(self.folder)
        except FileExistsError:
            raise
        except OSError as error:
            raise Unavailable(f"{self.folder} cannot be written: {error.strerror}") from error

    def get(self, code: str) -> bytes | None:
        """The key of this debate; None if there is none."""
        try:
            sealed = self._path(code).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(f"{self.folder} cannot be read: {error.strerror}") from error
        key = self._closed.open(sealed, code)
        if key is None:
            raise Unavailable(f"{self._path(code)} is not of this house's secret")
        return key

    def has(self, code: str) -> bool:
        """Whether its file is there, be it readable or not."""
        return self._path(code).exists()

    def destroy(self, code: str) -> None:
        """Write over the key, then remove it; nothing if there is none. Stopped in between, it
        leaves a file without a key, which can be destroyed again."""
        path = self._path(code)
        try:
            file = os.open(path, os.O_WRONLY)
            _write(file, secrets.token_bytes(os.fstat(file).st_size))
            path.unlink(missing_ok=True)
            _keep_folder(self.folder)
        except FileNotFoundError:
            return
        except OSError as error:
            raise Unavailable(f"{path} cannot be destroyed: {error.strerror}") from error

    def ages(self) -> dict[str, float]:
        """The debates that have a key, and for how long (s)."""
        found: dict[str, float] = {}
        with contextlib.suppress(FileNotFoundError):
            for path in self.folder.iterdir():
                with contextlib.suppress(FileNotFoundError):
                    if path.is_file():  # beside them lies what signs
                        found[path.name] = time.time() - path.stat().st_mtime
        return found

    def _path(self, code: str) -> Path:
        return self.folder / (code if is_code(code) else "no such debate")


def _write(file: int, content: bytes) -> None:
    """All of it, down to the disk; closes the file."""
    with os.fdopen(file, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(file)


def _keep_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
