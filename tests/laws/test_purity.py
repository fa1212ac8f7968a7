"""Law 6. The rules are pure: server/debate/, server/language/, server/transparency/ and
server/studio/ import nothing that awaits, does I/O, tells time or rolls dice. And: who may import
whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "server"

PURE = {
    "base64",
    "binascii",
    "bisect",
    "collections",
    "cryptography",
    "functools",
    "hashlib",
    "heapq",
    "itertools",
    "math",
    "msgspec",
    "rapidfuzz",
    "re",
    "statistics",
    "typing",
    "unicodedata",
}

PURE_HERE = {"server.studio": {"csv", "io", "xml"}}  # which write texts there, to no file

# Room -> the rooms it may import besides itself. Files at the top count as rooms of their own.
MAY_IMPORT = {
    "language": set(),
    "debate": {"language"},
    "transparency": set(),
    "store": {"lasting", "debate", "language", "transparency"},
    "wire": {"debate", "language", "identity", "studio"},
    "metrics": {"debate", "clock"},
    "cluster": {"lasting", "debate", "limits", "settings", "metrics", "redis_address"},
    "limits": {"debate", "clock", "networks", "proxies"},
    "identity": {
        "debate",
        "language",
        "store",
        "limits",
        "cluster",
        "settings",
        "clock",
        "proxies",
        "networks",
        "reachable",
        "process",
    },
    "live": {
        "lasting",
        "studio",
        "debate",
        "language",
        "transparency",
        "store",
        "wire",
        "limits",
        "cluster",
        "settings",
        "clock",
        "metrics",
        "process",
    },
    "doors": {
        "lasting",
        "studio",
        "debate",
        "store",
        "wire",
        "identity",
        "limits",
        "cluster",
        "live",
        "settings",
        "clock",
        "metrics",
        "proxies",
        "osc_address",
    },
    "archive": {"debate", "language", "transparency", "store"},
    "jobs": {"lasting", "clock"},
    "outgoing": {"debate", "lasting", "store", "clock", "process", "reachable"},
    "moving": {"archive", "clock", "debate", "jobs", "language", "store", "transparency"},
    "studio": {"debate", "language"},
    "web": {
        "lasting",
        "studio",
        "debate",
        "language",
        "transparency",
        "store",
        "wire",
        "identity",
        "limits",
        "cluster",
        "live",
        "archive",
        "moving",
        "mail",
        "mail_address",
        "jobs",
        "outgoing",
        "settings",
        "clock",
        "metrics",
        "networks",
        "proxies",
        "process",
    },
    "mail": {"lasting", "store", "settings", "clock", "mail_address", "smtp_address"},
    "settings": {
        "limits",
        "proxies",
        "redis_address",
        "http_address",
        "osc_address",
        "smtp_address",
        "mail_address",
    },
    "smtp_address": set(),
    "mail_address": set(),
    "networks": set(),
    "reachable": set(),
    "proxies": {"networks"},
    "redis_address": set(),
    "http_address": set(),
    "osc_address": set(),
    "clock": set(),
    "lasting": set(),
    "process": {"clock", "limits"},
    "entrance": {"networks"},
    "indexing": {"archive", "jobs", "store"},
    "turnover": {"live", "store", "clock"},
}
ABOVE_ALL = {
    "app",
    "worker",
    "operating",
    "demo",
    "__main__",
}  # may know every room; no room may know them


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            if node.module == "server":
                yield from (f"server.{alias.name}" for alias in node.names)


def _room(path: Path) -> str:
    inside = path.relative_to(SERVER)
    return inside.parts[0].removesuffix(".py")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


PURE_ROOMS = ("server.debate", "server.language", "server.transparency", "server.studio")
PURE_FILES = [
    path for room in PURE_ROOMS for path in _files(SERVER.parent / room.replace(".", "/"))
]


@pytest.mark.parametrize("path", PURE_FILES, ids=lambda path: path.name)
def test_the_rules_import_only_what_is_pure(path: Path) -> None:
    pure = PURE | PURE_HERE.get(f"server.{_room(path)}", set())
    foreign = {
        name
        for name in _imports(path)
        if not name.startswith(PURE_ROOMS) and name.split(".")[0] not in pure
    }
    assert not foreign


@pytest.mark.parametrize("path", PURE_FILES, ids=lambda path: path.name)
def test_the_rules_never_await(path: Path) -> None:
    tree = ast.parse(path.read_text())
    awaits = (ast.Await, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, awaits)]


@pytest.mark.parametrize("path", _files(SERVER), ids=lambda path: str(path.relative_to(SERVER)))
def test_rooms_import_only_the_rooms_below_them(path: Path) -> None:
    room = _room(path)
    if room in ABOVE_ALL or room == "__init__":
        return
    known = {name.split(".")[1] for name in _imports(path) if name.startswith("server.")} - {
        room,
        "__version__",
    }
    assert known <= MAY_IMPORT[room], f"{room} imports {known - MAY_IMPORT[room]}"
