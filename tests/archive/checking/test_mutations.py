"""Whatever is changed in an archive is named, by whatever program checks it."""

from collections.abc import Callable, Sequence

import pytest

from server.archive.checking import heads
from server.archive.checking.main import check
from server.transparency.vkeys import NOTE, Vkey
from tests.archive.evenings import complete_evening
from tests.archive.made import KEYS, Json, archive_of
from tests.archive.mutations import WITHOUT_KEY, Kind, mutations
from tests.archive.third.verify import verify as third

Verifier = Callable[[Json], Sequence[str]]

# What says of an archive, with the keys of its house and of its witness known, what is wrong.
VERIFIERS: dict[str, Verifier] = {
    "check.py": lambda archive: check(archive, KEYS).wrong,
    "third": lambda archive: third(archive, KEYS),
}


@pytest.fixture(autouse=True)
def quick_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of them; those in pure Python are held against these in test_heads.py."""

    def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
        return Vkey("any", NOTE, key).verifies(message, signature)

    monkeypatch.setattr(heads, "is_signed", is_signed)


@pytest.fixture(scope="module")
def archive() -> Json:
    return archive_of(complete_evening())


@pytest.mark.slow
@pytest.mark.parametrize("kind", WITHOUT_KEY)
@pytest.mark.parametrize("name", VERIFIERS)
def test_each_change_is_named(archive: Json, name: str, kind: Kind) -> None:
    verify = VERIFIERS[name]
    assert verify(archive) == []

    changes = list(mutations(archive, (kind,)))
    unnoticed = [change.name for change in changes if not verify(change.archive)]

    assert len(changes) > 1_500
    assert not unnoticed


@pytest.mark.slow
def test_whoever_does_not_know_the_key_is_told_that_lines_may_be_others(archive: Json) -> None:
    """Then what somebody has made right behind a change cannot be noticed in all places."""
    unnoticed = [
        report
        for change in mutations(archive, ("mended",))
        if not (report := check(change.archive)).wrong
    ]

    assert unnoticed
    assert all(any("give its key" in one for one in report.cannot) for report in unnoticed)
