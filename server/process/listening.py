"""The sockets that both doors listen on: opened at the first start, and handed on when the process
begins anew. Whoever comes in between waits in the system's queue instead of being refused.
"""

import os
import socket
from collections.abc import MutableMapping

HANDED_ON = "LISTENING_SOCKETS"  # in the environment: name=descriptor, by comma


class Listening:
    """`env`: where the process that was here before wrote down which sockets it leaves."""

    def __init__(self, env: MutableMapping[str, str] = os.environ) -> None:
        handed_on = env.pop(HANDED_ON, "")
        pairs = (part.partition("=") for part in handed_on.split(",") if part)
        self._handed_on = {name: int(descriptor) for name, _, descriptor in pairs}
        self._kept: dict[str, socket.socket] = {}
        self.is_handed_on = bool(handed_on)

    def on(self, name: str, host: str, port: int, backlog: int) -> socket.socket:
        """The socket of this door. Raises OSError when the port is taken."""
        descriptor = self._handed_on.pop(name, None)
        if descriptor is None:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            made = socket.create_server((host, port), family=family, backlog=backlog)
            descriptor = made.detach()
        # Asked of the system, so that it says TCP: without that, asyncio lets small pieces wait for
        # each other (TCP_NODELAY), 40 ms each.
        listening = socket.socket(fileno=descriptor)
        listening.set_inheritable(False)
        self._kept[name] = listening.dup()
        return listening

    def close(self) -> None:
        """Listen no longer than the doors do."""
        for kept in self._kept.values():
            kept.close()
        self._kept.clear()

    def hand_on(self) -> dict[str, str]:
        """What the environment of the next one must say."""
        for kept in self._kept.values():
            kept.set_inheritable(True)
        return {HANDED_ON: ",".join(f"{name}={s.fileno()}" for name, s in self._kept.items())}
