"""What the module for Companion knows of the server is what the server says of itself."""

import json
import tomllib
from pathlib import Path

from tests.project.companion import FILE, FOLDER, written

ROOT = Path(__file__).parents[2]


def test_the_description_is_made_of_the_server_s_own_tables() -> None:
    assert FILE.read_text("utf-8") == written(), "make companion"


def test_the_module_has_the_version_of_the_server() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module = json.loads((FOLDER / "package.json").read_text("utf-8"))

    assert (module["version"], module["license"]) == (project["version"], project["license"])
