"""Who is here: participants by handle with the private document each was last sent, and the
moderators at work. Known only while they are connected.
"""

from collections import Counter
from collections.abc import Generator, Iterable

from msgspec import Struct

from server.debate.patches import Json, diff
from server.debate.showing.documents import View, you_document
from server.debate.state import Debate
from server.live.sending.client import Client
from server.wire.messages import YouMessage, encode


class _Told(Struct, gc=False):
    """A private document as it was sent: thousands, and the collector need not look at them."""

    mine: Json
    votes: Json


_NOTHING = _Told({}, {})


class People:
    def __init__(self, debate: Debate) -> None:
        self._debate = debate
        self._clients: dict[str, list[Client]] = {}
        self._sent: dict[str, _Told] = {}  # only of those who have asked or voted
        self._moderators: Counter[str] = Counter()
        self._screens: Counter[str] = Counter()  # by view

    @property
    def online(self) -> int:
        """How many participants are connected."""
        return len(self._clients)

    @property
    def moderators(self) -> tuple[str, ...]:
        """The names of those connected."""
        return tuple(sorted(self._moderators))

    @property
    def screens(self) -> dict[str, int]:
        """How many screens of each view are connected, phones aside."""
        return dict(self._screens)

    def arrive(self, view: View, client: Client, token: str | None) -> None:
        """Count the client in. A participant is told who they are here (`token` only if it is
        new to them) and what is theirs."""
        if client.handle is not None:
            self._tell_all(client.handle)  # another tab's document must not lag behind this one's
            self._clients.setdefault(client.handle, []).append(client)
            you = you_document(self._debate, client.handle)
            self._keep(client.handle, you)
            client.send(encode(YouMessage(({"token": token} if token else {}) | you)))
            return
        self._screens[view] += 1
        if view in ("control", "host"):
            self._moderators[client.name] += 1

    def depart(self, view: View, client: Client) -> None:
        """The last one of a participant takes with it what they were sent."""
        if client.handle is not None:
            clients = self._clients[client.handle]
            clients.remove(client)
            if not clients:
                del self._clients[client.handle]
                self._sent.pop(client.handle, None)
            return
        self._screens[view] -= 1
        if view in ("control", "host"):
            self._moderators[client.name] -= 1
            if not self._moderators[client.name]:
                del self._moderators[client.name]

    def tell(self, handles: Iterable[str]) -> None:
        """Send each of these who is here what has changed for them."""
        for handle in handles:
            if handle in self._clients:
                self._tell_all(handle)

    def tell_everyone(self) -> Generator[None, None, None]:
        """The same for all, one after the other."""
        for handle in list(self._clients):
            self.tell((handle,))
            yield

    def _tell_all(self, handle: str) -> None:
        clients = self._clients.get(handle)
        if not clients:
            return
        you = you_document(self._debate, handle)
        patch = _difference(self._sent.get(handle, _NOTHING), you)
        if patch:
            self._keep(handle, you)
            message = encode(YouMessage(patch))
            for client in clients:
                client.send(message)

    def _keep(self, handle: str, you: Json) -> None:
        if you["mine"] or you["votes"]:
            self._sent[handle] = _Told(you["mine"], you["votes"])
        else:
            self._sent.pop(handle, None)


def _difference(before: _Told, after: Json) -> Json:
    """As `diff` tells it, quicker for what is told most often: in a storm each vote comes here."""
    if before.mine or after["mine"]:
        return diff({"mine": before.mine, "votes": before.votes}, after)
    gone, new = before.votes.keys() - after["votes"].keys(), after["votes"].keys()
    votes = dict.fromkeys(gone) | dict.fromkeys(new - before.votes.keys(), True)
    return {"votes": votes} if votes else {}
