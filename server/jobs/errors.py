"""What may become of a job besides its result."""


class NotYet(Exception):
    """It takes longer than the asker waits. `part` of it is done (0…1), `ahead` jobs come first. It
    goes on as long as somebody asks for it again."""

    def __init__(self, part: float, ahead: int) -> None:
        super().__init__("not yet")
        self.part = part
        self.ahead = ahead


class Crowded(Exception):
    """Too much waits already."""

    retry_ms = 10_000


class JobFailed(Exception):
    """`code`: of the errors that the worker's table names, or `failed`, `too_long`, `too_large`,
    `killed`. `why`: for the log, without anybody's words."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(f"{code} {why}".rstrip())
        self.code = code
        self.why = why
