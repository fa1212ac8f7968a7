"""Makes of an archive in the file of an organisation the rows of a debate. Its own checking program
must find nothing wrong, and what the rows make must be that archive again, to the byte: so the
pages are the same.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from server.archive.checking.main import check
from server.archive.checking.reading import joined
from server.archive.checking.report import Wrong
from server.archive.export_json import FORMAT, document
from server.archive.lines import line_problems
from server.archive.load import Record, replay
from server.archive.results import results
from server.debate.actors import Role
from server.debate.apply import apply_ballots
from server.debate.deciding.sealing import APART, parts_of
from server.debate.events import Entry
from server.debate.minutes import minute
from server.debate.tallies import BallotChange
from server.moving.answers import LATEST_MS, moved_answers
from server.moving.file import ANSWERS, Rows
from server.moving.reading import NotTaken, OrganisationFile
from server.moving.writing import Writer
from server.store import BrokenJournal
from server.store.chain import START, Line, canonical, event_of, link
from server.store.leaving.moving_in import MovedDebate
from server.store.leaving.takeovers import Takeover
from server.store.secrecy.moments import AUDIENCE
from server.store.secrecy.sealing import BLOCK_BYTES
from server.transparency.checkpoints import Checkpoint
from server.transparency.notes import BadNote, parse_note
from server.transparency.policy import BadPolicy, Policy
from server.transparency.vkeys import Vkey

_NOT_READ = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def moved_debate(file: OrganisationFile, code: str, here: Writer, at: int) -> MovedDebate:
    """`here`: the house that takes it; `at`: when it is taken over. Raises NotTaken."""
    parts, rows = file.parts(code), file.decoded(f"rows/{code}.json", Rows)
    written = parts.pop(ANSWERS, None)
    try:
        policy = parts.pop("policy", b"").decode()
        archive = joined(parts)
        key = _key(policy, archive.get("checkpoint"), rows.house)
        _must_not_be_said_of(here, rows.house, key)
        _must_verify(archive, [str(key)] if key else [])
        record = _record(archive, rows)
        answers = moved_answers(written, record.results)
    except (Wrong, BadNote, BadPolicy, BrokenJournal, msgspec.MsgspecError) as error:
        raise NotTaken(f"debate {code}: {error}") from error
    except _NOT_READ as error:
        raise NotTaken(f"debate {code} cannot be read: {type(error).__name__}") from error
    debate = record.debate
    if debate.code != code or not debate.is_over or debate.rehearsal:
        raise NotTaken(f"debate {code} is another one, or none that was held")
    if not 0 <= rows.created_at < LATEST_MS:
        raise NotTaken(f"debate {code} was made at no time")
    vkey = str(key.named(rows.house)) if key else ""
    by = Takeover(rows.house, vkey, at)
    note = record.checkpoint or ""
    return MovedDebate(rows.created_at, debate, record.lines, record.ballots, note, by, answers)


def _key(policy: str, note: str | None, house: str) -> Vkey | None:
    """That signed the head, under the name of the log. Raises Wrong where none came with it."""
    if note is None:
        return None
    origin = Checkpoint.parse(parse_note(note.encode()).text).origin
    if origin.rpartition("/debate/")[0] != house:
        raise Wrong("its log is of another house than it says")
    logs = Policy.parse(policy).logs if policy else []
    if len(logs) != 1 or logs[0].name != origin:
        raise Wrong("its head is signed, but the key did not come with it")
    return logs[0]


def _must_not_be_said_of(here: Writer, house: str, key: Vkey | None) -> None:
    """That this very house held it says only its own key: anybody can write its name."""
    if house.casefold() == here.name.casefold() and not (
        key and str(key.named(here.name)) in here.vkeys
    ):
        raise Wrong("it says that this house held it, and no key of this house signed it")


def _must_verify(archive: dict[str, Any], keys: list[str]) -> None:
    if archive.get("format") != FORMAT:
        raise Wrong(f"its format is not {FORMAT}")
    report = check(archive, keys)
    if report.wrong:
        raise Wrong(f"its archive does not verify: {report.wrong[0]:.200}")


def _record(archive: dict[str, Any], rows: Rows) -> Record:
    lines = _lines(archive["journal"], archive["opened"], rows.times)
    if problems := line_problems(lines):
        raise Wrong(problems[0])
    entries = [_entry(line) for line in lines]
    debate, ballots = replay(entries), archive["ballots"]
    changes = []
    for row in ballots:
        question, handle, apart = parts_of(row)
        changes.append(BallotChange(question, handle, True, APART if apart else ""))
    apply_ballots(debate, changes)
    record = Record(
        debate, lines, results(debate, entries), ballots, archive.get("checkpoint") or None
    )
    again = msgspec.json.decode(msgspec.json.encode(document(record)))
    if canonical(again) != canonical(archive):
        raise Wrong("its results are not what its lines make")
    return record


def _lines(
    journal: Sequence[str], opened: dict[str, dict[str, str]], times: Sequence[int]
) -> list[Line]:
    """As they are kept here: nobody did them, and what is not public was never sealed in."""
    lines, previous = [], START
    for number, (text, at) in enumerate(zip(journal, times, strict=True), 1):
        body = text.encode()
        previous = link(previous, body)
        said = msgspec.json.decode(body)
        if said["role"] == AUDIENCE:
            at = minute(at)
        author = secrets.token_hex(BLOCK_BYTES) if _has_author(said) else None
        line = Line(
            number,
            body,
            _sealed(said, opened.get(str(number), {})),
            previous.hex(),
            at,
            said["action"],
            said["role"],
            "",
            author=author,
        )
        lines.append(line)
    return lines


def _has_author(body: dict[str, Any]) -> bool:
    return bool(body["event"]["event"] == "QuestionSubmitted")


def _sealed(body: dict[str, Any], parts: dict[str, str]) -> str | None:
    if not parts:
        return None
    return parts[""] if isinstance(body["sealed"], str) else canonical(parts).decode()


def _entry(line: Line) -> Entry:
    body = msgspec.json.decode(line.body)
    role: Role = msgspec.convert(line.role, Role)
    event = event_of(body, line.sealed, line.author)
    return Entry(line.seq, line.at, line.action, role, event, line.by)
