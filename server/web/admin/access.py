"""Who may be on a page of administration."""

from werkzeug.exceptions import Forbidden, abort

from server.debate.actors import Actor, Role
from server.web.login.accounts import logged_in, to_login

ANYBODY: frozenset[Role] = frozenset({"owner", "producer", "screener", "host"})
SCREENERS: frozenset[Role] = frozenset({"owner", "producer", "screener"})
PRODUCERS: frozenset[Role] = frozenset({"owner", "producer"})
OWNERS: frozenset[Role] = frozenset({"owner"})


async def require(roles: frozenset[Role]) -> Actor:
    """The moderator who sent this request. Sends strangers to the login page, and raises
    Forbidden for moderators of other roles."""
    actor = await logged_in()
    if actor is None:
        abort(to_login())
    if actor.role not in roles:
        raise Forbidden
    return actor
