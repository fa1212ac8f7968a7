"""`/metrics` in Prometheus' text form: for this machine itself, and for who has the token.

The numbers tell nothing about any person, but to whoever attacks they tell how well it goes.
"""

import hmac

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from quart import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from server.identity.recognising import bearer_of
from server.metrics import Metrics
from server.web.requests.addresses import is_loopback

# What a proxy on this machine adds when it asks for somebody else.
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


def blueprint(metrics: Metrics, token: str) -> Blueprint:
    """`token`: empty where there is none."""
    routes = Blueprint("metrics", __name__)

    @routes.get("/metrics")
    async def numbers() -> Response:
        if not (_is_from_here() or _has(token)):
            raise NotFound
        response: Response = current_app.response_class(
            generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _is_from_here() -> bool:
    forwarded = any(name in request.headers for name in _FORWARDED)
    return not forwarded and is_loopback(request.remote_addr or "")


def _has(token: str) -> bool:
    sent = bearer_of(request.headers.get("Authorization")) or ""
    return token != "" and hmac.compare_digest(sent.encode(), token.encode())
