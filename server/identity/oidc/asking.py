"""Asks a provider over HTTP. Its address was typed in by an organisation, and says of others where
to ask: whoever runs the house trusts neither.

Only https is asked, at its usual ports and at addresses that everybody reaches: a name is resolved
once, and what it means is what is asked. Redirects are not followed, proxies of the environment not
used, and of an answer no more is read, nor waited for longer, than is said here. Whoever runs the
house may name providers that stand inside its network, or have another port.
"""

import asyncio
import contextlib
import functools
import logging
import ssl
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
from msgspec import Struct

from server.identity.oidc.troubles import Trouble
from server.process.names import names_of_strangers
from server.reachable import OUTSIDE_PORTS, is_of_everybody

PATIENCE_S = 5.0  # for all of an answer
ANSWER_AT_MOST = 64 * 1024  # bytes
AT_ONCE = 16  # requests on their way; who comes then is told that it cannot be now
OF_ONE_ISSUER = 2  # of these; the others wait: whoever is slow keeps nobody else's from being asked
URL_AT_MOST = 500  # characters
ADDRESSES_AT_MOST = 4  # of one name, that are tried one after the other

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would enter every address


class Asking:
    """`inside`: hosts with their ports that may be asked wherever they are, those on this very
    machine without https, too.

    `issuer`: in whose name it is asked, wherever that leads."""

    def __init__(self, inside: Collection[str] = ()) -> None:
        self._inside = frozenset(inside)
        self._under_way = 0
        self._turns: dict[str, _Turn] = {}

    def may_be_asked(self, url: str) -> bool:
        """Whether it is an address of the kind that is asked; where it leads is seen then."""
        host = _host_of(url)
        if host is None:
            return False
        if host in self._inside:
            return urlsplit(url).scheme == "https" or self._may_be_plain(url)
        return urlsplit(url).scheme == "https" and _port_of(url) in OUTSIDE_PORTS

    async def get(self, issuer: str, url: str, bearer: str = "") -> dict[str, Any]:
        """The JSON object there. Raises Trouble."""
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return await self._object(issuer, "GET", url, headers, None)

    async def post(
        self, issuer: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """The JSON object that is answered to a form. Raises Trouble."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return await self._object(issuer, "POST", url, sent, urlencode(form).encode())

    async def _object(
        self, issuer: str, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> dict[str, Any]:
        if not self.may_be_asked(url):
            raise Trouble("unreachable", "an address that is not asked")
        try:
            async with asyncio.timeout(PATIENCE_S), self._turn(issuer):
                said = await self._ask(issuer, method, url, headers, body)
        except TimeoutError:
            raise Trouble("unreachable", "no answer in time") from None
        except (OSError, httpx.HTTPError) as error:
            raise Trouble("unreachable", type(error).__name__) from None
        try:
            return msgspec.json.decode(said, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            raise Trouble("unreachable", "no JSON object") from None

    @contextlib.asynccontextmanager
    async def _turn(self, issuer: str) -> AsyncIterator[None]:
        turn = self._turns.setdefault(issuer, _Turn(asyncio.Semaphore(OF_ONE_ISSUER)))
        turn.wanted += 1
        try:
            async with turn.free:
                if self._under_way >= AT_ONCE:
                    raise Trouble("unreachable", "too many are asked")
                self._under_way += 1
                try:
                    yield
                finally:
                    self._under_way -= 1
        finally:
            turn.wanted -= 1
            if not turn.wanted:
                del self._turns[issuer]

    async def _ask(
        self, issuer: str, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> bytes:
        there = httpx.URL(url)
        named = {"Host": there.netloc.decode(), "Accept": "application/json", **headers}
        # What is compressed may be without end.
        named["Accept-Encoding"] = "identity"
        context = await asyncio.to_thread(_trusting) if there.scheme == "https" else False
        async with httpx.AsyncClient(verify=context, trust_env=False, timeout=PATIENCE_S) as client:
            for address in await self._addresses_of(issuer, url):
                request = client.build_request(
                    method,
                    there.copy_with(host=address),
                    headers=named,
                    content=body,
                    extensions={"sni_hostname": there.host},
                )
                with contextlib.suppress(httpx.ConnectError):
                    return await _read(await client.send(request, stream=True))
        raise Trouble("unreachable", "nobody listens")

    async def _addresses_of(self, issuer: str, url: str) -> list[str]:
        """Where its name leads now; the connection goes there and nowhere else."""
        parts, port = urlsplit(url), _port_of(url)
        try:
            addresses = await names_of_strangers.look_up(issuer, parts.hostname or "", port)
        except (OSError, UnicodeError):
            raise Trouble("unreachable", "no such name") from None
        if _host_of(url) not in self._inside and not all(map(is_of_everybody, addresses)):
            raise Trouble("unreachable", "an address inside a network")
        return addresses[:ADDRESSES_AT_MOST]

    def _may_be_plain(self, url: str) -> bool:
        parts = urlsplit(url)
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        return parts.scheme == "http" and here and _host_of(url) in self._inside


class _Turn(Struct):
    """Of one issuer. `wanted`: by so many, with those who have one."""

    free: asyncio.Semaphore
    wanted: int = 0


async def _read(answer: httpx.Response) -> bytes:
    if answer.status_code != 200:
        raise Trouble("unreachable", f"status {answer.status_code}")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Trouble("unreachable", "compressed")
    said = bytearray()
    async for piece in answer.aiter_raw():
        said += piece
        if len(said) > ANSWER_AT_MOST:
            raise Trouble("unreachable", "too long an answer")
    return bytes(said)


def _port_of(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _host_of(url: str) -> str | None:
    """`HOST:PORT`, or only HOST where the port is the usual one; None for what is no address."""
    if len(url) > URL_AT_MOST or not url.isascii() or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    plain = not {"@", "#", "\\", " "} & set(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        return None
    return f"{parts.hostname}:{port}" if port else parts.hostname


@functools.cache
def _trusting() -> ssl.SSLContext:
    """Whom the system trusts. Reading that takes a while: for a thread."""
    return ssl.create_default_context()
