"""Bitfocus Companion, as far as a module can tell: it unpacks the package that is imported, runs
the module in a process of its own under Node, with the rights that its manifest asks for, and
speaks with it over Node's IPC: a line of JSON a message, over a socket.
"""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tarfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from tests.project.companion import FOLDER

PACKAGE = FOLDER / "tribina-companion.tgz"
NODE = shutil.which("node")
MISSING = (
    "there is no Node here"
    if NODE is None
    else None
    if PACKAGE.exists()
    else "the module is not built (make companion)"
)
PATIENCE_S = 20.0
THREAD = Path(__file__).with_name("thread.mjs")
OWN_WEBSOCKET = 22  # Node's version from which it needs no flag for one; Companion's is 22
LINE_AT_MOST = 1 << 20

Json = dict[str, Any]


class Companion:
    """`statuses`: each with its words, in their order; `variables`, `lit`: what they are now."""

    def __init__(self, folder: Path) -> None:
        with tarfile.open(PACKAGE) as package:
            package.extractall(folder, filter="data")
            (self.root,) = {folder / Path(name).parts[0] for name in package.getnames()}
        self.manifest: Json = json.loads((self.root / "companion" / "manifest.json").read_text())
        self.statuses: list[tuple[str, str | None]] = []
        self.variables: Json = {}
        self.lit: dict[str, bool] = {}
        self.actions: dict[str, Json] = {}
        self.feedbacks: dict[str, Json] = {}
        self.presets: dict[str, Json] = {}
        self.structure: list[Json] = []
        self.log: list[str] = []
        self._called = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._changed = asyncio.Event()
        self._registered = asyncio.Event()
        self._writer: asyncio.StreamWriter
        self._process: asyncio.subprocess.Process
        self._reading: asyncio.Task[None]

    async def start(self) -> None:
        """Start the module's process and wait until it has loaded the module."""
        ours, theirs = socket.socketpair()
        env = {
            "PATH": os.environ["PATH"],
            "NODE_CHANNEL_FD": str(theirs.fileno()),
            "NODE_NO_WARNINGS": "1",
            "MODULE_ENTRYPOINT": str(self.root / "main.js"),
            "MODULE_MANIFEST": str(self.root / "companion" / "manifest.json"),
            "VERIFICATION_TOKEN": "verified",
        }
        assert NODE is not None
        self._process = await asyncio.create_subprocess_exec(
            NODE, *self._rights(), str(THREAD), env=env, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        reader, self._writer = await asyncio.open_unix_connection(sock=ours, limit=LINE_AT_MOST)
        self._reading = asyncio.create_task(self._read(reader))
        async with asyncio.timeout(PATIENCE_S):
            await self._registered.wait()

    async def stop(self) -> None:
        """Hang up, whereupon the process ends."""
        self._writer.close()
        await self._process.wait()
        await self._reading

    async def configure(self, call: str, address: str, code: str, token: str) -> None:
        """`call`: "init" for a connection that is new, "updateConfig" for one that was changed."""
        config, secrets = {"address": address, "code": code}, {"token": token}
        rest = {"isFirstInit": True, "lastUpgradeIndex": -1} if call == "init" else {}
        await self.call(call, label="hall", config=config, secrets=secrets, **rest)

    async def press(self, action: str, **options: Any) -> None:
        made = {"id": "a1", "controlId": "bank:1", "actionId": action, "options": options}
        await self.call("executeAction", action=made, surfaceId="deck")

    async def watch(self, name: str, feedback: str, **options: Any) -> None:
        """Put a feedback on a key; `lit[name]` is from then on whether it is lit."""
        made = {"id": name, "controlId": "bank:1", "feedbackId": feedback, "options": options}
        await self.call("updateFeedbacks", feedbacks={name: made})

    async def call(self, name: str, **payload: Any) -> Any:
        """Raises RuntimeError with what the module says."""
        self._called += 1
        answer = self._answers[self._called] = asyncio.get_running_loop().create_future()
        self._send("call", name=name, payload=payload, callbackId=self._called)
        async with asyncio.timeout(PATIENCE_S):
            return await answer

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until what the module tells makes it true. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    @property
    def status(self) -> str:
        return self.statuses[-1][0] if self.statuses else ""

    @property
    def words(self) -> str:
        """Of the status."""
        return (self.statuses[-1][1] or "") if self.statuses else ""

    def _rights(self) -> list[str]:
        """Companion grants no more than the manifest asks for, and reading the module itself."""
        assert NODE is not None
        assert self.manifest["runtime"]["permissions"] == {}
        said = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True)
        is_old = int(said.stdout.lstrip("v").partition(".")[0]) < OWN_WEBSOCKET
        readable = [f"--allow-fs-read={self.root}/*", f"--allow-fs-read={THREAD}"]
        if is_old:
            return ["--experimental-websocket", "--experimental-permission", *readable]
        return ["--permission", *readable]

    def _send(self, direction: str, **rest: Any) -> None:
        self._writer.write(json.dumps({"direction": direction} | rest).encode() + b"\n")

    async def _read(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(ConnectionError):
            async for line in reader:
                self._hear(json.loads(line))
                self._changed.set()

    def _hear(self, said: Json) -> None:
        if said["direction"] == "response":
            answer = self._answers.pop(said["callbackId"])
            if said["success"]:
                answer.set_result(said.get("payload"))
            else:
                answer.set_exception(RuntimeError(said["payload"]["message"]))
            return
        payload = said["payload"]
        match said["name"]:
            case "register":
                assert payload == {"verificationToken": "verified"}
                self._send("response", callbackId=said["callbackId"], success=True, payload={})
                self._registered.set()
            case "set-status":
                self.statuses.append((payload["status"], payload["message"]))
            case "setActionDefinitions":
                self.actions = payload["actions"]
            case "setFeedbackDefinitions":
                self.feedbacks = payload["feedbacks"]
            case "setPresetDefinitions":
                self.presets, self.structure = payload["presets"], payload["structure"]
            case "setVariableValues":
                self.variables |= {one["id"]: one.get("value") for one in payload["newValues"]}
            case "updateFeedbackValues":
                self.lit |= {one["id"]: one["value"] for one in payload["values"]}
            case "log-message":
                self.log.append(payload["message"])


@contextlib.asynccontextmanager
async def companion(folder: Path) -> AsyncIterator[Companion]:
    host = Companion(folder)
    await host.start()
    try:
        yield host
    finally:
        await host.stop()
