"""What the registries say of the locks is understood, and no answer is not taken for a good one."""

import json

import pytest

from tests.project.advisories import (
    Finding,
    Unanswered,
    from_npm_audit,
    from_pip_audit,
    judged,
    run,
)

FLAW = {"id": "PYSEC-2026-1", "fix_versions": ["1.2"], "aliases": [], "description": "…"}


def libraries(*found: dict[str, object]) -> str:
    return json.dumps({"dependencies": found, "fixes": []})


def test_what_is_wrong_with_a_library_is_found() -> None:
    said = libraries(
        {"name": "quart", "version": "1.1", "vulns": [FLAW]},
        {"name": "click", "version": "8.5", "vulns": []},
        {"name": "segno", "skip_reason": "not found"},
    )

    assert from_pip_audit(said) == [Finding("PYSEC-2026-1", "quart 1.1, mended in 1.2")]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Bad Gateway",
        "[]",
        libraries(),
        libraries(
            {"name": "quart", "version": "1.1", "vulns": []},
            {"name": "click", "skip_reason": "not found"},
        ),
    ],
)
def test_a_registry_of_python_that_says_nothing_was_not_asked(said: str) -> None:
    with pytest.raises(Unanswered):
        from_pip_audit(said)


def test_what_is_wrong_with_a_package_is_found_once() -> None:
    via = {
        "url": "https://advisories.example/GHSA-1",
        "name": "ws",
        "range": "<8.1",
        "title": "It stops",
    }
    said = {"vulnerabilities": {"ws": {"via": [via]}, "engine.io": {"via": ["ws"]}}}

    assert from_npm_audit(json.dumps(said)) == [Finding("GHSA-1", "ws <8.1: It stops")]
    assert from_npm_audit('{"vulnerabilities": {}}') == []


@pytest.mark.parametrize("said", ["", '{"error": {"code": "ENOAUDIT"}}', '{"message": "405"}'])
def test_a_registry_of_npm_that_says_nothing_was_not_asked(said: str) -> None:
    with pytest.raises(Unanswered):
        from_npm_audit(said)


def test_a_program_that_is_not_there_did_not_ask() -> None:
    with pytest.raises(Unanswered):
        run("no-such-program-of-tribina")


def test_a_finding_is_well_only_with_a_reason() -> None:
    one, other = Finding("A-1", "quart 1.1"), Finding("A-2", "click 8.5")

    assert judged([], {}) == ([], True)
    assert judged([one, one], {"A-1": "not used"}) == (["A-1: quart 1.1 (not used)"], True)
    assert judged([one, other], {"A-1": "not used"})[1] is False
