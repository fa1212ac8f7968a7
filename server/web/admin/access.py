"""Who may be on a page of administration: the table of rules says it."""

from werkzeug.exceptions import Forbidden, abort

from server.debate.actors import Actor
from server.debate.rules import allowed
from server.web.login.accounts import logged_in, to_login


async def require(what: str) -> Actor:
    """The moderator who sent this request, who may ask for `what` (of the table's NAMED). Sends
    strangers to the login page, and raises Forbidden for moderators of other roles."""
    actor = await logged_in()
    if actor is None:
        abort(to_login())
    if not allowed(what, actor.role):
        raise Forbidden
    return actor
