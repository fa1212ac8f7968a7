"""Why a command can be refused: codes, never prose. Pages turn codes into words."""

from typing import Any

# Code -> HTTP status, as the wire publishes them.
STATUS: dict[str, int] = {
    "malformed": 400,
    "no_token": 401,
    "unknown_question": 404,
    "unknown_debate": 404,
    "unknown_remark": 404,
    "unknown_burst": 404,
    "unknown_head": 404,
    "not_signed_yet": 409,
    "not_allowed": 403,
    "blocked": 403,
    "wrong_phase": 409,
    "wrong_state": 409,
    "submissions_closed": 409,
    "voting_closed": 409,
    "id_reused": 409,
    "entered_for_others": 409,
    "too_long": 422,
    "empty": 422,
    "too_fast": 429,
    "one_waiting": 429,
    "inbox_full": 429,
    "unavailable": 503,
}


class Rejected(Exception):
    """The asker's fault or bad luck, told by `code`; nothing was kept.

    `args_` fill the page's sentence; `retry_ms` says when the same command may succeed.
    """

    def __init__(self, code: str, *, retry_ms: int = 0, **args_: Any) -> None:
        super().__init__(code)
        if code not in STATUS:
            raise AssertionError(f"unknown refusal {code!r}")
        self.code = code
        self.args_ = args_
        self.retry_ms = retry_ms

    @property
    def retry_s(self) -> int:
        """The same in whole seconds, none too early."""
        return -(-self.retry_ms // 1000)

    @property
    def status(self) -> int:
        """Of the answer over HTTP."""
        return STATUS[self.code]
