"""The file of what is personal is made whole, whoever else makes the same."""

from pathlib import Path

from server.moving.planning import FindPersonal, find_personal
from server.store.leaving.retentions import WHATS
from tests.given.web_house import House
from tests.moving.given import organisation

CLOSED = "482915"


async def test_what_another_process_is_writing_is_left_alone(house: House, tmp_path: Path) -> None:
    await organisation(house, CLOSED)
    file = tmp_path / "made" / "export"
    file.parent.mkdir()
    of_another = file.with_name("export.part")
    of_another.write_bytes(b"half")
    ask = FindPersonal(house.settings.database, (CLOSED,), WHATS, str(file))

    found = await find_personal(ask, lambda far: None)

    assert of_another.read_bytes() == b"half"
    assert len(file.read_bytes().splitlines()) == len(found.pieces) > 0
    assert sorted(one.name for one in file.parent.iterdir()) == ["export", "export.part"]
