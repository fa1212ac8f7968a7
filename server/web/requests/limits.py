"""How much of a request body is read, before any of it costs memory."""

import re
from typing import Any

from quart import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from server.debate.commands import MESSAGE_LIMIT

FORM_LIMIT = 64 * 1024  # bytes: the largest form of administration, or a proof, with room to spare
FILE_LIMIT = 512 * 1024  # bytes: a file of questions, or all word lists
LOGO_LIMIT = 2_000_000  # bytes of a file
LOGOS_LIMIT = 2 * LOGO_LIMIT + FORM_LIMIT
LOGOS_PATIENCE_S = 60
BODY_PATIENCE_S = 10  # how long a body may take to arrive

_WITH_LOGOS = re.compile(r"/admin/o/[^/]+/(look|programmes/[^/]+)")


class LimitedRequest(Request):
    """The API reads messages and proofs of questions, pages read forms; more is refused with 413 as
    soon as it is known."""

    def __init__(self, method: str, scheme: str, path: str, *args: Any, **kwargs: Any) -> None:
        limit = MESSAGE_LIMIT if path.startswith("/api/") else FORM_LIMIT
        if path.startswith("/api/") and path.endswith("/challenges"):
            limit = FORM_LIMIT
        if path.startswith("/admin/") and path.endswith(("/import", "/words")):
            limit = FILE_LIMIT
        patience_s = BODY_PATIENCE_S
        if _WITH_LOGOS.fullmatch(path):
            limit, patience_s = LOGOS_LIMIT, LOGOS_PATIENCE_S
        kwargs |= {"max_content_length": limit, "body_timeout": patience_s}
        super().__init__(method, scheme, path, *args, **kwargs)

    @property
    async def form(self) -> MultiDict[str, str]:
        """Raises BadRequest where a field holds a NUL, which no database takes in a text."""
        form: MultiDict[str, str] = await super().form
        if any("\0" in value for _, value in form.items(multi=True)):
            raise BadRequest
        return form
