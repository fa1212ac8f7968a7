"""What the module for Companion has to know of the server, as deploy/companion/src/described.json:
`make companion` writes it from the table of verbs, the state of the gallery, and their limits.

python -m tests.project.companion
"""

import json
from functools import partial
from pathlib import Path
from typing import Any, get_args

from server.debate.commands import NOTE_LIMIT, Phase, Picture
from server.debate.presets import PRESETS
from server.studio.rows import TimerPhase
from server.studio.standing import Standing
from server.studio.verbs import SECONDS_AT_MOST, VERBS
from server.web.words.i18n import house_words

FOLDER = Path(__file__).parents[2] / "deploy" / "companion"
FILE = FOLDER / "src" / "described.json"


def described() -> dict[str, Any]:
    """Its words are English: Companion has no other language."""
    say = partial(house_words().t, "en")
    return {
        "verbs": [
            {
                "name": verb.name,
                "path": verb.path,
                "says": f"{say(f'studio.group_{verb.group}')}: {say(f'studio.do_{verb.name}')}",
            }
            for verb in VERBS
        ],
        "standing": list(Standing.__struct_fields__),
        "phases": get_args(Phase),
        "timer_phases": get_args(TimerPhase),
        "pictures": get_args(Picture),
        "presets": list(PRESETS),
        "limits": {"seconds": SECONDS_AT_MOST, "text": NOTE_LIMIT},
    }


def written() -> str:
    return json.dumps(described(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
