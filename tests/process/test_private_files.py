"""Nobody else on the machine reads what lies in the data folder."""

import os
import stat
from pathlib import Path

import pytest

from server.process.private_files import tighten
from tests.given.servers import RunningServer
from tests.test_command_line import tribina

pytestmark = pytest.mark.outside


def modes(folder: Path) -> dict[str, int]:
    there = [folder, *folder.rglob("*")]
    return {path.name: stat.S_IMODE(path.lstat().st_mode) for path in there}


@pytest.mark.slow
async def test_everything_in_the_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        server = RunningServer(tmp_path / "data", log=tmp_path / "log")
        (tmp_path / "data").mkdir(mode=0o777)
        await server.start()
        await server.debate()
        found = modes(tmp_path / "data")
        await tribina(tmp_path / "data", "backup", str(tmp_path / "backup.db"))
        await server.stop()
    finally:
        os.umask(before)

    assert found.pop("data") == 0o700
    assert {"secret", "tribina.db", "tribina.db-wal", "tribina.db-shm"} <= found.keys()
    assert {mode & 0o077 for mode in found.values()} == {0}
    assert modes(tmp_path)["backup.db"] == 0o600
    assert "open to others" in server.log


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "keys").mkdir(parents=True)
    for name in ("tribina.db", "tribina.db-wal", "secret", "keys/482915", "somebody's own"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    (folder / "keys").chmod(0o755)
    folder.chmod(0o755)
    (folder / "secret.link").symlink_to(tmp_path)

    assert tighten(folder) == 6
    assert tighten(folder) == 0

    found = modes(folder)
    assert found.pop("somebody's own") == 0o644
    found.pop("secret.link")
    assert {mode & 0o077 for mode in found.values()} == {0}


def test_a_folder_of_many_is_left_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)

    assert tighten(tmp_path) == 0
