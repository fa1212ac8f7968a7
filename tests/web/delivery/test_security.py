"""What every answer says to the browser about what it may do with it."""

from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

from server.identity.recognising import PARTICIPANT_COOKIE
from tests.given.web_house import FOREIGN, House, settings

PAGES = ("/000000", "/login", "/display/000000")
OTHERS = ("/health", "/metrics", "/openapi.json", "/api/debates/000000", "/static/x/y.js")


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


@pytest.mark.parametrize("path", PAGES + OTHERS)
async def test_every_answer_has_a_policy(house: House, path: str) -> None:
    headers = (await house.stranger().get(path)).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == ("no-referrer" if "display" in path else "same-origin")
    assert directives(headers["Content-Security-Policy"])["default-src"] == ["'none'"]
    assert "Strict-Transport-Security" not in headers
    assert "Cross-Origin-Opener-Policy" not in headers


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_runs_only_its_own_files_and_the_import_map(house: House, path: str) -> None:
    response = await house.stranger().get(path, Host="192.168.1.20:8000")

    policy = directives(response.headers["Content-Security-Policy"])
    files = house.app.extensions["tribina"].assets
    assert policy["script-src"] == ["'self'", files.importmap_source]
    assert policy["style-src"] == ["'self'"]
    assert policy["connect-src"] == ["'self'", "ws://192.168.1.20:8001"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Permissions-Policy"]


async def test_only_the_display_may_be_framed(house: House) -> None:
    display = await house.stranger().get("/display/000000")
    audience = await house.stranger().get("/000000")

    def ancestors(headers: Headers) -> list[str]:
        return directives(headers["Content-Security-Policy"])["frame-ancestors"]

    assert ancestors(display.headers) == ["'self'"]
    assert ancestors(audience.headers) == ["'none'"]


async def test_by_https_browsers_are_held_to_it(tmp_path: Path) -> None:
    house = House(settings(tmp_path, public_url="https://debates.example.org"))
    await house.open()
    phone = house.stranger()
    phone.origin = "https://debates.example.org"

    response = await phone.get("/000000", Host="127.0.0.1:8000")
    joined = await phone.post("/api/participants", headers={"Host": "127.0.0.1:8000"})
    await house.close()

    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = directives(response.headers["Content-Security-Policy"])
    assert policy["connect-src"] == ["'self'", "wss://debates.example.org"]
    assert PARTICIPANT_COOKIE in phone.cookies
    assert "Secure" in joined.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "host", ["a; script-src *", "a b", "<script>", "192.168.1.20:81:81", "ć.example", "a,b", "@"]
)
async def test_a_host_that_could_not_stand_in_a_page_is_refused(house: House, host: str) -> None:
    response = await house.stranger().get("/000000", Host=host)

    assert response.status_code == 400
    assert "script-src *" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("origin", [FOREIGN, "null"])
async def test_a_form_of_a_foreign_page_is_refused(house: House, origin: str) -> None:
    stranger = house.stranger()
    stranger.origin = origin

    assert (await stranger.post("/language", form={"locale": "en"})).status_code == 403


async def test_a_form_without_an_origin_does_not_act_for_who_is_logged_in(house: House) -> None:
    moderator = await house.moderator()
    moderator.origin = None

    assert (await moderator.post("/language", form={"locale": "en"})).status_code == 403


async def test_a_page_of_a_trusted_origin_may_use_the_api(tmp_path: Path) -> None:
    studio = "https://studio.example.org"
    house = House(settings(tmp_path, origins=(studio,)))
    await house.open()
    room = await house.debate()
    path = f"/api/debates/{room.code}"

    read = await house.script().get(path, Origin=studio)
    asked_first = await house.app.test_client().options(
        f"{path}/commands", headers={"Origin": studio}
    )
    page = await house.stranger().get("/000000", Origin=studio)
    await house.close()

    assert read.headers["Access-Control-Allow-Origin"] == studio
    assert "Origin" in read.headers["Vary"]
    assert asked_first.status_code == 200
    assert "POST" in asked_first.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked_first.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in page.headers


async def test_a_page_is_compressed_for_those_who_accept_it(house: House) -> None:
    plain = await house.stranger().get("/000000")
    packed = await house.stranger().get("/000000", Accept_Encoding="gzip")

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(await packed.get_data()) < len(await plain.get_data())
    assert "Accept-Encoding" in plain.headers["Vary"]


async def test_a_form_that_is_too_large_is_refused(house: House) -> None:
    form = {"locale": "en", "back": "/" + "a" * 70_000}

    assert (await house.stranger().post("/language", form=form)).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "6.6.6.6:8000"])
async def test_a_strangers_name_for_this_server_gets_into_no_answer(
    house: House, host: str
) -> None:
    await house.debate("live")
    for path in ("/482915", "/qr/482915.svg", "/api/debates/482915/door", "/display/482915", "/"):
        poisoned = await house.stranger().get(path, Host=host)

        assert poisoned.status_code == 400
        assert host not in await poisoned.get_data(as_text=True)
    ours = await (await house.stranger().get("/482915")).get_data(as_text=True)
    assert host not in ours and "localhost" in ours


async def test_a_qr_code_is_of_the_address_that_it_was_asked_at(house: House) -> None:
    await house.debate("live")
    one, other = [
        await house.stranger().get("/qr/482915.svg", Host=f"192.168.1.{n}:8000") for n in (5, 6)
    ]

    assert await one.get_data() != await other.get_data()
    assert one.headers["Cache-Control"].startswith("private")


async def test_machines_watch_under_any_name(house: House) -> None:
    assert (await house.script().get("/health", Host="tribina-1:8000")).status_code == 200
