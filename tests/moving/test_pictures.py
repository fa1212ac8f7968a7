"""Logos that move with their organisation, and the websites that may show its debates."""

import io
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from server.operating.trouble import Trouble
from server.store.house.quotas import USUAL
from server.web.logos.refining import refined
from tests.given.web_house import House
from tests.moving.given import (
    KEY,
    PROGRAMME,
    Change,
    Files,
    listed,
    move,
    organisation,
    page,
    replaced,
    tools_of,
    unzipped,
    without_takeover,
    zipped,
)
from tests.web.logos.pictures import as_file, drawn, png

CODE = "482915"
NEWS = ["https://novine.example", "http://radio.example:8080"]


async def with_looks(house: House) -> None:
    """A logo for each ground of the organisation, one of its programme."""
    logos = house.store.logos
    await logos.put("organisation", KEY, "light", refined(png()), 1)
    await logos.put("organisation", KEY, "dark", refined(png(ink="#ffffff")), 1)
    photo = Image.effect_noise((1600, 500), 80).convert("RGB")
    await logos.put("programme", PROGRAMME, "dark", refined(as_file(photo, "JPEG")), 1)
    await house.store.embedders.set(KEY, NEWS)


async def exported(there: House, folder: Path) -> Path:
    """Its file, with logos and websites."""
    await organisation(there)
    await with_looks(there)
    right = folder / "right.zip"
    await tools_of(there).moving.export(KEY, right, lambda part: None)
    return right


async def test_pages_are_equal_with_their_logos(there: House, here: House, tmp_path: Path) -> None:
    await organisation(there, CODE)
    await with_looks(there)

    await move(tmp_path / "aktiv.zip", there, here)

    own = await there.store.logos.of("organisation", KEY)
    assert await here.store.logos.of("organisation", KEY) == own
    for logo in own.values():
        for small in (False, True):
            body = await there.store.logos.bytes_of(logo.digest, small)
            assert body is not None
            assert await here.store.logos.bytes_of(logo.digest, small) == body
    assert await page(here, f"/o/{KEY}") == await page(there, f"/o/{KEY}")
    for path in ("/", f"/archive/{CODE}", f"/o/{KEY}/sporazum"):
        moved = re.sub("[0-9a-f]{64}", "", without_takeover(await page(here, path)))
        assert moved == re.sub("[0-9a-f]{64}", "", await page(there, path))
    (lossy,) = (await here.store.logos.of("programme", PROGRAMME)).values()
    assert (lossy.width, lossy.height) == (1000, 312)
    assert list(await here.store.embedders.of(KEY)) == NEWS
    response = await here.stranger().get(f"/embed/{CODE}")
    assert NEWS[0] in response.headers["Content-Security-Policy"]


async def test_they_move_on_under_another_key(there: House, here: House, tmp_path: Path) -> None:
    await organisation(there)
    await with_looks(there)
    await move(tmp_path / "aktiv.zip", there, here, "aktiv-2")
    assert len(await here.store.logos.of("organisation", "aktiv-2")) == 2
    assert list(await here.store.embedders.of("aktiv-2")) == NEWS


async def test_a_picture_that_two_show_is_in_the_file_once(there: House, tmp_path: Path) -> None:
    await organisation(there)
    for kind, scope in (("organisation", KEY), ("programme", PROGRAMME)):
        await there.store.logos.put(kind, scope, "light", refined(png()), 1)  # type: ignore[arg-type]
    await tools_of(there).moving.export(KEY, tmp_path / "f.zip", lambda part: None)
    assert sum(name.startswith("logos/") for name in unzipped(tmp_path / "f.zip")) == 1


async def test_a_file_is_made_anew_once_a_logo_or_an_embedder_is_another(house: House) -> None:
    await organisation(house)
    states = [await house.store.moving_state(KEY, 1)]
    await house.store.embedders.set(KEY, NEWS)
    states.append(await house.store.moving_state(KEY, 1))
    await house.store.logos.put("organisation", KEY, "light", refined(png()), 1)
    states.append(await house.store.moving_state(KEY, 1))
    assert len(set(states)) == 3


def _logo(body: bytes) -> Change:
    """This in the place of the organisation's light one."""

    def change(files: Files) -> None:
        said = json.loads(files["organisation.json"])
        old = said["logos"]["light"]
        new = said["logos"]["light"] = sha256(body).hexdigest()
        del files[f"logos/{old}.webp"]
        files[f"logos/{new}.webp"] = body
        files["organisation.json"] = json.dumps(said).encode()

    return change


def _origins(*origins: str) -> Change:
    def change(files: Files) -> None:
        said = json.loads(files["organisation.json"]) | {"embedders": list(origins)}
        files["organisation.json"] = json.dumps(said).encode()

    return change


def _unnamed(files: Files) -> None:
    files[f"logos/{'0' * 64}.webp"] = refined(png(ink="#00ff00")).body


def _missing(files: Files) -> None:
    del files[f"logos/{json.loads(files['organisation.json'])['logos']['light']}.webp"]


def moving() -> bytes:
    frames = [drawn(ink=ink) for ink in ("#b4232a", "#0a5c8a")]
    made = io.BytesIO()
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    return made.getvalue()


BOMB = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\x3f\0" * 2 + bytes(8)

FORGED: list[tuple[str, Change]] = [
    ("not taken: svg", _logo(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")),
    ("not taken: kind", _logo(b"<html><script>alert(1)</script>")),
    ("not taken: animated", _logo(moving())),
    ("not taken: large", _logo(BOMB)),
    ("not taken: heavy", _logo(png() + bytes(3_000_000))),
    ("not taken: empty", _logo(as_file(Image.new("RGBA", (9, 9))))),
    ("a logo in it is nobody's", _unnamed),
    ("not in its list", _missing),
    ("not what it should be", replaced("organisation.json", b'"light"', b'"grey"')),
    ("no website", _origins("https://a.example; script-src *")),
    ("no website", _origins("https://*.example")),
    ("no website", _origins("https://a.example", "https://a.example")),
    ("no website", _origins("'unsafe-inline'")),
    ("no website", _origins("https://a.example https://b.example")),
    ("no website", _origins(*(f"https://n{number}.example" for number in range(21)))),
]


async def test_what_was_forged_is_refused_and_nothing_of_it_taken(
    there: House, here: House, tmp_path: Path
) -> None:
    right = await exported(there, tmp_path)
    for why, change in FORGED:
        forged = unzipped(right)
        change(forged)
        file = zipped(tmp_path / "forged.zip", listed(forged))
        with pytest.raises(Trouble, match=why):
            await tools_of(here).moving.take_over(file, None, lambda part: None)
        assert await here.store.organisations.get(KEY) is None
        assert await here.store.logos.of("organisation", KEY) == {}


async def test_what_a_file_says_beside_a_picture_does_not_go_on(
    there: House, here: House, tmp_path: Path
) -> None:
    right = await exported(there, tmp_path)
    forged = unzipped(right)
    exif = Image.Exif()
    exif[0x010E] = "<script>"
    _logo(as_file(drawn(ink="#123456"), "PNG", exif=exif) + b"<?php")(forged)
    file = zipped(tmp_path / "forged.zip", listed(forged))
    await tools_of(here).moving.take_over(file, None, lambda part: None)
    logo = (await here.store.logos.of("organisation", KEY))["light"]
    body = await here.store.logos.bytes_of(logo.digest, small=False)
    assert body is not None
    assert b"<?php" not in body and b"<script>" not in body
    assert logo.digest == sha256(body).hexdigest()


async def test_logos_are_no_more_than_a_new_organisation_may_have(
    there: House, here: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await organisation(there)
    await with_looks(there)
    monkeypatch.setitem(USUAL, "uploads", 10_000)
    with pytest.raises(Trouble, match="more than a new organisation may have"):
        await move(tmp_path / "aktiv.zip", there, here)
    assert await here.store.organisations.get(KEY) is None
