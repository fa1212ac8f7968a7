"""The plainest HTTP client: one request, one answer, nothing followed, nothing kept."""

import asyncio
import gzip
import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.given.servers import Site


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


async def get(server: Site, path: str, headers: dict[str, str] | None = None) -> Answer:
    return await asyncio.to_thread(_request, server, "GET", path, None, headers or {})


async def post(
    server: Site, path: str, body: bytes, headers: dict[str, str] | None = None
) -> Answer:
    headers = {"Content-Type": "application/json"} | (headers or {})
    return await asyncio.to_thread(_request, server, "POST", path, body, headers)


def _request(
    server: Site, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=15)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        data = response.read()
        if response.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return Answer(response.status, response.headers, data)
    finally:
        connection.close()
