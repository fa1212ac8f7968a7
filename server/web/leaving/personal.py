"""Which debates of an organisation have something personal that was not removed yet."""

from collections.abc import Collection

from server.store.leaving.retentions import What
from server.web.dependencies import dependencies


async def codes_of(organisation: str, whats: Collection[What]) -> list[str]:
    """Those that are over, and of which not all of this was removed. Raises Unavailable."""
    store = dependencies().store
    keys = {one.key for one in await store.programmes.list(organisation)}
    rows = await store.debates.list()
    codes = [row.code for row in rows if row.programme in keys and row.is_kept and row.unlinked]
    gone = {(one.code, one.what) for one in await store.retentions.shredded(codes)}
    return [code for code in codes if any((code, what) not in gone for what in whats)]
