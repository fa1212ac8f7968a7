"""`/metrics` in Prometheus' text form. Open: the numbers tell nothing about any person."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from quart import Blueprint, Response, current_app

from server.live.metrics import Metrics


def blueprint(metrics: Metrics) -> Blueprint:
    routes = Blueprint("metrics", __name__)

    @routes.get("/metrics")
    async def numbers() -> Response:
        response: Response = current_app.response_class(
            generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes
