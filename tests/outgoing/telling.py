"""Events for others, written as the journal writes them."""

from server.clock import Clock
from server.debate import events as e
from server.debate.showing.announced import WHAT, Announced, Announcement
from server.store import Endpoint, Programme, Store

CODE = "482915"
ORGANISATION = "aktiv"
PROGRAMME = "aktiv/club"
KEY = bytes(range(32))
SENT = e.DoorShut(what="voting")


class Teller:
    """Of one debate."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.seq = 1
        self.told = 0

    async def begin(self) -> "Teller":
        await self.store.organisations.add(ORGANISATION, "Aktiv", 1)
        await self.store.programmes.add(Programme(PROGRAMME, {}, ORGANISATION, "#000000"))
        await self.store.debates.create(CODE, 1)
        described = e.DebateDescribed(code=CODE, programme=PROGRAMME, title={"en": "Power"})
        await self.store.journal.append(CODE, [described], after=0, at=5, role="owner")
        return self

    async def endpoint(
        self, url: str, kind: str = "v1", in_hall: bool = True, of: str = ORGANISATION
    ) -> str:
        """Told of everything; returns its id. `of`: an organisation."""
        now = self.clock.now()
        made = Endpoint("", of, "", url, WHAT, kind, in_hall, "on", now)
        return (await self.store.endpoints.add(made, KEY, "vesna")).id

    async def tell(self, many: int = 1) -> None:
        """So many questions are shown, one after the other, each numbered."""
        for _ in range(many):
            self.told += 1
            id_ = f"q{self.told}"
            data = {"debate": {"code": CODE}, "question": {"id": id_}, "number": self.told}
            said = Announcement((Announced("question.shown", data, id_, "Kada?"),))
            await self.store.journal.append(
                CODE,
                [SENT],
                after=self.seq,
                at=self.clock.now(),
                role="producer",
                announcement=said,
            )
            self.seq += 1
