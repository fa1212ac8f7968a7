"""The worker's job for files of markers, and what is in such a file. Nothing of it stays on disk:
it tells what moderators wrote to their marks.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from server.debate.events import Entry
from server.debate.minutes import MINUTE_MS, SECOND_MS
from server.jobs.working import Say
from server.store import Keys, Store
from server.studio.markers.formats import FORMATS
from server.studio.markers.order import Order, texts
from server.studio.markers.sheet import Unwritable
from server.web.delivery.zipping import zipped
from server.web.words.i18n import house_words
from server.web.words.local_time import local

_NO_KEYS = Path("/nonexistent")  # nothing in it is of the audience alone


class MakeMarkers(Struct, frozen=True):
    """`database`: its address; `tag`: the language of the file."""

    database: str
    code: str
    order: Order
    tag: str


class MadeMarkers(Struct, frozen=True):
    """`name`: of the file; `why`: it cannot be (`Unwritable`), and is empty."""

    name: str = ""
    media_type: str = ""
    body: bytes = b""
    why: str = ""


async def make_markers(ask: MakeMarkers, say: Say) -> MadeMarkers:
    """Raises Unavailable, BrokenJournal."""
    store = await Store.open(ask.database, Keys(_NO_KEYS, ""))
    try:
        entries = await store.journal.read(ask.code)
    finally:
        await store.close()
    say(0.5)
    return made(ask.code, ask.order, entries, ask.tag)


def made(code: str, order: Order, entries: Sequence[Entry], tag: str) -> MadeMarkers:
    """The file; a zip of several where one of that form cannot hold all. Raises ValueError for a
    timecode that there is not."""
    try:
        parts = texts(order, entries, partial(house_words().t, tag), _of_day)
    except Unwritable as error:
        return MadeMarkers(why=error.why)
    form = FORMATS[order.form]
    name = f"tribina-{code}-{form.key}"
    if len(parts) == 1:
        return MadeMarkers(f"{name}.{form.ending}", form.media_type, parts[0].encode())
    files = {f"{name}-{n}.{form.ending}": text.encode() for n, text in enumerate(parts, 1)}
    return MadeMarkers(f"{name}.zip", "application/zip", zipped(files))


def _of_day(at: int) -> int:
    """How long after midnight it is then by the clock on the wall, ms."""
    there = local(at)
    return (there.hour * 60 + there.minute) * MINUTE_MS + there.second * SECOND_MS + at % SECOND_MS
