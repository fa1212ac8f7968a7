"""A fifth language comes with a line in one table and a folder of words: shown by adding one.

The house is copied for it, since its tables are read when the program begins."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.outside

ROOT = Path(__file__).parents[3]
READS = ("ro", "en", "sq", "sr-Latn")
LINE = f"""    Language(*("ro", "ro", "Română", "ro", "EEEE, d MMMM"), {READS}),
"""

# Goes through the house as its copy has it, and says what it saw.
VISIT = """
import asyncio, json, re, sys
from pathlib import Path
from server.archive.export_csv import COLUMNS
from server.debate.showing.fairness import language_of
from tests.given.web_house import House, settings

async def visit():
    house = House(settings(Path(sys.argv[1])))
    await house.open()
    try:
        room = await house.debate()
        said = await house.question(room)
        guest = house.stranger(**{"Accept-Language": "ro-MD,ro;q=0.9"})
        home = await (await guest.get("/")).get_data(as_text=True)
        phone = await (await guest.get("/482915")).get_data(as_text=True)
        owner = await house.moderator("owner")
        form = await (await owner.get("/admin/debates/new")).get_data(as_text=True)
        lists = await (await owner.get("/admin/words")).get_data(as_text=True)
        control = await (await owner.get("/control/482915")).get_data(as_text=True)
        translated = await owner.say("482915", "translate", question=said, lang="ro", text="De ce?")
        data = lambda page: json.loads(re.search('id="page">(.*?)</script>', page)[1])
        seen = {
            "home": re.search("<html lang=.(.*?)[\\"' ]", home)[1],
            "menu": "Română" in home,
            "reads": data(phone)["reads"],
            "words": data(phone)["strings"]["audience.ask"],
            "title": 'name="title-ro"' in form,
            "screens": 'value="ro,sq"' in form,
            "list": "-ro" in lists or 'name="ro"' in lists,
            "tags": data(control)["tags"],
            "translated": translated.status_code,
            "column": "translation_ro" in COLUMNS,
            "counted": language_of("ro-MD"),
        }
    finally:
        await house.close()
    print(json.dumps(seen))

asyncio.run(visit())
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The house with a fifth language: one line, one folder."""
    for name in ("server", "static"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    table = tmp_path / "server" / "language" / "languages.py"
    source = table.read_text("utf-8")
    end = source.index("\n)\n", source.index("LANGUAGES: Final = (")) + 1
    table.write_text(source[:end] + LINE + source[end:], "utf-8")
    words = tmp_path / "static" / "locales"
    shutil.copytree(words / "en", words / "ro")
    file = words / "ro" / "audience.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"ask": "Întreabă"}), "utf-8")
    return tmp_path


def test_a_language_comes_with_a_line_and_a_folder_of_words(copied: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", VISIT, str(copied / "data")],
        cwd=copied,
        env=os.environ | {"PYTHONPATH": f"{copied}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "home": "ro",
        "menu": True,
        "reads": [*READS],
        "words": "Întreabă",
        "title": True,
        "screens": True,
        "list": True,
        "tags": ["sr-Latn", "sr-Cyrl", "sq", "en", "ro"],
        "translated": 200,
        "column": True,
        "counted": "ro",
    }
