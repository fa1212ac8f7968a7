"""Handshakes at the real live door, down to the byte: who is no client gets a clear no, who is one
gets what was agreed on, and nobody stays behind."""

import base64
import hashlib

from hypothesis import strategies as st

from tests.fuzz.doors import PIECES_AT_MOST, cut, doors, opened
from tests.fuzz.fuzzing import Target, mutated

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
CODE, DRAFT = "{code}", "{draf}"  # as long as what is put in their place

TARGETS = st.sampled_from(
    (
        *(f"/live/{CODE}{query}" for query in ("", "?as=control", "?as=host", "?as=display")),
        *(f"/live/{DRAFT}{query}" for query in ("", "?as=control&key=t.x", "?as=display&key=")),
        *(f"/live/{CODE}?since={since}" for since in ("1", "99999999999999", "%FF", "-1")),
        *(f"/live/{CODE}?{query}" for query in ("as=%ED%A0%80", "key=%00", "&" * 300, "as=a&as=b")),
        *(
            "/live/000000",
            "/health",
            "//[",
            "http://[/",
            "*",
            "/live/482915#x",
            "http://a:b/live/1",
        ),
        *("//[::1/live/482915", "/live/\u0661", "/" + "a" * 9_000),
    )
)
NAMES = st.sampled_from(
    (
        *("Host", "Origin", "Cookie", "Authorization", "X-Forwarded-For", "Connection", "Upgrade"),
        *("Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol"),
        *("Sec-WebSocket-Extensions", "Content-Length", "Transfer-Encoding", "X", "Expect"),
    )
)
OFFERS = st.tuples(
    st.just("Sec-WebSocket-Extensions"),
    st.lists(
        st.sampled_from(
            (
                *("permessage-deflate", "; ", ", ", "=", "client_max_window_bits", '"', "x"),
                *("server_no_context_takeover", "client_no_context_takeover"),
                *(f"; server_max_window_bits={n}" for n in (7, 8, 9, 11, 12, 15, 16)),
            )
        ),
        max_size=6,
    ).map("".join),
)
VALUES = st.one_of(
    st.sampled_from(
        (
            *("127.0.0.1", "http://127.0.0.1", "null", "http://[", "http://a:99999", "[::1]:80"),
            *("tribina.1", "tribina.1, other", "a b", ",", "upgrade", "websocket", "13", "12", KEY),
            *("Bearer p.AAAA", "Bearer t.AAAA", "Bearer \x7f", "Bearer \xe9", "Basic x", "Bearer"),
            *("tribina_participant=p.AAAA", "tribina_login=x", "a=\xff", "=", '"' * 50),
            *("permessage-deflate", "permessage-deflate; client_max_window_bits", "; =", '"'),
            *(f"permessage-deflate; server_max_window_bits={n}" for n in (7, 8, 9, 12, 15, 16)),
            *("10.0.0.1", "10.0.0.1, 127.0.0.1", "::ffff:1.2.3.4", "fe80::1%eth0", "x", "9" * 400),
            *("permessage-deflate, " * 400, "a; " * 3_000, '"' * 8_000, "\\" * 8_000, "1," * 4_000),
            *("5", "chunked", "\xff\xfe", "a\x00b", "a\rb", " folded", "", "100-continue"),
        )
    ),
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40),
)
HONEST = (
    ("Host", "127.0.0.1"),
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", KEY),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Protocol", "tribina.1"),
)


def _head(
    method: str, target: str, version: str, left_out: int, more: list[tuple[str, str]], first: bool
) -> bytes:
    """An honest head without one of its lines, perhaps, and with others."""
    kept = [line for at, line in enumerate(HONEST) if at != left_out]
    lines = [*more, *kept] if first else [*kept, *more]
    text = f"{method} {target} {version}\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines)
    return (text + "\r\n").encode("latin-1", "ignore")


HEADS = st.builds(
    _head,
    st.sampled_from(("GET", "GET", "GET", "POST", "HEAD", "CONNECT", "")),
    TARGETS,
    st.sampled_from(("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "")),
    st.integers(0, 12),
    st.lists(st.tuples(NAMES, VALUES) | OFFERS, max_size=4),
    st.booleans(),
)
SENT = st.tuples(
    mutated(HEADS),
    st.sampled_from((b"", b"\x88\x80\0\0\0\0", b"\x81\x80\0\0\0\0", b"\xff" * 9, b"\x89\x85abcd")),
    st.lists(st.integers(0, 20_000), max_size=PIECES_AT_MOST),
)
STATUSES = (101, 200, 400, 403, 404, 405, 414, 426, 431, 505)


def check(sent: tuple[bytes, bytes, list[int]]) -> None:
    head, after, places = sent
    here = opened()
    head = head.replace(CODE.encode(), here.code.encode())
    head = head.replace(DRAFT.encode(), here.draft.encode())

    answer = here.ask(here.server.settings.live_port, cut(head + after, places), to_the_end=True)
    if answer:
        _is_as_agreed(head, answer)


def _is_as_agreed(head: bytes, answer: bytes) -> None:
    said, separator, body = answer.partition(b"\r\n\r\n")
    assert separator, answer
    lines = said.decode("ascii").split("\r\n")
    version, status = lines[0].split(" ")[:2]
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert len(headers) == len(lines) - 1, "one header twice"
    assert version == "HTTP/1.1"
    assert int(status) in STATUSES, answer[:200]
    if status != "101":
        assert len(body) == int(headers["Content-Length"])
        return
    assert head.startswith(b"GET ")
    accepted = (key_of(head) + GUID).encode()
    assert (
        headers["Sec-WebSocket-Accept"]
        == base64.b64encode(hashlib.sha1(accepted).digest()).decode()
    )
    assert headers["Sec-WebSocket-Protocol"] == "tribina.1"
    agreed = headers.get("Sec-WebSocket-Extensions")
    assert agreed is None or (
        b"permessage-deflate" in head and "server_max_window_bits=12" in agreed
    )
    assert body[:1] in (b"\x81", b"\xc1", b"\x88", b""), body[:20]


def key_of(head: bytes) -> str:
    for line in head.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "sec-websocket-key":
            return value.strip(" \t")
    raise AssertionError("no key, and yet accepted")


TWICE = _head("GET", f"/live/{CODE}", "HTTP/1.1", len(HONEST), [HONEST[0]], first=True)
NO_ADDRESS = _head("GET", "//[", "HTTP/1.1", len(HONEST), [], first=True)
NO_UPGRADE = _head("GET", f"/live/{CODE}", "HTTP/1.1", 1, [], first=True)
GOODBYE = b"\x88\x80\0\0\0\0"

TARGET = Target(
    "handshakes",
    SENT,
    check,
    doors,
    found=((TWICE, b"", []), (NO_ADDRESS, b"", []), (NO_UPGRADE, GOODBYE, [1])),
)
