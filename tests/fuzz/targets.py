"""All that is fuzzed."""

from tests.fuzz import (
    archives,
    backups,
    contract,
    cookies,
    frames,
    handshakes,
    journals,
    patches,
    pieces,
    requests,
    settings,
    sheets,
)
from tests.fuzz.fuzzing import Outcome, fuzz

TARGETS = {
    target.name: target
    for target in (
        frames.TARGET,
        cookies.TARGET,
        patches.TARGET,
        sheets.TARGET,
        settings.TARGET,
        archives.TARGET,
        handshakes.TARGET,
        pieces.TARGET,
        requests.TARGET,
        contract.TARGET,
        journals.TARGET,
        backups.TARGET,
    )
}


def fuzz_by_name(name: str, seconds: float) -> Outcome:
    """In a process of its own a target is known by its name: it cannot be sent there."""
    return fuzz(TARGETS[name], seconds)
