"""What goes out of the house by itself: where to, and what was told."""

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class EndpointRows(SQLModel, table=True):
    """See `outgoing.endpoints.Endpoint`. `events`: each between commas. `secret` and `former` are
    sealed; `former` signs as well until `former_until`. `lease_by`: the process that sends to it
    now, until `lease_until`. `wake_at`: there is nothing to be tried before."""

    __tablename__ = "outgoing_endpoints"
    __table_args__ = {"sqlite_with_rowid": False}

    id: str = Field(primary_key=True)
    organisation: str = Field(index=True)
    programme: str = ""
    url: str
    events: str
    kind: str
    secret: bytes = Field(sa_type=LargeBinary)
    former: bytes | None = Field(default=None, sa_type=LargeBinary)
    former_until: int = Field(default=0, sa_type=BigInteger)
    in_hall: bool
    state: str = "on"
    made_at: int = Field(sa_type=BigInteger)
    made_by: str
    lease_by: str = ""
    lease_until: int = Field(default=0, sa_type=BigInteger)
    wake_at: int = Field(default=0, sa_type=BigInteger)


class DeliveryRows(SQLModel, table=True):
    """One event for one endpoint; `number` is the order in which they are sent. `message`: the same
    for all endpoints. `data`: JSON; `text`: of the question, until nobody may see that any more.
    `late`: those behind it go first. `result`: of the last try, a status or what went wrong."""

    __tablename__ = "outgoing_deliveries"
    __table_args__ = (
        Index("outgoing_deliveries_order", "endpoint", "state", "number"),
        Index("outgoing_deliveries_debate", "debate", "question"),
    )

    number: int | None = Field(default=None, primary_key=True)
    endpoint: str
    message: str
    debate: str
    question: str
    type: str
    at: int = Field(sa_type=BigInteger)
    data: str
    text: str | None = None
    state: str = "waiting"
    tries: int = 0
    late: bool = False
    next_at: int = Field(sa_type=BigInteger)
    tried_at: int | None = Field(default=None, sa_type=BigInteger)
    result: str = ""
