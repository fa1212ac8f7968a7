"""The worker's own jobs, done in the process of the test: starting a worker takes a second.
`tests/web/pages/test_archive_worker.py` has a real one."""

from typing import Any

import msgspec
from msgspec import Struct

from server.clock import SystemClock
from server.jobs import Jobs
from server.worker import JOBS


class Here(Jobs):
    def __init__(self) -> None:
        super().__init__(SystemClock())

    async def do(
        self, job: str, what: Struct, key: str, patience_s: float = 0.0, whose: str = ""
    ) -> Any:
        asked = msgspec.msgpack.decode(msgspec.msgpack.encode(what), type=JOBS[job].takes)
        return await JOBS[job].does(asked, lambda part: None)
