"""Keeps the index of what can be found by words as the debates are: a worker puts in what was
closed, and what is listed no more is taken out."""

import asyncio
import logging

from server.archive.searchable import AT_ONCE, IndexDebates
from server.jobs import Crowded, JobFailed, Jobs, NotYet
from server.store import Store, Unavailable

LOOK_S = 5.0

log = logging.getLogger(__name__)


class Indexing:
    """`database`: its address, for the worker."""

    def __init__(self, store: Store, jobs: Jobs, database: str) -> None:
        self._store = store
        self._jobs = jobs
        self._database = database

    async def watch(self) -> None:
        """For as long as the process is there. Where several are, each does it: twice is once."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                while await self.look():
                    pass
            except (Unavailable, Crowded, JobFailed, NotYet) as error:
                log.info("the index is made later", extra={"why": type(error).__name__})

    async def look(self) -> bool:
        """Do some of what is to be done; whether there was anything to put in. Raises Unavailable,
        Crowded, JobFailed, NotYet."""
        await self._store.search.purge()
        codes = tuple(await self._store.search.due(AT_ONCE))
        if codes:
            ask = IndexDebates(self._database, codes)
            await self._jobs.do("index", ask, f"index {' '.join(codes)}")
        return bool(codes)
