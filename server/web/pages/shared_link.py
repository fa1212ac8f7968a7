"""What the head of a page says to those who draw links to it."""

from typing import NamedTuple


class Shared(NamedTuple):
    """As https://ogp.me names it; addresses are whole."""

    title: str
    description: str
    url: str
    image: str
