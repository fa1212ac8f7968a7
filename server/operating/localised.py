"""Texts in several languages, as they are typed at the command line."""

from collections.abc import Sequence

from server.debate.described import Localised
from server.language.languages import TAGS


def localised(texts: Sequence[str]) -> Localised:
    """`sr-Latn=…` for several languages; without a language it is in the first one of the house."""
    found: Localised = {}
    for text in texts:
        tag, separator, rest = text.partition("=")
        known = separator and tag in TAGS
        found |= {tag: rest} if known else {TAGS[0]: text}
    return found
