"""Those who look at one view, and how a frame for all of them gets to each.

Nearly everyone, nearly always, has nothing waiting: then a frame goes straight to the kernel by the
number of their socket, and not one of the half dozen objects of a connection is touched. With ten
thousand of them those are in nobody's cache, and looking at them costs as much as it saves the
kernel. Whoever is disturbed, as by an acknowledgement of their own, is written to with care once,
and then is clear again.
"""

import os
from collections.abc import Callable, Iterator, Sequence

from server.live.sending.client import Client
from server.live.sending.frames import SharedFrame

CHUNK = 50  # written to before others in the loop get their turn: votes wait for it


class Recipients:
    """`all`: in the order they came."""

    def __init__(self) -> None:
        self.all: dict[Client, None] = {}
        self._clear: dict[int, Client] = {}  # by descriptor
        self._others: dict[Client, None] = {}
        self._behind: set[Client] = set()

    @property
    def some_are_behind(self) -> bool:
        """Whether anybody was left out of the last frames."""
        return bool(self._behind)

    def add(self, client: Client) -> None:
        """With care at first, until nothing waits in its buffers."""
        self.all[client] = self._others[client] = None
        client.disturbed = self._disturbed

    def discard(self, client: Client) -> None:
        """Also one that was never added."""
        client.disturb()
        self.all.pop(client, None)
        self._others.pop(client, None)
        self._behind.discard(client)

    def round(self, shared: SharedFrame, besides: "Round | None" = None) -> "Round":
        """The frame for everyone who is here now, but for those that another round has still to
        write to."""
        if besides is None:
            return Round(self, shared, self._clear.copy(), list(self._others))
        left_out = set(besides.rest())
        clear = {n: client for n, client in self._clear.items() if client not in left_out}
        return Round(
            self, shared, clear, [client for client in self._others if client not in left_out]
        )

    def look_after_slow(self, whole: Callable[[], SharedFrame], now: float) -> None:
        """Give the whole document to who has caught up, and cut off who never does."""
        for client in list(self._behind):
            if client.caught_up(now) or client.behind_since is None:
                self._behind.discard(client)
                client.share(whole(), now)

    def still_clear(self, numbers: Sequence[int]) -> list[int]:
        """Those of these sockets that nobody else has written to meanwhile."""
        return [number for number in numbers if number in self._clear]

    def share(self, client: Client, shared: SharedFrame, now: float) -> None:
        """With care; whoever has nothing waiting afterwards is clear."""
        if not client.share(shared, now):
            self._behind.add(client)
        elif client in self._others and (number := client.clear()) is not None:
            del self._others[client]
            self._clear[number] = client
            client.is_clear = True

    def _disturbed(self, client: Client) -> None:
        assert client.number is not None, "it was clear"
        del self._clear[client.number]
        self._others[client] = None


class Round:
    """A frame on its way to those who were here when it began. While it is, nobody becomes clear
    before all who were have been written to: so a number stands for the same client until then,
    though its owner may be gone and the system may have given it to somebody else."""

    def __init__(
        self,
        recipients: Recipients,
        shared: SharedFrame,
        clear: dict[int, Client],
        others: list[Client],
    ) -> None:
        self._recipients = recipients
        self._shared = shared
        self._clear = clear
        self._numbers = list(clear)
        self._others = others
        self._next_number = self._next_other = 0

    def __len__(self) -> int:
        """How many have not been written to."""
        done = self._next_number + self._next_other
        return len(self._numbers) + len(self._others) - done

    def rest(self) -> Iterator[Client]:
        """Who has not been written to."""
        yield from (self._clear[number] for number in self._numbers[self._next_number :])
        yield from self._others[self._next_other :]

    def add(self, shared: SharedFrame) -> None:
        """Give the rest another frame together with this one."""
        self._shared = self._shared.followed_by(shared)

    def go_on(self, now: float) -> int:
        """Write to a few more; returns how many. 0: nobody was left."""
        if self._next_number < len(self._numbers):
            return self._write_straight()
        return self._write_with_care(now)

    def _write_straight(self) -> int:
        few = self._numbers[self._next_number : self._next_number + CHUNK]
        self._next_number += len(few)
        clear = self._recipients.still_clear(few)
        if len(clear) < len(few):
            self._others += [self._clear[n] for n in few if n not in clear]
        self._write(clear, self._shared.deflated)
        return len(few)

    def _write(self, numbers: Sequence[int], data: bytes) -> None:
        """To the kernel, which is where nearly all of a delivered patch's cost is."""
        write, size, rest, number = os.write, len(data), iter(numbers), -1
        while True:
            try:
                for number in rest:
                    sent = write(number, data)
                    if sent != size:
                        self._clear[number].finish(data[sent:])
                return
            except BlockingIOError:
                self._clear[number].finish(data)
            except OSError:
                self._clear[number].disturb()  # broken; its loop will notice

    def _write_with_care(self, now: float) -> int:
        few = self._others[self._next_other : self._next_other + CHUNK]
        self._next_other += len(few)
        for client in few:
            self._recipients.share(client, self._shared, now)
        return len(few)
