"""The words of the pages in Serbian Cyrillic under those they are made from, to be read over:
`make cyrillic`.

python -m tests.project.cyrillic [section]…
"""

import sys
from collections.abc import Iterator

from server.web.delivery.assets import STATIC
from server.web.words.cyrillic import MADE, SOURCE
from server.web.words.i18n import Text, house_words


def pairs(sections: list[str]) -> Iterator[tuple[str, Text, Text]]:
    """Of these sections each key, its words as they were written, and as they are read."""
    written, made = (house_words().strings(tag, sections) for tag in (SOURCE, MADE))
    return ((key, text, made[key]) for key, text in written.items())


if __name__ == "__main__":
    every = [file.stem for file in (STATIC / "locales" / SOURCE).glob("*.json")]
    for key, text, read in pairs(sys.argv[1:] or sorted(every)):
        print(key, text, read, sep="\n  ")
