"""What this process counts of itself, for Prometheus: how many, how often, how long.

Never a text, a handle, a code or an address: labels come from closed sets.
"""

import asyncio
from collections.abc import Iterator, Mapping
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from server.clock import Clock
from server.debate.deciding.subjects import WireCommand
from server.debate.refusals import STATUS
from server.debate.showing.documents import VIEWS

LAG_FADES = 0.95  # each time it is measured: to half in 0.7 s
LAG_EVERY_S = 0.05  # how often the loop's lag is measured: no stall that anybody notices is missed

_KINDS = frozenset(kind.__struct_config__.tag for kind in get_args(WireCommand))
_ANSWERS = frozenset(STATUS) | {"ok"}
_OTHER = "other"
_FAST_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class _Commands(Collector):
    """How many commands were answered. Counted in a plain dictionary, since one vote is answered in
    less time than the library's counter takes for its lock."""

    def __init__(self, counts: Mapping[tuple[str, str, str], int]) -> None:
        self._counts = counts

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(
            "tribina_commands",
            "Commands, by kind, door and answer",
            labels=["kind", "door", "answer"],
        )
        for counted, number in self._counts.items():
            family.add_metric(counted, number)
        yield family


class Metrics:
    """All metrics of one process, in a registry of their own."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry = registry or CollectorRegistry()
        self._connections = Gauge(
            "tribina_connections", "Live connections now, by view", ["view"], registry=registry
        )
        self._joins = Counter(
            "tribina_joins", "Live connections made, by view", ["view"], registry=registry
        )
        self._commands: dict[tuple[str, str, str], int] = {}
        registry.register(_Commands(self._commands))
        self._ballots = Counter("tribina_ballots", "Ballots committed", registry=registry)
        self._commit = Histogram(
            "tribina_commit_seconds",
            "How long one transaction of ballots took",
            buckets=_FAST_S,
            registry=registry,
        )
        self._tick = Histogram(
            "tribina_tick_seconds",
            "How long one pass over the clients of a view took",
            ["view"],
            buckets=_FAST_S,
            registry=registry,
        )
        self._lag = Histogram(
            "tribina_loop_lag_seconds",
            "How late the event loop runs what is due",
            buckets=_FAST_S,
            registry=registry,
        )
        self.lag_s = 0.0  # the worst of the last seconds, fading
        self._waiting = Gauge(
            "tribina_votes_waiting", "Votes that wait for their transaction", registry=registry
        )
        self._requests = Counter(
            "tribina_requests", "HTTP answers, by status class", ["status"], registry=registry
        )
        self._hints = Counter(
            "tribina_hints",
            "Hints between processes: sent, heard, or lost because the relay was gone",
            ["what"],
            registry=registry,
        )
        self._osc_dropped = Counter(
            "tribina_osc_dropped",
            "OSC messages that press nothing, by why",
            ["why"],
            registry=registry,
        )
        self._relay = Gauge(
            "tribina_relay_up", "Whether hints between processes arrive now", registry=registry
        )
        for what in ("sent", "heard", "lost"):
            self._hints.labels(what)
        for view in VIEWS:
            self._connections.labels(view)
            self._tick.labels(view)

    def joined(self, view: str) -> None:
        """`view`: which kind of screen has come."""
        self._connections.labels(view).inc()
        self._joins.labels(view).inc()

    def left(self, view: str) -> None:
        """`view`: which kind of screen has gone."""
        self._connections.labels(view).dec()

    def command(self, kind: str, door: str, answer: str) -> None:
        """One command was answered. `kind`: the wire's `do`, anything else counts as `other`;
        `door`: `live`, `http` or `osc`; `answer`: `ok` or the code of the refusal."""
        counted = (
            kind if kind in _KINDS else _OTHER,
            door,
            answer if answer in _ANSWERS else _OTHER,
        )
        self._commands[counted] = self._commands.get(counted, 0) + 1

    def osc_dropped(self, why: str) -> None:
        """`why`: of a closed set (`server.doors.studio.messages.Why`), or `too_fast`."""
        self._osc_dropped.labels(why).inc()

    def commit(self, ballots: int, seconds: float) -> None:
        """One transaction kept so many ballots."""
        self._ballots.inc(ballots)
        self._commit.observe(seconds)

    def tick(self, view: str, seconds: float) -> None:
        """One pass over the clients of a view."""
        self._tick.labels(view).observe(seconds)

    def request(self, status: int) -> None:
        """One HTTP request was answered."""
        self._requests.labels(f"{status // 100}xx").inc()

    def hints(self, what: str, number: int) -> None:
        """So many hints were `sent`, `heard` or `lost`."""
        self._hints.labels(what).inc(number)

    def relay(self, up: bool) -> None:
        """Whether hints arrive now."""
        self._relay.set(up)

    def waiting(self, votes: int) -> None:
        """So many votes wait for their transaction."""
        self._waiting.set(votes)

    def late(self, seconds: float) -> None:
        """The event loop ran so late what was due."""
        self._lag.observe(seconds)
        self.lag_s = max(seconds, self.lag_s * LAG_FADES)

    async def watch_loop(self, clock: Clock) -> None:
        """Measure the loop's lag until cancelled."""
        while True:
            due = clock.monotonic() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self.late(max(0.0, clock.monotonic() - due))
