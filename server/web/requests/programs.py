"""Which addresses programs ask for, who read codes and no pages."""

import re

_PROGRAMS = re.compile(r"/api/|/oembed\Z|/studio/[^/]+/", re.DOTALL)


def is_for_programs(path: str) -> bool:
    """Whether what is refused there is told as JSON."""
    return _PROGRAMS.match(path) is not None
