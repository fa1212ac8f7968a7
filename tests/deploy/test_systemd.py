"""The units of systemd, read by systemd itself."""

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.given.services import Missing
from tests.load.process import ROOT

UNITS = ("tribina@.service", "tribina.target")
HOME = "/opt/tribina"
MOST_EXPOSED = 20  # of 100: what systemd calls "OK" begins at 25, "MEDIUM" at 50


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A folder with the units as installed, but for this copy of Tribina."""
    for name in UNITS:
        text = (ROOT / "deploy" / name).read_text()
        program = f"{HOME}/.venv/bin/tribina"
        assert name == "tribina.target" or program in text
        (tmp_path / name).write_text(text.replace(program, shutil.which("true") or ""))
    return tmp_path


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        raise Missing("systemd-analyze is not installed: Debian's package systemd")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def read(name: str) -> ConfigParser:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / name)
    return unit


def test_systemd_finds_nothing_wrong(units: Path) -> None:
    found = analyze("verify", "--man=no", units / "tribina@0.service", units / "tribina.target")
    ours = [line for line in found.stderr.splitlines() if "tribina" in line]
    assert (found.returncode, ours) == (0, [])


def test_a_wrong_line_would_be_found(units: Path) -> None:
    unit = units / "tribina@.service"
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSistem=strict"))
    found = analyze("verify", "--man=no", units / "tribina@0.service")
    assert "ProtectSistem" in found.stderr


def test_a_process_is_exposed_to_little(units: Path) -> None:
    found = analyze(
        *("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager"),
        units / "tribina@.service",
    )
    assert found.returncode == 0, found.stdout.splitlines()[-1]


def test_what_a_process_may_use_is_bounded() -> None:
    service = read("tribina@.service")["Service"]
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["MemoryMax"]
    assert (service["LimitCORE"], service["MemorySwapMax"]) == ("0", "0")
    assert int(service["LimitNOFILE"]) > 30_000, "fewer than the live connections allowed"


def test_the_processes_listen_where_the_proxy_looks() -> None:
    text = (ROOT / "deploy" / "tribina@.service").read_text()
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text()
    wanted = read("tribina.target")["Unit"]["Wants"].split()
    numbers = [unit.removeprefix("tribina@").removesuffix(".service") for unit in wanted]
    for setting, where in (("TRIBINA_PORT", "PAGES"), ("TRIBINA_LIVE_PORT", "LIVE")):
        (pattern,) = (line.split("=")[2] for line in text.splitlines() if f"={setting}=" in line)
        ports = " ".join(f"127.0.0.1:{pattern.replace('%i', number)}" for number in numbers)
        assert f"{{$PROXY_{where}:{ports}}}" in caddyfile
