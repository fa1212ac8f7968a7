"""An organisation that a page is about."""

from werkzeug.exceptions import NotFound

from server.store import Organisation
from server.web.dependencies import dependencies


async def known_organisation(key: str) -> Organisation:
    """Raises NotFound."""
    found = await dependencies().store.organisations.get(key)
    if found is None:
        raise NotFound
    return found
