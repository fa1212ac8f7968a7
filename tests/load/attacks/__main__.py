"""One attacker in a process of its own:

    python -m tests.load.attacks NAME SECONDS

The target comes as a line of JSON, then a line when to begin; what it managed goes out as one.
Whoever is attacked and whoever measures come first on the processor.
"""

import os
import sys

import msgspec
import uvloop

from tests.load.attacks.attack import Score, Target
from tests.load.attacks.roster import ATTACKS

BEHIND_ALL_ELSE = 10


def main() -> None:
    attack, for_s = ATTACKS[sys.argv[1]], float(sys.argv[2])
    os.nice(BEHIND_ALL_ELSE)
    target = msgspec.json.decode(sys.stdin.buffer.readline(), type=Target)
    print("ready", flush=True)
    sys.stdin.buffer.readline()

    async def run() -> Score:
        return await attack.run(target, for_s)

    score = uvloop.run(run())
    print(msgspec.json.encode(dict(score)).decode(), flush=True)


if __name__ == "__main__":
    main()
