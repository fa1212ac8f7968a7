"""What the head of a page says to those who draw links to it."""

from typing import NamedTuple
from urllib.parse import quote, urlsplit


class Shared(NamedTuple):
    """As https://ogp.me names it; addresses are whole."""

    title: str
    description: str
    url: str
    image: str

    @property
    def oembed(self) -> str:
        """Where a page that was given the address learns how to show it inside itself."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}/oembed?format=json&url={quote(self.url, safe='')}"
