"""What the HTTP door answers, besides the messages of the live door."""

from typing import Literal

from msgspec import Struct

from server.debate.patches import Json

SOUGHT_AT_MOST = 200  # characters of what is looked for in the whole house
FOUND_PAGES = 20
YEARS = (2000, 2200)
WORDS_AT_MOST = 600  # characters of a search, or of a text that others are compared with


class DoorAnswer(Struct, frozen=True):
    """Where the live door of the debate is."""

    live: str


class ParticipantAnswer(Struct, frozen=True):
    """A new participant's token: to be kept, and sent as `Authorization: Bearer …`."""

    token: str


class QuestionsAnswer(Struct, frozen=True):
    """Shown questions, each with its `id`; `more`: there are others behind the last one."""

    questions: list[Json]
    more: bool = False


class FoundQuestion(Struct, frozen=True, omit_defaults=True):
    """A question that was shown in a debate that is over. `marks`: where in the text what was
    looked for stands: from, to, in code points. `outcome`: what became of it; `at`: when the debate
    was held, ms; `title`, `programme`: of the debate, `url`: where the question stands."""

    debate: str
    question: str
    text: str
    lang: str
    outcome: str
    votes: int
    at: int
    title: dict[str, str]
    programme: str
    url: str
    marks: list[tuple[int, int]] = []


class SearchAnswer(Struct, frozen=True):
    """`questions`: a page of them, what fits best first; `count`: on how many there are in all, of
    the newest; `more`: there is another page."""

    questions: list[FoundQuestion]
    count: int
    more: bool = False


class OembedAnswer(Struct, frozen=True, kw_only=True):
    """oEmbed 1.0 of a debate, or of one question of it: `html` is a frame in a sandbox."""

    type: Literal["rich"] = "rich"
    version: Literal["1.0"] = "1.0"
    title: str
    provider_name: str = "Tribina"
    provider_url: str
    author_name: str
    author_url: str
    html: str
    width: int
    height: int
    cache_age: int


class HouseAnswer(Struct, frozen=True):
    """The house's name in logs; the vkeys (c2sp.org/signed-note) of its own log, `NAME/log`, and of
    the house as a witness. That of a debate's log is of the same key, by `NAME/debate/CODE`."""

    name: str
    vkey: str
    witness: str


class ConsistencyAnswer(Struct, frozen=True, rename={"before": "from", "size": "to"}):
    """That the log of a debate had only grown (RFC 6962, section 2.1.2): hashes in base64, none
    where both sizes are the same."""

    before: int
    size: int
    proof: list[str]


class StampAnswer(Struct, frozen=True):
    """That somebody (`by`: a host) has stamped the head of the house's log of this `size`, and the
    addresses of the file and of what it stamps. `kind`: `rfc3161` or `opentimestamps`."""

    size: int
    kind: str
    by: str
    file: str
    checkpoint: str


class StampsAnswer(Struct, frozen=True):
    """The newest first; `more`: there are older ones."""

    stamps: list[StampAnswer]
    more: bool = False


class ButtonAnswer(Struct, frozen=True, tag_field="t", tag="ok", omit_defaults=True):
    """`did`: the command that the button stands for, of what `question`. `again`: another process
    had already taken this press."""

    did: str
    question: str | None = None
    again: bool = False


Status = Literal["ok", "degraded", "draining"]


class HealthReport(Struct, frozen=True, omit_defaults=True):
    """`store`: whether it can be read now; `relay`: whether hints of other processes arrive, where
    there are others. Without the relay the process works on and sees others a little later."""

    status: Status
    store: Literal["ok", "unavailable"]
    relay: Literal["ok", "unavailable"] | None = None

    @property
    def fit(self) -> bool:
        """Whether more work should be sent here."""
        return self.status != "draining" and self.store == "ok"
