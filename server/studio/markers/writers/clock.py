"""Times after the beginning of a recording, as players read them. Pure."""

from server.debate.minutes import SECOND_MS


def clock(at: int, point: str = ".") -> str:
    """`HH:MM:SS.mmm` of so many ms; as many hours as there are."""
    seconds, ms = divmod(at, SECOND_MS)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
