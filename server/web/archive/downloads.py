"""The downloads of an archive: what is in each file, and under which kind it is asked for."""

from collections.abc import Callable
from typing import Literal, get_args

from server.archive.export_csv import export_csv
from server.archive.export_json import export_journal, export_json
from server.archive.load import Record
from server.archive.parts import archive_parts, of_the_signer
from server.archive.program import program
from server.archive.written import export_answers
from server.web.archive.offline import archive_file, verifier_file
from server.web.delivery.zipping import zipped
from server.web.words.i18n import LOCALES, house_words

Download = Literal["html", "zip", "json", "csv", "ndjson"]
DOWNLOADS: tuple[Download, ...] = get_args(Download)
WITH_POLICY: frozenset[Download] = frozenset({"html", "zip"})


def download(kind: Download, record: Record, policy: str = "", house: str = "") -> bytes:
    """The file of a closed debate: the same debate gives the same bytes. `policy`: whose
    signatures the house says are its own (`tlog-policy`), today's and earlier ones, by its name;
    `house`: its public address, if it has one."""
    return _MADE[kind](record, of_the_signer(policy, record.checkpoint), house)


def signs(policy: str, record: Record) -> bool:
    """Whether a key of this policy signed the head of these lines."""
    return of_the_signer(policy, record.checkpoint) != ""


def _parts(record: Record, policy: str) -> dict[str, bytes]:
    """By name, as docs/archive.md lists them. A debate of the first format has no lines to hash as
    they are: its one file stands in their place."""
    if record.is_of_first_format:
        parts = {f"tribina-{record.debate.code}.json": export_json(record)}
        if record.checkpoint is not None:
            parts["checkpoint"] = record.checkpoint.encode()
    else:
        parts = archive_parts(record)
    if record.written:
        guests = record.results.debate.guests
        answers = export_answers(record.debate.code, guests, record.written, record.written_lines)
        parts["answers.json"] = answers
    if policy:
        parts["policy"] = policy.encode()
    parts["check.py"] = program().encode()
    parts["verify.html"] = verifier_file()
    return {"README.txt": _readme(record.debate.code, list(parts)).encode(), **parts}


def _readme(code: str, names: list[str]) -> str:
    """In all languages, one below the other."""
    t = house_words().t
    chapters = []
    for tag in LOCALES:
        told = [t(tag, "verifier.readme_title", code=code), ""]
        for name in names:
            key = f"verifier.file_{name.partition('.')[0].partition('-')[0]}"
            told.append(f"{name:<16} {t(tag, key)}")
        told += ["", t(tag, "verifier.readme_how", code=code), "", t(tag, "verifier.accused")]
        chapters.append("\n".join(told))
    return ("\n\n" + "-" * 72 + "\n\n").join(chapters) + "\n"


_MADE: dict[Download, Callable[[Record, str, str], bytes]] = {
    "html": archive_file,
    "zip": lambda record, policy, _: zipped(_parts(record, policy)),
    "json": lambda record, *_: export_json(record),
    "csv": lambda record, *_: export_csv(record),
    "ndjson": lambda record, *_: export_journal(record),
}
