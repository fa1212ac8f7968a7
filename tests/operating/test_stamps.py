"""A server has the heads of its log stamped, and strangers verify them with what they have."""

import asyncio
import json
import urllib.request
from hashlib import sha256
from pathlib import Path

import pytest

from server.store import Signing
from server.transparency.checkpoints import open_checkpoint
from tests.given.others.answering import answering
from tests.given.others.stamps import CALENDAR, Authority, calendar, openssl, read_ots
from tests.given.servers import RunningServer, running_server

PATIENCE_S = 60


async def fetched(server: RunningServer, path: str) -> bytes:
    def fetch() -> bytes:
        with urllib.request.urlopen(server.url(path), timeout=10) as response:
            content: bytes = response.read()
        return content

    return await asyncio.to_thread(fetch)


@pytest.mark.slow
async def test_what_a_server_had_stamped_strangers_verify(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "tsa")
    with answering(authority.answer) as stamping, answering(calendar) as promising:
        env = {
            "TRIBINA_STAMP_AUTHORITIES": f"{stamping.address}/tsa",
            "TRIBINA_STAMP_ROOTS": str(authority.root),
            "TRIBINA_STAMP_CALENDARS": promising.address,
        }
        async with running_server(tmp_path / "data", **env) as server:
            await server.debate()
            async with asyncio.timeout(PATIENCE_S):
                while len(stamps := json.loads(await fetched(server, "/log/stamps"))["stamps"]) < 2:
                    await asyncio.sleep(0.2)
            about = (await fetched(server, "/about")).decode()
            note, *files = [
                await fetched(server, path)
                for path in (stamps[0]["checkpoint"], *(stamp["file"] for stamp in stamps))
            ]
            settings = server.settings.with_secret()
            vkey = Signing(settings.keys_folder, settings.secret).own().vkey

    assert open_checkpoint(note, [vkey])[0].size == stamps[0]["size"]
    assert all(f'href="{stamp["file"]}"' in about for stamp in stamps)
    for name, content in zip(("checkpoint", "x.ots", "x.tsr"), (note, *files), strict=True):
        (tmp_path / name).write_bytes(content)
    verify = ("ts", "-verify", "-data", tmp_path / "checkpoint", "-in", tmp_path / "x.tsr")
    assert "Verification: OK" in openssl(*verify, "-CAfile", authority.root)
    ots = read_ots((tmp_path / "x.ots").read_bytes())
    ((_, promise),) = ots.timestamp.all_attestations()
    assert (ots.file_digest, promise.uri) == (sha256(note).digest(), CALENDAR)
