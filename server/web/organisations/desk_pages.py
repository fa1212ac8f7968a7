"""The pages of an organisation's desk, in the order in which it names them."""

from msgspec import Struct

from server.debate.actors import Path
from server.web.admin.access import Moderator


class DeskPage(Struct, frozen=True):
    """`name`: the last part of its address, and of its words (`organisations.place_NAME`); `what`:
    as the table of rules calls it."""

    name: str
    what: str


DESK_PAGES = (
    DeskPage("members", "members"),
    DeskPage("look", "logo"),
    DeskPage("provider", "provider"),
    DeskPage("embedding", "embedding"),
    DeskPage("log", "log"),
    DeskPage("webhooks", "webhooks"),
    DeskPage("leaving", "leaving"),
)


def desk_pages_of(moderator: Moderator, organisation: str) -> list[DeskPage]:
    """Those on which they may be."""
    path = Path(organisation)
    return [page for page in DESK_PAGES if moderator.may(page.what, path)]
