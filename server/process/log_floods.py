"""One client must not fill the disk, nor hide what matters: of lines that say the same, a few a
minute are written, then one that says how many more there were.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from server.limits.table import LOG_LINES

KINDS_AT_MOST = 500

Later = Callable[[float, Callable[[], None]], None]
Kind = tuple[str, int, str, str]


class _Seen:
    """One kind of line in the minute that began at a moment, s."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.count = 0


class LogFloods(logging.Filter):
    """For a handler. A kind of line: who says it, how gravely, its wording, and the error in it.

    `later`: calls something after so many seconds, in whatever thread."""

    def __init__(
        self,
        handler: logging.Handler,
        now: Callable[[], float] = time.monotonic,
        later: Later | None = None,
    ) -> None:
        super().__init__()
        self._handler = handler
        self._now = now
        self._later = later or _in_a_thread
        self._seen: OrderedDict[Kind, _Seen] = OrderedDict()
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write the line: the first few of its kind in a minute."""
        kind, now = _kind(record), self._now()
        with self._lock:
            seen = self._seen.get(kind)
            if seen is None or (
                now - seen.began > LOG_LINES.seconds and seen.count <= LOG_LINES.most
            ):
                seen = self._seen[kind] = _Seen(now)
                self._seen.move_to_end(kind)
                if len(self._seen) > KINDS_AT_MOST:
                    self._seen.popitem(last=False)
            seen.count += 1
            if seen.count == LOG_LINES.most + 1:
                self._later(max(seen.began + LOG_LINES.seconds - now, 0.0), lambda: self._end(kind))
            return seen.count <= LOG_LINES.most

    def _end(self, kind: Kind) -> None:
        """The minute is over."""
        with self._lock:
            seen = self._seen.pop(kind, None)
        if seen is None:
            return
        name, level, wording, _ = kind
        said = logging.LogRecord(name, level, "", 0, "", (), None)
        said.msg = f"… and {seen.count - LOG_LINES.most:,} more: {wording}"
        self._handler.handle(said)


def _kind(record: logging.LogRecord) -> Kind:
    said = record.msg
    wording = str(said.get("event", "") if isinstance(said, dict) else said).partition("\n")[0]
    error = record.exc_info[0].__qualname__ if record.exc_info and record.exc_info[0] else ""
    return record.name, record.levelno, wording, error


def _in_a_thread(seconds: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()
