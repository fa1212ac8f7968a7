"""All attacks, by name, in the order they are made."""

from tests.load.attacks import (
    archive,
    asking,
    coming,
    frames,
    guessing,
    handshakes,
    holding,
    http2,
    questions,
)
from tests.load.attacks.attack import Attack

_MODULES = (
    frames, holding, http2, guessing, coming, asking, archive, handshakes, questions
)  # fmt: skip
ATTACKS: dict[str, Attack] = {a.name: a for module in _MODULES for a in module.ATTACKS}
