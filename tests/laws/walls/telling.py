"""What the house sends by itself to machines of others."""

import asyncio
from collections.abc import Mapping

from server.mail.post import Post
from server.outgoing.sending import Answer, Sender
from server.outgoing.worker import Outgoing
from tests.laws.walls.furnished import Furnished


class Machines(Sender):
    """`told`: which organisation's address was told what."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []

    async def send(
        self,
        url: str,
        in_hall: bool,
        headers: Mapping[str, str],
        body: bytes,
        now: int,
        whose: str = "",
    ) -> Answer:
        self.told.append((whose, f"{dict(headers)} {body.decode()}"))
        return Answer("200")


async def told(there: Furnished) -> set[str]:
    """All that waits goes out now; the organisations whose machines were told something: what
    everybody may know, of debates of their own."""
    machines = Machines()
    outgoing = Outgoing(there.house.store, there.house.clock, machines)
    while await there.house.store.deliveries.ready(there.house.clock.now()):
        await outgoing.look()
        await asyncio.gather(*outgoing._serving.values())
    for whose, said in machines.told:
        words = there.read(said, f"a machine of {whose}", (), "its address")
        of = {there.published[word].path.organisation for word in words}
        assert of <= {whose}, f"a machine of {whose} is told of debates of {of}"
    return {whose for whose, _ in machines.told}


async def post(there: Furnished) -> None:
    """Carry the letters to the mail server, which is silent."""
    house = there.house
    await Post(house.store, house.settings, house.clock).look()
