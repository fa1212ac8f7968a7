"""Every table has its place in what becomes of an organisation that is removed."""

from sqlmodel import SQLModel

from server.store import tables
from server.store.leaving.belongings import GOES, OF_DEBATES, STAYS, WITH_ARCHIVES
from server.store.leaving.travelling import STAYS_BEHIND, TRAVELS


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


def test_every_table_of_an_organisation_travels_with_it_or_says_why_not() -> None:
    of_it = {*OF_DEBATES, *GOES, *WITH_ARCHIVES}
    assert of_it == TRAVELS | STAYS_BEHIND.keys()
    assert not TRAVELS & STAYS_BEHIND.keys()
    assert all(STAYS_BEHIND.values())
