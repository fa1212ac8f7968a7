"""Elements of XML as text. Pure; what they hold is one line, without control characters
(`language.cleaning`)."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def element(name: str, /, *inside: str, **attributes: str | int) -> str:
    """With other elements in it, each in lines of its own."""
    tag = name + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    if not inside:
        return f"<{tag}/>"
    lines = "".join(f"\n  {line}" for one in inside for line in one.split("\n"))
    return f"<{tag}>{lines}\n</{name}>"


def text(name: str, value: str | int) -> str:
    """An element with a text in it."""
    return f"<{name}>{escaped(value)}</{name}>"


def escaped(value: str | int) -> str:
    """For a text or the value of an attribute."""
    return str(value).translate(_ESCAPED)
