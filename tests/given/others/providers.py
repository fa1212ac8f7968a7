"""Providers of logins (OpenID Connect): a certified one in a process of its own, and one that says
whatever a test wants it to."""

import asyncio
import contextlib
import functools
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.load.process import ROOT

PROGRAM = ROOT / "tests" / "identity" / "oidc" / "provider.mjs"
CLIENT, SECRET = "tribina", "a secret of the two: 5%+/&"
LONGEST_S = 20


def backs(*organisations: str, base: str = "http://localhost") -> list[str]:
    """Where browsers come back to."""
    return [f"{base}/login/o/{one}/back" for one in organisations]


class Certified:
    """`oidc-provider`, at which everybody is logged in at once as whoever was named last."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    async def person(self, subject: str, **claims: Any) -> None:
        """Who logs in from now on."""
        known = {"email": f"{subject}@example.org", "email_verified": True, "name": subject}
        await self._say("person", {"sub": subject} | known | claims)

    async def factors(self, *names: str) -> None:
        """How they do."""
        await self._say("factors", names)

    async def rotate(self) -> None:
        """Sign with other keys; whoever was logged in is not any more."""
        await self._say("rotate", None)

    async def visit(self, address: str) -> str:
        """A browser that was never there goes to the address; returns where it is sent back to."""
        there = urlsplit(self.issuer).netloc
        async with httpx.AsyncClient(timeout=LONGEST_S) as browser:
            for _ in range(10):
                address = (await browser.get(address)).headers["Location"]
                address = address if "://" in address else self.issuer + address
                if urlsplit(address).netloc != there:
                    return address
        raise AssertionError("it does not come back")

    async def _say(self, what: str, value: Any) -> None:
        async with httpx.AsyncClient(timeout=LONGEST_S) as client:
            (await client.post(f"{self.issuer}/control/{what}", json=value)).raise_for_status()


@contextlib.asynccontextmanager
async def certified(redirects: Sequence[str], log: Path) -> AsyncIterator[Certified]:
    """`redirects`: where browsers may be sent back to."""
    client = {"client_id": CLIENT, "client_secret": SECRET, "redirect_uris": list(redirects)}
    with log.open("ab") as complaints:
        process = await asyncio.create_subprocess_exec(
            "node",
            str(PROGRAM),
            json.dumps([client]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=complaints,
        )
        assert process.stdin is not None and process.stdout is not None
        try:
            async with asyncio.timeout(LONGEST_S):
                told = (await process.stdout.readline()).decode().split()
            yield Certified(told[1])
        finally:
            process.stdin.close()
            await process.wait()


Answer = tuple[int, dict[str, str], bytes]


@functools.cache
def _key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})


class Crooked:
    """Answers as a provider does, but for what a test changes.

    `metadata`, `claims`, `header`: what is said otherwise; a None leaves it out. `signed`: makes
    the token of header and claims. `answers`: whole answers by path. `asked`: paths, in order."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = _key()
        self.metadata: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "k1"}
        self.signed: Callable[[dict[str, Any], dict[str, Any]], str] = self.sign
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.asked: list[str] = []
        self.nonce = ""

    def sign(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        return jwt.encode(header, claims, self.key)

    def visit(self, address: str, **more: str) -> str:
        """Where a browser is sent back to, with `more` in the address."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.nonce = asked["nonce"]
        said = {"code": "c", "state": asked["state"], "iss": self.issuer} | more
        return f"{asked['redirect_uri']}?{urlencode(said)}"

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]()
        described: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self._described,
            "/jwks": lambda: {"keys": [self.key.as_dict(private=False)]},
            "/token": lambda: {
                "id_token": self.signed(self.header, self._told()),
                "access_token": "a",
            },
            "/me": lambda: {"sub": "p1", "email": "ana@example.org", "email_verified": True},
        }
        said = described[path]()
        return 200, {"Content-Type": "application/json"}, json.dumps(said).encode()

    def _described(self) -> dict[str, Any]:
        usual = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/me",
            "authorization_response_iss_parameter_supported": True,
        }
        return _changed(usual, self.metadata)

    def _told(self) -> dict[str, Any]:
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "p1",
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 300,
            "email": "ana@example.org",
            "email_verified": True,
            "name": "Ana",
        }
        return _changed(usual, self.claims)


def _changed(usual: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**usual, **other}.items() if value is not None}


@contextlib.contextmanager
def crooked() -> Iterator[Crooked]:
    """Listens on this machine."""
    provider = Crooked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            self._answer()

        def _answer(self) -> None:
            status, headers, body = provider.answer(self.path)
            with contextlib.suppress(OSError):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.issuer = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
