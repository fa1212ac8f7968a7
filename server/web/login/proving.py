"""What is done to one's own account needs more than a login that was left open: a code where it has
a second factor, else the password."""

from server.debate.refusals import Rejected
from server.identity.logins import Login
from server.identity.passwords import Passwords
from server.identity.throttle import Throttle
from server.identity.turns import Busy
from server.web.dependencies import dependencies
from server.web.login.accounts import BUSY_S

PROOF_LIMIT = 40  # characters of a code that is typed


class Prover:
    """Tells what is wrong with what was typed."""

    def __init__(self, passwords: Passwords, throttle: Throttle) -> None:
        self._passwords = passwords
        self._throttle = throttle

    async def problem(self, login: Login, proof: str, has: bool) -> tuple[str, int] | None:
        """The key of a sentence, and how many seconds to wait; None if it is right. `has`: it has a
        second factor."""
        account, device = login.account, login.session.id
        try:
            await self._throttle.take(account.name, device)
            if has:
                factors = dependencies().identity.second_factors
                right = await factors.passes(account, proof[:PROOF_LIMIT])
            else:
                right = await self._passwords.verify(account.password_hash, proof)
        except Rejected as refusal:
            return "account.too_fast", refusal.retry_s
        except Busy:
            return "account.too_fast", BUSY_S
        if not right:
            return ("signing.code_wrong" if has else "account.current_wrong"), 0
        await self._throttle.succeeded(account.name, device)
        return None
