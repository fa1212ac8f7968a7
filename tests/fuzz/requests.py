"""Requests at the real door of pages, down to the byte: heads, paths, queries, and forms of an
owner who is logged in. Nothing is a fault of ours, and every answer is one of HTTP/1.1."""

import re
from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.fuzz.doors import PIECES_AT_MOST, cut, doors, opened
from tests.fuzz.fuzzing import Target, mutated

CODE, DRAFT, LOGIN, PORT = "{code}", "{draf}", "{login}", "{port}"

TEXTS = st.one_of(
    st.sampled_from(
        (
            *("", "0", "-1", "1", "x", "Kada?", "\x00", "\r\n", "\u202e", "\ud800", "\ufffd", "%"),
            *("9" * 400, "٣", "2026-02-30", "0000-00-00", "2026-12-01", "25:61", "12:00", "1e400"),
            *("save", "add-guests", "remove-guests-1", "import", "own-sr", "owner", "producer"),
            *("social-club", "g1", "sr", "sr-Cyrl", "#fff", "#0a3a5c", "on", "fair", "\\", '"'),
            *("//evil.example", "/admin", "../x", "a" * 700, "text;to\nKada?;g1", "t.AAAA", CODE),
        )
    ),
    st.text(max_size=12),
)
PATHS = st.sampled_from(
    (
        *(
            "/",
            "/join",
            "/login",
            "/setup",
            "/account",
            "/admin",
            "/health",
            "/metrics",
            "/archive",
        ),
        *(f"/{CODE}", f"/control/{CODE}", f"/host/{CODE}", f"/display/{DRAFT}", f"/qr/{CODE}.svg"),
        f"/overlay/{CODE}",
        *(f"/archive/{CODE}.{kind}" for kind in ("html", "zip", "json", "csv", "ndjson", "x")),
        *(f"/admin/debates/{CODE}{step}" for step in ("", "/edit", "/cards", "/import", "/tokens")),
        *("/admin/debates/new", f"/admin/debates/{DRAFT}/edit", "/admin/words", "/admin/accounts"),
        *("/admin/o", "/admin/organisations", "/admin/o/civic-energy-center/members"),
        *(f"/admin/o/civic-energy-center/programmes/{slug}" for slug in ("new", "social-club")),
        *(f"/admin/debates/{CODE}/tokens/{n}/revoke" for n in ("1", "0", "9" * 30, "x")),
        *("/language", "/accent/social-club.css", "/accent/%00.css", "/static/x", "/openapi.json"),
        *(f"/api/debates/{CODE}{step}" for step in ("", "/door", "/questions", "/commands")),
        *("/api/participants", "/account/logins/x/end", "//x", "/%ff", "/\u0161", "http://[/"),
    )
)
NAMES = st.sampled_from(
    (
        *("as", "key", "after", "q", "like", "do", "nonce", "name", "text", "to", "back", "role"),
        *("password", "locale", "programme", "title-sr-Latn", "title-sq", "date", "time", "code"),
        *("opens_date", "opens_time", "closes_date", "closes_time", "guests-1-name", "piles-1-key"),
        *("guests-1-office-sq", "guests-99-party", "piles-1-name-sq", "max_length", "sort", "new"),
        *("questions_each", "voters_a_minute", "hidden_counts", "accent", "words-sr", "edition-sr"),
        *("days", "current", "rehearsal", "file", "stay", "language"),
    )
)
FIELDS = st.lists(st.tuples(NAMES, TEXTS), max_size=8)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("Accept-Language", "Accept-Encoding", "Accept", "If-None-Match", "Range", "Host"),
                *("If-Modified-Since", "Cookie", "Origin", "X-Forwarded-For", "X-Forwarded-Proto"),
                *("Content-Length", "Transfer-Encoding", "Content-Type", "Connection", "Upgrade"),
                *("Authorization", "Expect", "Forwarded", "Referer", "TE", "X-Forwarded-Host"),
            )
        ),
        st.one_of(
            st.sampled_from(
                (
                    *("*", "sr-Cyrl;q=0.9, sq;q=x", "q=1", ";;;", "gzip;q=1e9", "br", '"x", W/"y"'),
                    *(
                        "bytes=0-",
                        "bytes=-1,9-1",
                        "Thu, 99 Foo",
                        "a=\xff; b",
                        "https",
                        "http://[::1",
                    ),
                    *("chunked", "chunked, chunked", "gzip, chunked", "-1", "1, 1", "99999999999"),
                    *("multipart/form-data", "multipart/form-data; boundary=", "application/json"),
                    *("application/x-www-form-urlencoded; charset=utf-7", "text/plain; charset=x"),
                    *("Bearer t.x", "Bearer \xe9", "Bearer p.AAAA", "websocket", "h2c", "close"),
                    *("100-continue", "fe80::1%eth0, x", "for=_x;proto=https", "a@b:c", "[", "x:y"),
                )
            ),
            st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30),
        ),
    ),
    max_size=3,
)


def _request(
    method: str,
    path: str,
    query: list[tuple[str, str]],
    form: list[tuple[str, str]],
    how: str,
    headers: list[tuple[str, str]],
    login: bool,
) -> bytes:
    asked = urlencode(query, errors="replace")
    body, kind = _body(form, how)
    lines = [
        f"{method} {path}{'?' + asked if asked else ''} HTTP/1.1",
        f"Host: 127.0.0.1:{PORT}",
        f"Origin: http://127.0.0.1:{PORT}",
        *([f"Cookie: tribina_login={LOGIN}"] if login else []),
        *(f"{name}: {value}" for name, value in headers),
    ]
    if method == "POST":
        lines += [f"Content-Type: {kind}"]
        lines += (
            ["Transfer-Encoding: chunked"] if how == "chunks" else [f"Content-Length: {len(body)}"]
        )
    head = "\r\n".join(lines) + "\r\n\r\n"
    return head.encode("utf-8", "replace") + (body if method == "POST" else b"")


def _body(form: list[tuple[str, str]], how: str) -> tuple[bytes, str]:
    if how == "parts":
        parts = (
            f'--b\r\nContent-Disposition: form-data; name="{name}"'
            f"{'; filename=x.csv' if name == 'file' else ''}\r\n\r\n{text}\r\n"
            for name, text in form
        )
        return ("".join(parts) + "--b--\r\n").encode(
            "utf-8", "replace"
        ), "multipart/form-data; boundary=b"
    if how == "json":
        said = ",".join(f'"{name}":"{text}"' for name, text in form)
        return f"{{{said}}}".encode("utf-8", "replace"), "application/json"
    body = urlencode(form, errors="replace").encode()
    if how == "chunks":
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
    return body, "application/x-www-form-urlencoded"


REQUESTS = st.builds(
    _request,
    st.sampled_from(("GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "get")),
    PATHS,
    st.lists(st.tuples(NAMES, TEXTS), max_size=3),
    FIELDS,
    st.sampled_from(("form", "parts", "json", "chunks")),
    HEADERS,
    st.booleans(),
)
SENT = st.tuples(
    st.one_of(REQUESTS, mutated(REQUESTS), st.tuples(REQUESTS, REQUESTS).map(b"".join)),
    st.lists(st.integers(0, 20_000), max_size=PIECES_AT_MOST),
)
STATUS = re.compile(rb"HTTP/1\.1 ([1-4][0-9]{2}|501|503) ")  # 501: of RFC 9112, section 6.1


def check(sent: tuple[bytes, list[int]]) -> None:
    data, places = sent
    here = opened()
    for name, value in (
        (CODE, here.code),
        (DRAFT, here.draft),
        (LOGIN, here.login),
        (PORT, str(here.server.settings.port)),
    ):
        data = data.replace(name.encode(), value.encode())

    answer = here.ask(here.server.settings.port, cut(data, places), to_the_end=False)

    assert not answer or STATUS.match(answer), answer[:300]


TARGET = Target(
    "requests",
    SENT,
    check,
    doors,
    found=((b"GET / HTTP/1.1\r\nHost: 127..0.1\r\n\r\n", []),),
)
