"""Who opens the control screen of a debate, with all that its audience asked, is entered into the
log of administration: once an hour, whoever it is."""

import logging

from server.debate.actors import Actor, Scope
from server.debate.minutes import hour
from server.store import Unavailable
from server.store.administration.actions import who_of
from server.store.administration.fields import Told
from server.store.administration.log import Sought
from server.web.admin.entering import enter
from server.web.dependencies import dependencies

RECENT = 20  # openings of one, in which this debate is looked for

log = logging.getLogger(__name__)


async def note_opened(actor: Actor, code: str) -> None:
    """Nobody's work waits for the log: where it cannot be written, the screen opens."""
    known = dependencies()
    now, who = known.clock.now(), who_of(actor)
    try:
        organisation = (await known.store.memberships.path_of(code)).organisation
        sought = Sought(organisation, "control_opened", who.known_as)
        entries = [one.entry for one in await known.store.administration.read(sought, None, RECENT)]
        if any(one and one.at >= hour(now) and one.scope.key == code for one in entries):
            return
        after: Told = {"role": actor.role}
        await enter(actor, "control_opened", Scope("debate", code), about=code, after=after)
    except Unavailable:
        log.warning("who opened a control screen could not be entered", extra={"debate": code})
