"""One request to somebody else's machine, which may mean ill, and which may be none that the house
wants to reach.

The name is looked up once; every address that it stands for must be one where a webhook may go, and
the connection goes to these and nowhere else. Proxies of the environment are not used, and of what
is answered the head is read, up to a bound, and nothing else: its status and for how long to wait.
Unlike `live/attesting/posting.py`, which asks addresses that the operator typed in, in a thread of
its own for each.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime

from msgspec import Struct

from server.outgoing.guarding import Target, may_reach, target_of
from server.process.names import names_of_strangers

PATIENCE_S = 15.0  # for all of it
HEAD_AT_MOST = 4_096  # bytes
INFORMATION_AT_MOST = 3  # answers before the answer

# Whose name, the name, the port. Raises OSError.
LookUp = Callable[[str, str, int], Awaitable[Sequence[str]]]


class Answer(Struct, frozen=True):
    """`result`: a status, or a word for what went wrong. `wait_ms`: how long it asks to be left
    alone."""

    result: str
    wait_ms: int | None = None

    @property
    def is_good(self) -> bool:
        """Only this counts as delivered; a redirect does not."""
        return len(self.result) == 3 and self.result.startswith("2")


class _Wrong(Exception):
    """With the word for it."""


class Sender:
    """`context`: whose certificates are believed; by default those that the system believes."""

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        look_up: LookUp = names_of_strangers.look_up,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._context = context
        self._look_up = look_up
        self._patience_s = patience_s

    async def send(
        self,
        url: str,
        in_hall: bool,
        headers: Mapping[str, str],
        body: bytes,
        now: int,
        whose: str = "",
    ) -> Answer:
        """What came of it; raises nothing. `now`: ms, for those who name a time. `whose`: the
        organisation that named the address."""
        target = target_of(url, in_hall)
        if target is None:
            return Answer("address")
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._send(target, in_hall, headers, body, now, whose)
        except TimeoutError:
            return Answer("timeout")
        except _Wrong as error:
            return Answer(str(error))
        except ssl.SSLError:
            return Answer("certificate")
        except (OSError, EOFError):
            return Answer("connection")

    async def _send(
        self,
        target: Target,
        in_hall: bool,
        headers: Mapping[str, str],
        body: bytes,
        now: int,
        whose: str,
    ) -> Answer:
        reader, writer = await self._connected(target, in_hall, whose)
        try:
            lines = {
                "host": target.authority,
                "user-agent": "Tribina-Webhooks",
                "content-length": str(len(body)),
                "connection": "close",
                **headers,
            }
            head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
            writer.write(f"POST {target.path} HTTP/1.1\r\n{head}\r\n".encode() + body)
            # Who answers before it has read all is answered for.
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            return _answer(await _head(reader), now)
        finally:
            writer.transport.abort()  # nothing of what else it says is waited for

    async def _connected(
        self, target: Target, in_hall: bool, whose: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        try:
            addresses = await self._look_up(whose, target.host, target.port)
        except (OSError, UnicodeError):
            raise _Wrong("name") from None
        if not addresses or not all(may_reach(one, in_hall) for one in addresses):
            raise _Wrong("address")
        context = None
        if target.tls:
            if self._context is None:
                self._context = await asyncio.to_thread(ssl.create_default_context)
            context = self._context
        wrong: OSError = OSError()
        for address in addresses[:3]:
            try:
                return await asyncio.open_connection(
                    address,
                    target.port,
                    ssl=context,
                    server_hostname=target.host if context else None,
                    limit=HEAD_AT_MOST,
                )
            except ssl.SSLError:
                raise
            except OSError as error:
                wrong = error
        raise wrong


async def _head(reader: asyncio.StreamReader) -> bytes:
    for _ in range(INFORMATION_AT_MOST):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            # The first line says whether it arrived; the rest of so long a head is nobody's need.
            return await reader.read(HEAD_AT_MOST)
        if not head.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1")):
            return head
    raise _Wrong("not_http")


def _answer(head: bytes, now: int) -> Answer:
    first, *lines = head.decode("latin-1").split("\r\n")
    version, _, rest = first.partition(" ")
    status = rest[:3]
    if version not in ("HTTP/1.1", "HTTP/1.0") or not (status.isdecimal() and len(status) == 3):
        raise _Wrong("not_http")
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip().lower() == "retry-after":
            return Answer(status, _wait_ms(value.strip(), now))
    return Answer(status)


def _wait_ms(value: str, now: int) -> int | None:
    if value.isascii() and value.isdecimal():
        return int(value[:9]) * 1_000
    try:
        return max(0, round(parsedate_to_datetime(value).timestamp() * 1_000) - now)
    except (ValueError, TypeError, OverflowError):
        return None
