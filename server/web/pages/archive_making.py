"""The worker's job for archives: the page in one language, or a download, into a file."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from server.archive.load import Record, add_written, load_record
from server.archive.written import State, export_answers
from server.jobs.working import Say
from server.store import DebateRow, Keys, Store
from server.store.leaving.retentions import Shredding
from server.store.leaving.takeovers import Takeover
from server.web.archive.downloads import Download, download, signs
from server.web.delivery.assets import STATIC
from server.web.delivery.made import discard, keep
from server.web.pages.archive_page import archive_page
from server.web.pages.minutes_page import minutes_page
from server.web.programmes import Look

Kind = Literal["page", "minutes", "answers"] | Download

_NO_KEYS = Path("/nonexistent")  # what is over has none, and of all else the worker shall know none


class Wanted(Struct, frozen=True):
    """All that the file depends on. `head`: the last hash of the journal, `note`: the head that
    was signed last; `tag`: the language of the page, `static`: the version of the files it names,
    `base`: the public address of the house, if it has one, `vkey`: of the key that signs;
    `policy`: see `download`; `held`: by which other house it was, if it was taken over;
    `removed`: what was taken out of its lines, and when; `answers`: what came in writing since."""

    kind: Kind
    row: DebateRow
    head: str
    note: str = ""
    look: Look | None = None
    tag: str = ""
    static: str = ""
    base: str = ""
    vkey: str = ""
    policy: str = ""
    held: Takeover | None = None
    removed: tuple[Shredding, ...] = ()
    answers: State = State()


class MakeArchive(Struct, frozen=True):
    """`database`: its address; `file`: where the worker writes what is wanted."""

    database: str
    wanted: Wanted
    file: str


async def make_archive(ask: MakeArchive, say: Say) -> None:
    """Raises Unavailable, BrokenJournal, OSError when the file cannot be written."""
    store = await Store.open(ask.database, Keys(_NO_KEYS, ""))
    try:
        code, file = ask.wanted.row.code, Path(ask.file)
        record = await load_record(store, code, say)
        if record is None:
            raise LookupError("a closed debate without a journal")
        await add_written(store, record, ask.wanted.answers.over)
        keep(file, _body(ask.wanted, record))
        if await store.debates.get(code) is None:  # deleted meanwhile, and its files before this
            discard(file)
    finally:
        await store.close()


def _body(wanted: Wanted, record: Record) -> bytes:
    if wanted.kind == "answers":
        guests = record.results.debate.guests
        return export_answers(wanted.row.code, guests, record.written, record.written_lines)
    if wanted.kind != "page" and wanted.kind != "minutes":
        return download(wanted.kind, record, wanted.policy, wanted.base)
    assert wanted.look is not None

    def static(path: str) -> str:
        if not (STATIC / path).is_file():
            raise LookupError(f"no static file {path!r}")
        return f"/static/{wanted.static}/{path}"

    if wanted.kind == "minutes":
        page = minutes_page(wanted.row, record, wanted.look, wanted.tag, static, wanted.vkey)
        return page.encode()
    vkey = wanted.vkey if signs(wanted.policy, record) else ""
    made = archive_page(
        wanted.row, record, wanted.look, wanted.tag, static, wanted.base, vkey, wanted.held
    )
    return made.encode()
