"""Who may be on a page of administration: the table of rules says it."""

from werkzeug.exceptions import Forbidden, NotFound, abort

from server.debate.actors import STRONGEST_FIRST, THE_HOUSE, Actor, Membership, Path, Role, role_at
from server.debate.rules import NAMED, may, may_anywhere
from server.store import Account, Programme
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent, to_login

# What can be done with an organisation that is deactivated.
LEAVING = frozenset({"leaving", "log"})


class Moderator(Actor, frozen=True, kw_only=True):
    """Who sent this request. `role`: what they are where the page stands, else the strongest that
    they are anywhere."""

    account: Account

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """What they are, and where."""
        return self.account.memberships

    def may(self, what: str, path: Path = THE_HOUSE) -> bool:
        """Whether they may ask for `what` (of the table's NAMED) there."""
        return may(what, self.memberships, path)

    def may_anywhere(self, what: str) -> bool:
        """Whether there is something for which they may ask for it."""
        return may_anywhere(what, self.memberships)

    def at(self, path: Path) -> "Moderator | None":
        """The same as what they are there; None: they have nothing to do with it."""
        return _moderator(self.account, path)


async def require(what: str) -> Moderator:
    """The moderator who sent this request, who may ask for `what` (of the table's NAMED) somewhere.
    Sends strangers to the login page, and raises Forbidden for moderators of other roles."""
    moderator = moderator_of(await _account())
    if not moderator.may_anywhere(what):
        raise Forbidden
    return moderator


def moderator_of(account: Account) -> Moderator:
    """As the strongest that they are anywhere; who is nothing may do what phones may."""
    held = {membership.role for membership in account.memberships}
    strongest: Role = next((role for role in STRONGEST_FIRST if role in held), "participant")
    return Moderator(strongest, *_known_as(account), account=account)


async def require_for(what: str, code: str) -> Moderator:
    """The same for one debate; raises NotFound where they have nothing to do with it."""
    account = await _account()
    return await _checked(what, account, await dependencies().store.memberships.path_of(code))


async def require_in(what: str, organisation: str, programme: str = "") -> Moderator:
    """The same for an organisation, or a programme (by its key) of it. Raises NotFound for what
    there is not, too."""
    account = await _account()
    return await _checked(what, account, Path(organisation, programme))


async def _checked(what: str, account: Account, path: Path) -> Moderator:
    moderator = _moderator(account, path)
    if moderator is None:
        raise NotFound
    if not moderator.may(what, path):
        raise Forbidden
    shut = NAMED[what].at == "organisation" and what not in LEAVING
    if shut and await dependencies().store.departures.of(path.organisation) is not None:
        raise Forbidden
    return moderator


async def their_programmes(moderator: Moderator, what: str) -> list[Programme]:
    """The programmes in which they may ask for it."""
    store = dependencies().store
    gone = {one.organisation for one in await store.departures.list()}
    return [
        one
        for one in await store.programmes.list()
        if one.organisation not in gone and moderator.may(what, Path(one.organisation, one.key))
    ]


async def _account() -> Account:
    login = await login_sent()
    if login is None:
        abort(to_login())
    return login.account


def _moderator(account: Account, path: Path) -> Moderator | None:
    role = role_at(account.memberships, path)
    return Moderator(role, *_known_as(account), account=account) if role else None


def _known_as(account: Account) -> tuple[str, str]:
    return f"account:{account.id}", account.shown_as
