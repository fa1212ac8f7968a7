"""The archive out of a file, a zip, or the folder that it unpacks to."""

import os
import re
import zipfile

from server.archive.checking.report import Json, Wrong, loads

BYTES_AT_MOST = 1 << 29  # of a file


def read(path: str) -> tuple[Json, list[str]]:
    """The archive in a file, a zip or a folder, and the keys that its policy trusts."""
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
            return loads(file.read(BYTES_AT_MOST).decode("utf-8-sig")), []
    archive = loads(parts["results.json"].decode()) | {
        "journal": parts["journal.ndjson"].decode().split("\n")[:-1],
        "opened": {},
        "ballots": parts["ballots.txt"].decode().split("\n")[:-1],
    }
    for row in map(loads, parts["opened.ndjson"].decode().split("\n")[:-1]):
        archive["opened"].setdefault(str(row["line"]), {})[row["field"]] = row["part"]
    if "checkpoint" in parts:
        archive["checkpoint"] = parts["checkpoint"].decode()
    policy = parts.get("policy", b"").decode().split("\n")
    keys = [line.split() for line in policy if re.match(r"(log|witness)\s", line)]
    return archive, [words[1 if words[0] == "log" else 2] for words in keys]
