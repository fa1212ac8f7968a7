"""Atom (RFC 4287) and JSON Feed 1.1 as texts. No request is known here."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

import msgspec
from msgspec import Struct

ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

register_namespace("", ATOM)


class Item(Struct, frozen=True):
    """`at`: when it came or last changed, ms."""

    id: str
    title: str
    lang: str
    url: str
    at: int
    summary: str


class Channel(Struct, frozen=True):
    """`own`: where the feed is, `page`: what people read instead; `by`: who publishes it."""

    id: str
    title: str
    own: str
    page: str
    by: str
    lang: str


def same_for_ever(house: str, what: str) -> str:
    """An id that does not change with the address of the house. `house`: its name in logs."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{house}/{what}')}"


def moment(at: int) -> str:
    """RFC 3339, in UTC."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    """The items in their order."""
    feed = Element(f"{{{ATOM}}}feed", {f"{{{_XML}}}lang": channel.lang})
    _put(feed, "id", channel.id)
    _put(feed, "title", channel.title)
    _put(feed, "updated", moment(max((item.at for item in items), default=0)))
    SubElement(feed, f"{{{ATOM}}}link", rel="self", href=channel.own, type="application/atom+xml")
    SubElement(feed, f"{{{ATOM}}}link", rel="alternate", href=channel.page, type="text/html")
    _put(SubElement(feed, f"{{{ATOM}}}author"), "name", channel.by)
    for item in items:
        entry = SubElement(feed, f"{{{ATOM}}}entry", {f"{{{_XML}}}lang": item.lang})
        _put(entry, "id", item.id)
        _put(entry, "title", item.title)
        _put(entry, "updated", moment(item.at))
        SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=item.url, type="text/html")
        _put(entry, "summary", item.summary)
    made: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    """The same."""
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.page,
            "feed_url": channel.own,
            "language": channel.lang,
            "authors": [{"name": channel.by}],
            "items": [
                {
                    "id": item.id,
                    "url": item.url,
                    "title": item.title,
                    "content_text": item.summary or item.title,
                    "date_modified": moment(item.at),
                    "language": item.lang,
                }
                for item in items
            ],
        }
    )


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = _NO_XML.sub("", text)
