"""Every table has its place in what becomes of an organisation that is removed."""

from sqlmodel import SQLModel

from server.store import tables
from server.store.leaving.belongings import GOES, OF_DEBATES, STAYS, WITH_ARCHIVES


def test_every_table_is_in_exactly_one_of_the_lists() -> None:
    lists = [*OF_DEBATES, *GOES, *WITH_ARCHIVES, *STAYS]
    there = {
        rows
        for name in tables.__all__
        if isinstance(rows := getattr(tables, name), type) and issubclass(rows, SQLModel)
    }
    assert set(lists) == there
    assert len(lists) == len(there)
    assert {tables.table_of(rows).name for rows in there} == set(SQLModel.metadata.tables)
