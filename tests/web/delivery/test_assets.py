"""Static files: in memory, named by their content, kept for ever, compressed once."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from server.web.delivery.assets import VENDORED, Assets, house_assets

SCRIPT = "export const answer = 42 // long enough to be compressed\n" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in VENDORED.values():
        write(tmp_path / path, "export default 1\n")
    write(tmp_path / "common/page.js", SCRIPT)
    write(tmp_path / "common/css/base.css", "body { margin: 0 }\n" * 30)
    write(tmp_path / "locales/en/common.json", '{"a": "b"}')
    write(tmp_path / "fonts/sans.woff2", "wOF2" * 200)
    write(tmp_path / "common/icon.svg", "<svg/>")
    write(tmp_path / "common/types.d.ts", "type A = 1")
    write(tmp_path / "notes.md", "# not for browsers")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.fixture
def files(folder: Path) -> Assets:
    return Assets(folder)


async def test_a_stylesheet_comes_with_those_that_it_imports(folder: Path) -> None:
    write(folder / "audience/card.css", ".card { margin: 0 }\n")
    write(
        folder / "audience/audience.css", '@import "../common/css/base.css";\n@import "card.css";\n'
    )

    sheet = Assets(folder).get("audience/audience.css")

    assert sheet is not None
    assert sheet.body.count(b"body { margin: 0 }") == 30
    assert sheet.body.endswith(b".card { margin: 0 }\n\n")
    assert b"@import" not in sheet.body


def test_a_stylesheet_cannot_import_what_is_not_there(folder: Path) -> None:
    write(folder / "audience/audience.css", '@import "gone.css";\n')

    with pytest.raises(FileNotFoundError):
        Assets(folder)


def test_any_changed_file_changes_the_version(files: Assets, folder: Path) -> None:
    write(folder / "common/css/base.css", "body { margin: 1px }\n")

    assert Assets(folder).version != files.version


def test_the_same_files_have_the_same_version(files: Assets, folder: Path) -> None:
    assert Assets(folder).version == files.version


def test_a_page_cannot_name_a_file_that_is_not_there(files: Assets) -> None:
    with pytest.raises(LookupError, match=r"common/gone\.js"):
        files.url("common/gone.js")


def test_the_import_map_leads_to_the_vendored_files(files: Assets) -> None:
    imports = json.loads(files.importmap)["imports"]

    assert imports == {name: files.url(path) for name, path in VENDORED.items()}
    assert "<" not in files.importmap  # it stands in a page as it is


def test_the_policy_source_is_the_hash_of_the_import_map(files: Assets) -> None:
    digest = base64.b64encode(hashlib.sha256(files.importmap.encode()).digest()).decode()

    assert files.importmap_source == f"'sha256-{digest}'"


def test_without_a_vendored_file_the_server_does_not_start(folder: Path) -> None:
    (folder / "vendor/htm.js").unlink()

    with pytest.raises(LookupError):
        Assets(folder)


async def test_a_stylesheet_comes_with_those_it_imports(folder: Path) -> None:
    write(
        folder / "hall/hall.css", '/* ours */\n@import "../common/css/base.css";\np { margin: 0 }\n'
    )

    body = Assets(folder).get("hall/hall.css")

    assert body is not None
    base = (folder / "common/css/base.css").read_bytes()
    assert body.body == b"/* ours */\n" + base + b"\np { margin: 0 }\n"


async def test_a_stylesheet_has_another_address_when_an_imported_one_changes(folder: Path) -> None:
    write(folder / "hall/hall.css", '@import "../common/css/base.css";\n')
    before = Assets(folder)

    write(folder / "common/css/base.css", "body { margin: 1px }\n" * 30)
    after = Assets(folder)

    assert before.get("hall/hall.css") != after.get("hall/hall.css")
    assert before.version != after.version


async def test_a_page_fetches_all_that_its_script_imports_each_behind_what_it_needs(
    folder: Path,
) -> None:
    write(folder / "host/main.js", 'import { h } from "preact"\nimport { on } from "./host.js"\n')
    write(folder / "host/host.js", 'import {\n  a,\n} from "../common/a.js"\nexport const on = a\n')
    write(folder / "common/a.js", 'export { later } from "./later.js"\nexport const a = "b"\n')
    write(folder / "common/later.js", 'export const later = () => import("./rare.js")\n')

    assert Assets(folder).imported_by("host/main.js") == (
        "vendor/preact.js",
        "common/later.js",
        "common/a.js",
        "host/host.js",
    )


async def test_a_module_that_is_not_there_is_told_where_it_is_asked_for(folder: Path) -> None:
    write(folder / "host/main.js", 'import { on } from "./host.js"\n')

    with pytest.raises(LookupError, match=r"host/host\.js"):
        Assets(folder).imported_by("host/main.js")


def test_every_screen_of_the_house_finds_its_modules() -> None:
    assets = house_assets()

    assert len(assets.imported_by("audience/app.js")) <= 9  # each is a request of a first visit
    for main in ("display/main.js", "host/main.js", "control/main.js"):
        assert "common/connection.js" in assets.imported_by(main)
