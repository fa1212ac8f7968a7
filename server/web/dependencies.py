"""What the pages and the API work with, handed in once by the composition root."""

from dataclasses import dataclass
from typing import cast

from quart import current_app

from server.clock import Clock
from server.identity.recognising import Identity
from server.jobs import Jobs
from server.limits.letters import LetterPace
from server.limits.pages import Newcomers
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.settings import Settings
from server.store import Store
from server.web.api.health import Health
from server.web.delivery.assets import Assets
from server.web.programmes import Looks
from server.web.words.i18n import Catalogue

EXTENSION = "tribina"


@dataclass(frozen=True)
class Dependencies:
    """One of each, for the whole process."""

    settings: Settings
    store: Store
    rooms: Rooms
    identity: Identity
    catalogue: Catalogue
    clock: Clock
    assets: Assets
    metrics: Metrics
    health: Health
    looks: Looks
    newcomers: Newcomers
    jobs: Jobs
    letters: LetterPace


def dependencies() -> Dependencies:
    """The dependencies of the app that serves this request."""
    return cast(Dependencies, current_app.extensions[EXTENSION])
