"""The lines against the signed head of their log."""

import base64
import re
from collections.abc import Iterable

from server.archive.checking.ed25519 import is_signed
from server.archive.checking.report import Json, Report, Wrong, sha256

SIGNATURES_AT_MOST = 100


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
    Wrong."""
    found = re.fullmatch(r"([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})", vkey)
    key = base64.b64decode(found[3]) if found else b""
    if found is None or key[0] not in (1, 4) or key_id(found[1], key).hex() != found[2]:
        raise Wrong(f"not a vkey: {vkey:.80}")
    return found[1], key


def check_head(report: Report, archive: Json, keys: list[str], given: bool, log: int) -> None:
    """The root of the lines against the signed head of the log, whose number is `log`. `given`: the
    keys come from whoever asked, not with the archive."""
    lines, note = archive["journal"], archive.get("checkpoint")
    head = f"{len(lines)}:{base64.b64encode(root_of(map(str.encode, lines))).decode()}"
    report.proved.append(f"head of the log {head}")
    if note is None:
        report.unless(not given, "there is no checkpoint, so nothing was signed by the key")
        report.cannot.append("that these are the lines of the log: nobody signed their head")
        return
    text, _, signatures = note.partition("\n\n")
    origin, *rest = text.split("\n")
    report.unless(rest == head.split(":"), "the checkpoint is not the head of these lines")
    house, _, named = origin.rpartition("/debate/")
    own = archive["debate"]["code"] + (f"/{log}" if log > 1 else "")
    report.unless(named == own, "the checkpoint is of another debate, or of another log of it")
    wanted: dict[tuple[str, bytes], bytes] = {}
    for name, key in map(read_key, keys):
        is_house = name == origin or re.sub("/log(/[0-9]+)?$", "", name) == house
        signer = origin if key[0] == 1 and is_house else name
        wanted[signer, key_id(signer, key)] = key
    check_signatures(report, text + "\n", signatures, wanted, given)
    if not given:
        report.cannot.append(f"that {origin} signed the head: give its key with --vkey")


def check_signatures(
    report: Report, text: str, rows: str, keys: dict[tuple[str, bytes], bytes], given: bool
) -> None:
    """Those below a note. `keys`: by the name and the id of who is to have signed."""
    signed: set[tuple[str, bytes]] = set()
    signatures = rows.removesuffix("\n").split("\n")
    if not rows.endswith("\n") or len(signatures) > SIGNATURES_AT_MOST:
        raise Wrong("the checkpoint is cut off, or has too many signatures")
    for name, raw in map(read_signature, signatures):
        who = name, raw[:4]
        if who not in keys:
            report.cannot.append(f"that {name} signed the head: that key is not known here")
        else:
            once = who not in signed and is_signed_by(keys[who], text, raw[4:])
            report.unless(once, f"the signature of {name} is wrong, or there twice")
            signed.add(who)
    for (name, id_), key in keys.items():
        told = f"{name} with the key {base64.b64encode(key).decode()}"
        if (name, id_) not in signed:
            report.wrong.append(f"not signed by {told}")
        elif given:
            report.proved.append(f"signed by {told}")
        else:
            report.cannot.append(f"whose key it is: signed by {told}, which came with the archive")


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
