"""The checkpoint: C2SP signed-note, tlog-checkpoint and tlog-cosignature."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.archive.third.bytes import demand, root

SIGNED, COSIGNED = 1, 4


class Key(NamedTuple):
    name: str
    kind: int
    public: bytes


def key_of(vkey: str) -> Key:
    """From `name+id+base64`. Raises WrongError where the id is not of the others."""
    name, told, encoded = vkey.split("+", 2)
    kind, *public = decoded(encoded)
    key = Key(name, kind, bytes(public))
    demand(told == id_of(key).hex(), f"{vkey} is no vkey")
    return key


def id_of(key: Key) -> bytes:
    return sha256(key.name.encode() + b"\n" + bytes([key.kind]) + key.public).digest()[:4]


def decoded(text: str) -> bytes:
    """Base64 as it is written, and no other way."""
    data = b64decode(text, validate=True)
    demand(b64encode(data).decode() == text, f"{text} is not as base64 is written")
    return data


def check_checkpoint(note: str, lines: Sequence[str], name: str, vkeys: Sequence[str]) -> None:
    """Raises WrongError or ValueError where it is not of these lines, of this log (`name`: the code
    of its debate, and the number of the log behind it), or not signed by each of these keys."""
    text, gap, signatures = note.partition("\n\n")
    demand(bool(gap) and signatures.endswith("\n"), "the checkpoint is no signed note")
    origin, size, encoded = text.split("\n")
    demand(bool(re.fullmatch(rf"\S+/debate/{re.escape(name)}", origin)), "it is of another debate")
    demand(size == str(len(lines)), "the checkpoint is of more lines, or of fewer")
    demand(decoded(encoded) == root(lines), "the checkpoint is of other lines")
    signed = [_read_signature(one) for one in signatures[:-1].split("\n")]
    demand(signed[0][0] == origin, "the first signature is not the house's")
    demand(len({(name, data[:4]) for name, data in signed}) == len(signed), "somebody signed twice")
    for key in map(key_of, vkeys):
        if key.kind == SIGNED:
            house = re.sub(r"/log(/\d+)?$", "", key.name)
            demand(origin == house or origin.startswith(f"{house}/"), f"not a log of {house}")
            key = key._replace(name=origin)
        found = [data[4:] for name, data in signed if (name, data[:4]) == (key.name, id_of(key))]
        demand(len(found) == 1, f"{key.name} has not signed with this key")
        _check_signature(key, f"{text}\n", found[0])


def _read_signature(line: str) -> tuple[str, bytes]:
    dash, name, encoded = line.split(" ")
    demand(dash == "—" and bool(name), "what stands there is no signature")
    data = decoded(encoded)
    demand(len(data) > 4, "a signature is too short")
    return name, data


def _check_signature(key: Key, text: str, signature: bytes) -> None:
    message = text.encode()
    if key.kind == COSIGNED:
        time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        message = f"cosignature/v1\ntime {time}\n".encode() + message
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature:
        demand(False, f"the signature of {key.name} is not of this head")
