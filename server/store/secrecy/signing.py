"""The key that signs the heads of this house's logs, the house's name in them, and the last head
that was signed of each log. All of it in a folder of its own beside the keys of debates, which all
processes of the house share; the key is encrypted under the house's secret.

The heads lie outside the database, so that one which was put back from a backup is found to be
behind: a log must never be signed twice in two ways.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from server.store.errors import Unavailable
from server.store.secrecy.envelopes import Envelopes
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import HASH_BYTES, Tree
from server.transparency.notes import BadNote, Note, sign
from server.transparency.rotation import announced
from server.transparency.vkeys import COSIGNATURE, SEED_BYTES, SigningKey, Vkey, is_name

FOLDER = "signing-key"  # in the folder of keys; no code of a debate, which has no dash
_WHAT = "signing key"  # is in its file


# The last head of a log whose debate is gone: no tree begins with it, so none is signed again.
ENDED = Checkpoint("ended", 2**63 - 1, bytes(HASH_BYTES))


class Unfaithful(Exception):
    """What is to be signed does not begin with what was signed before. Nothing was signed."""


class _Kept(Struct, frozen=True):
    name: str
    seed: bytes
    log: int = 1

    def __repr__(self) -> str:
        return f"_Kept({self.name!r})"  # never the seed


class Own(Struct, frozen=True):
    """This house in logs: `name` never changes, its key may. `number`: of its own log, from 1."""

    name: str
    key: SigningKey
    number: int = 1

    def debate(self, code: str, number: int = 1) -> str:
        """The origin of a debate's log; `number`: which, where it was begun anew."""
        return origin_of(self.name, code, number)

    @property
    def log(self) -> str:
        """The origin of the house's own log."""
        return _numbered(f"{self.name}/log", self.number)

    @property
    def witness(self) -> str:
        """Its name where it cosigns the logs of others."""
        return f"{self.name}/witness"

    @property
    def vkey(self) -> Vkey:
        """Of the house's own log: what pages and posters show."""
        return self.key.vkey(self.log)

    @property
    def witness_vkey(self) -> Vkey:
        """What others verify its cosignatures with."""
        return self.key.vkey(self.witness, COSIGNATURE)


class Signing:
    """Blocking, each call a few milliseconds of the disk. All raise Unavailable when the folder
    cannot be used."""

    def __init__(self, folder: Path, secret: str, public_url: str = "") -> None:
        """`folder`: of the keys of debates. The name of a new house is the host of its address;
        without one it is random."""
        self._folder = folder / FOLDER
        self._file = self._folder / "key"
        self._next = self._folder / "next-key"  # from before it is announced until it is taken
        self._name = _name(public_url)
        self._envelopes = Envelopes(secret, "signing key")
        self._read: tuple[tuple[int, int], Own] | None = None  # with what its file was then

    def own(self) -> Own:
        """The key and the name; made when they are first asked for."""
        with self._trouble():
            while True:
                try:
                    found = self._file.stat()
                except FileNotFoundError:
                    self._make()
                    continue
                version = found.st_mtime_ns, found.st_ino
                if self._read is None or self._read[0] != version:
                    self._read = version, self._opened(self._file.read_bytes())
                return self._read[1]

    def sign(self, origin: str, tree: Tree) -> Note:
        """The head of the tree, signed for this log, on the disk before it is returned. Raises
        Unfaithful if the tree does not begin with the last one that was signed."""
        own = self.own()
        head = Checkpoint(origin, tree.size, tree.root())
        file = self._head_of(origin)
        with self._trouble(), self._locked():
            last = _last(file)
            if last is not None and not tree.begins_with(last.size, last.root):
                raise Unfaithful(origin)
            if last != head:
                self._replace(file, head.text.encode())
        return sign(head.text, own.key, origin)

    def last_head(self, origin: str) -> Checkpoint | None:
        """The last one of this log, by any process; None if there was never one, ENDED once its
        debate is gone."""
        with self._trouble():
            return _last(self._head_of(origin))

    def newest(self, code: str) -> tuple[int, Checkpoint | None]:
        """The number of the last log of a debate that was ever signed, and its last head; 1 and
        None of one that never was."""
        own, number = self.own(), 1
        head = self.last_head(own.debate(code))
        while (later := self.last_head(own.debate(code, number + 1))) is not None:
            number, head = number + 1, later
        return number, head

    def end(self, code: str) -> None:
        """Keep of the logs of a debate that is gone nothing but that there were some: an older
        database could bring it back, and a log must never be signed twice in two ways."""
        own, number = self.own(), 1
        with self._trouble(), self._locked():
            while (file := self._head_of(own.debate(code, number))).exists():
                if _last(file) != ENDED:
                    self._replace(file, b"")
                number += 1

    def begin_house_log(self, number: int) -> None:
        """The house's own log is the one of this number from now on, in all processes."""
        with self._trouble(), self._locked():
            kept = self._kept(self._file.read_bytes())
            self._replace(self._file, self._sealed(msgspec.structs.replace(kept, log=number)))

    def next_key(self) -> "NextKey":
        """A new key, on the disk, to be announced and then taken; that which was not taken yet
        where there is one."""
        before = self.own()
        with self._trouble(), self._locked():
            if not self._next.exists():
                made = _Kept(before.name, secrets.token_bytes(SEED_BYTES), before.number)
                self._replace(self._next, self._sealed(made))
            return NextKey(before, self._opened(self._next.read_bytes()).key)

    def take(self, next_: "NextKey") -> None:
        """Sign with this key from now on, in all processes."""
        with self._trouble(), self._locked():
            if not self._next.exists():
                return  # somebody was quicker
            if self._opened(self._next.read_bytes()).key.public == next_.key.public:
                os.replace(self._next, self._file)
                self._flush()

    def _head_of(self, origin: str) -> Path:
        return self._folder / f"head-{sha256(origin.encode()).hexdigest()}"

    def _make(self) -> None:
        """Several processes may come to this at once: the first one's stays."""
        for folder in (self._folder.parent, self._folder):  # parents would be made for all to see
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked():
            if not self._file.exists():
                made = _Kept(self._name, secrets.token_bytes(SEED_BYTES))
                self._replace(self._file, self._sealed(made))

    def _sealed(self, kept: _Kept) -> bytes:
        return self._envelopes.close(msgspec.json.encode(kept), _WHAT)

    def _opened(self, sealed: bytes) -> Own:
        kept = self._kept(sealed)
        return Own(kept.name, SigningKey(kept.seed), kept.log)

    def _kept(self, sealed: bytes) -> _Kept:
        plain = self._envelopes.open(sealed, _WHAT)
        if plain is None:
            raise Unavailable(f"{self._file} is not of this house's secret")
        return msgspec.json.decode(plain, type=_Kept)

    def _replace(self, file: Path, content: bytes) -> None:
        """All of it or nothing, down to the disk."""
        growing = file.with_name(file.name + ".part")
        with os.fdopen(os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        os.replace(growing, file)
        self._flush()

    def _flush(self) -> None:
        """What files are called, down to the disk."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """For one process, and one thread of it, at a time."""
        lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except (OSError, BadNote) as error:
            raise Unavailable(f"{self._folder} cannot be used: {error}") from error


class NextKey(Struct, frozen=True):
    """`key`: follows that of `before`."""

    before: Own
    key: SigningKey

    @property
    def announcement(self) -> Note:
        """That it is the key from now on, signed by both."""
        return announced(self.before.name, self.before.key, self.key)


def origin_of(house: str, code: str, number: int) -> str:
    """Of the log of this number of a debate, in the house of this name."""
    return _numbered(f"{house}/debate/{code}", number)


def _numbered(origin: str, number: int) -> str:
    return origin if number == 1 else f"{origin}/{number}"


def _last(file: Path) -> Checkpoint | None:
    try:
        text = file.read_text()
    except FileNotFoundError:
        return None
    return Checkpoint.parse(text) if text else ENDED


def _name(public_url: str) -> str:
    """The host, with its port where it has one of its own."""
    parts = urlsplit(public_url)
    name = parts.netloc.rpartition("@")[2] + parts.path.rstrip("/")
    return name if is_name(name) else f"tribina-{secrets.token_hex(4)}.invalid"
