"""What Tribina is installed from and served with: the locks and hypercorn.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from hypercorn.config import Config

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=]", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    starts = [match.start() for match in PIN.finditer(text)]
    assert starts
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        assert SHA256.search(text, start, end), text[start : text.index("\n", start)]


@pytest.mark.parametrize(
    "lock", [*LOCKS, "package-lock.json", "deploy/companion/package-lock.json"]
)
def test_a_lock_does_not_say_where_it_came_from(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"index-url|find-links|file:|\"resolved\"|@ http", text)


def test_the_tools_are_locked_with_the_same_libraries_that_serve() -> None:
    runtime, tools = (pins(lock) for lock in LOCKS)
    assert runtime.items() <= tools.items()


def test_all_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    runtime, tools = (pins(lock) for lock in LOCKS)
    assert wanted(project["project"]["dependencies"] + groups["install"]) <= runtime.keys()
    assert wanted(groups["dev"]) <= tools.keys()


def test_hypercorn_knows_every_setting_of_ours_and_its_kind() -> None:
    # Hypercorn itself keeps silent about a key that it does not know.
    settings = tomllib.loads((ROOT / "hypercorn.toml").read_text())
    for key, value in settings.items():
        default = getattr(Config, key)
        number = isinstance(value, (int, float))
        assert default is None or number == isinstance(default, (int, float)), key
    assert settings["backlog"] == 4096


def test_a_certificate_can_be_named_as_the_comment_shows(tmp_path: Path) -> None:
    text = (ROOT / "hypercorn.toml").read_text()
    shown = re.sub(r"^# (certfile|keyfile)", r"\1", text, flags=re.MULTILINE)
    (tmp_path / "hypercorn.toml").write_text(shown)
    assert Config.from_toml(tmp_path / "hypercorn.toml").ssl_enabled
    assert not Config.from_toml(ROOT / "hypercorn.toml").ssl_enabled


def test_no_request_is_logged_with_an_address() -> None:
    logger = Config.from_toml(ROOT / "hypercorn.toml").log
    assert logger.access_logger is None
    assert logger.error_logger is None
