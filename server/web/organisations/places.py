"""The pages of an organisation's desk, in the order in which it names them."""

from msgspec import Struct

from server.debate.actors import Path
from server.web.admin.access import Moderator


class Place(Struct, frozen=True):
    """`name`: the last part of its address, and of its words (`organisations.place_NAME`); `what`:
    as the table of rules calls it."""

    name: str
    what: str


PLACES = (
    Place("members", "members"),
    Place("look", "logo"),
    Place("provider", "provider"),
    Place("embedding", "embedding"),
    Place("log", "log"),
    Place("webhooks", "webhooks"),
    Place("leaving", "leaving"),
)


def places_of(moderator: Moderator, organisation: str) -> list[Place]:
    """Those on which they may be."""
    path = Path(organisation)
    return [place for place in PLACES if moderator.may(place.what, path)]
