"""Which debates of an organisation have something personal that was not removed yet."""

from collections.abc import Collection

from server.store.leaving.retentions import What
from server.web.dependencies import dependencies


async def codes_of(organisation: str, whats: Collection[What]) -> list[str]:
    """Those that are over, and of which not all of this was removed: all of them, since a file of
    some would be no whole one, but asked for in parts, so that others have their turn. Raises
    Unavailable."""
    retentions = dependencies().store.retentions
    codes: list[str] = []
    while some := await retentions.left(organisation, whats, codes[-1] if codes else ""):
        codes += some
    return codes
