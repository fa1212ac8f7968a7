"""Signs that look like those which a form takes for its own and cannot write otherwise. Pure."""

_ANGLES = str.maketrans("<>", "‹›")
_BRACES = str.maketrans("{}", "()")


def without_angles(text: str) -> str:
    """For whom they begin a tag, or who refuses them."""
    return text.translate(_ANGLES)


def without_braces(text: str) -> str:
    """For whom they hold commands."""
    return text.translate(_BRACES)
