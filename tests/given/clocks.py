"""A clock that moves when told."""


class FakeClock:
    """Starts at a round moment; `pass_s` moves both kinds of time."""

    def __init__(self) -> None:
        self._ms = 1_763_877_600_000
        self._s = 1_000.0

    def now(self) -> int:
        return self._ms

    def monotonic(self) -> float:
        return self._s

    def pass_s(self, seconds: float) -> None:
        self._ms += round(seconds * 1_000)
        self._s += seconds
