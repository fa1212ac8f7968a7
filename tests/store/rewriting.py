"""Whoever has the database and writes lines of a journal anew: so that the chain agrees, and, with
the house's secret, so that they are proved as well. With the key of an open debate: ballots."""

import secrets
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import text

from server.debate.events import Entry
from server.store import Store
from server.store.chain import START, link
from server.store.logs.lines import People, lines_of
from server.store.secrecy.proofs import Proofs
from server.store.secrecy.sealing import Seal

PUT = """
INSERT INTO journal
    (debate, seq, at, moment, action, role, "by", body, sealed, author, hash, proof)
VALUES
    (:debate, :seq, :at, :moment, :action, :role, :by, :body, :sealed, :author, :hash, :proof)
"""
CHANGE = """
UPDATE journal SET body = :body, hash = :hash, proof = :proof WHERE debate = :debate AND seq = :seq
"""
STUFF = """
INSERT INTO ballots
    (debate, question, handle, "on", was, commands, mark, proof)
VALUES
    (:debate, :question, :handle, true, false, :commands, :mark, :proof)
"""


def stuffed(
    seal: Seal, code: str, question: str, count: int, mark: int
) -> list[dict[str, str | int]]:
    """Rows for `STUFF`, of so many people who never were: with handles sealed by the debate's key,
    all that can be known without the secret of the house."""
    return [
        {
            "debate": code,
            "question": question,
            "handle": seal.seal("ballot", [question], secrets.token_bytes(16)).hex(),
            "commands": secrets.token_hex(16),
            "mark": mark,
            "proof": secrets.token_hex(16),
        }
        for _ in range(count)
    ]


async def execute(store: Store, statement: str, *values: Mapping[str, object]) -> None:
    """By somebody who has access to the database."""
    async with store.journal._database.write() as connection:
        await connection.execute(text(statement), list(values) or None)


async def append_forged(store: Store, code: str, entries: Sequence[Entry]) -> None:
    """Lines as the house would write them, under a secret that is not the house's."""
    previous = bytes.fromhex(await store.journal.head(code))
    lines = lines_of(Proofs(bytes(32)), code, entries, People({}, {}), previous)
    await execute(
        store,
        PUT,
        *(
            {name: getattr(line, name) for name in line.__struct_fields__}
            | {"debate": code, "body": line.body.decode()}
            for line in lines
        ),
    )


async def write_anew(store: Store, code: str, change: Callable[[bytes], bytes]) -> None:
    """Each line with another body, as a house that has the secret would have written it."""
    previous, rows = START, []
    for line in await store.journal.lines(code):
        body = change(line.body)
        previous = link(previous, body)
        said = (*line.said[:5], previous.hex(), *line.said[6:])
        rows.append(
            {
                "debate": code,
                "seq": line.seq,
                "body": body.decode(),
                "hash": previous.hex(),
                "proof": store.proofs.of_line(code, said),
            }
        )
    await execute(store, CHANGE, *rows)
