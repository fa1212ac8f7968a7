"""What a marker says of its moment, in the language of whoever asked for the file. Pure."""

from collections.abc import Callable
from typing import Final, NamedTuple

from server.language.cleaning import clean_text
from server.studio.markers.moments import Moment

NAME_AT_MOST = 60  # letters: what lists of markers have room for
_CUT: Final = "…"

Words = Callable[..., str]  # section.key, and what stands in the words -> the words


class Said(NamedTuple):
    """Each in one line. `name`: in a few words; `note`: what kind it is of, and all of it."""

    name: str
    note: str


def said(moment: Moment, words: Words) -> Said:
    """`words`: of the pages, by section and key."""
    kind = words(f"markers.kind_{moment.kind}")
    what = clean_text(_what(moment, words))
    if not what:
        return Said(kind, kind)
    more = ", ".join(map(clean_text, _more(moment, words)))
    name = shortened(moment.air_text or what)
    return Said(name, f"{kind}: {what} ({more})" if more else f"{kind}: {what}")


def shortened(text: str) -> str:
    """As many of its words as have room."""
    if len(text) <= NAME_AT_MOST:
        return text
    kept = text[: NAME_AT_MOST - len(_CUT)]
    whole, _, _ = kept.rpartition(" ")
    return (whole or kept).rstrip(" ,;:–—-") + _CUT


def _what(moment: Moment, words: Words) -> str:
    match moment.kind:
        case "phase":
            return words(f"common.phase_{moment.phase}")
        case "outcome":
            return words(f"common.state_{moment.how}")
        case "speech":
            return moment.guest or ""
        case "countdown":
            return words("markers.time_is_up")
        case "recording":
            return words(f"markers.recording_{moment.state}", recording=moment.recording)
        case _:
            return moment.text or ""


def _more(moment: Moment, words: Words) -> list[str]:
    match moment.kind:
        case "question":
            asker, votes = moment.asker or "", words("admin.votes_count", count=moment.votes)
            guest = words("markers.to", guest=moment.guest) if moment.guest else ""
            return [one for one in (asker, votes, guest) if one]
        case "outcome":
            return [moment.text or ""]
        case "countdown":
            return [f"{moment.seconds} s"]
        case _:
            return []
