"""A house that has lost its secret takes what a backup holds as it is, once somebody says so."""

from pathlib import Path

from server.debate import events as e
from server.store import Change, Keys, Store
from tests.given.handles import handle

CODE = "482915"
DESCRIBED = e.DebateDescribed(code=CODE, programme="sporazum", title={"en": "Power"})
ASKED = e.QuestionSubmitted(question="q1", text="Kada?", author=handle("ana"), lang="sr-Latn")


async def test_what_another_secret_proved_counts_again_after_a_debate_begins_anew(
    store: Store, url: str, tmp_path: Path
) -> None:
    await store.debates.create(CODE, 1)
    await store.journal.append(CODE, [DESCRIBED], after=0, at=5, role="owner", by="vesna")
    await store.journal.append(CODE, [ASKED], after=1, at=6, role="participant")
    changes = [Change("q1", handle(name), True) for name in ("ana", "besa")]
    await store.ballots.write(CODE, changes)
    await store.ballots.belong(CODE, "b1", [("q1", handle("besa"))])
    here = await Store.open(url, Keys(tmp_path / "other", "another secret of the tests"))
    assert (await here.journal.proven(CODE)).entries == []
    assert await here.ballots.read(CODE) == []

    await here.debates.begin_anew(CODE)

    proven = await here.journal.proven(CODE)
    assert [type(entry.event) for entry in proven.entries] == [type(DESCRIBED), type(ASKED)]
    assert sorted(kept.burst for kept in await here.ballots.read(CODE)) == ["", "b1"]
    await here.close()
