"""The floor: `socket.send` of the same bytes to every connection, and nothing else."""

import select
import socket
import sys
import time

from server.live.frames import SharedFrame
from tests.load.peers.messages import ACCEPT, TICK_S, accept_key, read_messages


def main(port: int, messages_file: str) -> None:
    frames = [SharedFrame(message).deflated for message in read_messages(messages_file)]
    listening = socket.create_server(("127.0.0.1", port), backlog=4096)
    listening.setblocking(False)
    clients: list[socket.socket] = []
    next_tick = time.monotonic()
    number = 0
    while True:
        wait = max(0.0, next_tick - time.monotonic())
        if select.select([listening], [], [], wait)[0]:
            client, _ = listening.accept()
            request = client.recv(4096)
            if not request:
                continue  # whoever looked whether we listen
            client.send(ACCEPT % accept_key(request))
            client.setblocking(False)
            clients.append(client)
            continue
        frame = frames[number % len(frames)]
        for client in clients:
            try:
                client.send(frame)
            except BlockingIOError:
                pass
            except OSError:
                clients = [other for other in clients if other is not client]
        number += 1
        next_tick += TICK_S


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
