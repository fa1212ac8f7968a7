"""Two houses, each a server of its own, cosign each other's logs."""

import asyncio
import urllib.request
from pathlib import Path

import pytest

from server.store import Signing
from server.store.secrecy.signing import Own
from server.transparency.checkpoints import open_checkpoint
from server.transparency.notes import BadNote
from tests.given.servers import RunningServer, running_server
from tests.test_command_line import tribina

PATIENCE_S = 60


def own(server: RunningServer) -> Own:
    settings = server.settings.with_secret()
    return Signing(settings.keys_folder, settings.secret).own()


def checkpoint(server: RunningServer) -> bytes:
    with urllib.request.urlopen(f"{server.url('')}/log/checkpoint", timeout=10) as response:
        note: bytes = response.read()
    return note


async def is_cosigned(server: RunningServer, by: Own) -> None:
    """Returns when the last head of the server's log is signed by both."""
    mine = own(server)
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                note = await asyncio.to_thread(checkpoint, server)
                opened = open_checkpoint(note, [mine.vkey, by.witness_vkey])[1]
                if opened.by(by.witness_vkey) is not None:
                    return
            except (BadNote, OSError):
                pass
            await asyncio.sleep(0.5)


@pytest.mark.slow
async def test_two_houses_cosign_each_others_logs(tmp_path: Path) -> None:
    async with (
        running_server(tmp_path / "north") as north,
        running_server(tmp_path / "south") as south,
    ):
        await asyncio.gather(north.debate(), south.debate())
        for house, other in ((north, south), (south, north)):
            folder, theirs = house.settings.data, own(other)
            assert (await tribina(folder, "witness", "add", str(theirs.vkey)))[0] == 0
            address = ("--url", f"{other.url('')}/witness")
            added = await tribina(folder, "witness", "add", str(theirs.witness_vkey), *address)
            assert added[0] == 0, added
        await asyncio.gather(is_cosigned(north, own(south)), is_cosigned(south, own(north)))


async def test_only_what_can_be_asked_is_a_witness(tmp_path: Path) -> None:
    add = ("witness", "add")
    name = (await tribina(tmp_path, "signing-key", "show"))[1].split()[1]
    for wrong in (
        ("nonsense",),
        (name, "--url", "https://witness.example"),
        (name, "--url", "ftp:"),
    ):
        code, _, error = await tribina(tmp_path, *add, *wrong)
        assert code == 1 and error
    assert (await tribina(tmp_path, *add, name))[0] == 0
    assert (await tribina(tmp_path, "witness", "list"))[1] == f"{name}\n"
    assert (await tribina(tmp_path, "witness", "remove", name))[0] == 0
    assert (await tribina(tmp_path, "witness", "list"))[1] == ""
