"""`tribina demo`: a fresh server on a temporary database, a hall full of recorded people, and at
the end the totals beside the recording's."""

import asyncio
import contextlib
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from server.app import Server
from server.demo.player import Player
from server.demo.recording import Recording, load
from server.demo.totals import Totals, compare
from server.demo.visitor import Visitor
from server.operating.tools import Tools
from server.settings import Settings

RECORDINGS = Path(__file__).parents[2] / "tests" / "data" / "debates"
PASSWORD_BYTES = 9
PROGRESS_S = 1.0

Say = Callable[[str], None]


def run(recordings: list[Path], *, speed: float, stay: bool, port: int, live_port: int) -> int:
    """Play them one after the other; the exit code: 0 when all totals equal the recordings'."""
    with tempfile.TemporaryDirectory(prefix="tribina-demo-") as folder:
        settings = Settings(
            data=Path(folder), port=port, live_port=live_port, pace=max(1.0, speed)
        ).with_secret()
        try:
            return asyncio.run(_demo(settings, recordings, speed, stay))
        except KeyboardInterrupt:
            return 130


async def _demo(settings: Settings, recordings: list[Path], speed: float, stay: bool) -> int:
    server = Server(settings)
    await server.start()
    equal = True
    try:
        tools = server.tools()
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        await tools.add_account("demo", "owner", password)
        for path in recordings:
            equal &= (await play(server, load(path), speed, print, password)).equal
        if stay:
            print(f"\n{server.address}/ keeps serving. Ctrl-C stops.")
            await asyncio.Event().wait()
    finally:
        await server.stop()
    return 0 if equal else 1


async def play(
    server: Server, recording: Recording, speed: float, say: Say, password: str = ""
) -> Totals:
    """Play one recording on a running server, close and archive it, compare the totals."""
    tools = server.tools()
    code = await tools.create(recording.settings(), phase="live")
    _introduce(
        server, recording, code, await tools.new_token(code, "display", "demo"), say, password
    )
    async with hall(server, tools, recording, code) as (phones, moderators):
        player = Player(recording, phones, moderators)
        async with _progress(player, moderators["producer"], len(recording.actions()), say):
            await player.play(speed)
        producer = moderators["producer"]
        await producer.do("phase", to="closed")
        await producer.until(lambda: producer.document["debate"]["phase"] == "closed")
        totals = compare(recording, player.ids, producer.document)
        await producer.do("phase", to="archived")
    report, _ = await tools.verify(code, lambda _: None)
    if not report["ok"]:
        totals.differences.append(f"the journal does not verify: {report['problems']}")
    _conclude(server, code, totals, say)
    return totals


def _introduce(
    server: Server, recording: Recording, code: str, key: str, say: Say, password: str
) -> None:
    say(f"\n{recording.title.get('en', code)}")
    say(f"  phones   {server.address}/{code}")
    say(f"  control  {server.address}/control/{code}   (log in as demo, password {password})")
    say(f"  display  {server.address}/display/{code}?key={key}")
    say(f"  overlay  {server.address}/overlay/{code}?key={key}")
    say(f"  host     {server.address}/host/{code}")


def _conclude(server: Server, code: str, totals: Totals, say: Say) -> None:
    say(
        f"  {totals.participants} participants, {totals.submissions} questions, "
        f"{totals.votes} votes: "
        + ("every one as recorded" if totals.equal else f"{len(totals.differences)} differ")
    )
    for difference in totals.differences:
        say(f"    {difference}")
    say(f"  archive  {server.address}/archive/{code}")


@contextlib.asynccontextmanager
async def hall(
    server: Server, tools: Tools, recording: Recording, code: str
) -> AsyncIterator[tuple[dict[str, Visitor], dict[str, Visitor]]]:
    """Everybody connected: a phone for each participant, a screener and a producer."""
    door = f"{server.live_address}/live/{code}"
    phones = {name: Visitor(door) for name in recording.participants()}
    moderators = {
        role: Visitor(f"{door}?as=control", await tools.new_token(code, role, role))
        for role in ("screener", "producer")
    }
    everybody = [*phones.values(), *moderators.values()]
    try:
        await asyncio.gather(*(visitor.arrive() for visitor in everybody))
        yield phones, moderators
    finally:
        await asyncio.gather(*(visitor.leave() for visitor in everybody))


@contextlib.asynccontextmanager
async def _progress(
    player: Player, producer: Visitor, actions: int, say: Say
) -> AsyncIterator[None]:
    async def tell() -> None:
        while True:
            await asyncio.sleep(PROGRESS_S)
            totals = producer.document["debate"]["totals"]
            line = (
                f"  {int(player.at) // 60:3d}:{int(player.at) % 60:02d}  {player.done}/{actions} "
                f"actions, {totals['questions']} questions shown, {totals['votes']} votes"
            )
            if say is print and sys.stdout.isatty():
                print(f"\r{line}", end="", flush=True)
            else:
                say(line)

    telling = asyncio.create_task(tell())
    try:
        yield
    finally:
        telling.cancel()
        if say is print and sys.stdout.isatty():
            print()
