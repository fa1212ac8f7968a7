"""Reads the file of an organisation, whoever made it. Nothing of it is ever put on the disk, and
nothing is read that its list does not name, or that is larger than it says.
"""

import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from server.moving.file import ABOUT, FORMAT, MANIFEST, MEMBER, About, Manifest

FILES_AT_MOST = 50_000
MANIFEST_AT_MOST = 16 << 20  # bytes
FILE_AT_MOST = 256 << 20
ALL_AT_MOST = 4 << 30
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

T = TypeVar("T")


class NotTaken(Exception):
    """The file is none that can be taken; a sentence says why."""


class OrganisationFile:
    """To be closed. `manifest`: its list; `about`: what it says of the organisation."""

    def __init__(self, path: Path) -> None:
        """Raises NotTaken, OSError."""
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise NotTaken("it is no zip") from error
        try:
            self._infos = self._listed()
            self.manifest = self._decoded(MANIFEST, Manifest, self._bytes(MANIFEST))
            self._said = {one.name: one for one in self.manifest.files}
            self._must_agree()
            self.about = self._decoded(ABOUT, About, self.read(ABOUT))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def codes(self) -> list[str]:
        """Of the debates in it."""
        return sorted(name[5:11] for name in self._said if name.startswith("rows/"))

    def logos(self) -> list[str]:
        """The names of pictures in it."""
        return [name for name in self._said if name.startswith("logos/")]

    def parts(self, code: str) -> dict[str, bytes]:
        """The archive of a debate. Raises NotTaken."""
        folder = f"debates/{code}/"
        names = [name for name in self._said if name.startswith(folder)]
        return {name.removeprefix(folder): self.read(name) for name in names}

    def decoded(self, name: str, kind: type[T]) -> T:
        """A file of JSON. Raises NotTaken."""
        return self._decoded(name, kind, self.read(name))

    def read(self, name: str) -> bytes:
        """A file that the list names. Raises NotTaken."""
        said = self._said.get(name)
        if said is None:
            raise NotTaken(f"{name} is not in its list")
        body = self._bytes(name)
        if (len(body), sha256(body).hexdigest()) != (said.bytes, said.sha256):
            raise NotTaken(f"{name} is not what its list says")
        return body

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > FILES_AT_MOST:
            raise NotTaken("it has too many files")
        found = {one.filename: one for one in infos}
        if len(found) != len(infos):
            raise NotTaken("a file stands twice in it")
        for problem in self._odd(infos):
            raise NotTaken(problem)
        if sum(one.file_size for one in infos) > ALL_AT_MOST:
            raise NotTaken("it unpacks to too much")
        if MANIFEST not in found:
            raise NotTaken(f"it has no {MANIFEST}")
        return found

    def _odd(self, infos: list[zipfile.ZipInfo]) -> Iterator[str]:
        for one in infos:
            name = one.orig_filename
            if name != one.filename or not (name == MANIFEST or MEMBER.fullmatch(name)):
                yield f"it has a file that none has: {name[:80]!a}"
            if one.flag_bits & _ENCRYPTED or one.compress_type not in _PACKED:
                yield f"{name} is packed in a way that is not read"
            if one.file_size > (MANIFEST_AT_MOST if name == MANIFEST else FILE_AT_MOST):
                yield f"{name} is too large"

    def _must_agree(self) -> None:
        if self.manifest.format != FORMAT:
            raise NotTaken(f"its format is not {FORMAT}")
        if len(self._said) != len(self.manifest.files):
            raise NotTaken("its list names a file twice")
        if self._said.keys() != self._infos.keys() - {MANIFEST}:
            raise NotTaken("its list is not of the files in it")
        of_debates = {name[8:14] for name in self._said if name.startswith("debates/")}
        if of_debates != set(self.codes()):
            raise NotTaken("a debate in it is not whole")

    def _bytes(self, name: str) -> bytes:
        """No more than it says: what unpacks to more is a bomb."""
        info = self._infos[name]
        try:
            with self._zip.open(info) as opened:
                body = opened.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise NotTaken(f"{name} is damaged") from error
        if len(body) != info.file_size:
            raise NotTaken(f"{name} is not as large as it says")
        return body

    def _decoded(self, name: str, kind: type[T], body: bytes) -> T:
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise NotTaken(f"{name} is not what it should be") from error
