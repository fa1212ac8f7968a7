"""Inside the worker: does what it is asked for on standard input, one job after the other.

It steps back for whoever serves (`nice`), takes no more memory than it may, and is gone as soon as
the process that asked is, however that one ended.
"""

import asyncio
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from server.jobs.messages import HEAD, Ask, Done, Failed, Progress, framed

NICE = 10
MEMORY_AT_MOST = 1024 * 1024 * 1024  # bytes of its own data

Say = Callable[[float], None]  # how much is done, 0…1


class Job(Struct, frozen=True):
    """`takes`: the type of what it is asked; `does`: returns what MessagePack can say."""

    takes: type[Any]
    does: Callable[[Any, Say], Awaitable[Any]]


def work(jobs: Mapping[str, Job], errors: Mapping[type[Exception], str]) -> None:
    """Until standard input ends. `errors`: those that a job may raise, and their codes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a job prints is no answer
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    while True:
        ask = msgspec.msgpack.decode(asked.get(), type=Ask)
        done = _done(jobs, errors, ask, lambda part: _say(answers, Progress(part)))
        _say(answers, done)


def _listen(stream: BinaryIO, asked: "queue.SimpleQueue[bytes]") -> None:
    """Ends the process when nobody is there any more, also in the middle of a job."""
    while head := stream.read(HEAD):
        asked.put(stream.read(int.from_bytes(head)))
    os._exit(0)


def _say(stream: BinaryIO, message: Progress | Done | Failed) -> None:
    left = memoryview(framed(message))
    while left:
        left = left[stream.write(left) :]


def _done(
    jobs: Mapping[str, Job], errors: Mapping[type[Exception], str], ask: Ask, say: Say
) -> Done | Failed:
    try:
        job = jobs[ask.job]
        what = msgspec.msgpack.decode(ask.what, type=job.takes)
        return Done(asyncio.run(_once(job, what, say)))
    except MemoryError:
        return Failed("too_large", ask.job)
    except Exception as error:
        code = next((code for kind, code in errors.items() if isinstance(error, kind)), "failed")
        return Failed(code, _where(error))


async def _once(job: Job, what: Any, say: Say) -> Any:
    return await job.does(what, say)


def _where(error: Exception) -> str:
    """Its kind and where it happened; never its message, which may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}:{place}"
