"""The package of graphics: who gets it, and what is in it."""

import io
import json
import re
from zipfile import ZipFile

from server.web.studio.ograf import GRAPHICS, package
from tests.given.web_house import House
from tests.static.graphics.rules import broken_rules


def files() -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


async def test_who_may_open_the_display_gets_it(house: House) -> None:
    room = await house.debate()
    key = await house.token(room.code, "display")
    path = f"/studio/{room.code}/ograf.zip"

    for answer in (
        await house.stranger().get(f"{path}?key={key}"),
        await (await house.moderator()).get(path),
    ):
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/zip"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="tribina-ograf.zip"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert await answer.get_data() == package()


async def test_nobody_else_does(house: House) -> None:
    room = await house.debate()
    path = f"/studio/{room.code}/ograf.zip"

    assert (await house.stranger().get(path)).status_code == 403
    assert (await house.stranger().get(f"{path}?key=of-another-evening")).status_code == 403
    key = await house.token(room.code, "display")
    assert (await house.stranger().get(f"/studio/000000/ograf.zip?key={key}")).status_code == 404


def test_the_same_graphics_make_the_same_package() -> None:
    first = package()
    package.cache_clear()

    assert package() == first


def test_it_holds_the_graphics_with_their_letters_and_licences_and_nothing_else() -> None:
    names = set(files())
    ours = {
        file.relative_to(GRAPHICS).as_posix()
        for file in GRAPHICS.rglob("*")
        if file.is_file() and file.suffix != ".md"
    }
    graphics = {name.removesuffix(".ograf.json") for name in names if name.endswith(".ograf.json")}

    assert names == ours | {"LICENSE"} | {f"{graphic}.html" for graphic in graphics}
    assert len(graphics) == 6
    assert {"fonts/OFL.txt", "fonts/source-sans-3-cyrillic.woff2"} <= names


def test_every_manifest_in_it_is_good_and_its_main_is_there() -> None:
    packed = files()
    for name, body in packed.items():
        if name.endswith(".ograf.json"):
            manifest = json.loads(body)
            assert broken_rules(manifest) == [], name
            assert manifest["main"] in packed


def test_whatever_a_file_of_it_names_is_in_it() -> None:
    packed = files()
    for name, body in packed.items():
        if not name.endswith((".js", ".css", ".html")):
            continue
        folder = name.rpartition("/")[0]
        for found in re.findall(rb'(?:from |import |url\(|src=|resolve\()"([^"]+)"', body):
            parts = [*filter(None, folder.split("/"))]
            for part in found.decode().split("/"):
                if part == "..":
                    parts.pop()
                elif part != ".":
                    parts.append(part)
            assert "/".join(parts) in packed, f"{name}: {found.decode()}"


def test_spx_finds_the_fields_of_a_template() -> None:
    page = files()["question.html"].decode()
    found = re.search(r"window\.SPXGCTemplateDefinition = (\{.*\})</script>", page)
    assert found is not None
    definition = json.loads(found[1])
    text, *others = definition["DataFields"]

    assert (definition["steps"], definition["dataformat"]) == ("1", "json")
    assert (text["field"], text["ftype"], text["title"]) == ("text", "textfield", "Question")
    assert {"asker", "accent"} <= {one["field"] for one in others}
    assert all(isinstance(one["value"], str) for one in (text, *others))


def test_it_says_nothing_of_any_debate_or_server() -> None:
    for name, body in files().items():
        if name.endswith((".js", ".json", ".html", ".css")):
            addresses = set(re.findall(rb"https?://[\w.:-]+", body))
            assert addresses <= {b"https://ograf.ebu.io", b"http://www.w3.org"}, name
