"""What somebody gets when it did not work: a page in their language, or a refusal for programs.

An unexpected exception is our fault: the asker gets a plain sentence, the log where it happened.
"""

import logging
from typing import cast

from quart import Quart, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from server.debate.commands import MESSAGE_LIMIT
from server.debate.refusals import Rejected
from server.identity.turns import Busy
from server.jobs import Crowded, JobFailed
from server.live.broken import Broken
from server.store import OverQuota, Unavailable
from server.web.api.answers import refused
from server.web.requests.programs import is_for_programs

log = logging.getLogger(__name__)

# Status -> the words for it in the locales' section `error`; others get those of their class.
WORDS = {
    400: "bad_request",
    403: "not_allowed",
    404: "not_found",
    409: "conflict",
    413: "too_large",
    429: "too_fast",
    503: "unavailable",
}
# Refusals that have words of their own.
_CODES = {"unknown_debate": "unknown_debate"}

_HELPED_BY_LOGIN = ("display", "display_key", "not_allowed")

# What became of a job that may end otherwise the next time.
_MAY_SUCCEED = frozenset({"killed", "unavailable"})

_PLAIN = "Tribina: {status}\n"  # when not even the error page can be made


def init_app(app: Quart) -> None:
    """Every exception that leaves a route is answered by one of these."""
    app.register_error_handler(Rejected, _refusal)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(OverQuota, _over_quota)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(Crowded, _crowded)
    app.register_error_handler(JobFailed, _job_failed)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


async def error_page(status: int, words: str = "", *, login: str = "") -> Response:
    """The error page. `words`: which sentences of the section `error`, if not those of the
    status; `login`: where logging in leads, if that helps."""
    words = words or WORDS.get(status, "bad_request" if status < 500 else "failed")
    html = await render_template(
        "error.html",
        status=status,
        words=words,
        retry=request.method == "GET" and (status == 429 or status >= 500),
        login=login or (request.path if words in _HELPED_BY_LOGIN or _may_hide() else ""),
    )
    response: Response = current_app.response_class(html, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


async def _refusal(refusal: Rejected) -> Response:
    if _is_api():
        return refused(refusal)
    words = "broken_journal" if isinstance(refusal, Broken) else _CODES.get(refusal.code, "")
    response = await error_page(refusal.status, words)
    if refusal.retry_ms:
        response.headers["Retry-After"] = str(refusal.retry_s)
    return response


async def _unavailable(_: Unavailable) -> Response:
    return await _refusal(Rejected("unavailable", retry_ms=1_000))


async def _over_quota(_: OverQuota) -> Response:
    return await error_page(409, "over_quota")


async def _busy(_: Busy) -> Response:
    return await _refusal(Rejected("too_fast", retry_ms=1_000))


async def _crowded(crowd: Crowded) -> Response:
    response = await error_page(503, "crowded")
    response.headers["Retry-After"] = str(crowd.retry_ms // 1000)
    return response


async def _job_failed(failed: JobFailed) -> Response:
    """It is in the log already."""
    if failed.code == "broken_journal":
        return await _refusal(Broken())
    if failed.code in _MAY_SUCCEED:
        return await _refusal(Rejected("unavailable", retry_ms=2_000))
    return await error_page(500)


async def _http(error: HTTPException) -> Response:
    """Our words instead of the library's; an answer that somebody made on purpose stays."""
    if error.response is not None:
        return cast(Response, error.response)
    status = error.code or 500
    response = _api_error(status) if _is_api() else await error_page(status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _api_error(status: int) -> Response:
    if status == 413:  # a code of its own the wire does not have: the message is not as agreed
        return refused(Rejected("malformed", why="too large", limit=MESSAGE_LIMIT))
    if status >= 500:
        return refused(Rejected("unavailable", retry_ms=1_000), status=status)
    return refused(Rejected("malformed", why="no such door"), status=status)


async def _unexpected(error: Exception) -> Response:
    route = request.url_rule.rule if request.url_rule else ""
    log.error("a request failed", extra={"method": request.method, "route": route}, exc_info=error)
    if _is_api():
        return refused(Rejected("unavailable", retry_ms=2_000), status=500)
    try:
        return await error_page(500)
    except Exception as another:
        log.error("the error page failed", exc_info=another)
        return current_app.response_class(
            _PLAIN.format(status=500), status=500, mimetype="text/plain"
        )


def _may_hide() -> bool:
    """A moderator's screen of a debate that is not there, or not announced: to a stranger both
    are the same, and a moderator can log in."""
    return request.endpoint in ("pages.control", "pages.host", "pages.display")


def _is_api() -> bool:
    return is_for_programs(request.path)
