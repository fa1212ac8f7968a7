"""Who stamps, in small: a time stamp authority that is `openssl ts`, and a calendar that answers
what python-opentimestamps writes."""

import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.x509 import Certificate, load_pem_x509_certificates
from opentimestamps.core.notary import PendingAttestation
from opentimestamps.core.op import OpAppend, OpPrepend, OpSHA256
from opentimestamps.core.serialize import (
    BytesDeserializationContext,
    BytesSerializationContext,
)
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

CALENDAR = "https://calendar.example.org"

_TSA = """[tsa]
default_tsa = own
[own]
dir = {folder}
serial = $dir/serial
signer_cert = $dir/tsa.pem
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_alg = sha256
"""
_EXTENSIONS = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


def openssl(*words: str | Path) -> str:
    """Raises CalledProcessError."""
    done = subprocess.run(["openssl", *words], check=True, capture_output=True, text=True)
    return done.stdout


class Authority:
    """Keys, certificates and numbers of a time stamp authority, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self.root = folder / "root.pem"
        new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj")
        key, request = folder / "root.key", folder / "tsa.csr"
        openssl("req", "-x509", *new, "/CN=Root", "-keyout", key, "-out", self.root)
        openssl("req", *new, "/CN=Stamps", "-keyout", folder / "tsa.key", "-out", request)
        (folder / "extensions").write_text(_EXTENSIONS)
        signed = ("-CA", self.root, "-CAkey", key, "-CAcreateserial", "-days", "30")
        extended = ("-extfile", folder / "extensions", "-out", folder / "tsa.pem")
        openssl("x509", "-req", "-in", request, *signed, *extended)
        (folder / "serial").write_text("01\n")
        self.refuse(False)

    @property
    def roots(self) -> tuple[Certificate, ...]:
        return tuple(load_pem_x509_certificates(self.root.read_bytes()))

    def refuse(self, refuse: bool) -> None:
        """Whether digests are refused that are asked for."""
        digests = "sha512" if refuse else "sha256"
        (self._folder / "tsa.cnf").write_text(_TSA.format(folder=self._folder, digests=digests))

    def answer(self, path: str, query: bytes) -> tuple[int, bytes]:
        """Over HTTP."""
        asked, said = self._folder / "query.tsq", self._folder / "answer.tsr"
        asked.write_bytes(query)
        config = ("-config", self._folder / "tsa.cnf", "-section", "own")
        openssl("ts", "-reply", *config, "-queryfile", asked, "-out", said)
        return 200, said.read_bytes()


def calendar(path: str, digest: bytes) -> tuple[int, bytes]:
    """The answer of a calendar over HTTP: it has put the digest into a tree of its own."""
    assert path.endswith("/digest") and len(digest) == 32
    stamp = Timestamp(digest)
    node = stamp.ops.add(OpPrepend(b"\x01\x02")).ops.add(OpSHA256())
    node = node.ops.add(OpAppend(sha256(b"a neighbour").digest())).ops.add(OpSHA256())
    node.attestations.add(PendingAttestation(CALENDAR))
    return 200, serialized(stamp)


def serialized(stamp: Timestamp) -> bytes:
    context = BytesSerializationContext()
    stamp.serialize(context)
    written: bytes = context.getbytes()
    return written


def read_ots(file: bytes) -> Any:
    """A DetachedTimestampFile. Raises DeserializationError."""
    return DetachedTimestampFile.deserialize(BytesDeserializationContext(file))
