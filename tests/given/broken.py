"""What may happen on a disk to a line of a journal."""

from typing import NamedTuple

from server.store import Store

LINE = 3  # where `tests.given.enormous` has the first question


class Damage(NamedTuple):
    statement: str
    said: str


_SET = "UPDATE journal SET {} WHERE debate = '{{code}}' AND seq = 3"
_LOST = 'body = \'{{{{"event":{{{{"event":"{}","question":"q9"}}}}}}}}\', sealed = NULL'

DAMAGES = {
    "missing": Damage(
        "DELETE FROM journal WHERE debate = '{code}' AND seq = 3", "line 3 is missing"
    ),
    "half": Damage(_SET.format("body = '[{{'"), "line 3 cannot be read"),
    "of another form": Damage(_SET.format("body = '[]'"), "line 3 cannot be read"),
    "of a kind that is not": Damage(_SET.format(_LOST.format("Eaten")), "line 3 cannot be read"),
    "about what is not there": Damage(
        _SET.format(_LOST.format("QuestionApproved") + ", author = NULL"),
        "line 3 does not follow from those before it",
    ),
}
# As of a line that was blackened; but nobody of this house wrote it so.
TAKEN_OUT = Damage(_SET.format("sealed = NULL"), "line 3")
NO_TEXT = Damage(_SET.format("body = CAST(x'ff' AS TEXT)"), "line 3 cannot be read")


async def damage(store: Store, code: str, done: Damage) -> None:
    async with store.journal._database.write() as connection:
        found = await connection.exec_driver_sql(done.statement.format(code=code))
        assert found.rowcount == 1
