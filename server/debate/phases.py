"""The phases of a debate, by what can happen in them."""

from server.debate.commands import Phase

ASKING: frozenset[Phase] = frozenset({"collecting", "live"})
LIVE: frozenset[Phase] = frozenset({"live"})
DRAFT: frozenset[Phase] = frozenset({"draft"})
PREPARING: frozenset[Phase] = frozenset({"draft", "collecting"})
BEFORE_CLOSING: frozenset[Phase] = frozenset({"draft", "collecting", "live"})
OVER: frozenset[Phase] = frozenset({"closed", "archived"})
ANY: frozenset[Phase] = BEFORE_CLOSING | OVER
