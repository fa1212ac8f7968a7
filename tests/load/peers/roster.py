"""The peers: what each is called, how it is started, and what keeps it from being measured here."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.load.process import Process

Mode = Literal["recorded", "live"]

HERE = Path(__file__).parent
LIBRARIES = HERE / "node_modules"
FEWER = 2_000


@dataclass(frozen=True)
class Peer:
    """`library`: of npm, for those that Node runs. `speaks_socketio`: its phones need a
    `SocketIO` between them and their listener. `phones_at_most`: whoever cannot keep up with the
    updates does not get round to let more in."""

    name: str
    script: str
    path: str = "/live"
    library: str | None = None
    speaks_socketio: bool = False
    phones_at_most: int = 100_000

    @property
    def missing(self) -> str | None:
        """Why it cannot be measured here, if so: a sentence for the table."""
        if self.library is None:
            return None
        if shutil.which("node") is None:
            return f"{self.name} is left out: there is no Node here."
        if not (LIBRARIES / self.library).is_dir():
            return f"{self.name} is left out: npm has not installed {self.library}."
        return None

    def process(self, port: int, messages: Path, mode: Mode) -> Process:
        """Not started yet; ready when it listens at the port."""
        if self.library is None:
            command = ("-m", f"tests.load.peers.{self.script}")
            return Process(*command, str(port), str(messages), mode, program=sys.executable)
        script = str(HERE / self.script)
        return Process(script, str(port), str(messages), mode, program="node")


PEERS = (
    Peer("bare socket.send", "bare_send"),
    Peer("Node's ws", "ws_server.mjs", library="ws"),
    Peer("websockets.broadcast()", "broadcast", phones_at_most=FEWER),
    Peer(
        "Socket.IO",
        "socketio_server.mjs",
        path="/socket.io/?EIO=4&transport=websocket",
        library="socket.io",
        speaks_socketio=True,
    ),
    Peer("Quart's route, Hypercorn", "quart_route", phones_at_most=FEWER),
)
