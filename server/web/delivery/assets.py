"""The static files: all in memory, compressed once, under an address that changes with them.

Since the address names the content, browsers may keep a file for ever. What a page may run and
where modules are found (the import map) follows from the files as well.
"""

import base64
import gzip
import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

STATIC = Path(__file__).resolve().parents[3] / "static"
WORTH_COMPRESSING = 200  # bytes; below it gzip's own 20 and the processor's time are not worth it

# Bare names that modules may import, and the vendored files behind them.
VENDORED = {
    "preact": "vendor/preact.js",
    "preact/hooks": "vendor/preact-hooks.js",
    "htm": "vendor/htm.js",
}

# `import … from "…"`, `export … from "…"`; what is imported later, in a call, is not meant.
_STATIC_IMPORT = re.compile(
    rb'^(?:import (?:[^"();=]* from )?|export [^"();=]* from )"([^"]+)"$', re.MULTILINE
)
_IMPORT = re.compile(rb'^@import "([^"]+)";$', re.MULTILINE)

_TEXT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_PACKED_TYPES = {  # compressed by their format already
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
}
TYPES = _TEXT_TYPES | _PACKED_TYPES


@dataclass(frozen=True)
class Asset:
    """`type`: its media type with the charset; `etag` without quotes."""

    body: bytes
    gzipped: bytes | None  # None: not worth it
    type: str
    etag: str


class Assets:
    """Every file below a folder, by its path in it. Files of other types are not served."""

    def __init__(self, folder: Path) -> None:
        self._imports: dict[str, tuple[str, ...]] = {}
        self._files = {path: _asset(file) for path, file in _files(folder)}
        self.version = _version(self._files)
        self.importmap = self._importmap()
        digest = hashlib.sha256(self.importmap.encode()).digest()
        self.importmap_source = f"'sha256-{base64.b64encode(digest).decode()}'"  # for the CSP

    def get(self, path: str) -> Asset | None:
        """None if there is none under that path."""
        return self._files.get(path)

    def url(self, path: str) -> str:
        """The address of a file. Raises LookupError if there is none: a page must not name it."""
        if path not in self._files:
            raise LookupError(f"no static file {path!r}")
        return f"/static/{self.version}/{path}"

    def imported_by(self, module: str) -> tuple[str, ...]:
        """All that a module needs before it can run, each behind what it needs itself.

        Raises LookupError if one of them is no file of ours."""
        if module not in self._imports:
            found: dict[str, None] = {}
            self._collect(module, found)
            self._imports[module] = tuple(name for name in found if name != module)
        return self._imports[module]

    def _collect(self, module: str, found: dict[str, None]) -> None:
        if module in found:
            return
        if module not in self._files:
            raise LookupError(f"no module {module!r}")
        found[module] = None
        for name in _STATIC_IMPORT.findall(self._files[module].body):
            self._collect(resolved(module, name.decode()), found)
        del found[module]
        found[module] = None

    def _importmap(self) -> str:
        imports = {name: self.url(path) for name, path in VENDORED.items()}
        return json.dumps({"imports": imports}, separators=(",", ":"))


@cache
def house_assets() -> Assets:
    """The files of this program, read and compressed once a process: that takes 50 ms."""
    return Assets(STATIC)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in TYPES:
            yield PurePosixPath(file.relative_to(folder)).as_posix(), file


def resolved(module: str, name: str) -> str:
    """The file that `name` means in a module."""
    return VENDORED.get(name) or posixpath.normpath(posixpath.join(posixpath.dirname(module), name))


def _body(file: Path) -> bytes:
    """What the file holds; a stylesheet with the sheets that it imports in their places, so that
    they come with one request instead of a chain of them."""
    body = file.read_bytes()
    if file.suffix != ".css":
        return body
    return _IMPORT.sub(lambda found: _body(file.parent / found[1].decode()), body)


def _asset(file: Path) -> Asset:
    body = _body(file)
    gzipped = None
    if file.suffix in _TEXT_TYPES and len(body) >= WORTH_COMPRESSING:
        gzipped = gzip.compress(body, compresslevel=9, mtime=0)
    return Asset(body, gzipped, TYPES[file.suffix], hashlib.sha256(body).hexdigest()[:20])


def _version(files: dict[str, Asset]) -> str:
    whole = hashlib.sha256()
    for path, asset in files.items():
        whole.update(f"{path}\0{asset.etag}\n".encode())
    return whole.hexdigest()[:12]
