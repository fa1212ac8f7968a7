"""Writes the file of an organisation."""

import os
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import msgspec
from msgspec import Struct

from server.archive.load import add_written, load_record
from server.archive.parts import archive_parts, of_the_signer, readable
from server.archive.program import program
from server.archive.verify import held_by
from server.archive.written import export_answers, over_guests
from server.moving.file import (
    ABOUT,
    ANSWERS,
    FORMAT,
    MANIFEST,
    README,
    About,
    FileSaid,
    LogosSaid,
    Manifest,
    MemberSaid,
    ProgrammeSaid,
    Rows,
    logo_file,
)
from server.store import BrokenJournal, DebateRow, Organisation, Owner, Store
from server.store.answers.written import first_changed
from server.transparency.policy import policy_of
from server.transparency.vkeys import Vkey

LEVEL = 6


class Writer(Struct, frozen=True):
    """The house that writes, or takes: its name in logs, and its keys, today's and earlier ones."""

    name: str
    vkeys: tuple[str, ...]


class _Zip:
    """Remembers the digest of each file in it."""

    def __init__(self, file: zipfile.ZipFile, at: int) -> None:
        self._file = file
        self._date = datetime.fromtimestamp(max(at, 315_619_200_000) / 1000, UTC).timetuple()[:6]
        self.said: list[FileSaid] = []

    def add(self, name: str, body: bytes) -> None:
        """One file."""
        self.said.append(FileSaid(name, len(body), sha256(body).hexdigest()))
        self._write(name, body)

    def has(self, name: str) -> bool:
        """Whether it is in it already."""
        return any(one.name == name for one in self.said)

    def end(self, manifest: Manifest) -> None:
        """With the list of all."""
        self._write(MANIFEST, readable(manifest))

    def _write(self, name: str, body: bytes) -> None:
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._file.writestr(info, body, zipfile.ZIP_DEFLATED, LEVEL)


async def write_organisation(
    store: Store, key: str, house: Writer, at: int, file: Path, say: Callable[[float], None]
) -> Manifest:
    """Into this file, whole or not at all; `say`: told how much of it is done, 0…1. Raises
    LookupError where there is no such organisation, Unavailable, OSError."""
    organisation = await store.organisations.get(key)
    if organisation is None:
        raise LookupError(key)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    growing = file.with_name(f"{file.name}.{token_hex(8)}")
    try:
        with zipfile.ZipFile(growing, "w") as opened:
            writing = _Zip(opened, at)
            writing.add("README.txt", README.encode())
            writing.add("check.py", program().encode())
            about = await _about(store, organisation, writing)
            writing.add(ABOUT, readable(about))
            kept, left_out = await _debates(store, {one.key for one in about.programmes})
            for number, row in enumerate(kept):
                if not await _add(store, row, house, at, writing):
                    left_out["older format"] += 1
                say((number + 1) / (len(kept) + 1))
            manifest = Manifest(FORMAT, house.name, key, at, dict(left_out), writing.said)
            writing.end(manifest)
        os.replace(growing, file)
    finally:
        growing.unlink(missing_ok=True)
    return manifest


async def _about(store: Store, organisation: Organisation, writing: _Zip) -> About:
    """With the logos that it names."""
    key = organisation.key
    members = [
        MemberSaid(one.called or one.name, one.role, one.scope.key)
        for one in await store.memberships.below(key)
    ]
    programmes = [
        ProgrammeSaid(
            one.key,
            one.name,
            one.accent,
            one.languages,
            await store.retentions.of(one.key),
            await _logos(store, "programme", one.key, writing),
        )
        for one in await store.programmes.list(key)
    ]
    responsible = await store.responsibles.of(key)
    said = (responsible.name, responsible.contact) if responsible.name else None
    return About(
        key,
        organisation.name,
        organisation.created_at,
        programmes,
        members,
        said,
        list(await store.embedders.of(key)),
        await _logos(store, "organisation", key, writing),
    )


async def _logos(store: Store, kind: Owner, scope: str, writing: _Zip) -> LogosSaid:
    """Each picture once, however many show it; one that was replaced just now is left out."""
    said: LogosSaid = {}
    for ground, logo in (await store.logos.of(kind, scope)).items():
        name = logo_file(logo.digest)
        if not writing.has(name):
            body = await store.logos.bytes_of(logo.digest, small=False)
            if body is None:
                continue
            writing.add(name, body)
        said[ground] = logo.digest
    return said


async def _debates(store: Store, programmes: set[str]) -> tuple[list[DebateRow], Counter[str]]:
    """Those that go with it, the oldest first; and how many do not."""
    kept, left_out = [], Counter[str]()
    for row in reversed(await store.debates.list()):
        if row.programme not in programmes:
            continue
        if row.is_kept and row.unlinked:
            kept.append(row)
        else:
            left_out["rehearsal" if row.rehearsal else "open"] += 1
    return kept, left_out


async def _add(store: Store, row: DebateRow, house: Writer, at: int, writing: _Zip) -> bool:
    """One debate; whether its archive is of the format that can be moved."""
    record = await load_record(store, row.code)
    if record is None or record.is_of_first_format:
        return False
    held = await store.takeovers.of(row.code)
    keys: Sequence[Vkey] = [Vkey.parse(one) for one in house.vkeys]
    if held is not None:
        keys = held_by(held)
    for name, body in archive_parts(record).items():
        writing.add(f"debates/{row.code}/{name}", body)
    await add_written(store, record, over_guests(await store.answer_links.of(row.code), at))
    changed = first_changed(await store.written_answers.lines(row.code))
    if changed is not None:
        raise BrokenJournal(row.code, changed, "of its answers in writing was changed")
    if record.written:
        guests = record.results.debate.guests
        body = export_answers(row.code, guests, record.written, record.written_lines)
        writing.add(f"debates/{row.code}/{ANSWERS}", body)
    policy = of_the_signer(policy_of(keys), record.checkpoint)
    if policy:
        writing.add(f"debates/{row.code}/policy", policy.encode())
    name = house.name if held is None else held.house
    rows = Rows(row.created_at, name, [line.at for line in record.lines])
    writing.add(f"rows/{row.code}.json", msgspec.json.encode(rows) + b"\n")
    return True
