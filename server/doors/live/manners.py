"""What a client of the live door may send besides messages, and how much of it.

Control frames, fragments and pieces of frames cost as much to take apart as a vote, and nobody
paces them: a message is counted when it is understood, these never are (RFC 6455, section 5.4 and
5.5). So they are counted here, while they are taken apart: one read may hold thousands of them.
"""

from time import monotonic

from websockets.frames import CONT, PING, PONG, CloseCode, Frame
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from server.limits.table import FRAMES, PIECES

PIECES_A_SECOND = PIECES.most  # as a global name: it is read with every frame
FRAMES_A_READ = 200  # of any kind; a pace of 10 a second lets nobody have so many to say

_FRAME_COSTS = PIECES.most // FRAMES.most


class MannerlyProtocol(ServerProtocol):
    """The library's, ending with 1008 (policy violation) the connection of who sends too much.

    A ping is not answered at once: `pong` is what the newest of them asks for (section 5.5.3 lets
    the others go without). `gave_up`: whether it ended one so."""

    pong: bytes | None = None
    gave_up = False
    frames = 0  # in this read
    _spent = 0  # in this second
    _second = 0

    def receive_data(self, data: bytes | bytearray) -> None:
        """What was read and holds no whole frame costs something as well."""
        self.frames = 0
        super().receive_data(data)
        if not self.frames and self.state is OPEN:
            self._spend(1)

    def recv_frame(self, frame: Frame) -> None:
        """Anything but a whole message has to be paid for."""
        self.frames += 1
        if self.frames > FRAMES_A_READ:
            self._give_up()
        elif frame.opcode is PING or frame.opcode is PONG or frame.opcode is CONT or not frame.fin:
            if self._spend(_FRAME_COSTS):
                self._receive(frame)
        else:
            super().recv_frame(frame)

    def _receive(self, frame: Frame) -> None:
        if frame.opcode is PING:
            self.pong = bytes(frame.data)
        elif frame.opcode is not PONG:  # nobody here pings, so nobody waits for one
            super().recv_frame(frame)

    def _spend(self, cost: int) -> bool:
        """Whether so much may still be received in this second."""
        second = int(monotonic())
        if second != self._second:
            self._second, self._spent = second, 0
        self._spent += cost
        if self._spent > PIECES_A_SECOND:
            self._give_up()
            return False
        return True

    def _give_up(self) -> None:
        self.gave_up = True
        if not self.eof_sent:
            self.fail(CloseCode.POLICY_VIOLATION, "too many frames")
