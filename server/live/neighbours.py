"""The other processes that have one debate open: what this one tells them of it."""

from server.cluster.relay import Heard, Relay, ballots_of


class Neighbours:
    """`heard`: who is not to hear of it, being the one who tells. `alone`: no other process can
    write to this debate."""

    def __init__(self, relay: Relay, code: str, heard: Heard) -> None:
        self.alone = relay.alone
        self._relay = relay
        self._code = code
        self._heard = heard

    def moved(self) -> None:
        """Something was written here."""
        self._relay.hint(self._code, self._heard)

    def ballots_moved(self) -> None:
        """The same, where it was nothing but ballots."""
        self._relay.hint(ballots_of(self._code), self._heard, calm=True)
