"""HTTP/1.1 and nothing else at the door of pages.

With HTTP/2 a client says how much of an answer may be under way, and may say none at all: sixty
connections that asked for 700 MB with 27 kB and took nothing held as much memory, and floods of
its small frames held everybody. It is left to a proxy in front, which is made for that. Hypercorn
begins it without TLS, too, and has no setting against it.
"""

import h11
import hypercorn.protocol
from hypercorn.config import Config
from hypercorn.protocol.h11 import H11Protocol


class Http1(H11Protocol):
    async def _check_protocol(self, event: h11.Request) -> None:
        """Whoever asks for HTTP/2 is answered as if they had not."""


def speak_http_1(config: Config) -> None:
    """From now on, with TLS and without."""
    config.alpn_protocols = ["http/1.1"]
    hypercorn.protocol.H11Protocol = Http1  # type: ignore[attr-defined]
