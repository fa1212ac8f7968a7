"""The lines against the signed head of their log."""

import base64
import re
from collections.abc import Iterable

from server.archive.checking.ed25519 import is_signed
from server.archive.checking.report import Json, Report, Wrong, sha256


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Of their Merkle tree (RFC 6962, 2.1)."""
    whole: list[tuple[int, bytes]] = []  # subtrees from the largest: how many leaves, hash
    for leaf in leaves:
        size, node = 1, sha256(b"\0" + leaf)
        while whole and whole[-1][0] == size:
            size, node = 2 * size, sha256(b"\1" + whole.pop()[1] + node)
        whole.append((size, node))
    root = whole.pop()[1] if whole else sha256(b"")
    while whole:
        root = sha256(b"\1" + whole.pop()[1] + root)
    return root


def key_id(name: str, key: bytes) -> bytes:
    """4 bytes that tell keys apart (C2SP signed-note). `key`: its kind and its 32 bytes."""
    return sha256(name.encode() + b"\n" + key)[:4]


def read_key(vkey: str) -> tuple[str, bytes]:
    """The name of a vkey, and the key behind its kind: 1 signs notes, 4 cosigns them. Raises
    ValueError."""
    name, id_, text = vkey.split("+", 2)
    key = base64.b64decode(text, validate=True)
    if len(key) != 33 or key[0] not in (1, 4) or key_id(name, key).hex() != id_:
        raise ValueError("not a vkey")
    return name, key


def check_head(report: Report, archive: Json, keys: list[str], given: bool) -> None:
    """The root of the lines against the signed head of the log. `given`: the keys come from whoever
    asked, not with the archive."""
    lines, note = archive["journal"], archive.get("checkpoint")
    head = f"{len(lines)}:{base64.b64encode(root_of(map(str.encode, lines))).decode()}"
    report.proved.append(f"head of the log {head}")
    if note is None:
        report.unless(not given, "there is no checkpoint, so nothing was signed by the key")
        report.cannot.append("that these are the lines of the log: nobody signed their head")
        return
    text, _, signatures = note.partition("\n\n")
    origin, *rest = text.split("\n")
    report.unless(
        rest == head.split(":"), "the checkpoint is not the head of these lines: one was changed"
    )
    house, code = origin.rpartition("/debate/")[::2]
    report.unless(code == archive["debate"]["code"], "the checkpoint is of another debate")
    signed = set()
    for row in signatures.split("\n")[:-1]:
        name, raw = read_signature(row)
        for vkey in keys:
            whose, key = read_key(vkey)
            signer = origin if key[0] == 1 and whose in (house, origin) else whose
            if signer == name and key_id(name, key) == raw[:4]:
                report.unless(
                    is_signed_by(key, text + "\n", raw[4:]), f"the signature of {name} is wrong"
                )
                report.unless(name not in signed, f"{name} signed twice")
                signed.add(name)
        if name not in signed:
            report.cannot.append(f"that {name} signed the head: its key is not known here")
    report.unless(signatures.endswith("\n") and len(signatures) > 1, "the checkpoint is cut off")
    whence = "that was given" if given else "that came with the archive: compare it"
    report.unless(origin in signed or not keys, f"not signed by the key {whence}")
    report.proved += [f"signed by {name} with the key {whence}" for name in sorted(signed)]


def read_signature(row: str) -> tuple[str, bytes]:
    """Who says to have signed, and the id of the key with what it made. Raises Wrong."""
    found = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/]+=*)", row)
    raw = base64.b64decode(found[2]) if found else b""
    if found is None or base64.b64encode(raw).decode() != found[2]:
        raise Wrong("the checkpoint has a signature that is none")
    return found[1], raw


def is_signed_by(key: bytes, text: str, made: bytes) -> bool:
    """Whether the key made this of the text: as the house, or as a witness (tlog-cosignature)."""
    message = text.encode()
    if key[0] == 4:
        at, made = int.from_bytes(made[:8], "big"), made[8:]
        message = f"cosignature/v1\ntime {at}\n".encode() + message
    return is_signed(key[1:], message, made)
