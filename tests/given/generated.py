"""Parts of pages that are written by the project itself, between `<!-- name -->` and
`<!-- /name -->`."""

from collections.abc import Iterable
from pathlib import Path


def row(cells: Iterable[str]) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def replace_part(page: Path, name: str, lines: Iterable[str]) -> None:
    """Put these lines there. Raises ValueError when the page has no place for them."""
    head, _, tail = _parted(page, name)
    page.write_text(head + "\n".join(lines) + "\n" + tail, encoding="utf-8")


def part(page: Path, name: str) -> list[str]:
    """The lines that stand there. Raises ValueError."""
    return _parted(page, name)[1].splitlines()


def _parted(page: Path, name: str) -> tuple[str, str, str]:
    """All up to the part with its mark, the part, and all from its end on."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, found, rest = page.read_text(encoding="utf-8").partition(begin)
    inside, also_found, tail = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"{page.name} has no place for {name}")
    return head + begin, inside, end + tail
