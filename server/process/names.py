"""Names of machines that strangers typed in, and what they stand for. Whoever owns a name decides
how long its look-up takes, and nothing ends one: in threads of their own, so that the house never
waits for a thread behind them, and one at a time for each who typed some in."""

import asyncio
import socket
from concurrent.futures import Future, ThreadPoolExecutor

AT_ONCE = 2  # the others wait their turn


class Names:
    """One for the whole process."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "names")
        self._under_way: dict[str, Future[list[str]]] = {}

    async def look_up(self, whose: str, host: str, port: int) -> list[str]:
        """The addresses of a name. Raises OSError and UnicodeError. `whose`: whoever typed it in;
        who stops waiting for a look-up has not ended it."""
        try:
            return _addresses(host, port, socket.AI_NUMERICHOST)  # it is one: nobody is asked
        except socket.gaierror:
            pass
        while (before := self._under_way.get(whose)) is not None:
            await asyncio.wait([asyncio.wrap_future(before)])
        mine = self._threads.submit(_addresses, host, port)
        self._under_way[whose] = mine
        mine.add_done_callback(lambda _: self._under_way.pop(whose, None))
        return await asyncio.wrap_future(mine)


def _addresses(host: str, port: int, flags: int = 0) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


names_of_strangers = Names()
