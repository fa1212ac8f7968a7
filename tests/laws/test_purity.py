"""Law 6. The rules are pure: server/debate/, server/language/, server/transparency/ and
server/studio/ import nothing that awaits, does I/O, tells time or rolls dice. And: who may import
whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

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


def test_the_rules_import_only_what_is_pure() -> None:
    foreign = {
        (path.name, name)
        for path in PURE_FILES
        for name in _imports(path)
        if not name.startswith(PURE_ROOMS)
        and name.split(".")[0] not in PURE | PURE_HERE.get(f"server.{_room(path)}", set())
    }

    assert not foreign


def test_the_rules_never_await() -> None:
    awaits = (ast.Await, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)
    found = {
        f"{path.name}:{node.lineno}"
        for path in PURE_FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, awaits)
    }

    assert not found


def test_rooms_import_only_the_rooms_below_them() -> None:
    upward = {
        f"{path.relative_to(SERVER)} imports {known}"
        for path in _files(SERVER)
        if (room := _room(path)) not in ABOVE_ALL | {"__init__"}
        for name in _imports(path)
        if name.startswith("server.")
        and (known := name.split(".")[1]) not in MAY_IMPORT[room] | {room, "__version__"}
    }

    assert not upward
