"""`/health`: whether this process can do its work, for those who restart or route to it."""

import asyncio
from typing import Literal

from msgspec import json
from quart import Blueprint, Response, current_app

from server.cluster.relay import Relay
from server.store import Store, Unavailable
from server.wire.answers import HealthReport, Status

PATIENCE_S = 2.0  # a store that answers later is as good as none


class Health:
    """Is told when the process drains; the rest it finds out by asking."""

    def __init__(self, store: Store, relay: Relay) -> None:
        self._store = store
        self._relay = relay
        self._draining = False

    def drain(self) -> None:
        """From now on the process says that it is going away."""
        self._draining = True

    async def is_fit(self) -> bool:
        """Whether more work should be sent here."""
        return (await self.report()).status == "ok"

    async def report(self) -> HealthReport:
        """The store is asked each time. Of the relay nothing is said where a process is alone."""
        store: Literal["ok", "unavailable"] = "ok" if await self._can_read() else "unavailable"
        whole = store == "ok" and self._relay.working
        status: Status = "draining" if self._draining else "ok" if whole else "degraded"
        if self._relay.alone:
            return HealthReport(status, store)
        return HealthReport(status, store, "ok" if self._relay.working else "unavailable")

    async def _can_read(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._store.accounts.any_owner()
        except (Unavailable, TimeoutError):
            return False
        return True


def blueprint(health: Health) -> Blueprint:
    """The route `/health`: 200, or 503 when no more work should be sent here."""
    routes = Blueprint("health", __name__)

    @routes.get("/health")
    async def report() -> Response:
        found = await health.report()
        response: Response = current_app.response_class(
            json.encode(found), content_type="application/json"
        )
        response.status_code = 200 if found.fit else 503
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes
