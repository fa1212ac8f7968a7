"""Every kind of address that the settings may name, against what it names."""

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from server.cluster import shared_limits
from server.cluster.presence import Here
from server.cluster.processes import OtherProcesses
from server.debate.refusals import Rejected
from server.limits.table import GUESSES_TOGETHER
from server.metrics import Metrics
from server.redis_address import parse_address
from server.settings import BadSettings, Settings
from tests.given.services import Redis, running


class WithSocket(Redis):
    """Reached by its socket on this machine."""

    @property
    def url(self) -> str:
        return f"unix://{self.folder}/redis.sock?db=1"

    def _command(self) -> Sequence[str | Path]:
        return [*super()._command(), "--unixsocket", self.folder / "redis.sock"]


class Cluster(Redis):
    """The smallest cluster there is: one node with all slots."""

    @property
    def url(self) -> str:
        return f"redis+cluster://127.0.0.1:{self.port}"

    def start(self) -> None:
        super().start()
        self._ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383")
        while b"cluster_state:ok" not in self._ask("CLUSTER", "INFO"):
            time.sleep(0.05)

    def _command(self) -> Sequence[str | Path]:
        return [*super()._command(), "--cluster-enabled", "yes"]

    def _ask(self, *command: str) -> bytes:
        asked = ["redis-cli", "-p", str(self.port), *command]
        return subprocess.run(asked, check=True, capture_output=True).stdout


class Watched(Redis):
    """A master that a Sentinel watches."""

    def __init__(self) -> None:
        super().__init__()
        self._sentinel = _Sentinel(self.port)

    @property
    def url(self) -> str:
        return f"redis+sentinel://127.0.0.1:{self._sentinel.port}/tribina/2"

    def start(self) -> None:
        super().start()
        self._sentinel.start()

    def remove(self) -> None:
        self._sentinel.remove()
        super().remove()


class _Sentinel(Redis):
    def __init__(self, master: int) -> None:
        super().__init__()
        self._configuration = self.folder / "sentinel.conf"
        self._configuration.write_text(f"sentinel monitor tribina 127.0.0.1 {master} 1\n")

    def _command(self) -> Sequence[str | Path]:
        port = ["--port", str(self.port), "--bind", "127.0.0.1"]
        return [self._program, self._configuration, "--sentinel", *port]


@pytest.fixture(params=[Redis, WithSocket, Cluster, Watched])
def service(request: pytest.FixtureRequest) -> Iterator[Redis]:
    with running(request.param()) as started:
        yield started


@pytest_asyncio.fixture
async def both(
    service: Redis, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[OtherProcesses, OtherProcesses]]:
    """Two processes that know that address."""
    monkeypatch.setattr(shared_limits, "PATIENCE_S", 1.0)  # this machine may be busy
    settings = Settings(secret="s", redis_url=service.url)
    one, other = OtherProcesses(settings, Metrics()), OtherProcesses(settings, Metrics())
    yield one, other
    await one.close()
    await other.close()


async def test_hints_presence_and_limits_work_through_it(
    both: tuple[OtherProcesses, OtherProcesses],
) -> None:
    one, other = both
    heard: list[str] = []
    other.relay.listen(heard.append)
    async with asyncio.timeout(10):
        while not (one.relay.working and other.relay.working):
            await asyncio.sleep(0.01)
        one.relay.hint("482915")
        while "482915" not in heard:
            await asyncio.sleep(0.01)
    assert one.presence is not None and other.presence is not None
    await one.presence.exchange({"482915": Here(2), "111111": Here(1)})
    assert (await other.presence.exchange({"482915": Here(), "111111": Here()})) == {
        "482915": Here(2),
        "111111": Here(1),
    }
    with pytest.raises(Rejected, match="too_fast"):
        for _ in range(GUESSES_TOGETHER[-1].most + 1):
            await one.limits.take(GUESSES_TOGETHER, "mira", "laptop")


async def test_another_installation_on_the_same_redis_is_not_heard(redis: Redis) -> None:
    one = OtherProcesses(Settings(secret="one", redis_url=redis.url), Metrics())
    other = OtherProcesses(Settings(secret="another", redis_url=redis.url), Metrics())
    async with asyncio.timeout(10):
        while not (one.relay.working and other.relay.working):
            await asyncio.sleep(0.01)
    assert one.presence is not None and other.presence is not None
    await one.presence.exchange({"482915": Here(2)})
    assert await other.presence.exchange({"482915": Here(1)}) == {"482915": Here()}
    await one.close()
    await other.close()


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis+sentinel://localhost:26379",
        "redis+sentinel://localhost/tribina",
        "redis+cluster://localhost:7000,localhost",
        "redis+cluster://localhost:7000/tribina",
    ],
)
def test_an_address_that_names_no_redis_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(BadSettings, match="TRIBINA_REDIS_URL"):
        Settings.from_env({"TRIBINA_REDIS_URL": url})


def test_an_address_of_several_hosts_is_taken_apart() -> None:
    address = parse_address("redis+sentinel://mira:p%40ss@a:1,b:2/tribina/3")
    assert (address.hosts, address.service, address.db) == ((("a", 1), ("b", 2)), "tribina", 3)
    assert (address.username, address.password) == ("mira", "p@ss")
