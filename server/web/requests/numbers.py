"""Numbers as they come in."""


def whole_number(text: str, digits: int) -> int | None:
    """From 0 on; None for what is none, or has more digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
