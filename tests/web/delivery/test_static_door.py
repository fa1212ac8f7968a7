"""`/static/…`: typed, kept for ever, compressed for who accepts it, and safe to open."""

import gzip
from pathlib import Path

import pytest
from quart import Quart
from quart.typing import TestClientProtocol as Client

from server.metrics import Metrics
from server.settings import Settings
from server.web.delivery.assets import Assets
from server.web.delivery.static_door import StaticDoor
from tests.web.delivery.test_assets import SCRIPT, write


@pytest.fixture
def files(tmp_path: Path) -> Assets:
    for path in ("vendor/preact.js", "vendor/preact-hooks.js", "vendor/htm.js"):
        write(tmp_path / path, "export default 1\n")
    write(tmp_path / "common/page.js", SCRIPT)
    write(tmp_path / "common/css/base.css", "body { margin: 0 }\n" * 30)
    write(tmp_path / "locales/en/common.json", '{"a": "b"}')
    write(tmp_path / "fonts/sans.woff2", "wOF2" * 200)
    write(tmp_path / "common/icon.svg", "<svg/>")
    write(tmp_path / "common/types.d.ts", "type A = 1")
    write(tmp_path / "notes.md", "# not for browsers")
    return Assets(tmp_path)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def client(files: Assets, metrics: Metrics) -> Client:
    app = Quart(__name__, static_folder=None)
    door = StaticDoor(files, Settings(), metrics, app.asgi_app)
    app.asgi_app = door  # type: ignore[method-assign]
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("common/page.js", "text/javascript; charset=utf-8"),
        ("common/css/base.css", "text/css; charset=utf-8"),
        ("locales/en/common.json", "application/json"),
        ("fonts/sans.woff2", "font/woff2"),
        ("common/icon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
async def test_a_file_has_the_type_that_browsers_want(
    client: Client, files: Assets, path: str, type_: str
) -> None:
    response = await client.get(files.url(path))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == type_
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def test_a_script_is_sent_compressed_to_those_who_accept_it(
    client: Client, files: Assets
) -> None:
    url = files.url("common/page.js")

    plain = await client.get(url)
    packed = await client.get(url, headers={"Accept-Encoding": "br, gzip"})

    assert await plain.get_data() == SCRIPT.encode()
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(await packed.data) == SCRIPT.encode()
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


async def test_a_font_is_not_compressed_again(client: Client, files: Assets) -> None:
    response = await client.get(files.url("fonts/sans.woff2"), headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response.headers


async def test_a_file_the_browser_has_is_not_sent_again(client: Client, files: Assets) -> None:
    url = files.url("common/page.js")
    etag = (await client.get(url)).headers["ETag"]

    response = await client.get(url, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})

    assert response.status_code == 304
    assert await response.get_data() == b""


@pytest.mark.parametrize(
    "path", ["common/gone.js", "notes.md", "common/types.d.ts", "../secret", "%2e%2e/secret.js"]
)
async def test_what_is_no_static_file_is_not_found(
    client: Client, files: Assets, path: str
) -> None:
    assert (await client.get(f"/static/{files.version}/{path}")).status_code == 404


async def test_an_older_page_still_gets_its_files_but_may_not_keep_them(
    client: Client,
) -> None:
    response = await client.get("/static/0123456789ab/common/page.js")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("refusal", ["identity", "gzip;q=0", "br, gzip; q=0.0", ""])
async def test_who_refuses_gzip_gets_the_file_as_it_is(
    client: Client, files: Assets, refusal: str
) -> None:
    response = await client.get(files.url("common/page.js"), headers={"Accept-Encoding": refusal})

    assert "Content-Encoding" not in response.headers
    assert await response.get_data() == SCRIPT.encode()


async def test_head_says_the_same_without_the_file(client: Client, files: Assets) -> None:
    url = files.url("common/page.js")

    whole, head = await client.get(url), await client.head(url)

    assert await head.get_data() == b""
    for name in ("Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


async def test_nothing_is_written_to_a_file(client: Client, files: Assets) -> None:
    assert (await client.post(files.url("common/page.js"))).status_code == 404


async def test_a_file_may_do_nothing_by_itself(client: Client, files: Assets) -> None:
    headers = (await client.get(files.url("common/icon.svg"))).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_answers_are_counted(client: Client, files: Assets, metrics: Metrics) -> None:
    await client.get(files.url("common/page.js"))

    assert metrics.registry.get_sample_value("tribina_requests_total", {"status": "2xx"}) == 1
