"""Logging: one line an event, JSON or for the eye, with nothing in it about any person.

Whatever a line is made of, it is filtered here, so a careless line elsewhere cannot tell more:
our own values may be numbers and short names, but no prose; of other libraries' lines only the
wording stays, not what was filled in; of an exception only its kind and where it happened, for
its message may quote what somebody wrote. Addresses and tokens are cut out of everything.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

from server.process.log_floods import LogFloods

Line = MutableMapping[str, Any]
Style = Literal["json", "console"]

_PROSE = re.compile(r"[\w.:/<>{}+=-]{0,100}")
_PERSONAL = re.compile(
    r"""
    \b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b              # IPv4 address, perhaps with a port
  | \[?\b[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}\b\]?   # IPv6 address
  | \b[pt]\.[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)?   # a participant's or moderator's token
  | \b(?:key|token)=[^\s&"']+                         # the same in an address
    """,
    re.VERBOSE,
)
CUT = "[cut]"
PROSE_CUT = "[prose]"
_NOT_VALUES = frozenset({"event", "timestamp", "exc_info", "_record", "_from_structlog"})
_FRAMES = 30  # the innermost ones say where it happened


def set_up(style: Style, level: str = "info", stream: TextIO | None = None) -> None:
    """Send all logging of this process, ours and the libraries', to `stream` (stderr).

    Raises ValueError for a level that there is not."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_prose,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[keep_wording, structlog.stdlib.ExtraAdder(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                tell_where,
                cut_personal,
                render,
            ],
        )
    )
    handler.addFilter(LogFloods(handler))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.captureWarnings(True)


def keep_wording(_: Any, __: str, line: Line) -> Line:
    """Of a standard library log record keep the wording without the values put into it; of ready
    made texts of other libraries the first line, where asyncio says what happened to what."""
    record: logging.LogRecord | None = line.get("_record")
    if record is None:
        return line
    wording = str(record.msg).partition("\n")[0]
    if record.name == "py.warnings":  # its wording is "%s", filled with place: category: text
        wording = ":".join(record.getMessage().split(":")[:3])
    line["event"] = wording
    return line


def drop_prose(_: Any, __: str, line: Line) -> Line:
    """Values are numbers, truths and short names. What looks like a sentence is not logged."""
    for key, value in line.items():
        if key in _NOT_VALUES or value is None or isinstance(value, (bool, int, float)):
            continue
        if not isinstance(value, str) or not _PROSE.fullmatch(value):
            line[key] = PROSE_CUT
    return line


def tell_where(_: Any, __: str, line: Line) -> Line:
    """Put an exception's kind and where it happened in the place of the exception."""
    info = line.pop("exc_info", None)
    error = _exception(info)
    if error is not None:
        line["error"] = _kinds(error)
        line["where"] = _places(error.__traceback__)
    return line


def cut_personal(_: Any, __: str, line: Line) -> Line:
    """Cut addresses and tokens out of every text."""
    for key, value in line.items():
        if isinstance(value, str) and key != "timestamp":
            line[key] = _PERSONAL.sub(CUT, value)
    return line


def _exception(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        found = info[1]
        return found if isinstance(found, BaseException) else None
    return sys.exc_info()[1] if info else None


def _kinds(error: BaseException) -> str:
    """The kind of an exception and of those that led to it, the first cause last."""
    kinds: list[str] = []
    current: BaseException | None = error
    while current is not None and len(kinds) < _FRAMES:
        kinds.append(type(current).__qualname__)
        current = current.__cause__ or current.__context__
    return " < ".join(kinds)


def _places(traceback: TracebackType | None) -> str:
    places: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        module = traceback.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return " > ".join(places[-_FRAMES:])
