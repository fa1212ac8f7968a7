"""Every file that is named somewhere is there: texts outlive what they speak of."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = (".py", ".md", ".js", ".ts", ".css", ".html", ".toml", ".sh", ".yaml", "Makefile")

# Paths from the root.
_PATH = re.compile(r"(?<![\w/.-])((?:server|static|tests|docs|deploy|scripts)/[\w/.-]*\w/?)")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\n") if name.endswith(READ)]


def _is_there(name: str) -> bool:
    return (ROOT / name).exists() or any(ROOT.glob(f"{name}.*"))


def _is_module(name: str) -> bool:
    """A module, or something in one."""
    parts = name.split(".")
    return any(
        (ROOT.joinpath(*parts[:end]).with_suffix(".py")).is_file()
        or (end == len(parts) and ROOT.joinpath(*parts).is_dir())
        or (end == len(parts) - 1 and (ROOT.joinpath(*parts[:end]) / "__init__.py").is_file())
        for end in range(2, len(parts) + 1)
    )


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    found = {file: file.read_text("utf-8") for file in _tracked() if file.is_file()}
    return {
        file.relative_to(ROOT).as_posix(): text
        for file, text in found.items()
        if "vendor" not in file.parts and file.name != "CHANGELOG.md"
    }


def test_named_files_are_there(texts: dict[str, str]) -> None:
    named = {(name, where) for where, text in texts.items() for name in _PATH.findall(text)}

    assert len(named) > 100
    assert not {at for at in named if not _is_there(at[0])}


def test_named_modules_are_there(texts: dict[str, str]) -> None:
    named = {
        (name, where)
        for where, text in texts.items()
        for name in re.findall(r"`(server(?:\.\w+)+)`|python -m ((?:server|tests)[.\w]*\w)", text)
        for name in name
        if name
    }

    assert len(named) > 10
    assert not {at for at in named if not _is_module(at[0])}
