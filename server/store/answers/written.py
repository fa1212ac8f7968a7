"""Answers in writing. One that was published stays as it is: the table is only added to, each line
tied to the one before by its hash, as a journal's (`chain`). A line is canonical JSON:

    {"at":…,"guest":"g1","id":"…","lang":"sr-Latn","question":"q3","seq":1,"text":"…"}

`seq` from 1 in each debate, `at` the minute (ms), `id` for whoever refers to it later. Drafts are
closed under the house's secret until they are published.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.minutes import minute
from server.store import chain
from server.store.answers.links import AnswerLink, may_make, roles_of
from server.store.engine import Database, whole
from server.store.errors import Conflict, Full, Gone
from server.store.secrecy.envelopes import Envelopes
from server.store.tables import (
    AnswerDraftRows,
    AnswerLinkRows,
    DebateRows,
    WrittenAnswerRows,
    table_of,
)

ID_BYTES = 8
EACH_AT_MOST = 5  # of one guest to one question: the first and what was put right since
TEXT_AT_MOST = 2_000  # code points


class WrittenAnswer(Struct, frozen=True):
    """`at`: the minute in which it was published (ms)."""

    seq: int
    id: str
    at: int
    question: str
    guest: str
    lang: str
    text: str


class Draft(Struct, frozen=True):
    """`edition`: grows whenever it is saved; 0 is none yet."""

    text: str = ""
    edition: int = 0


class WrittenAnswers:
    """All methods raise Unavailable."""

    def __init__(self, database: Database, envelopes: Envelopes) -> None:
        self._database = database
        self._envelopes = envelopes

    async def drafts(self, link: AnswerLink) -> dict[str, Draft]:
        """By question; one that cannot be opened is none."""
        mine = col(AnswerDraftRows.link) == link.id
        async with self._database.read() as connection:
            rows = (await connection.execute(select(table_of(AnswerDraftRows)).where(mine))).all()
        return {row.question: Draft(_text(self._envelopes, row, link), row.edition) for row in rows}

    async def save(self, link: AnswerLink, question: str, draft: Draft, now: int) -> int:
        """`draft.edition`: the one that was changed. Returns the new one. Raises Conflict if
        somebody saved another meanwhile, Gone where the link holds no more."""
        return await whole(self._save(link, question, draft, now))

    async def publish(
        self, link: AnswerLink, question: str, draft: Draft, lang: str, now: int
    ) -> tuple[WrittenAnswer, str]:
        """For good, in the place of this draft; and the hash of its line. Raises Conflict if the
        draft is another by now, or was published; Full, Gone."""
        return await whole(self._publish(link, question, draft, lang, now))

    async def of(self, debate: str) -> list[WrittenAnswer]:
        """All of a debate, in the order in which they were published."""
        return [_answer(body) for body, _ in await self.lines(debate)]

    async def lines(self, debate: str) -> list[tuple[str, str]]:
        """Bodies and hashes, in order."""
        rows = select(col(WrittenAnswerRows.body), col(WrittenAnswerRows.hash))
        rows = rows.where(col(WrittenAnswerRows.debate) == debate)
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(col(WrittenAnswerRows.seq)))
            return [(row.body, row.hash) for row in found]

    async def head(self, debate: str) -> str:
        """The hash of the last; empty for none."""
        async with self._database.read() as connection:
            return (await _last(connection, debate))[1]

    async def _save(self, link: AnswerLink, question: str, draft: Draft, now: int) -> int:
        key, edition = _draft_key(link, question), draft.edition + 1
        sealed = self._envelopes.close(draft.text.encode(), f"{link.id} {question}")
        values = {"sealed": sealed, "edition": edition, "debate": link.debate}
        async with self._database.write() as connection:
            await _must_hold(connection, link, now)
            if draft.edition == 0:
                if (
                    await connection.execute(select(col(AnswerDraftRows.edition)).where(key))
                ).first():
                    raise Conflict
                row = {"link": link.id, "question": question, **values}
                await connection.execute(insert(AnswerDraftRows).values(row))
                return edition
            same = key & (col(AnswerDraftRows.edition) == draft.edition)
            done = await connection.execute(update(AnswerDraftRows).where(same).values(**values))
            if not done.rowcount:
                raise Conflict
        return edition

    async def _publish(
        self, link: AnswerLink, question: str, draft: Draft, lang: str, now: int
    ) -> tuple[WrittenAnswer, str]:
        same = _draft_key(link, question) & (col(AnswerDraftRows.edition) == draft.edition)
        theirs = (
            (col(WrittenAnswerRows.debate) == link.debate)
            & (col(WrittenAnswerRows.question) == question)
            & (col(WrittenAnswerRows.guest) == link.guest)
        )
        async with self._database.write() as connection:
            await _must_hold(connection, link, now)
            if not (await connection.execute(delete(AnswerDraftRows).where(same))).rowcount:
                raise Conflict
            rows = select(func.count()).select_from(table_of(WrittenAnswerRows)).where(theirs)
            if (await connection.execute(rows)).scalar_one() >= EACH_AT_MOST:
                raise Full
            seq, previous = await _last(connection, link.debate)
            id_ = secrets.token_hex(ID_BYTES)
            answer = WrittenAnswer(
                seq + 1, id_, minute(now), question, link.guest, lang, draft.text
            )
            ((body, hash_),) = chained([answer], bytes.fromhex(previous) or chain.START)
            row = written_row(link.debate, answer, body, hash_)
            await connection.execute(insert(WrittenAnswerRows).values(row))
        return answer, hash_


def chained(
    answers: Sequence[WrittenAnswer], previous: bytes = chain.START
) -> list[tuple[str, str]]:
    """Their lines and hashes, behind the one whose hash is `previous`."""
    lines = []
    for answer in answers:
        body = chain.canonical(msgspec.to_builtins(answer))
        previous = chain.link(previous, body)
        lines.append((body.decode(), previous.hex()))
    return lines


def written_row(debate: str, answer: WrittenAnswer, body: str, hash_: str) -> dict[str, Any]:
    """As it is kept."""
    return {
        "debate": debate,
        "seq": answer.seq,
        "id": answer.id,
        "question": answer.question,
        "guest": answer.guest,
        "body": body,
        "hash": hash_,
    }


def first_changed(lines: Sequence[tuple[str, str]]) -> int | None:
    """The number of the first line that is not as it was published; None if all are."""
    previous = chain.START
    for number, (body, hash_) in enumerate(lines, 1):
        previous = chain.link(previous, body.encode())
        try:
            whole_ = previous.hex() == hash_ and _answer(body).seq == number
        except msgspec.MsgspecError:
            whole_ = False
        if not whole_:
            return number
    return None


async def _must_hold(connection: AsyncConnection, link: AnswerLink, now: int) -> None:
    """With the debate's row held on PostgreSQL, so that lines get their numbers one by one. Raises
    Gone."""
    there = select(col(DebateRows.code)).where(col(DebateRows.code) == link.debate)
    columns = (AnswerLinkRows.ends_at, AnswerLinkRows.ended_at, AnswerLinkRows.made_by)
    still = select(*map(col, columns)).where(col(AnswerLinkRows.id) == link.id)
    if (await connection.execute(there.with_for_update())).first() is None:
        raise Gone
    row = (await connection.execute(still)).first()
    if row is None or row.ended_at is not None or row.ends_at <= now:
        raise Gone
    maker = (row.made_by, link.debate)
    if not may_make((await roles_of(connection, {maker}))[maker]):
        raise Gone


async def _last(connection: AsyncConnection, debate: str) -> tuple[int, str]:
    rows = select(col(WrittenAnswerRows.seq), col(WrittenAnswerRows.hash)).where(
        col(WrittenAnswerRows.debate) == debate
    )
    rows = rows.order_by(col(WrittenAnswerRows.seq).desc()).limit(1)
    found = (await connection.execute(rows)).first()
    return (0, "") if found is None else (found.seq, found.hash)


def _draft_key(link: AnswerLink, question: str) -> Any:
    return (col(AnswerDraftRows.link) == link.id) & (col(AnswerDraftRows.question) == question)


def _answer(body: str) -> WrittenAnswer:
    return msgspec.json.decode(body, type=WrittenAnswer)


def _text(envelopes: Envelopes, row: Any, link: AnswerLink) -> str:
    content = envelopes.open(row.sealed, f"{link.id} {row.question}")
    return "" if content is None else content.decode("utf-8", "replace")


def by_question(answers: Sequence[WrittenAnswer]) -> Mapping[str, list[WrittenAnswer]]:
    """In the order in which they were published."""
    found: dict[str, list[WrittenAnswer]] = {}
    for answer in answers:
        found.setdefault(answer.question, []).append(answer)
    return found
