"""Ask the registries whether something known is wrong with what the locks pin: `make advisories`.

pip-audit asks the Python registry, `npm audit` that of npm. A mirror may not pass such questions
on, and there may be no network: that is said in a line, and is no failure. A finding is one, unless
ACCEPTED gives its id with the reason.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
ACCEPTED = ROOT / "tests" / "advisories.toml"
NPM_FOLDERS = (ROOT, ROOT / "tests" / "load" / "peers", ROOT / "deploy" / "companion")
PATIENCE_S = 120


class Finding(NamedTuple):
    id: str
    what: str


class Unanswered(Exception):
    """The registry was not reached, or does not tell of advisories."""


def ask_python() -> list[Finding]:
    """Of everything in both locks: that of the tools holds the one that serves."""
    options = ("--disable-pip", "--progress-spinner=off", "--timeout=5", "--format=json")
    lock = ROOT / "requirements-dev.lock"
    return from_pip_audit(run(sys.executable, "-m", "pip_audit", "-r", str(lock), *options))


def ask_npm(folder: Path) -> list[Finding]:
    return from_npm_audit(run("npm", "audit", "--json", "--package-lock-only", cwd=folder))


def from_pip_audit(said: str) -> list[Finding]:
    """Raises Unanswered when nothing is found, but some library is unknown to the registry."""
    libraries: list[dict[str, Any]] = parsed(said).get("dependencies", [])
    findings = [
        Finding(flaw["id"], f"{library['name']} {library['version']}, mended in {fixes(flaw)}")
        for library in libraries
        for flaw in library.get("vulns", [])
    ]
    unknown = sum("vulns" not in library for library in libraries)
    if not findings and (unknown or not libraries):
        raise Unanswered(f"it says nothing of {unknown} of {len(libraries)} libraries")
    return findings


def fixes(flaw: dict[str, Any]) -> str:
    return " or ".join(flaw.get("fix_versions", [])) or "no version"


def from_npm_audit(said: str) -> list[Finding]:
    """Of the packages themselves; that others depend on them is not told again."""
    answer = parsed(said)
    if "vulnerabilities" not in answer:
        raise Unanswered("it does not tell of advisories")
    return [
        Finding(via["url"].rpartition("/")[2], f"{via['name']} {via['range']}: {via['title']}")
        for package in answer["vulnerabilities"].values()
        for via in package["via"]
        if isinstance(via, dict)
    ]


def parsed(said: str) -> dict[str, Any]:
    try:
        answer = json.loads(said)
    except ValueError:
        raise Unanswered("no answer") from None
    return answer if isinstance(answer, dict) else {}


def run(*command: str, cwd: Path = ROOT) -> str:
    """What it says; both programs end with 1 when they found something."""
    try:
        done = subprocess.run(
            command, cwd=cwd, check=False, capture_output=True, text=True, timeout=PATIENCE_S
        )
    except (OSError, subprocess.TimeoutExpired):
        raise Unanswered("no answer") from None
    return done.stdout


def judged(findings: Iterable[Finding], accepted: dict[str, str]) -> tuple[list[str], bool]:
    """The lines to say, and whether all is accepted."""
    lines, well = [], True
    for finding in sorted(set(findings)):
        reason = accepted.get(finding.id)
        well = well and reason is not None
        lines.append(f"{finding.id}: {finding.what} ({reason or 'NOT ACCEPTED'})")
    return lines, well


def main(arguments: Sequence[str] = ()) -> int:
    accepted = tomllib.loads(ACCEPTED.read_text("utf-8"))
    asked: list[tuple[str, Callable[[], list[Finding]]]] = [("Python", ask_python)]
    asked += [("npm", partial(ask_npm, folder)) for folder in NPM_FOLDERS]
    all_well = True
    for registry, ask in asked:
        try:
            lines, well = judged(ask(), accepted)
        except Unanswered as why:
            lines, well = [f"{registry} was not asked for advisories: {why}."], True
        all_well = all_well and well
        print("\n".join(lines or [f"{registry}: no advisory."]))
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
