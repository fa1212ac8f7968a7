"""What this process knows of one debate."""

from server.debate.state import Debate
from server.debate.surroundings import Surroundings
from server.store import Seal


class Known:
    """`debate`: what its journal makes; `around`: what stands beside it; `seal`: what tells who is
    who, None once the key is destroyed."""

    def __init__(self, code: str, seal: Seal | None) -> None:
        self.code = code
        self.debate = Debate()
        self.around = Surroundings()
        self.seal = seal

    @property
    def is_half_closed(self) -> bool:
        """Closed, but here it is still known who was who."""
        return self.seal is not None and self.debate.is_over

    def handle_of(self, token: str) -> str:
        """The participant's handle; empty where nobody can know it any more."""
        return "" if self.seal is None else self.seal.handle_of(token)
