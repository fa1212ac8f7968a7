"""What shows the debate's graphics: each display and overlay says again and again that it is there,
and whether it is on programme. Known while it does; in no journal. What other processes know is
merged in by `elsewhere`.
"""

import asyncio
from collections.abc import Callable, Mapping

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.debate.state import Debate, Touched
from server.debate.surroundings import Output, Surroundings
from server.limits.buckets import Buckets
from server.limits.table import RECORDINGS, REPORTS

LIFE_S = 15.0  # that an output is known after it was heard of
OUTPUTS_AT_MOST = 30  # of a debate, in one process
OF_A_TOKEN = 10


class Outputs:
    """Keeps `outputs` of the surroundings. `touch` is told what to show anew."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        clock: Clock,
        touch: Callable[[Touched], None],
    ) -> None:
        self._debate = debate
        self._around = around
        self._clock = clock
        self._touch = touch
        self._pace = Buckets(REPORTS, clock)
        self._recordings = Buckets(RECORDINGS, clock)
        self._here: dict[str, tuple[Output, float]] = {}
        self._elsewhere: Mapping[str, Output] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def here(self) -> dict[str, Output]:
        """Of this process, by what each calls itself."""
        return {name: output for name, (output, _) in self._here.items()}

    def pace(self, actor: Actor, of_recording: bool = False) -> None:
        """Count one report; of a recording it becomes a line of the journal. Raises Rejected
        `too_fast`."""
        self._pace.take(actor.handle)
        if of_recording:
            self._recordings.take(actor.handle)

    def heard(self, name: str, output: Output) -> None:
        """It is there; `name`: its token, a hyphen, what it calls itself. Raises Rejected
        `too_fast` where there are too many."""
        if self._debate.is_over:
            return
        token = name.partition("-")[0]
        own = sum(one.partition("-")[0] == token for one in self._here)
        is_full = own >= OF_A_TOKEN or len(self._here) >= OUTPUTS_AT_MOST
        if name not in self._here and is_full:
            raise Rejected("too_fast", retry_ms=int(LIFE_S * 1_000))
        self._here[name] = (output, self._clock.monotonic())
        self._show()
        self._wait()

    def elsewhere(self, outputs: Mapping[str, Output]) -> None:
        """Those that other processes heard of."""
        self._elsewhere = outputs
        self._show()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def expire(self) -> None:
        """Forget those that were not heard of for too long."""
        self._timer = None
        now = self._clock.monotonic()
        self._here = {name: one for name, one in self._here.items() if now - one[1] < LIFE_S}
        self._show()
        self._wait()

    def _show(self) -> None:
        now = dict(sorted({**self._elsewhere, **self.here}.items()))
        if now != self._around.outputs:
            self._around.outputs = now
            self._touch(Touched(debate=True))

    def _wait(self) -> None:
        if self._timer is None and self._here:
            oldest = min(at for _, at in self._here.values())
            rest = max(oldest + LIFE_S - self._clock.monotonic(), 0)
            self._timer = asyncio.get_running_loop().call_later(rest, self.expire)
