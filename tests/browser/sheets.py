"""Small pictures side by side on a large one, to be looked at together."""

from collections.abc import Sequence

from PIL import Image

GAP = 8  # px


def sheet(tiles: Sequence[Image.Image], across: int) -> Image.Image:
    """As many in a row, in their order; each has the room of the largest."""
    wide, high = (max(side) + GAP for side in zip(*(tile.size for tile in tiles), strict=True))
    rows = -(-len(tiles) // across)
    whole = Image.new("RGB", (across * wide, rows * high), "#777")
    for number, tile in enumerate(tiles):
        row, column = divmod(number, across)
        whole.paste(tile, (column * wide, row * high))
    return whole
