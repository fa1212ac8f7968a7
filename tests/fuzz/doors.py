"""Both doors of a whole server, in this process, and somebody who says any bytes to them."""

import asyncio
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

from server.app import Server
from server.identity.recognising import Identity
from server.process.loop import Loop
from server.settings import Settings
from tests.fuzz.fuzzing import TooDear, cheap
from tests.given.servers import PASSWORD
from tests.load.process import free_port

PATIENCE_S = 8.0  # longer than either door waits for anybody
QUIET_S = 1.0  # for an answer; a door that waits for more says nothing
PIECES_AT_MOST = 20


class Complaints(logging.Handler):
    """What is logged as a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The library's word for a handshake that is none: not a fault of ours.
        if record.msg != "opening handshake failed":
            self.said.append(record)

    def check(self) -> None:
        """Raises what was logged, if anything was."""
        said, self.said = self.said, []
        for record in said:
            cause = record.exc_info[1] if record.exc_info else None
            raise AssertionError(f"{record.name}: {record.getMessage()}") from cause


class Doors:
    """`code`: of a live debate, `draft`: of one that nobody was told of; `login`: an owner's."""

    def __init__(self, folder: Path) -> None:
        self.runner = asyncio.Runner(loop_factory=Loop)
        settings = Settings(
            data=folder, host="127.0.0.1", port=free_port(), live_port=free_port(), pace=1_000.0
        )
        self.server = Server(settings.with_secret())
        self.complaints = Complaints()
        self.code = self.draft = self.login = ""

    def open(self) -> None:
        self.runner.run(self._open())
        logging.getLogger().addHandler(self.complaints)

    async def _open(self) -> None:
        await self.server.start()
        tools = self.server.tools()
        self.code = await tools.new_debate("social-club", ["Posao"], ["Ana"], phase="live")
        self.draft = await tools.new_debate("social-club", ["Posao"], ["Ana"], phase="draft")
        await tools.add_account("vesna", "owner", PASSWORD)
        account = await self.server.store.accounts.get("vesna")
        assert account is not None
        identity = Identity(self.server.settings, self.server.store, self.server.clock)
        self.login = await identity.logins.begin(account) or ""

    def close(self) -> None:
        logging.getLogger().removeHandler(self.complaints)
        self.runner.run(self.server.stop())
        self.runner.close()

    def ask(self, port: int, pieces: list[bytes], *, to_the_end: bool) -> bytes:
        """Say these bytes and no more; what comes back: all of it, or what does at first.

        Raises AssertionError when that costs much each time, takes longer than anybody is waited
        for, or something is logged as a fault, and TimeoutError when somebody stays at the live
        door."""
        try:
            with cheap():
                answer = self.runner.run(self._ask(port, pieces, to_the_end))
        except TooDear:  # or the server had something else to do: its garbage holds the tester's
            with cheap():
                answer = self.runner.run(self._ask(port, pieces, to_the_end))
        self.runner.run(self._left())
        self.complaints.check()
        return answer

    async def _left(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while self.server._gateway.connected:
                await asyncio.sleep(0.001)

    async def _ask(self, port: int, pieces: list[bytes], to_the_end: bool) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answer = b""
        try:
            async with asyncio.timeout(PATIENCE_S):
                for piece in pieces:
                    writer.write(piece)
                    await asyncio.sleep(0)  # so that the other end reads it apart, as a rule
                with suppress(TimeoutError):
                    async with asyncio.timeout(QUIET_S if _is_whole(b"".join(pieces)) else 0):
                        answer += await reader.read(65_536)  # who hangs up now gets none
                writer.write_eof()
                while to_the_end and (data := await reader.read(65_536)):
                    answer += data
        except OSError:
            pass  # who was cut off is told so here or there
        except TimeoutError:
            raise AssertionError(f"held for {PATIENCE_S:.0f} s, after {answer[:80]!r}") from None
        finally:
            writer.transport.abort()
        return answer


def _is_whole(request: bytes) -> bool:
    """Whether an answer to it can be waited for."""
    return b"\r\n\r\n" in request


_open: list[Doors] = []


@contextmanager
def doors() -> Iterator[None]:
    """While they are open; `opened` finds them."""
    with tempfile.TemporaryDirectory() as folder:
        _open.append(Doors(Path(folder)))
        _open[-1].open()
        try:
            yield
        finally:
            _open.pop().close()


def opened() -> Doors:
    return _open[-1]


def cut(data: bytes, at: list[int]) -> list[bytes]:
    """In pieces."""
    ends = sorted({place % (len(data) + 1) for place in at} | {0, len(data)})
    return [data[a:b] for a, b in pairwise(ends)]
