"""Addresses at which another server is asked, as whoever operates the house types them in."""

from urllib.parse import urlsplit

AT_MOST = 8  # in one setting


def is_address(url: str) -> bool:
    """Whether one can ask there, with nothing in the address that is to be kept secret: it is told
    to everybody whom the house asks."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no port, no host
        return False
    plain = url.isascii() and url.isprintable() and not {"@", "?", "#", " "} & set(url)
    return named and plain


def parse_addresses(text: str) -> tuple[str, ...]:
    """By comma, each once. Raises ValueError."""
    urls = tuple(
        dict.fromkeys(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    )
    if len(urls) > AT_MOST:
        raise ValueError(f"at most {AT_MOST} addresses")
    for url in urls:
        if not is_address(url):
            raise ValueError("an address looks like https://stamps.example.org/path")
    return urls
