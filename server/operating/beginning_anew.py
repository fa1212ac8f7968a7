"""After an older backup was put back: a log of which lines are gone whose head was signed begins
anew, as another log, and says so in a line of its own (docs/decisions/trust.md, "Put back").
"""

import contextlib
from collections.abc import Callable, Iterable
from itertools import count

from msgspec.structs import replace

from server.archive.load import replay
from server.clock import Clock
from server.debate.events import LogBegunAnew
from server.debate.phases import BEFORE_CLOSING
from server.debate.state import Debate
from server.operating.trouble import Trouble
from server.store import BrokenJournal, Conflict, Signing, Store
from server.store.chain import START, Line
from server.store.logs.checkpoints import KeptCheckpoint
from server.store.logs.house_log import ORIGIN_KEY, digest_of
from server.store.logs.lines import first_wrong
from server.store.secrecy.signing import ENDED
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote
from server.transparency.vkeys import Vkey

NOTHING_LOST = "all that was signed is there: nothing is begun anew"
NOTHING_TO_COMPARE = (
    "the database has no head of the house's log that this house signed, so nothing tells whether"
    " its lines are those of a backup, and all of them would be signed as they stand; if the backup"
    " is of before the first head, add --although-nothing-can-be-compared"
)
CHANGED = "lines were changed in the database, which is not how a backup is put back"


async def begin_log_anew(store: Store, signing: Signing, clock: Clock, code: str) -> LogBegunAnew:
    """Write the line into the journal, and sign the first head of the new log; what was interrupted
    between the two is finished. Raises Trouble where nothing is lost, or where what is left is not
    what this house wrote; Unavailable, BrokenJournal."""
    while True:
        lines, debate = await _read(store, code)
        begun = await _lost(store, signing, debate, lines)
        if _is_said(signing, debate, begun):
            break
        try:
            await store.journal.append(
                code, [begun], after=len(lines), at=clock.now(), role="server"
            )
        except Conflict:  # a server runs, and wrote something
            continue
    note = signing.sign(signing.own().debate(code, begun.log), _tree(lines))
    await store.checkpoints.keep(code, Checkpoint.parse(note.text), str(note), clock.now())
    if debate.is_announced and not debate.rehearsal:
        first = digest_of(lines[0].body)
        said = _of(begun) | {"first": first}
        await store.house_log.add_once("debate_log_anew", clock.now(), **said)
    return begun


async def begin_house_log_anew(
    store: Store, signing: Signing, clock: Clock, *, uncompared: bool
) -> LogBegunAnew:
    """The same for the house's own log, of which no line has a proof: the lines are compared with
    the last head that the database has, and `uncompared` takes them as they are where it has none.
    Whoever witnesses it has to be given its new vkey."""
    own = signing.own()
    signed, tree = signing.last_head(own.log), await store.house_log.tree()
    if signed is None or tree.begins_with(signed.size, signed.root):
        raise Trouble(NOTHING_LOST)
    keys = await store.house_log.keys(own.key.vkey(own.name))
    kept = _kept(await store.checkpoints.last(ORIGIN_KEY), keys, tree)
    if kept == 0 and not uncompared:
        raise Trouble(NOTHING_TO_COMPARE)
    begun = _beginning(_fresh(signing, lambda n: replace(own, number=n).log), signed, kept)
    await store.house_log.add("log_begun_anew", clock.now(), **_of(begun))
    signing.begin_house_log(begun.log)
    note = signing.sign(signing.own().log, await store.house_log.tree())
    await store.checkpoints.keep(ORIGIN_KEY, Checkpoint.parse(note.text), str(note), clock.now())
    return begun


async def logs_that_lost(store: Store, signing: Signing) -> list[str]:
    """The codes of debates that lack lines whose head was signed; "" for the house's own log.
    Raises Unavailable."""
    own, found = signing.own(), []
    for row in await store.debates.list():
        _, signed = signing.newest(row.code)
        with contextlib.suppress(BrokenJournal):  # of which something else is told
            if not _has(signed, _tree(await store.journal.lines(row.code))):
                found.append(row.code)
    if not _has(signing.last_head(own.log), await store.house_log.tree()):
        found.append("")
    return found


async def _read(store: Store, code: str) -> tuple[list[Line], Debate]:
    lines = await store.journal.lines(code)
    return lines, replay((await store.journal.read(code))[: len(lines)])


def _is_said(signing: Signing, debate: Debate, begun: LogBegunAnew) -> bool:
    """Whether the journal says it already, and was not signed since. Raises Trouble where it says
    something else of a log that was never signed: only this beginning could be interrupted."""
    if not debate.beginnings:
        return False
    _, said = debate.beginnings[-1]
    if signing.last_head(signing.own().debate(debate.code, said.log)) is not None:
        return False
    if said != begun:
        raise Trouble(CHANGED)
    return True


async def _lost(store: Store, signing: Signing, debate: Debate, lines: list[Line]) -> LogBegunAnew:
    """What is to be said of the last log that was signed, whether or not the journal says it.
    Raises Trouble."""
    code, own, tree = debate.code, signing.own(), _tree(lines)
    number, signed = signing.newest(code)
    if signed is None or tree.begins_with(signed.size, signed.root):
        raise Trouble(NOTHING_LOST)
    if signed == ENDED:
        raise Trouble("the debate was deleted once: its log has ended")
    has_key = await store.seals.of(code) is not None
    if not has_key and debate.phase in BEFORE_CLOSING:
        raise Trouble("the key of the debate is lost, too: first `tribina debate anew`")
    keys = await store.house_log.keys(own.key.vkey(own.name))
    kept = _kept(await store.checkpoints.last(code), keys, tree)
    if first_wrong(store.proofs, code, lines, START.hex(), 0 if has_key else kept) is not None:
        raise Trouble(CHANGED)
    return _beginning(number + 1, signed, kept)


def _beginning(number: int, signed: Checkpoint, kept: int) -> LogBegunAnew:
    return LogBegunAnew(
        log=number, size=signed.size, root=encoded(signed.root), kept=min(kept, signed.size)
    )


def _of(begun: LogBegunAnew) -> dict[str, str | int]:
    return {"log": begun.log, "size": begun.size, "root": begun.root, "kept": begun.kept}


def _kept(kept: KeptCheckpoint | None, keys: Iterable[Vkey], tree: Tree) -> int:
    """As many lines as the last head covers that this house signed and that the database has
    itself: a backup holds both. Raises Trouble where it has the head, and other lines."""
    if kept is None:
        return 0
    try:
        open_checkpoint(kept.note.encode(), [key.named(kept.head.origin) for key in keys])
    except BadNote as error:
        raise Trouble(CHANGED) from error
    if not tree.begins_with(kept.head.size, kept.head.root):
        raise Trouble(CHANGED)
    return kept.head.size


def _fresh(signing: Signing, origin: Callable[[int], str]) -> int:
    """The number of the first log under whose origin nothing was signed yet."""
    return next(n for n in count(2) if signing.last_head(origin(n)) is None)


def _has(signed: Checkpoint | None, tree: Tree) -> bool:
    return signed is None or tree.begins_with(signed.size, signed.root)


def _tree(lines: Iterable[Line]) -> Tree:
    return Tree(line.body for line in lines)
