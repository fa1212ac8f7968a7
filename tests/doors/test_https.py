"""A certificate and its key in hypercorn.toml serve both doors: https and wss."""

import asyncio
import json
import ssl
import urllib.request
from pathlib import Path

import pytest
import trustme
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from server.settings import Settings
from tests.given.servers import RunningServer

pytestmark = pytest.mark.outside


@pytest.mark.slow
async def test_one_certificate_serves_the_pages_and_the_live_door(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(str(tmp_path / "certificate.pem"))
    certificate.private_key_pem.write_to_path(str(tmp_path / "private.key"))
    ours = Settings().hypercorn.read_text()
    file = tmp_path / "hypercorn.toml"
    file.write_text(
        f'certfile = "{tmp_path}/certificate.pem"\nkeyfile = "{tmp_path}/private.key"\n{ours}'
    )
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    server = RunningServer(tmp_path / "data", TRIBINA_HYPERCORN=str(file))
    await server.start()
    try:
        code = await server.debate()
        url = server.url(f"/{code}").replace("http:", "https:")
        page = await asyncio.to_thread(urllib.request.urlopen, url, context=trusting)
        with page:
            headers = page.headers
            html = page.read().decode()
        live = server.live(code).replace("ws:", "wss:")
        async with connect(live, ssl=trusting, subprotocols=[Subprotocol("tribina.1")]) as phone:
            assert json.loads(await phone.recv())["t"] == "state"
            assert phone.response is not None
            assert "Secure" in phone.response.headers["Set-Cookie"]
    finally:
        await server.stop()
    assert "max-age=" in headers["Strict-Transport-Security"]
    assert "Secure" in headers["Set-Cookie"]
    assert f'"live":"wss://127.0.0.1:{server.settings.live_port}/live/{code}"' in html
