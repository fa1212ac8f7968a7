"""What somebody gets when it did not work: words in their language, or a refusal for programs."""

import contextlib
import io
import json
import logging
import sqlite3
from collections.abc import Iterator

import pytest
import structlog

from server.identity.recognising import LOCALE_COOKIE
from server.process import logs
from tests.given.web_house import House, command

MARKER = "Zasto-je-ovo-tajna"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that this process logs, at the most talkative level."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.set_up("json", "debug", written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
async def test_a_page_that_is_not_there_says_so_in_the_readers_language(
    house: House, locale: str
) -> None:
    stranger = house.stranger()
    stranger.cookies[LOCALE_COOKIE] = locale

    response = await stranger.get("/nowhere")

    text = await response.get_data(as_text=True)
    assert response.status_code == 404
    assert f'<html lang="{locale}"' in text
    assert 'href="/"' in text
    assert "error.not_found" not in text  # no key stands in the place of its words
    assert response.headers["Cache-Control"] == "no-store"


async def test_the_words_differ_by_language(house: House) -> None:
    pages = set()
    for locale in ("sr-Latn", "sr-Cyrl", "sq-XK", "en"):
        stranger = house.stranger()
        stranger.cookies[LOCALE_COOKIE] = locale
        pages.add(await (await stranger.get("/nowhere")).get_data(as_text=True))

    assert len(pages) == 4


async def test_a_wrong_method_says_which_are_right(house: House) -> None:
    response = await house.stranger().get("/language")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


async def test_an_unexpected_exception_is_a_plain_sentence_and_a_line_in_the_log(
    house: House, logged: io.StringIO
) -> None:
    @house.app.get("/broken")
    async def broken() -> str:
        raise RuntimeError(MARKER)

    @house.app.get("/api/broken")
    async def broken_api() -> str:
        raise RuntimeError(MARKER)

    page = await house.stranger().get(f"/broken?text={MARKER}")
    api = await house.script().get("/api/broken")

    assert (page.status_code, api.status_code) == (500, 500)
    text = await page.get_data(as_text=True)
    assert "RuntimeError" not in text
    refusal = json.loads(await api.get_data())
    assert (refusal["t"], refusal["code"]) == ("no", "unavailable")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    failed = [line for line in lines if line["event"] == "a request failed"]
    assert [line["error"] for line in failed] == ["RuntimeError", "RuntimeError"]
    assert "broken" in failed[0]["where"]
    assert MARKER not in logged.getvalue()


async def test_even_a_broken_error_page_gets_an_answer(house: House) -> None:
    @house.app.get("/broken")
    async def broken() -> str:
        raise RuntimeError

    house.app.jinja_env.globals["t"] = None
    house.app.template_context_processors[None].clear()

    response = await house.stranger().get("/broken")

    assert response.status_code == 500
    assert "500" in await response.get_data(as_text=True)


async def test_without_the_store_pages_and_api_say_so(house: House) -> None:
    with contextlib.closing(sqlite3.connect(house.settings.data / "tribina.db")) as elsewhere:
        elsewhere.execute("DROP TABLE debates")

    page = await house.stranger().get("/482915")
    api = await house.script().get("/api/debates/482915")

    assert (page.status_code, api.status_code) == (503, 503)
    assert int(page.headers["Retry-After"]) >= 1
    refusal = json.loads(await api.get_data())
    assert refusal["code"] == "unavailable"
    assert refusal["retry_ms"] > 0


async def test_the_log_holds_no_text_no_token_and_no_address(
    house: House, logged: io.StringIO
) -> None:
    room = await house.debate()
    token = house.identity.new_participant()
    key = await house.token(room.code, "display")
    script = house.script(token)
    broken = command("submit", text=MARKER, lang=MARKER * 3)

    await script.say(room.code, "submit", text=MARKER)
    await script.post(f"/api/debates/{room.code}/commands", json=broken)
    await script.get(f"/api/debates/{room.code}/questions?like={MARKER}")
    await house.stranger().get(f"/display/{room.code}?key={key}")
    await house.stranger().get(f"/{MARKER}?q={MARKER}")
    moderator = await house.moderator()
    await moderator.get(f"/control/{room.code}")
    logging.getLogger("server.test").info("the log is on")

    written = logged.getvalue()
    assert "the log is on" in written, "there must be something that could tell"
    for secret in (MARKER, token, key, "127.0.0.1", *moderator.cookies.values()):
        assert secret not in written
