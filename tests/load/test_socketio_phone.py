"""Socket.IO for the crowd, without a server: what is answered, what is handed on."""

from typing import Any

from tests.load.peers.socketio_phone import SocketIO, vote_frame
from tests.load.phones.phone import client_frame


class Wire:
    """A phone that keeps what is sent, and its listener."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.handed_on: list[bytes] = []
        self.is_lost = False

    def send(self, frame: bytes) -> None:
        self.sent.append(frame)

    def heard(self, phone: Any, payload: bytes, compressed: bool) -> None:
        assert phone is self
        self.handed_on.append(payload)

    def lost(self, phone: Any) -> None:
        self.is_lost = phone is self


def test_a_phone_joins_when_the_connection_opens_and_answers_pings() -> None:
    wire = Wire()
    socketio = SocketIO(wire)

    socketio.heard(wire, b'0{"sid":"a","pingInterval":25000}')
    socketio.heard(wire, b'40{"sid":"b"}')
    socketio.heard(wire, b"2")

    assert wire.sent == [client_frame(b"40"), client_frame(b"3")]
    assert wire.handed_on == []
    assert socketio.updates == 0


def test_events_and_answers_are_handed_on_as_the_messages_they_carry() -> None:
    wire = Wire()
    socketio = SocketIO(wire)

    socketio.heard(wire, b'42["state",{"t":"state","doc":{"a":[1,2]}}]')
    socketio.heard(wire, b'42["patch",{"t":"patch","doc":{}}]')
    socketio.heard(wire, b'431[{"t":"ok","id":"c1"}]')

    assert wire.handed_on == [
        b'{"t":"state","doc":{"a":[1,2]}}',
        b'{"t":"patch","doc":{}}',
        b'{"t":"ok","id":"c1"}',
    ]
    assert socketio.updates == 2
    assert wire.sent == []


def test_a_lost_connection_is_told_to_the_listener() -> None:
    wire = Wire()

    SocketIO(wire).lost(wire)

    assert wire.is_lost


def test_a_vote_asks_for_its_acknowledgement() -> None:
    assert vote_frame(b'{"id":"c1"}') == client_frame(b'421["vote",{"id":"c1"}]')
