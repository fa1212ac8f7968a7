"""The archive out of a file, a zip, or the folder that it unpacks to."""

import os
import re
import zipfile
from typing import Any

from server.archive.checking.answers import ANSWERS
from server.archive.checking.report import Json, Wrong, loads

BYTES_AT_MOST = 1 << 29  # of a file

# Of the fields of an archive those that stand in files of their own, which are read with the first.
SEPARATE = {"journal", "opened", "ballots", "checkpoint"}
READ = {"results.json", "journal.ndjson", "opened.ndjson", "ballots.txt", "checkpoint", "policy"}


def read(path: str) -> tuple[Json, list[str], list[str], bytes | None]:
    """The archive in a file, a zip or a folder; the keys that its policy trusts; the names of files
    beside it that nothing looks at; and that of answers in writing, if it is there."""
    parts: dict[str, bytes] = {}
    if os.path.isdir(path):
        for name in filter(lambda name: os.path.isfile(os.path.join(path, name)), os.listdir(path)):
            with open(os.path.join(path, name), "rb") as file:
                parts[name] = file.read(BYTES_AT_MOST)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as whole:
            if sum(one.file_size for one in whole.infolist()) > BYTES_AT_MOST:
                raise Wrong("too large")
            if len(whole.namelist()) != len(set(whole.namelist())):
                raise Wrong("a file stands twice in it")
            parts = {name: whole.read(name) for name in whole.namelist()}
    else:
        with open(path, "rb") as file:
            return loads(file.read(BYTES_AT_MOST).decode()), [], [], None
    answers = parts.pop(ANSWERS, None)
    policy = parts.get("policy", b"").decode().split("\n")
    keys = [line.split() for line in policy if re.match(r"(log|witness)\s", line)]
    trusted = [words[1 if words[0] == "log" else 2] for words in keys]
    alone = [name for name in parts if name.endswith(".json")]
    if len(alone) == 1 and alone != ["results.json"]:  # as format 1 lies in its zip
        others = sorted(parts.keys() - {*alone, "policy"})
        return loads(parts[alone[0]].decode()), trusted, others, answers
    return joined(parts), trusted, sorted(parts.keys() - READ), answers


def joined(parts: dict[str, bytes]) -> Json:
    """As the one file would be. Raises Wrong where two readers of the parts could make two of
    them."""
    archive: Json = loads(parts["results.json"].decode())
    if SEPARATE & archive.keys():
        raise Wrong("results.json holds what stands in another file")
    archive |= {
        "journal": rows(parts, "journal.ndjson"),
        "opened": opened(rows(parts, "opened.ndjson")),
        "ballots": rows(parts, "ballots.txt"),
    }
    if "checkpoint" in parts:
        archive["checkpoint"] = parts["checkpoint"].decode()
    return archive


def rows(parts: dict[str, bytes], name: str) -> list[str]:
    """Each ended by a line feed."""
    *whole, rest = parts[name].decode().split("\n")
    if rest:
        raise Wrong(f"the last line of {name} has no end")
    return whole


def opened(lines: list[str]) -> Json:
    """The opened parts by the number of their line and their field."""
    found: Json = {}
    for row in map(loads, lines):
        is_row = isinstance(row, dict) and row.keys() == {"line", "field", "part"}
        if not is_row or type(row["line"]) is not int:
            raise Wrong("opened.ndjson has a row with other fields")
        of_line: dict[str, Any] = found.setdefault(str(row["line"]), {})
        if row["field"] in of_line:
            raise Wrong(f"opened.ndjson opens twice {row['field']} of line {row['line']}")
        of_line[row["field"]] = row["part"]
    return found
