"""The seals of open debates that this process knows, made from their keys when first asked for, and
let go when a key is destroyed, here or by another process.
"""

import asyncio
import hashlib

from server.store.errors import Unavailable
from server.store.secrecy.keys import Keys
from server.store.secrecy.sealing import BLOCK_BYTES, Seal


class Seals:
    """`let_go`: how many keys this process has known and forgotten, as far as a program can."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.let_go = 0
        self._known: dict[str, Seal] = {}

    async def of(self, code: str) -> Seal | None:
        """None: this debate has no key, since it is closed, unknown, or the key was lost. Raises
        Unavailable when the key cannot be read."""
        known = self._known.get(code)
        if known is not None:
            return known
        key = await asyncio.to_thread(self.keys.get, code)
        return None if key is None else self._known.setdefault(code, Seal(key))

    async def must(self, code: str) -> Seal:
        """Of an open debate. Raises Unavailable: without its key nothing of anybody is written."""
        found = await self.of(code)
        if found is None:
            raise Unavailable(f"the key of debate {code} is not in {self.keys.folder}")
        return found

    async def receipt(self, code: str, handle: str, command: str) -> str:
        """What is kept of whose command it was. Once a debate is closed only moderators have any,
        whose names stand in the journal. Raises Unavailable."""
        seal = await self.of(code)
        if seal is not None:
            return seal.receipt(handle, command)
        said = hashlib.sha256(f"{code}\0{handle}\0{command}".encode())
        return said.digest()[:BLOCK_BYTES].hex()

    async def destroy(self, code: str) -> None:
        """The key, and what is known of it here. Raises Unavailable."""
        await asyncio.to_thread(self.keys.destroy, code)
        self._forget(code)

    async def look(self) -> None:
        """Let go of those whose keys others destroyed."""
        for code in list(self._known):
            if not await asyncio.to_thread(self.keys.has, code):
                self._forget(code)

    def _forget(self, code: str) -> None:
        if self._known.pop(code, None) is not None:
            self.let_go += 1
