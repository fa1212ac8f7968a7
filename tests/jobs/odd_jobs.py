"""A worker with jobs that go wrong in every way a job can: `python -m tests.jobs.odd_jobs`."""

import asyncio
import os
import signal
from pathlib import Path

from msgspec import Struct

from server.jobs.working import Job, Say, work


class What(Struct):
    """`file`: grows by a byte each time the job is begun."""

    file: str = ""
    s: float = 0.0


class Foreseen(Exception):
    pass


async def tell(what: What, say: Say) -> dict[str, object]:
    print("what a job prints is no answer")
    return {
        "pid": os.getpid(),
        "nice": os.nice(0),
        "secrets": [name for name in os.environ if name.startswith("TRIBINA_")],
        "descriptors": len(os.listdir("/proc/self/fd")),
    }


async def take_long(what: What, say: Say) -> str:
    with open(what.file, "a") as file:
        file.write("x")
    say(0.25)
    await asyncio.sleep(what.s)
    return "done"


async def crash(what: What, say: Say) -> None:
    raise KeyError("what somebody wrote")


async def fail(what: What, say: Say) -> None:
    raise Foreseen


async def die(what: What, say: Say) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def fill_memory(what: What, say: Say) -> None:
    kept = [bytes(2**24) for _ in range(200)]
    Path(what.file).write_bytes(kept[-1])


if __name__ == "__main__":
    jobs = {
        job.__name__: Job(What, job) for job in (tell, take_long, crash, fail, die, fill_memory)
    }
    work(jobs, {Foreseen: "foreseen"})
